"""A LanguageTool server that is broken in every way there is: a reason and a remedy, and never a green run."""

import json
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from edlint.check.engines import languagetool, lt_policy
from edlint.config.schema import LanguageToolSettings, Settings
from edlint.model.errors import EngineError

GOOD = json.dumps({"software": {"version": "6.8"}, "matches": []}).encode()


@contextmanager
def broken(answer):
    """Serve with `answer(handler, number)`; yields the address and the requests' bodies and headers."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            seen.append((self.path, body))
            answer(self, len(seen))

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


def send(handler, status, body, **headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def check(url, document, profile, timeout=2.0):
    settings = Settings(languagetool=LanguageToolSettings(url=url, timeout=timeout))
    return languagetool.make(settings).check(document("All is well."), profile)


def half(handler, _):
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(GOOD[:10])


def drip(handler, _):
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        pass


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda h, _: send(h, 500, b"oops"), "answered 500"),
        (lambda h, _: send(h, 404, b"<html>no</html>"), "answered 404"),
        (lambda h, _: send(h, 403, b""), "refused the request"),
        (lambda h, _: send(h, 429, b""), "takes no more requests"),
        (lambda h, _: send(h, 302, b"", Location="http://127.0.0.1:9/v2/check"), "is not followed"),
        (lambda h, _: send(h, 200, b"<html>hello</html>"), "is the address right"),
        (lambda h, _: send(h, 200, b'{"matches": 5}'), "is the address right"),
        (lambda h, _: send(h, 200, b'{"matches": [{"offset": "a"}]}'), "is the address right"),
        (lambda h, _: send(h, 200, b"[]"), "is the address right"),
        (
            lambda h, _: send(h, 200, b'{"matches": [], "warnings": {"incompleteResults": true}}'),
            "only a part",
        ),
        (half, "was lost"),
        (drip, "did not answer within"),
        (lambda h, _: time.sleep(3), "did not answer within"),
        (lambda h, _: h.connection.shutdown(socket.SHUT_RDWR), "was lost"),
    ],
)
def test_whatever_is_wrong_is_said(answer, said, document, profile):
    with broken(answer) as (url, _), pytest.raises(EngineError, match=said):
        check(url, document, profile)


def test_nobody_there(document, profile):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(EngineError, match=r"nothing answers at .*is the server running"):
        check(f"http://127.0.0.1:{port}", document, profile)


def test_a_passing_fault_is_tried_again(document, profile):
    def answer(handler, number):
        send(
            handler,
            200 if number == 3 else 503 if number == 1 else 429,
            GOOD if number == 3 else b"",
            Retry_After="0",
        )

    with broken(answer) as (url, seen):
        check(url, document, profile, timeout=10)
    assert [path for path, _ in seen] == ["/v2/check"] * 3


def test_text_is_sent_in_pieces_no_longer_than_the_server_takes(document, profile):
    with broken(lambda h, _: send(h, 200, GOOD)) as (url, seen):
        settings = Settings(languagetool=LanguageToolSettings(url=url + "/v2", max_text=200))
        text = "\n\n".join(f"This is paragraph {n} of them, and it goes on for a while." for n in range(12))
        languagetool.make(settings).check(document(text), profile)
    assert len(seen) == 4


def test_a_key_goes_only_to_the_host_that_the_environment_names(document, profile, monkeypatch):
    monkeypatch.setenv(lt_policy.KEY, "secret-key")
    with broken(lambda h, _: send(h, 200, GOOD)) as (url, seen):
        with pytest.raises(EngineError, match=lt_policy.HOST):
            check(url, document, profile)
        monkeypatch.setenv(lt_policy.HOST, "languagetool.example.com")
        check(url, document, profile)
        assert "secret-key" not in seen[-1][1]
        monkeypatch.setenv(lt_policy.HOST, "127.0.0.1")
        check(url, document, profile)
        assert "secret-key" in seen[-1][1]


def test_a_key_is_not_sent_in_clear_text_over_a_network(monkeypatch):
    monkeypatch.setenv(lt_policy.KEY, "secret-key")
    monkeypatch.setenv(lt_policy.HOST, "languagetool.example.com")
    settings = Settings(languagetool=LanguageToolSettings(url="http://languagetool.example.com"))
    with pytest.raises(EngineError, match="clear text"):
        languagetool.make(settings)


@pytest.mark.parametrize("url", ["https://api.languagetool.org/v2", "https://API.languagetoolplus.com."])
def test_the_public_service_wants_a_word_of_its_own(url):
    with pytest.raises(EngineError, match="public = true"):
        languagetool.make(Settings(languagetool=LanguageToolSettings(url=url)))
    assert languagetool.make(Settings(languagetool=LanguageToolSettings(url=url, public=True)))


@pytest.mark.parametrize("url", ["ftp://x", "http://", "http://a:b@c", "http://x:99999", "http://x/?a=b"])
def test_an_address_that_is_none(url):
    with pytest.raises(EngineError, match="no address"):
        languagetool.make(Settings(languagetool=LanguageToolSettings(url=url)))


def test_not_set_up_is_off_with_auto_and_failed_when_asked_for():
    assert languagetool.status(Settings()).status == "off"
    assert "edlint setup languagetool" in languagetool.status(Settings()).detail
    assert languagetool.status(Settings(engines=["languagetool"])).status == "failed"
    assert languagetool.status(Settings(engines="none")).status == "off"


def test_set_up_and_without_java_is_failed_with_the_remedies(monkeypatch, tmp_path):
    folder = tmp_path / "LanguageTool-6.8"
    folder.mkdir()
    (folder / "languagetool-server.jar").touch()
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    status = languagetool.status(Settings())
    assert status.status == "failed"
    assert "JAVA_HOME" in status.detail
    assert "edlint[java]" in status.detail
