"""A test editor: a language client connected by pipes to the real server in processes of its own."""

import asyncio
import inspect
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp
from pygls.io_ import run_async
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

from edlint.api import Linter
from edlint.config.load import find, load
from edlint.model.report import Report
from edlint.run import baseline
from starting import forked

PATIENCE = 120.0
"""Seconds after which a test gives up; no measurement."""


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run an async test in a thread: the main thread may have the browser's event loop, which runs to the end."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    arguments = {name: pyfuncitem.funcargs[name] for name in wanted}
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, pyfuncitem.obj(**arguments)).result()
    return True


class Editor:
    """The documents of an editor, and the server's messages about them."""

    def __init__(self, client: LanguageClient, folder: Path, encoding: str) -> None:
        self.client = client
        self.folder = folder
        self.encoding = encoding
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.published: dict[str, lsp.PublishDiagnosticsParams] = {}
        self.statuses: dict[str, Any] = {}
        self.edits: list[lsp.ApplyWorkspaceEditParams] = []
        self.answer: str | None = None
        self.shown: list[lsp.ShowDocumentParams] = []
        self._news = asyncio.Condition()

    def uri(self, name: str) -> str:
        return name if ":" in name else (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None, language: str = "markdown") -> str:
        uri = self.uri(name)
        path = self.folder / name
        self.texts[uri] = path.read_bytes().decode() if text is None else text
        self.versions[uri] = 1
        self.client.text_document_did_open(
            lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, language, 1, self.texts[uri]))
        )
        return uri

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))

    def save(self, uri: str) -> None:
        Path(uri.removeprefix("file://")).write_bytes(self.texts[uri].encode())
        self.client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))

    def read(self, uri: str) -> str:
        return Path(uri.removeprefix("file://")).read_text(encoding="utf-8")

    def replace(self, uri: str, start: int, end: int, new: str) -> None:
        """Send `new` for the code points from `start` to `end` as an incremental change."""
        text = self.texts[uri]
        place = lsp.Range(self.position(text, start), self.position(text, end))
        self._change(uri, text[:start] + new + text[end:], lsp.TextDocumentContentChangePartial(place, new))

    def rewrite(self, uri: str, text: str) -> None:
        """Send another text as a change of the whole document."""
        self._change(uri, text, lsp.TextDocumentContentChangeWholeDocument(text))

    def _change(self, uri: str, text: str, event: lsp.TextDocumentContentChangeEvent) -> None:
        self.texts[uri] = text
        self.versions[uri] += 1
        about = lsp.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(about, [event]))

    def position(self, text: str, offset: int) -> lsp.Position:
        before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
        line = before.rpartition("\n")[2]
        units = {
            "utf-8": len(line.encode("utf-8", "surrogatepass")),
            "utf-16": len(line.encode("utf-16-le", "surrogatepass")) // 2,
            "utf-32": len(line),
        }
        return lsp.Position(before.count("\n"), units[self.encoding])

    def offset(self, text: str, place: lsp.Position) -> int:
        """Return the code-point offset of a position: the inverse of `position`, by trying all offsets."""
        return next(
            n
            for n in range(len(text) + 1)
            if self.position(text, n) == place and text[n - 1 : n + 1] != "\r\n"
        )

    def words(self, uri: str, place: lsp.Range) -> str:
        text = self.texts[uri]
        return text[self.offset(text, place.start) : self.offset(text, place.end)]

    def apply(self, edit: lsp.WorkspaceEdit) -> None:
        """Apply a workspace edit as an editor would, and send the changes to the server."""
        changes = dict(edit.changes or {})
        for one in edit.document_changes or ():
            assert isinstance(one, lsp.TextDocumentEdit)
            assert one.text_document.version in (None, self.versions[one.text_document.uri])
            changes[one.text_document.uri] = [each for each in one.edits if isinstance(each, lsp.TextEdit)]
        for uri, edits in changes.items():
            text = self.texts[uri]
            found = [
                (self.offset(text, each.range.start), self.offset(text, each.range.end), each.new_text)
                for each in edits
            ]
            for start, end, new in sorted(found, reverse=True):
                self.replace(uri, start, end, new)

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until a message from the server makes the condition true."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(happened)

    async def settled(self, uri: str) -> list[lsp.Diagnostic]:
        """Wait for the diagnostics of the present text, and return them."""
        await self.until(lambda: uri in self.published and self.published[uri].version == self.versions[uri])
        return list(self.published[uri].diagnostics)

    async def actions(
        self, uri: str, diagnostic: lsp.Diagnostic, only: list[str] | None = None
    ) -> list[lsp.CodeAction]:
        found = await self.client.text_document_code_action_async(
            lsp.CodeActionParams(
                lsp.TextDocumentIdentifier(uri),
                diagnostic.range,
                lsp.CodeActionContext([diagnostic], only=only),
            )
        )
        return [one for one in found or () if isinstance(one, lsp.CodeAction)]

    async def command(self, command: lsp.Command | None) -> Any:
        assert command is not None
        return await self.client.workspace_execute_command_async(
            lsp.ExecuteCommandParams(command.command, command.arguments)
        )

    async def news(self) -> None:
        async with self._news:
            self._news.notify_all()


class Server:
    """`edlint server` in a fork of this process, with the interface of a process that pygls's client expects."""

    def __init__(self, process: ForkProcess) -> None:
        self._process = process
        self._ended = asyncio.ensure_future(asyncio.to_thread(process.join))

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode if self._ended.done() else None

    def kill(self) -> None:
        self._process.kill()

    async def wait(self) -> int:
        await asyncio.shield(self._ended)
        return self._process.exitcode


async def connect(client: LanguageClient, folder: Path, environment: dict[str, str] | None) -> None:
    """Start the server in a folder and connect the client with it, as the client's own `start_io` does."""
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    client._server = Server(forked(["server"], folder, environment, [theirs_in, theirs_out, nowhere]))
    for each in (theirs_in, theirs_out, nowhere):
        os.close(each)
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=sys.maxsize)
    protocol = asyncio.StreamReaderProtocol(reader)
    await loop.connect_read_pipe(lambda: protocol, os.fdopen(ours_in, "rb"))
    transport, flow = await loop.connect_write_pipe(
        asyncio.streams.FlowControlMixin, os.fdopen(ours_out, "wb")
    )
    client.protocol.set_writer(asyncio.StreamWriter(transport, flow, reader, loop))
    reading = run_async(
        stop_event=client._stop_event,
        reader=reader,
        protocol=client.protocol,
        logger=logging.getLogger(__name__),
        error_handler=client.report_server_error,
    )
    client._async_tasks += [asyncio.create_task(reading), asyncio.create_task(client._server_exit())]


@asynccontextmanager
async def editing(
    folder: Path,
    *,
    client: str = "neovim@v0.9.1",
    options: dict[str, Any] | None = None,
    environment: dict[str, str] | None = None,
    pull: bool = False,
    encoding: str = "utf-16",
    folders: tuple[Path, ...] = (),
) -> AsyncIterator[Editor]:
    """Start a server for a folder and yield an editor that is connected with it; end both."""
    made = make_test_lsp_client()
    capabilities = client_capabilities(client)
    text = capabilities.text_document
    assert text is not None
    text.diagnostic = lsp.DiagnosticClientCapabilities() if pull else None
    capabilities.general = lsp.GeneralClientCapabilities(position_encodings=[encoding])
    editor = Editor(made, folder, encoding)
    # lsprotocol would decode an action with a command as a command.
    made.protocol._converter.register_structure_hook(
        lsp.Command | lsp.CodeAction, lambda data, _: made.protocol._converter.structure(data, lsp.CodeAction)
    )

    @made.feature("edlint/status")
    async def status(params: Any) -> None:
        editor.statuses[params.uri] = params
        await editor.news()

    features = made.protocol.fm.features
    del (
        features[lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS],
        features[lsp.WINDOW_SHOW_MESSAGE],
        features[lsp.WINDOW_SHOW_DOCUMENT],
    )

    @made.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    async def published(params: lsp.PublishDiagnosticsParams) -> None:
        editor.published[params.uri] = params
        await editor.news()

    @made.feature(lsp.WINDOW_SHOW_MESSAGE)
    async def message(params: lsp.ShowMessageParams) -> None:
        made.messages.append(params)
        await editor.news()

    @made.feature(lsp.WORKSPACE_APPLY_EDIT)
    async def applied(params: lsp.ApplyWorkspaceEditParams) -> lsp.ApplyWorkspaceEditResult:
        editor.edits.append(params)
        editor.apply(params.edit)
        await editor.news()
        return lsp.ApplyWorkspaceEditResult(applied=True)

    @made.feature(lsp.WINDOW_SHOW_MESSAGE_REQUEST)
    async def asked(params: lsp.ShowMessageRequestParams) -> lsp.MessageActionItem | None:
        made.messages.append(lsp.ShowMessageParams(params.type, params.message))
        await editor.news()
        return lsp.MessageActionItem(editor.answer) if editor.answer else None

    @made.feature(lsp.WINDOW_SHOW_DOCUMENT)
    async def shown(params: lsp.ShowDocumentParams) -> lsp.ShowDocumentResult:
        editor.shown.append(params)
        await editor.news()
        return lsp.ShowDocumentResult(success=True)

    @made.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def registered(_params: lsp.RegistrationParams) -> None:
        return None

    @made.feature(lsp.WORKSPACE_CODE_LENS_REFRESH)
    def refreshed(_params: None) -> None:
        return None

    await connect(made, folder, environment)
    await made.initialize_session(
        lsp.InitializeParams(
            capabilities=capabilities,
            workspace_folders=[lsp.WorkspaceFolder(one.as_uri(), one.name) for one in folders or (folder,)],
            root_uri=folder.as_uri(),
            initialization_options={"engines": "none", **(options or {})},
        )
    )
    try:
        yield editor
        await made.shutdown_session()
    except BaseException:
        made._server.kill()
        raise
    finally:
        await made.stop()


def checked(path: Path, text: str, format_: str = "markdown") -> list[tuple[str, int, int, str]]:
    """Return the findings of `edlint check` in a text at a path, in the form of `said`."""
    loaded = load(find(path.parent), {"engines": "none"})
    with Linter(loaded) as linter:
        report = linter.check_text(text, format_, path=str(path))
    if baseline.baseline_path(loaded).is_file():
        (report,) = baseline.mark(Report("", (report,)), baseline.read(baseline.baseline_path(loaded))).files
    return sorted((one.rule, *one.span, one.message) for one in report.live)


def said(editor: Editor, uri: str) -> list[tuple[str, int, int, str]]:
    """Return the last diagnostics of a document as tuples of rule, offsets and message."""
    return told(editor, uri, editor.published[uri].diagnostics)


def told(editor: Editor, uri: str, found: Sequence[lsp.Diagnostic]) -> list[tuple[str, int, int, str]]:
    """Return diagnostics as tuples of rule, offsets and message, sorted."""
    text = editor.texts[uri]
    return sorted(
        (
            str(one.code),
            editor.offset(text, one.range.start),
            editor.offset(text, one.range.end),
            one.message,
        )
        for one in found
    )


HOUSE = """
import os
from edlint.model.outcome import Outcome
from edlint.rules.base import Checker

class House(Checker):
    name, version = "house", "1"
    def check(self, prose, profile):
        text = prose.document.source.text
        if "DIES" in text:
            os._exit(9)
        while "HANGS" in text:
            pass
        return Outcome()

def make(settings):
    return House()
"""


@pytest.fixture
def house(tmp_path) -> dict[str, str]:
    """Return an environment with a package whose checker hangs, or ends the process, if a text contains its keyword."""
    site = tmp_path / "site"
    files = {
        "house_rules/__init__.py": 'CHECKERS = {"house": "house_rules.checker"}\n',
        "house_rules/checker.py": HOUSE,
        "house_rules/rules/style/house/hang.yaml": (
            "id: style.house.hang\nmessage: m\ncheck: code\nby: house\nwhy: w\nsources: [{title: t}]\n"
            "examples:\n  bad: [{text: a, flags: [a]}, {text: b, flags: [b]}]\n  good: [a, b]\n"
        ),
        "house_rules-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: house-rules\nVersion: 1\n",
        "house_rules-1.dist-info/entry_points.txt": "[edlint.packs]\nhouse = house_rules\n",
    }
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return {**os.environ, "PYTHONPATH": str(site)}
