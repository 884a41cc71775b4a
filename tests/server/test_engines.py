"""Engines that end while somebody writes: said once, and used again when they are back."""

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psutil

from .conftest import editing

RULE = "grammar.languagetool.MD_BASEFORM"
HARPER = "grammar.harper.DespiteOf"


@contextlib.contextmanager
def languagetool(port: int = 0) -> Iterator[int]:
    """Answer as LanguageTool does: something is wrong with the first three characters of each text. Yields the port."""
    rule = {"id": "MD_BASEFORM", "category": {"id": "GRAMMAR"}}
    match = {"offset": 0, "length": 3, "message": "m", "replacements": [{"value": "Al"}], "rule": rule}
    answer = json.dumps({"software": {"version": "6.8"}, "matches": [match]}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


async def test_a_languagetool_that_ends_is_said_once_and_used_again_when_it_is_back(tmp_path):
    def said() -> int:
        return len(
            [one for one in editor.client.messages if one.message.startswith("edlint: languagetool: ")]
        )

    async def written() -> set[str]:
        # A paragraph that was never sent: others are not asked about again.
        editor.replace(uri, 0, 0, f"All is well on day {editor.versions[uri]}.\n\n")
        return {one.code for one in await editor.settled(uri)}

    with languagetool() as port:
        (tmp_path / "edlint.toml").write_text(f'[languagetool]\nurl = "http://127.0.0.1:{port}"\n')
        session = editing(tmp_path, options={"engines": ["languagetool"]})
        editor = await session.__aenter__()
        uri = editor.open("a.md", "The mail. We recieve it.\n")
        assert {RULE, "spelling.misspelling"} <= {one.code for one in await editor.settled(uri)}
    for _ in range(4):
        found = await written()
        assert "spelling.misspelling" in found
        assert "edlint.not-checked" in found
        assert RULE not in found
    assert said() == 1
    with languagetool(port):
        assert RULE in await written()
    # It worked again, so this is news.
    assert "edlint.not-checked" in await written()
    await editor.until(lambda: said() == 2)
    await session.__aexit__(None, None, None)


async def test_a_harper_that_is_killed_is_said_once_and_started_again(tmp_path):
    async with editing(tmp_path, options={"engines": ["harper"]}) as editor:
        uri = editor.open("a.md", "It ran despite of it, and we recieve it.\n")
        for kill in range(1, 3):
            # The first text may come before the sample that the server begins with: there are two here.
            for _ in range(2):
                editor.replace(uri, 0, 0, "So it is then. ")
                assert HARPER in {one.code for one in await editor.settled(uri)}
            for process in psutil.Process(editor.client._server.pid).children(recursive=True):
                with contextlib.suppress(psutil.Error):  # some are at their end already
                    if any(part.endswith("harper/worker.py") for part in process.cmdline()):
                        process.kill()
            editor.replace(uri, 0, 0, "And so on. ")
            found = {one.code for one in await editor.settled(uri)}
            assert {"spelling.misspelling", "edlint.not-checked"} <= found
            assert HARPER not in found
            editor.replace(uri, 0, 0, "This is it. ")
            assert HARPER in {one.code for one in await editor.settled(uri)}
            said = [one for one in editor.client.messages if one.message.startswith("edlint: harper: ")]
            assert len(said) == kill
