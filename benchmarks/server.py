"""How fast `edlint server` answers: from its start to the first diagnostics, and from an edit to the diagnostics after it.

    python benchmarks/server.py [FILE…] [--edits 60] [--starts 5]

The text is that of the files (by default this project's own documentation), cut to 800 and to 10,000 words. An editor of a
few lines starts the real server, opens the text, and changes a word in one paragraph after the other, each time after the
diagnostics before have come and a writer's short pause has gone by. Times are by the wall clock, as a writer sees them; the
last column is the processor time of both processes, which says the same on a machine that is busy with other things.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

TOP = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "edlint", "server"]
PAUSE = 0.2
"""Seconds between two edits: more than the server's own delay, so that this delay does not affect the measurement."""
TARGETS = {
    ("start", 800, "none"): 1200,
    ("edit", 800, "none"): 50,
    ("edit", 800, "harper"): 120,
    ("edit", 10_000, "none"): 300,
}


class Editor:
    """An editor with one document, and an event for diagnostics of its last version."""

    def __init__(self) -> None:
        self.client = LanguageClient("benchmark", "1")
        self.version = 0
        self.said = asyncio.Event()

        @self.client.feature("edlint/status")
        def status(_params: object) -> None:
            pass

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            if params.version == self.version:
                self.said.set()

    async def start(self, folder: Path, engines: str) -> None:
        await self.client.start_io(*COMMAND, cwd=str(folder))
        await self.client.initialize_async(
            lsp.InitializeParams(
                capabilities=lsp.ClientCapabilities(),
                root_uri=folder.as_uri(),
                initialization_options={"engines": [engines] if engines != "none" else "none"},
            )
        )
        self.client.initialized(lsp.InitializedParams())

    async def open(self, uri: str, text: str) -> None:
        self.version = 1
        item = lsp.TextDocumentItem(uri, "markdown", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        await self.said.wait()

    async def change(self, uri: str, line: int, text: str) -> float:
        """Insert a text at the beginning of a line and return the milliseconds until its diagnostics arrive."""
        self.version += 1
        self.said.clear()
        place = lsp.Position(line, 0)
        event = lsp.TextDocumentContentChangePartial(lsp.Range(place, place), text)
        about = lsp.VersionedTextDocumentIdentifier(uri=uri, version=self.version)
        begun = time.perf_counter()
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(about, [event]))
        await self.said.wait()
        return (time.perf_counter() - begun) * 1000

    def used(self) -> float:
        """Return the processor time that the server and its worker have used so far, in milliseconds."""
        server = psutil.Process(self.client._server.pid)  # noqa: SLF001 - pygls gives no other way to it
        times = [each.cpu_times() for each in (server, *server.children())]
        return sum(each.user + each.system for each in times) * 1000

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


async def starts(text: str, times: int, engines: str) -> tuple[list[float], float]:
    """Return the milliseconds from each start of the server to the first diagnostics, and the mean processor time."""
    found = []
    used = 0.0
    for _ in range(times):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            begun = time.perf_counter()
            editor = Editor()
            await editor.start(folder, engines)
            await editor.open((folder / "a.md").as_uri(), text)
            found.append((time.perf_counter() - begun) * 1000)
            used += editor.used()
            await editor.stop()
    return found, used / times


async def edits(text: str, times: int, engines: str) -> tuple[list[float], float]:
    """Return the milliseconds from each edit to its diagnostics, and the mean processor time."""
    found = []
    lines = text.split("\n")
    prose = [
        n
        for n, line in enumerate(lines)
        if len(line) > 60 and line[0].isalpha() and (not n or not lines[n - 1])
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        editor = Editor()
        await editor.start(folder, engines)
        uri = (folder / "a.md").as_uri()
        await editor.open(uri, text)
        before = editor.used()
        for number in range(times):
            await asyncio.sleep(PAUSE)
            found.append(await editor.change(uri, prose[number % len(prose)], "Word by word. "))
        used = editor.used() - before
        await editor.stop()
    return found, used / times


def show(what: str, words: int, engines: str, measured: tuple[list[float], float]) -> None:
    times, used = sorted(measured[0]), measured[1]
    p95 = times[min(len(times) - 1, round(0.95 * (len(times) - 1)))]
    target = TARGETS.get((what, words, engines))
    wanted = f"{target:>7}" if target else "       "
    print(
        f"{what:<6}{words:>7,} words  {engines:<7}{statistics.median(times):>8.0f}{p95:>8.0f}{times[-1]:>8.0f}{wanted}{used:>9.0f}"
    )


def cut(texts: list[str], words: int) -> str:
    """Return the first paragraphs of the texts, up to this number of words in all."""
    parts, count = [], 0
    for text in texts:
        for part in text.split("\n\n"):
            if count >= words:
                break
            parts.append(part)
            count += len(part.split())
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Print a line for each measurement: median, 95th percentile and maximum in milliseconds, and the target."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--starts", type=int, default=5)
    options = parser.parse_args()
    files = options.files or sorted((TOP / "docs").rglob("*.md"))
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    print("                                   median     p95   worst wanted      CPU (ms)")
    for words in (800, 10_000):
        text = cut(texts, words)
        for engines in ("none", "harper"):
            show("start", words, engines, asyncio.run(starts(text, options.starts, engines)))
            show("edit", words, engines, asyncio.run(edits(text, options.edits, engines)))


if __name__ == "__main__":
    main()
