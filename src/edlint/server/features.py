"""The server's handlers of the protocol's requests and notifications."""

import asyncio
from collections.abc import Mapping

from lsprotocol import types as lsp

from edlint.cache.own import folder
from edlint.model.errors import EdlintError
from edlint.server import actions, show
from edlint.server.app import Server
from edlint.server.buffer import Lines
from edlint.server.checks import Checks
from edlint.server.child import Child, FaultError, WorkerEndedError
from edlint.server.commands import Commands
from edlint.server.diagnostics import diagnostics
from edlint.server.document import Document
from edlint.server.messages import ListRules, RuleSketch
from edlint.server.place import changes_of, format_for, path_of
from edlint.server.schema import Schemas

_POLL = 0.5
"""Seconds between two polls of the files that outcomes depend on, as not every editor watches them."""


def server(child: Child) -> Server:
    """Return a server with all handlers and commands registered; its worker may have been started already."""
    made = Server(child)
    checks = Checks(made)
    _life(made, checks)
    _texts(made, checks)
    _answers(made, checks, Commands(made, checks))
    _schemas(made, checks)
    return made


def _life(server: Server, checks: Checks) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        server.begin(params)

    @server.feature(lsp.INITIALIZED)
    async def initialized(_params: lsp.InitializedParams) -> None:
        server.run(_watched(checks))
        server.run(server.prepare())
        server.run(server.watch())
        await server.configure()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def settings(params: lsp.DidChangeConfigurationParams) -> None:
        given = params.settings
        if isinstance(given, dict) and given.get("edlint"):
            server.take(given["edlint"])
        else:
            await server.configure()
        checks.again()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files(_params: lsp.DidChangeWatchedFilesParams) -> None:
        checks.again()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(_params: lsp.DidChangeWorkspaceFoldersParams) -> None:
        checks.again()

    @server.feature(lsp.SHUTDOWN)
    def shutdown(*_params: object) -> None:
        server.child.close()


async def _watched(checks: Checks) -> None:
    """Poll the files that outcomes depend on, and check all documents again when one has changed."""
    while True:
        await asyncio.sleep(_POLL)
        if checks.outdated():
            checks.again()


def _texts(server: Server, checks: Checks) -> None:
    own = str(folder())

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        path = path_of(item.uri, item.language_id, server.folder)
        format_ = None if path.startswith(own) else format_for(item.uri, item.language_id)
        encoding = server.position_encoding
        checks.opened(Document(item.uri, path, format_, Lines(item.text, encoding), item.version))

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        document = checks.of(params.text_document.uri)
        if document is None:
            return
        document.lines = document.lines.changed(changes_of(params.content_changes))
        document.version = params.text_document.version
        document.unsaved = server.options.on_save
        if not document.unsaved:
            checks.touch(document)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        document = checks.of(params.text_document.uri)
        if document is not None and document.unsaved:
            document.unsaved = False
            checks.touch(document, at_once=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        checks.closed(params.text_document.uri)


def _answers(server: Server, checks: Checks, commands: Commands) -> None:
    @server.feature(
        lsp.TEXT_DOCUMENT_DIAGNOSTIC,
        lsp.DiagnosticOptions(
            inter_file_dependencies=False, workspace_diagnostics=False, identifier="edlint"
        ),
    )
    async def pulled(
        params: lsp.DocumentDiagnosticParams,
    ) -> lsp.RelatedFullDocumentDiagnosticReport | lsp.RelatedUnchangedDocumentDiagnosticReport:
        document = checks.of(params.text_document.uri)
        outcome = await checks.latest(document, saved=True) if document is not None else None
        if document is None or outcome is None:
            return lsp.RelatedFullDocumentDiagnosticReport([])
        result = f"{outcome.generation}"
        if params.previous_result_id == result:
            return lsp.RelatedUnchangedDocumentDiagnosticReport(result)
        found = diagnostics(document, suggestions=server.options.suggestions)
        return lsp.RelatedFullDocumentDiagnosticReport(found, result_id=result)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(
            code_action_kinds=[lsp.CodeActionKind.QuickFix, actions.FIX_ALL], resolve_provider=True
        ),
    )
    async def actions_of(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        document = checks.of(params.text_document.uri)
        if document is None or await checks.latest(document) is None:
            return []
        only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()] or None
        found = list(
            actions.actions(
                document,
                params.range,
                only,
                suggestions=server.options.suggestions,
                versioned=server.versioned,
            )
        )
        if actions.asked(only, actions.FIX_ALL) and actions.fixable(document):
            found.append(await _fix_all(server, commands, document, now=only is not None))
        return found

    @server.feature(lsp.CODE_ACTION_RESOLVE)
    async def resolved(action: lsp.CodeAction) -> lsp.CodeAction:
        document = checks.of(str(action.data)) if action.data is not None else None
        if document is not None and action.edit is None:
            edits = await commands.fixes(document)
            action.edit = actions.workspace_edit(document, document.lines, edits, versioned=server.versioned)
        return action

    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS, lsp.CodeLensOptions(resolve_provider=False))
    async def lenses(params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        document = checks.of(params.text_document.uri)
        if document is None or not server.options.lens or await checks.latest(document) is None:
            return []
        return list(show.lenses(document))


async def _fix_all(server: Server, commands: Commands, document: Document, *, now: bool) -> lsp.CodeAction:
    """Return the action for all safe fixes, with its edit if `now`, else to be resolved later or run as a command."""
    title = "Fix all that edlint can fix safely"
    action = lsp.CodeAction(title, kind=actions.FIX_ALL)
    if now:
        edits = await commands.fixes(document)
        action.edit = actions.workspace_edit(document, document.lines, edits, versioned=server.versioned)
    elif "edit" in (server.resolvable or ()):
        action.data = document.uri
    else:
        action.command = lsp.Command(title, actions.COMMAND_FIX_ALL, arguments=[document.uri])
    return action


def _schemas(server: Server, checks: Checks) -> None:
    schemas = Schemas()

    async def known(document: Document) -> Mapping[str, RuleSketch]:
        """Return the rules of a document's configuration by id; empty when it cannot be read."""
        try:
            found: Mapping[str, RuleSketch] = await server.child.ask(
                ListRules(document.path, server.options.checks), urgent=True
            )
        except (EdlintError, FaultError, WorkerEndedError):
            return {}
        return found

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        document = checks.of(params.text_document.uri)
        if document is None:
            return None
        if document.format is None:
            return schemas.hover(document, params.position, await known(document))
        if await checks.latest(document) is None:
            return None
        found = actions.at(document, params.position, suggestions=server.options.suggestions)
        return show.hover(document, found)

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[".", '"', "[", "=", ":"])
    )
    async def complete(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        document = checks.of(params.text_document.uri)
        if document is None or document.format is not None:
            return None
        return schemas.complete(document, params.position, await known(document))
