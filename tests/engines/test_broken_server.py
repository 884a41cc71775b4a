"""A LanguageTool server that is broken in every way there is: a reason and a remedy, and never a green run."""

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from edlint.config.schema import LanguageToolSettings, Settings
from edlint.engines.languagetool import checker as languagetool
from edlint.engines.languagetool import client as lt_client
from edlint.engines.languagetool import policy as lt_policy
from edlint.model.errors import EngineError
from edlint.prose.prose import Prose

GOOD = json.dumps({"software": {"version": "6.8"}, "matches": []}).encode()


@pytest.fixture(autouse=True)
def _hasty(monkeypatch):
    """Try again at once, where the server says nothing else."""
    monkeypatch.setattr(lt_client, "_PAUSE", 0.01)


@contextmanager
def broken(answer, kind=ThreadingHTTPServer, host="127.0.0.1"):
    """Serve with `answer(handler, number)`; yields the address and each request's path and body."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            seen.append((self.path, body))
            answer(self, len(seen))

        def log_message(self, *_):
            pass

    class Server(kind):
        daemon_threads = True

        def handle_error(self, *_):
            pass

    server = Server((host, 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}", seen
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


def matched(**fields) -> bytes:
    rule = {"id": "MD_BASEFORM", "category": {"id": "GRAMMAR"}}
    whole = {"offset": 0, "length": 3, "message": "m", "replacements": [{"value": "Al"}], "rule": rule}
    return json.dumps({"matches": [whole | fields]}).encode()


def check(url, document, profile, timeout=600.0):
    settings = Settings(languagetool=LanguageToolSettings(url=url, timeout=timeout))
    return languagetool.make(settings).check(Prose(document("All is well.")), profile)


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
        (lambda h, _: send(h, 200, b"null"), "is the address right"),
        (lambda h, _: send(h, 200, b'{"matches": null}'), "is the address right"),
        (lambda h, _: send(h, 200, b'{"matches": [null]}'), "is the address right"),
        (lambda h, _: send(h, 200, b'{"matches": {"offset": 1}}'), "is the address right"),
        (lambda h, _: send(h, 200, b'{"matches": [], "warnings": 5}'), "is the address right"),
        (lambda h, _: send(h, 200, b"[" * 200_000), "is the address right"),
        (lambda h, _: send(h, 200, b"\xff\xfe\x00 garbage"), "is the address right"),
        (lambda h, _: send(h, 200, GOOD[:-5]), "is the address right"),
        (lambda h, _: send(h, 200, matched(offset=1.5)), "is the address right"),
        (lambda h, _: send(h, 200, matched(offset=True)), "is the address right"),
        (lambda h, _: send(h, 200, matched(length=-1)), "is the address right"),
        (lambda h, _: send(h, 200, matched(offset=-7)), "is the address right"),
        (lambda h, _: send(h, 200, matched(replacements=None)), "is the address right"),
        (lambda h, _: send(h, 200, matched(rule="X")), "is the address right"),
        (lambda h, _: send(h, 413, b"too long"), "max-text"),
        (lambda h, _: send(h, 429, b"", Retry_After="3600"), "takes no more requests"),
        (lambda h, _: h.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n"), "lost the connection"),
        (
            lambda h, _: send(h, 200, b'{"matches": [], "warnings": {"incompleteResults": true}}'),
            "only a part",
        ),
        (half, "lost the connection"),
        (drip, "did not answer within"),
        (lambda h, _: time.sleep(3), "did not answer within"),
        (lambda h, _: h.connection.shutdown(socket.SHUT_RDWR), "lost the connection"),
    ],
)
def test_whatever_is_wrong_is_said(answer, said, document, profile):
    timeout = 0.5 if said.startswith("did not answer") else 600
    with broken(answer) as (url, _), pytest.raises(EngineError, match=said):
        check(url, document, profile, timeout)


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
        check(url, document, profile)
    assert [path for path, _ in seen] == ["/v2/check"] * 3


@pytest.mark.parametrize(("status", "times"), [(500, 3), (503, 3), (400, 1), (404, 1), (403, 1), (413, 1)])
def test_only_what_may_pass_is_tried_again(status, times, document, profile):
    with broken(lambda h, _: send(h, status, b"", Retry_After="0")) as (url, seen):
        with pytest.raises(EngineError):
            check(url, document, profile)
        assert len(seen) == times


def test_a_lost_connection_is_tried_again(document, profile):
    def answer(handler, number):
        if number < 3:
            handler.connection.shutdown(socket.SHUT_RDWR)
        else:
            send(handler, 200, matched())

    with broken(answer) as (url, seen):
        assert len(check(url, document, profile).hits) == 1
    assert len(seen) == 3


def test_a_server_that_asks_for_patience_gets_it(document, profile):
    came = []

    def answer(handler, number):
        came.append(time.monotonic())
        send(handler, 429 if number == 1 else 200, GOOD, Retry_After="1")

    with broken(answer) as (url, _):
        check(url, document, profile)
    assert came[1] - came[0] >= 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nothing_is_sent_where_a_redirect_points(status, document, profile):
    with broken(lambda h, _: send(h, 200, GOOD)) as (target, reached):
        with (
            broken(lambda h, _: send(h, status, b"", Location=f"{target}/v2/check")) as (url, _),
            pytest.raises(EngineError, match="is not followed: write the final address"),
        ):
            check(url, document, profile)
        assert reached == []


@pytest.mark.parametrize(("offset", "length"), [(0, 4000), (13, 1), (10**30, 3), (12, 10**30), (14, 0)])
def test_a_place_outside_of_the_text_is_no_finding(offset, length, document, profile):
    with broken(lambda h, _: send(h, 200, matched(offset=offset, length=length))) as (url, _):
        assert check(url, document, profile).hits == ()


def test_half_a_character_in_an_answer_does_no_harm(document, profile):
    body = matched(message="Write \ud83d")
    with broken(lambda handler, _: send(handler, 200, body)) as (url, _):
        assert check(url, document, profile) is not None


def test_the_addresses_that_people_write_are_one(document, profile):
    with broken(lambda h, _: send(h, 200, GOOD)) as (url, seen):
        for written in (url, url[len("http://") :], f"{url}/", f"{url}/v2", f"{url}/v2/", f"{url}/v2/check"):
            check(written, document, profile)
        check(f"{url}/tools/lt/", document, profile)
    assert [path for path, _ in seen] == ["/v2/check"] * 6 + ["/tools/lt/v2/check"]


def test_an_ipv6_address(document, profile, monkeypatch):
    class Six(ThreadingHTTPServer):
        address_family = socket.AF_INET6

    try:
        socket.socket(socket.AF_INET6).bind(("::1", 0))
    except OSError:
        pytest.skip("there is no IPv6 here")
    monkeypatch.setenv(lt_policy.KEY, "secret-key")
    monkeypatch.setenv(lt_policy.HOST, "[::1]")
    with broken(lambda h, _: send(h, 200, matched()), Six, "::1") as (url, seen):
        assert url.startswith("http://[::1]:")
        assert len(check(url, document, profile).hits) == 1
        assert "secret-key" in seen[-1][1]
    with pytest.raises(EngineError, match=r"nothing answers at http://\[::1\]:\d+/v2"):
        check(url, document, profile)


def test_a_host_that_nobody_knows(document, profile, monkeypatch):
    monkeypatch.setenv(lt_policy.HOST, "nowhere.invalid")
    with pytest.raises(EngineError, match=r"there is no host “nowhere\.invalid”"):
        check("http://nowhere.invalid:8081", document, profile)


@pytest.fixture
def certified(tmp_path, monkeypatch):
    """Return a function that has `broken` serve over TLS as “localhost”, and the file that vouches for it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl here")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
    command = (openssl, "req", "-x509", *curve, "-nodes", "-days", "2", *names)
    subprocess.run((*command, "-keyout", key, "-out", certificate), check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    class Secure(ThreadingHTTPServer):
        def get_request(self):
            connection, address = super().get_request()
            return context.wrap_socket(connection, server_side=True), address

    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    return Secure, certificate


def test_a_certificate_that_does_not_hold_gets_no_word(certified, document, profile, monkeypatch):
    secure, certificate = certified
    with broken(lambda h, _: send(h, 200, GOOD), secure) as (url, seen):
        with pytest.raises(EngineError, match=r"its certificate does not hold \(self.signed certificate\)"):
            check(url.replace("http://127.0.0.1", "https://localhost"), document, profile)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with pytest.raises(EngineError, match=r"its certificate does not hold .*127\.0\.0\.1"):
            check(url.replace("http", "https"), document, profile)
        assert seen == []


def test_a_key_goes_over_https_to_its_host(certified, document, profile, monkeypatch):
    secure, certificate = certified
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv(lt_policy.KEY, "secret-key")
    monkeypatch.setenv(lt_policy.USERNAME, "ada")
    with broken(lambda h, _: send(h, 200, GOOD), secure) as (url, seen):
        address = url.replace("http://127.0.0.1", "https://localhost")
        for host, sent in (
            ("localhost", True),
            (address.removeprefix("https://"), True),
            ("localhost:1", False),
            ("host", False),
        ):
            monkeypatch.setenv(lt_policy.HOST, host)
            check(address, document, profile)
            assert ("apiKey=secret-key" in seen[-1][1]) is sent
            assert ("username=ada" in seen[-1][1]) is sent


def test_https_to_a_server_that_speaks_http(document, profile):
    with (
        broken(lambda h, _: send(h, 200, GOOD)) as (url, seen),
        pytest.raises(EngineError, match="speaks no TLS"),
    ):
        check(url.replace("http", "https"), document, profile)
    assert seen == []


def test_text_is_sent_in_pieces_no_longer_than_the_server_takes(document, profile):
    with broken(lambda h, _: send(h, 200, GOOD)) as (url, seen):
        settings = Settings(languagetool=LanguageToolSettings(url=url + "/v2", max_text=200))
        text = "\n\n".join(f"This is paragraph {n} of them, and it goes on for a while." for n in range(12))
        languagetool.make(settings).check(Prose(document(text)), profile)
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


ELSEWHERE = [
    "http://example.org", "https://example.org:8081/v2", "http://10.0.0.1", "http://127.0.0.1.example.org",
    "http://localhost.example.org:8081", "http://[::ffff:10.0.0.1]", "http://0.0.0.0:8081", "http://2130706433",
    "http://127.1", "http://[2001:db8::1]", "localhost-x:8081", "http://api.languagetool.org", "http://localhost.",
]  # fmt: skip


@pytest.mark.parametrize("url", ELSEWHERE)
@pytest.mark.parametrize("named", ["", "example.com", "127.0.0.1", "org", "*"])
def test_no_word_leaves_the_machine_by_configuration_alone(url, named, monkeypatch):
    def reach(*_: object) -> None:
        raise AssertionError("a name was looked up, or somebody was asked")

    monkeypatch.setattr(socket, "getaddrinfo", reach)
    monkeypatch.setattr(socket.socket, "connect", reach)
    monkeypatch.setenv(lt_policy.HOST, named)
    settings = Settings(languagetool=LanguageToolSettings(url=url, public=True), engines=["languagetool"])
    with pytest.raises(EngineError, match=lt_policy.HOST):
        languagetool.make(settings)
    assert languagetool.status(settings).status == "failed"


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
def test_this_machine_is_reached_through_no_proxy(variable, document, profile, monkeypatch):
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with (
        broken(lambda h, _: send(h, 200, matched())) as (url, seen),
        broken(lambda h, _: send(h, 500, b"")) as (proxy, by),
    ):
        monkeypatch.setenv(variable, proxy)
        assert len(check(url, document, profile).hits) == 1
    assert (len(seen), by) == (1, [])


@pytest.mark.parametrize(
    "url", ["https://api.languagetool.org/v2", "https://API.languagetoolplus.com.", "languagetool.org:8081"]
)
def test_the_public_service_wants_a_word_of_its_own(url, monkeypatch):
    monkeypatch.setenv(lt_policy.HOST, lt_client.at(url).host.rstrip("."))
    with pytest.raises(EngineError, match="public = true"):
        languagetool.make(Settings(languagetool=LanguageToolSettings(url=url)))
    assert languagetool.make(Settings(languagetool=LanguageToolSettings(url=url, public=True)))


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://x",
            "http://",
            "http://a:b@c",
            "http://x:99999",
            "http://x/?a=b",
            "http://x/#a",
            "http://x:0",
        ),
        *(
            "http://@x",
            "http://x y",
            "http://x/a b",
            "http://x/\n",
            "http://[::1",
            "http://x\\y",
            "http://ex%61mple",
        ),
        *("https://api。languagetool。org", "https://ａpi.languagetool.org"),
    ],
)
def test_an_address_that_is_none(url):
    with pytest.raises(EngineError, match="no address"):
        languagetool.make(Settings(languagetool=LanguageToolSettings(url=url)))


def test_not_set_up_is_off_with_auto_and_failed_when_asked_for():
    assert languagetool.status(Settings()).status == "off"
    assert "edlint setup languagetool" in languagetool.status(Settings()).detail
    assert languagetool.status(Settings(engines=["languagetool"])).status == "failed"


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
