"""The open documents and their checks: checks the latest text of each, and cancels checks of older texts."""

import asyncio
from collections.abc import Iterator

from lsprotocol import types as lsp

from edlint.cache.digest import stamp
from edlint.model.errors import EdlintError
from edlint.model.report import FileReport
from edlint.server.app import Server
from edlint.server.child import FaultError, WorkerEndedError
from edlint.server.diagnostics import configuration_faults, diagnostics
from edlint.server.document import Document, Outcome
from edlint.server.messages import Check, Checked, Stamp
from edlint.server.show import status

_LONGEST = 1.0
"""Seconds of continuous writing after which a text is checked without waiting for a pause."""
_ENDED = "the process that checked it ended or took far too long; it is checked again when the text changes"


_UNUSABLE = "the configuration cannot be used: "


class Checks:
    """The open documents by URI, with the tasks that check them and send their diagnostics."""

    def __init__(self, server: Server) -> None:
        """Begin without open documents."""
        self._server = server
        self.documents: dict[str, Document] = {}
        self._faults: dict[str, str] = {}
        self._shown: dict[str, list[lsp.Diagnostic]] = {}
        self._failing: dict[str, set[str]] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(list(self.documents.values()))

    def of(self, uri: str) -> Document | None:
        """Return an open document, or None."""
        return self.documents.get(uri)

    def opened(self, document: Document) -> None:
        """Register a document, and check it at once."""
        self.closed(document.uri)
        self.documents[document.uri] = document
        self.touch(document, at_once=True)

    def closed(self, uri: str) -> None:
        """Remove a document: cancel its check, and clear its diagnostics and its state in the worker."""
        document = self.documents.pop(uri, None)
        if document is None:
            return
        self._stop(document)
        document.outcome = None
        document.settled.set()
        self._server.child.forget(document.path)
        self._faulty(document, "")
        for where in self._failing.values():
            where.discard(uri)
        if document.format is not None and not self._server.pulled:
            self._server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def touch(self, document: Document, *, at_once: bool = False) -> None:
        """Mark the outcome of a document as outdated, and schedule a check: at once, or in the writer's next pause."""
        now = asyncio.get_running_loop().time()
        pause = now - document.changed
        if document.settled.is_set() or not document.changed:
            document.quiet = now
        document.changed = now
        document.generation += 1
        document.settled.clear()
        if document.format is None:
            return
        if at_once or pause > self._server.options.delay:
            # The first change after a pause is checked at once: more need not follow.
            document.hurry.set()
        if document.asking is not None:
            document.asking.cancel()
        if not self._server.pulled or document.waiting:
            self._start(document)

    def outdated(self) -> bool:
        """Whether a file that an outcome depends on (a configuration, vocabulary or baseline) has changed since."""
        known: dict[str, Stamp] = {}
        for document in self:
            if document.outcome is not None and document.settled.is_set():
                for path, before in document.outcome.checked.watched.items():
                    if path not in known:
                        known[path] = stamp(path)
                    if known[path] != before:
                        return True
        return False

    def again(self) -> None:
        """Check every document again, after a change of a configuration or setting."""
        for document in self:
            self.touch(document, at_once=True)
        if self._server.pulled and self._server.can("workspace.diagnostics.refresh_support"):
            self._server.run(self._server.workspace_diagnostic_refresh_async(None))

    async def latest(self, document: Document, *, saved: bool = False) -> Outcome | None:
        """Return the outcome for the current text; None for a document that is not an article, or was closed.

        With `saved`, and the setting that only saved texts are checked, the outcome is that of the saved text. If the
        awaiting task is cancelled and no other awaits the outcome, the check is cancelled (for a client that pulls).
        """
        if document.format is None:
            return None
        if document.unsaved and not saved:
            document.unsaved = False
            self.touch(document, at_once=True)
        document.waiting += 1
        try:
            while not document.settled.is_set() and self.documents.get(document.uri) is document:
                document.hurry.set()
                self._start(document)
                await document.settled.wait()
        finally:
            document.waiting -= 1
            if not document.waiting and not document.settled.is_set() and self._server.pulled:
                self._stop(document)
        return document.outcome

    def _start(self, document: Document) -> None:
        if document.task is None or document.task.done():
            document.task = asyncio.ensure_future(self._check(document))

    def _stop(self, document: Document) -> None:
        if document.asking is not None:
            document.asking.cancel()
        if document.task is not None:
            document.task.cancel()
            document.task = None

    async def _check(self, document: Document) -> None:
        while not document.settled.is_set():
            await self._pause(document)
            document.hurry.clear()
            generation, lines, version = document.generation, document.lines, document.version
            request = Check(document.text, self._server.options.checks)
            document.asking = asyncio.ensure_future(self._server.child.ask(request))
            await asyncio.wait({document.asking})
            asked, document.asking = document.asking, None
            if generation != document.generation:
                if not asked.cancelled():
                    asked.exception()
                continue
            checked, failed = self._result(document, asked)
            document.outcome = Outcome(lines, version, generation, checked, failed)
            document.settled.set()
            self._told(document)

    async def _pause(self, document: Document) -> None:
        """Wait until the writer pauses, has written for _LONGEST seconds, or `hurry` is set."""
        loop = asyncio.get_running_loop()
        while not document.hurry.is_set():
            until = min(document.changed + self._server.options.delay, document.quiet + _LONGEST)
            left = until - loop.time()
            if left <= 0:
                return
            try:
                await asyncio.wait_for(document.hurry.wait(), left)
            except TimeoutError:
                continue

    def _result(self, document: Document, asked: "asyncio.Future[Checked]") -> tuple[Checked, str]:
        """Return the result of a check and, where it failed, the message for its diagnostic (else empty)."""
        if asked.cancelled():
            return Checked(None), ""
        error = asked.exception()
        name = document.path.rpartition("/")[2]
        if error is None:
            self._server.forget_shown(lambda said: said.startswith(f"{name}: "))
            return asked.result(), ""
        if isinstance(error, WorkerEndedError):
            self._server.show_once(f"{name}: not checked: {_ENDED}")
            return Checked(None), f"not checked: {_ENDED}"
        if isinstance(error, FaultError | EdlintError):
            self._server.show_once(f"{name}: {error}")
            return Checked(None), f"not checked: {error}"
        raise error

    def _told(self, document: Document) -> None:
        """Send the last outcome to the client: diagnostics, figures, and messages on failures."""
        outcome, server = document.outcome, self._server
        if outcome is None:
            return
        if not server.pulled:
            server.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(
                    document.uri,
                    diagnostics(document, suggestions=server.options.suggestions),
                    outcome.version,
                )
            )
        server.protocol.notify("edlint/status", status(document))
        if server.options.lens and server.can("workspace.code_lens.refresh_support"):
            server.run(server.workspace_code_lens_refresh_async(None))
        self._faulty(document, outcome.checked.faults)
        if outcome.report is not None:
            self._failures(document, outcome.report)

    def _faulty(self, document: Document, faults: str) -> None:
        """Publish configuration faults as diagnostics of the configuration files, and show each as a message once."""
        if faults:
            self._faults[document.uri] = faults
            self._server.show_once(f"{_UNUSABLE}{faults}")
        else:
            self._faults.pop(document.uri, None)
        now = set(self._faults.values())
        self._server.forget_shown(
            lambda said: said.startswith(_UNUSABLE) and said.removeprefix(_UNUSABLE) not in now
        )
        found: dict[str, list[lsp.Diagnostic]] = {}
        for one in now:
            found |= configuration_faults(one)
        for uri in {*self._shown, *found}:
            if self._shown.get(uri) != found.get(uri):
                self._server.text_document_publish_diagnostics(
                    lsp.PublishDiagnosticsParams(uri, found.get(uri, []))
                )
        self._shown = found

    def _failures(self, document: Document, report: FileReport) -> None:
        """Show a message when an engine or check fails, and not again before it has worked for every document."""
        failed = {failure.name: failure.detail for failure in report.failures}
        for name, detail in failed.items():
            if not self._failing.get(name):
                self._server.show_message(f"{name}: {detail}", lsp.MessageType.Warning)
            self._failing.setdefault(name, set()).add(document.uri)
        for name, where in self._failing.items():
            if name not in failed:
                where.discard(document.uri)
