"""Code actions for findings: fixes as edits, everything else as commands that the server carries out.

A command's arguments are the document's URI and the finding's fingerprint (or a word or rule id), not offsets, because the
text may change before the command is run.
"""

from collections.abc import Iterator, Sequence

from lsprotocol import types as lsp

from edlint.model.edit import Edit
from edlint.model.finding import Finding, Safety
from edlint.server.buffer import Lines
from edlint.server.diagnostics import diagnostic
from edlint.server.document import Document
from edlint.server.messages import word_of
from edlint.server.place import span_of, text_edit

FIX_ALL = "source.fixAll.edlint"
COMMAND_FIX_ALL = "edlint.fixAll"
COMMAND_ACCEPT = "edlint.addToVocabulary"
COMMAND_SILENCE = "edlint.silence"
COMMAND_SILENCE_FILE = "edlint.silenceInFile"
COMMAND_RULE = "edlint.showRule"
_WORDS = frozenset({"spelling.misspelling", "spelling.unknown-word"})
"""Rules whose findings offer to add the word to the vocabulary."""
_UNSILENCED = frozenset({"edlint"})
"""Families of rules about edlint's own comments, which no comment can silence."""


def actions(
    document: Document, place: lsp.Range, only: Sequence[str] | None, *, suggestions: bool, versioned: bool
) -> Iterator[lsp.CodeAction]:
    """Yield the actions for the findings in a range, except “fix all”; `only` is the client's filter by kind."""
    outcome = document.outcome
    if outcome is None or not asked(only, lsp.CodeActionKind.QuickFix.value):
        return
    span = span_of(outcome.lines, place)
    for finding in document.shown(suggestions=suggestions):
        if finding.span.start > span.end or finding.span.end < span.start:
            continue
        about = [diagnostic(finding, outcome.lines, document.uri, outcome.checked.rules)]
        yield from _fixes(document, outcome.lines, finding, about, versioned=versioned)
        yield from _commands(document, finding, about)


def fixable(document: Document) -> int:
    """Return the number of findings whose first fix is safe."""
    return sum(
        bool(one.fixes) and one.fixes[0].safety is Safety.SAFE for one in document.shown(suggestions=True)
    )


def workspace_edit(
    document: Document, lines: Lines, edits: Sequence[Edit], *, versioned: bool
) -> lsp.WorkspaceEdit:
    """Convert edits of a document to the protocol, with the document's version if `versioned`."""
    texts = [text_edit(lines, edit) for edit in edits]
    if not versioned:
        return lsp.WorkspaceEdit(changes={document.uri: texts})
    about = lsp.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(about, list(texts))])


def asked(only: Sequence[str] | None, kind: str) -> bool:
    """Whether the client's filter `only` includes a kind: by name, by a sub-kind, or because there is no filter."""
    return only is None or any(kind == one or kind.startswith(f"{one}.") or not one for one in only)


def _fixes(
    document: Document, lines: Lines, finding: Finding, about: list[lsp.Diagnostic], *, versioned: bool
) -> Iterator[lsp.CodeAction]:
    for number, fix in enumerate(finding.fixes):
        yield lsp.CodeAction(
            title=fix.title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=about,
            is_preferred=number == 0 and fix.safety is Safety.SAFE,
            edit=workspace_edit(document, lines, fix.edits, versioned=versioned),
        )


def _commands(document: Document, finding: Finding, about: list[lsp.Diagnostic]) -> Iterator[lsp.CodeAction]:
    rule = finding.rule
    if rule in _WORDS:
        word = word_of(finding.text)
        yield _command(f"Add “{word}” to the vocabulary", COMMAND_ACCEPT, [document.uri, word], about)
    if finding.family not in _UNSILENCED:
        yield _command(
            f"Let this stand, with a reason ({rule})",
            COMMAND_SILENCE,
            [document.uri, finding.fingerprint],
            about,
        )
        yield _command(
            f"Ignore {rule} in this file", COMMAND_SILENCE_FILE, [document.uri, finding.fingerprint], about
        )
    yield _command(f"Show the rule {rule}", COMMAND_RULE, [document.uri, rule], about)


def _command(
    title: str, command: str, arguments: list[lsp.LSPAny], about: list[lsp.Diagnostic]
) -> lsp.CodeAction:
    return lsp.CodeAction(
        title=title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=about,
        command=lsp.Command(title, command, arguments=arguments),
    )


def at(document: Document, place: lsp.Position, *, suggestions: bool) -> list[Finding]:
    """Return the findings at a position, the shortest first."""
    outcome = document.outcome
    if outcome is None:
        return []
    offset = span_of(outcome.lines, lsp.Range(place, place)).start
    shown = document.shown(suggestions=suggestions)
    found = [one for one in shown if one.span.start <= offset <= one.span.end]
    return sorted(found, key=lambda one: one.span.end - one.span.start)
