"""The language server object: the client's capabilities and settings, messages to the user, and background tasks."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method
from pygls.uris import to_fs_path

from edlint import __version__
from edlint.server.buffer import Encoding
from edlint.server.child import Child
from edlint.server.messages import Prepare
from edlint.server.options import Options, options
from edlint.server.place import uri_of

_CONFIGURATIONS = "**/{edlint.toml,pyproject.toml,edlint-baseline.jsonl,edlint-claims.toml}"
_STARTING = "edlint-start"


def _handed_on(method: str) -> Callable[..., Generator[Any, Any, None]]:
    """Return a protocol method that passes a message on to the server's feature without pygls' own handling."""

    def handle(self: LanguageServerProtocol, params: object) -> Generator[Any, Any, None]:
        yield self.fm.features[method], (params,), None

    return lsp_method(method)(handle)


class Protocol(LanguageServerProtocol):
    """The protocol without pygls' own copies of texts, which wrongly treat form feeds and the like as line ends."""

    lsp_text_document__did_open = _handed_on(lsp.TEXT_DOCUMENT_DID_OPEN)
    lsp_text_document__did_change = _handed_on(lsp.TEXT_DOCUMENT_DID_CHANGE)
    lsp_text_document__did_close = _handed_on(lsp.TEXT_DOCUMENT_DID_CLOSE)


class Server(LanguageServer):
    """A server with a worker process; `edlint.server.features` registers its features."""

    def __init__(self, child: Child) -> None:
        """Create the server with the given worker, which may have been started already."""
        super().__init__(
            "edlint",
            __version__,
            text_document_sync_kind=lsp.TextDocumentSyncKind.Incremental,
            protocol_cls=Protocol,
            converter_factory=default_converter,
        )
        self.child = child
        self.options = Options()
        self.folder = Path.cwd()
        self._said: set[str] = set()
        self._tasks: set[asyncio.Task[Any]] = set()

    def can(self, capability: str) -> bool:
        """Whether the client has a capability, by its dotted name."""
        return bool(get_capability(self.client_capabilities, capability, False))

    @property
    def pulled(self) -> bool:
        """Whether the client requests (pulls) diagnostics, in which case the server does not push any."""
        return get_capability(self.client_capabilities, "text_document.diagnostic") is not None

    @property
    def position_encoding(self) -> Encoding:
        """Return the encoding that client and server have agreed on."""
        agreed = self.server_capabilities.position_encoding
        if agreed == lsp.PositionEncodingKind.Utf8:
            return "utf-8"
        return "utf-32" if agreed == lsp.PositionEncodingKind.Utf32 else "utf-16"

    @property
    def resolvable(self) -> Sequence[str]:
        """Return the properties of code actions that the client resolves later."""
        found = get_capability(
            self.client_capabilities, "text_document.code_action.resolve_support.properties"
        )
        return found or ()

    @property
    def versioned(self) -> bool:
        """Whether edits may name the version of the text that they are for."""
        return self.can("workspace.workspace_edit.document_changes")

    def begin(self, params: lsp.InitializeParams) -> None:
        """Take the workspace folder and the settings from the client's `initialize` request."""
        self.child.attach()
        folders = [one.uri for one in params.workspace_folders or ()] or [params.root_uri or ""]
        path = to_fs_path(folders[0])
        if path:
            self.folder = Path(path)
        given = params.initialization_options
        self.take(given.get("edlint", given) if isinstance(given, Mapping) else given)

    def take(self, given: object) -> None:
        """Replace the settings by `given`, as the editor sent them, and show the user what is invalid in them."""
        self.options = options(given)
        for fault in self.options.faults:
            self.show_once(fault, lsp.MessageType.Warning)

    def run(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run a coroutine as a background task; an exception in it is logged."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ran)

    def _ran(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logging.getLogger(__name__).error("edlint: %s", error, exc_info=error)

    def show_message(self, message: str, kind: lsp.MessageType = lsp.MessageType.Info) -> None:
        """Show the user a message."""
        self.window_show_message(lsp.ShowMessageParams(kind, f"edlint: {message}"))

    def show_once(self, message: str, kind: lsp.MessageType = lsp.MessageType.Error) -> None:
        """Show the user a message, unless it was shown before and not cleared by `forget_shown` since."""
        if message not in self._said:
            self._said.add(message)
            self.show_message(message, kind)

    def forget_shown(self, about: Callable[[str], bool]) -> None:
        """Clear the shown messages for which `about` is true, so that `show_once` shows them again."""
        self._said = {message for message in self._said if not about(message)}

    async def prepare(self) -> None:
        """Have the worker load rules and engines, and report progress to a client that supports it."""
        shown = self.can("window.work_done_progress")
        if shown:
            with contextlib.suppress(Exception):  # a client that announces progress and refuses it
                await self.work_done_progress.create_async(_STARTING)
                self.work_done_progress.begin(
                    _STARTING, lsp.WorkDoneProgressBegin(title="edlint", message="reading rules")
                )
        try:
            await self.child.ask(Prepare(str(self.folder), self.options.checks))
        finally:
            if shown:
                self.work_done_progress.end(_STARTING, lsp.WorkDoneProgressEnd(message="ready"))

    async def configure(self) -> None:
        """Request the settings from the client, if it supports that."""
        if not self.can("workspace.configuration"):
            return
        asked = lsp.ConfigurationParams([lsp.ConfigurationItem(section="edlint")])
        found = await self.workspace_configuration_async(asked)
        if found and isinstance(found[0], Mapping) and found[0]:
            self.take(found[0])

    async def watch(self) -> None:
        """Register for the client's notifications of changed configuration files, if it supports that."""
        if self.can("workspace.did_change_watched_files.dynamic_registration"):
            watchers = [lsp.FileSystemWatcher(_CONFIGURATIONS)]
            await self.client_register_capability_async(
                lsp.RegistrationParams(
                    [
                        lsp.Registration(
                            "edlint-files",
                            lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                            lsp.DidChangeWatchedFilesRegistrationOptions(watchers),
                        )
                    ]
                )
            )

    async def show(self, path: Path, selection: lsp.Range | None = None) -> bool:
        """Have the client show a file; return whether it did."""
        if not self.can("window.show_document.support"):
            return False
        done = await self.window_show_document_async(
            lsp.ShowDocumentParams(uri_of(str(path)), take_focus=True, selection=selection)
        )
        return bool(done.success)
