"""The server's commands (`workspace/executeCommand`), which code actions and lenses refer to by name."""

from collections.abc import Callable, Sequence
from inspect import Signature, signature
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp

from edlint.cache.own import folder
from edlint.config.load import NAME
from edlint.model.edit import Edit
from edlint.model.errors import EdlintError
from edlint.model.finding import Finding
from edlint.model.span import Span
from edlint.run.init import VOCABULARY
from edlint.run.write import atomically
from edlint.server import actions, show
from edlint.server.app import Server
from edlint.server.checks import Checks
from edlint.server.child import FaultError, WorkerEndedError
from edlint.server.document import Document
from edlint.server.messages import Accept, Explain, FixAll, Fixed, Silence, Silenced
from edlint.server.place import edits_between, range_of, uri_of

REASON = "say why"
"""Placeholder for the reason in a comment, which the writer is to replace."""
COMMAND_RESTART = "edlint.restart"
_MAKE = "Make one"


class Commands:
    """The commands by name; each takes the arguments that its code action or lens gave."""

    def __init__(self, server: Server, checks: Checks) -> None:
        """Register the commands."""
        self._server = server
        self._checks = checks
        for name, do in (
            (actions.COMMAND_FIX_ALL, self.fix_all),
            (actions.COMMAND_ACCEPT, self.accept),
            (actions.COMMAND_SILENCE, self.silence),
            (actions.COMMAND_SILENCE_FILE, self.silence_file),
            (actions.COMMAND_RULE, self.show_rule),
            (show.COMMAND_FIGURES, self.show_figures),
            (show.COMMAND_CLAIM, self.next_claim),
            (COMMAND_RESTART, self.restart),
        ):
            server.command(name)(self._said(do))

    def _said(self, do: Callable[..., Any]) -> Callable[..., Any]:
        """Return a command whose errors are shown to the user."""
        takes = signature(do)

        async def command(*arguments: Any) -> Any:
            if not _fit(takes, arguments):
                names = ", ".join(takes.parameters)
                self._server.show_message(f"this command takes {names}", lsp.MessageType.Error)
                return None
            try:
                return await do(*arguments)
            except (EdlintError, FaultError) as error:
                self._server.show_message(str(error), lsp.MessageType.Error)
            except WorkerEndedError:
                self._server.show_message("the process that checks ended over this", lsp.MessageType.Error)
            return None

        return command

    async def fixes(self, document: Document) -> Sequence[Edit]:
        """Return the edits that make all safe fixes of a document as it is now."""
        lines = document.lines
        fixed: Fixed = await self._server.child.ask(
            FixAll(document.text, self._server.options.checks), urgent=True
        )
        # If the text has changed meanwhile, the edits would not fit it.
        return edits_between(lines.text, fixed.text) if document.lines is lines else ()

    async def fix_all(self, uri: str) -> None:
        """Apply all safe fixes of a document."""
        document = self._document(uri)
        edits = await self.fixes(document)
        if edits:
            await self._apply(document, edits, "Fix all that is safe")

    async def accept(self, uri: str, word: str) -> None:
        """Add a word to the vocabulary; where there is none, ask the user whether to create one."""
        document, server = self._document(uri), self._server
        request = Accept(document.path, server.options.checks, word)
        said: str = await server.child.ask(request, urgent=True)
        if not said:
            place = server.folder
            answer = await server.window_show_message_request_async(
                lsp.ShowMessageRequestParams(
                    lsp.MessageType.Info,
                    f"edlint: no vocabulary is configured here. Make {VOCABULARY}, named in {NAME}?",
                    [lsp.MessageActionItem(_MAKE), lsp.MessageActionItem("No")],
                )
            )
            if answer is None or answer.title != _MAKE:
                return
            said = await server.child.ask(
                Accept(document.path, server.options.checks, word, str(place)), urgent=True
            )
        server.show_message(said)
        self._checks.again()

    async def silence(self, uri: str, fingerprint: str, reason: str = "") -> None:
        """Insert a comment that silences one finding."""
        await self._silence(uri, fingerprint, reason, whole=False)

    async def silence_file(self, uri: str, fingerprint: str, reason: str = "") -> None:
        """Insert a comment that silences the rule of a finding in the whole file."""
        await self._silence(uri, fingerprint, reason, whole=True)

    async def _silence(self, uri: str, fingerprint: str, reason: str, *, whole: bool) -> None:
        document = self._document(uri)
        await self._checks.latest(document)
        finding = self._finding(document, fingerprint)
        lines = document.lines
        because = " ".join(reason.split()) or REASON
        request = Silence(document.text, self._server.options.checks, finding, because, whole)
        done: Silenced = await self._server.child.ask(request, urgent=True)
        if document.lines is not lines:
            return
        old = lines.text[done.start : done.end]
        edits = [
            edit._replace(start=edit.start + done.start, end=edit.end + done.start)
            for edit in edits_between(old, done.text)
        ]
        applied = await self._apply(document, edits, "Let it stand")
        if applied and not reason and document.uri.startswith("file:"):
            # Select the placeholder for the writer to replace.
            start = done.start + done.reason[0]
            span = Span(start, done.start + done.reason[1])
            after = type(lines)(lines.text[: done.start] + done.text + lines.text[done.end :], lines.encoding)
            await self._server.show(Path(document.path), range_of(after, span))

    async def show_rule(self, uri: str, rule: str) -> None:
        """Show the full description of a rule, in a file, or as a message if the editor cannot show files."""
        server = self._server
        document = self._checks.of(uri)
        path = document.path if document is not None else str(server.folder / "article.md")
        text: str = await server.child.ask(Explain(path, server.options.checks, rule), urgent=True)
        if not text:
            server.show_message(f"nothing is known of {rule}", lsp.MessageType.Warning)
            return
        if server.can("window.show_document.support"):
            page = folder() / "rules" / f"{rule}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            atomically(page, text.encode())
            if await server.show(page):
                return
        server.show_message(text)

    async def show_figures(self, uri: str) -> None:
        """Show a document's figures as a message."""
        document = self._document(uri)
        await self._checks.latest(document)
        server = self._server
        said = str(show.status(document)["text"])
        server.show_message(said or "this document was not checked")

    async def next_claim(self, uri: str, offset: int = -1) -> lsp.LSPAny:
        """Show the first claim without a source after an offset, or else in the text; return its position, or None."""
        document = self._document(uri)
        outcome = await self._checks.latest(document)
        found = show.next_claim(document, outcome.lines, offset) if outcome is not None else None
        if found is None:
            self._server.show_message("every claim here has a source")
            return None
        await self._server.show(Path(document.path), found)
        return {
            "uri": uri_of(document.path),
            "line": found.start.line,
            "character": found.start.character,
        }

    async def restart(self) -> None:
        """Restart the worker, which reloads all configurations, and check every document again."""
        self._server.child.restart()
        self._checks.again()

    async def _apply(self, document: Document, edits: Sequence[Edit], label: str) -> bool:
        server = self._server
        edit = actions.workspace_edit(document, document.lines, edits, versioned=server.versioned)
        done = await server.workspace_apply_edit_async(lsp.ApplyWorkspaceEditParams(edit, label))
        if not done.applied:
            server.show_message(
                f"the editor did not take the change: {done.failure_reason or 'no reason given'}"
            )
        return done.applied

    def _document(self, uri: str) -> Document:
        document = self._checks.of(uri)
        if document is None or document.format is None:
            raise EdlintError(f"{uri} is not open as an article")
        return document

    def _finding(self, document: Document, fingerprint: str) -> Finding:
        for finding in document.shown(suggestions=True):
            if finding.fingerprint == fingerprint:
                return finding
        raise EdlintError("this finding is gone: the text has changed")


def _fit(takes: Signature, arguments: Sequence[Any]) -> bool:
    """Whether the arguments fit a command's parameters in number and types."""
    try:
        given = takes.bind(*arguments).arguments
    except TypeError:
        return False
    return all(isinstance(value, takes.parameters[name].annotation) for name, value in given.items())
