"""`edlint links`: against a server of this machine, with the refusal of such lifted where the test says so."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from edlint.run import web
from edlint.run.web import RefusedError, fetch


class _Site(BaseHTTPRequestHandler):
    def do_GET(self):
        site = self.server
        site.asked.append((self.path, self.headers["User-Agent"]))
        known = {
            "/robots.txt": (200, "", b"User-agent: *\nDisallow: /secret\n"),
            "/here": (200, "", b"<p>Here.</p>"),
            "/moved": (301, "/here", b""),
            "/for-now": (302, "/here", b""),
            "/circle": (302, "/circle", b""),
            "/home": (301, "/", b""),
            "/": (200, "", b""),
            "/inward": (302, "http://[::1]:1/", b""),
            "/busy": (503, "", b""),
        }
        if self.path.startswith("/archive?url="):
            copy = {"archived_snapshots": {"closest": {"url": "https://archive.example/copy"}}}
            status, to, body = 200, "", json.dumps(copy).encode()
        else:
            status, to, body = known.get(self.path, (404, "", b""))
        self.send_response(status)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        server.asked = []
        server.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _states(done):
    return {link["address"].rpartition("/")[2]: link["state"] for link in json.loads(done.stdout)["links"]}


@pytest.fixture
def article(site, tmp_path):
    pages = ["here", "here#part", "moved", "for-now", "circle", "home", "secret", "busy", "gone"]
    links = " ".join(f"[{page}]({site.url}/{page})" for page in pages)
    (tmp_path / "a.md").write_text(
        f"# A\n\nIt grew by 70% in 2023, says [a study]({site.url}/gone).\n\nSee {links} and [no](#no).\n"
    )
    return tmp_path


@pytest.fixture
def links(run, article, site):
    def call(*options, check=False):
        return run("edlint", "links", *options, "a.md", cwd=article, check=check)

    return call


def test_nothing_is_asked_unless_told_to(links, site):
    done = links("--format", "json")
    assert done.returncode == 1
    assert _states(done) == {"no": "dead"} | dict.fromkeys(
        ["here", "here#part", "moved", "for-now", "circle", "home", "secret", "busy", "gone"], "unknown"
    )
    assert site.asked == []


def test_each_address_is_asked_once_as_robots_allow_and_what_is_sure_is_kept(links, site, run, article):
    online = (
        "--online",
        "--private",
        "--pause",
        "0",
        "--archive",
        f"{site.url}/archive?url=",
        "--format",
        "json",
    )
    done = links(*online)
    assert done.returncode == 1
    assert _states(done) == {
        "no": "dead",
        "here": "ok",
        "here#part": "ok",
        "moved": "moved",
        "for-now": "ok",
        "circle": "unsure",
        "home": "unsure",
        "secret": "not asked",
        "busy": "unsure",
        "gone": "dead",
    }
    asked = [path for path, _ in site.asked]
    assert asked.count("/gone") == asked.count("/robots.txt") == 1
    assert "/secret" not in asked
    assert all(agent.startswith("edlint/") for _, agent in site.asked)
    found = {link["address"].rpartition("/")[2]: link for link in json.loads(done.stdout)["links"]}
    assert found["moved"]["to"] == f"{site.url}/here"
    assert found["gone"]["archived"] == "https://archive.example/copy"
    # What was answered is known without the network, and to the ledger.
    site.asked.clear()
    assert _states(links("--format", "json"))["gone"] == "dead"
    claims = json.loads(run("edlint", "claims", "--format", "json", "a.md", cwd=article).stdout)
    (claim,) = claims["files"][0]["claims"]
    assert claim["status"] == "unsourced"
    assert claim["evidence"][0]["gone"].startswith("dead: 404")
    assert "dead: 404" in run("edlint", "claims", "a.md", cwd=article).stdout
    links(*online)
    assert {path for path, _ in site.asked} == {"/robots.txt", "/circle", "/home", "/", "/busy"}


def test_addresses_of_this_machine_are_refused(links, site):
    done = links("--online", "--pause", "0", "--archive", "none", "--format", "json")
    assert set(_states(done).values()) == {"dead", "not asked"}
    assert site.asked == []


def test_a_redirect_does_not_lead_into_the_network(site, monkeypatch):
    # As if the server had a public address: only the redirect's own is judged as it is.
    real = web._public
    monkeypatch.setattr(web, "_public", lambda address: address == "127.0.0.1" or real(address))
    assert fetch(f"{site.url}/here", private=False).status == 200
    with pytest.raises(RefusedError):
        fetch(f"{site.url}/inward", private=False)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "http://", "http://a:99999999/", "gopher:x"]
)
def test_only_addresses_of_the_web_are_asked(url):
    with pytest.raises((ValueError, OSError)):
        fetch(url, private=True)


def test_addresses_that_are_none_are_unsure_and_stop_nothing(run, tmp_path):
    wrong = [
        "http://[::1",
        "http://a:b:c/",
        "https://\u00e4\u0308..x/",
        "http://" + "a" * 300 + "/",
        "http://x\\y/",
        "https://%zz/",
    ]
    (tmp_path / "a.md").write_text("# A\n\n" + " ".join(f"[x](<{url}>)" for url in wrong) + "\n")
    command = ("links", "--online", "--pause", "0", "--archive", "none", "--format", "json", "--all")
    done = run("edlint", *command, "a.md", cwd=tmp_path, check=False)
    assert done.returncode in {0, 1}, done.stderr
    states = [link["state"] for link in json.loads(done.stdout)["links"]]
    assert len(states) == len(wrong)
    assert set(states) <= {"unsure", "dead", "not asked"}
