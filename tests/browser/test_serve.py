"""`edlint serve`: only its own page may ask, and what an editor decides there is written after it was shown."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from starting import edlint

TEXT = "# A queue\n\nThe recent concensus is that queues are slow. Studies show it, and 70% of all teams agree.\n"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder that is served, and the address with its token."""
    (tmp_path / "queue.md").write_text(TEXT)
    (tmp_path / "edlint.toml").write_text('engines = "none"\n[vocabulary]\naccept = ["words.txt"]\n')
    (tmp_path / "words.txt").write_text("")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "edlint", "serve", "--no-open", "."],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = re.search(r"http://\S+", process.stdout.readline())[0]
    yield tmp_path, address
    process.terminate()
    process.wait()
    process.stdout.close()


def ask(
    address: str, path: str = "/", method: str = "GET", body: str | None = None, **headers: str
) -> tuple[int, str]:
    """Ask the server as any program on the machine could; underscores in header names stand for hyphens."""
    host = re.match(r"http://([^/]+)/", address)[1]
    connection = http.client.HTTPConnection(host, timeout=600)
    connection.request(
        method, path, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_nobody_is_answered_without_the_token(served: tuple[Path, str]) -> None:
    _, address = served
    token = address.partition("token=")[2]
    assert ask(address)[0] == 403
    assert ask(address, "/?token=wrong")[0] == 403
    assert ask(address, f"/?token={token}", Host="evil.example")[0] == 403
    assert ask(address, f"/?token={token}", Origin="https://evil.example")[0] == 403
    assert ask(address, f"/?token={token}", Origin="null")[0] == 403
    assert ask(address, f"/?token={token}", Host=f"localhost:{address.split(':')[2].split('/')[0]}")[0] == 403
    assert ask(address, "/plan", "POST", '{"schema": 1, "decisions": []}')[0] == 403
    assert ask(address, "/other", "POST", "{}", X_Edlint_Token="wrong")[0] == 403
    assert ask(address, "/other", "POST", "{}", X_Edlint_Token=token)[0] == 404
    for length in ("9" * 5_000, "-1", "1e3", ""):
        assert ask(address, "/plan", "POST", None, X_Edlint_Token=token, Content_Length=length)[0] in {
            409,
            413,
            431,
        }
    assert ask(address, "/../../etc/passwd", X_Edlint_Token=token)[0] == 404
    assert ask(address, f"/?token={token}")[0] == 200


def test_bad_decisions_are_refused(served: tuple[Path, str]) -> None:
    folder, address = served
    token = address.partition("token=")[2]
    assert ask(address, "/plan", "POST", "nonsense", X_Edlint_Token=token)[0] == 409
    assert ask(address, "/plan", "POST", "[" * 100_000, X_Edlint_Token=token)[0] == 409
    stolen = (
        '{"schema": 1, "decisions": [{"path": "../../etc/passwd", "fingerprint": "x", "action": "accept"}]}'
    )
    status, text = ask(address, "/plan", "POST", stolen, X_Edlint_Token=token)
    assert (status, "no such file" in text) == (200, True)
    name = json.loads(text)["name"]
    assert ask(address, "/apply", "POST", stolen, X_Edlint_Token=token, X_Edlint_Diff=name)[0] == 200
    # Nothing is written that was not shown before.
    assert ask(address, "/apply", "POST", stolen, X_Edlint_Token=token)[0] == 409
    assert ask(address, "/apply", "POST", stolen, X_Edlint_Token=token, X_Edlint_Diff="0")[0] == 409
    assert (folder / "queue.md").read_text() == TEXT


def test_decisions_are_written_after_their_diff_was_shown(served: tuple[Path, str], watched) -> None:
    folder, address = served
    page = watched.page
    page.goto(address)
    # Notes that stand close are a line each until they, or their words, are clicked.
    page.locator("mark", has_text="concensus").click()
    page.locator('.note[data-rule="spelling.misspelling"]').locator("[data-fix]").first.click()
    page.locator("mark", has_text="Studies show").click()
    vague = page.locator('.note[data-rule="claims.vague-attribution"]').first
    vague.get_by_role("button", name="Dismiss…").click()
    page.get_by_label("Reason").fill("named in the talk")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Write decisions").click()
    page.get_by_role("button", name="Write this").wait_for()
    shown = page.locator("dialog pre").inner_text()
    assert "+The recent consensus is that" in shown
    assert (folder / "queue.md").read_text() == TEXT
    page.get_by_role("button", name="Write this").click()
    page.wait_for_load_state()
    page.locator('.note[data-rule="spelling.misspelling"]').wait_for(state="detached")
    assert "consensus" in (folder / "queue.md").read_text()
    baseline = (folder / "edlint-baseline.jsonl").read_text()
    assert "named in the talk" in baseline
    assert "Ada" in baseline
    # What was dismissed does not count from now on.
    page.get_by_label("What does not count").check()
    assert "named in the talk" in page.locator(".note.off").inner_text()
    assert watched.complaints == []


def test_the_page_follows_the_file(served: tuple[Path, str], watched) -> None:
    folder, address = served
    watched.page.goto(address)
    (folder / "queue.md").write_text(TEXT + "\nA new line with another tipo: definately.\n")
    watched.page.get_by_text("A new line").first.wait_for()
    expect(watched.page.locator("mark", has_text="definately")).to_have_count(1)


def test_a_bad_request_or_a_file_that_goes_away_does_not_end_it(served: tuple[Path, str]) -> None:
    folder, address = served
    token = address.partition("token=")[2]
    host, port = re.match(r"http://([^:]+):(\d+)/", address).groups()
    for bad in (
        b"\x00\xff\r\n\r\n",
        b"POST /plan HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
        b"",
    ):
        with socket.create_connection((host, int(port)), timeout=600) as raw:
            raw.sendall(bad)
    huge = ask(address, "/plan", "POST", "", X_Edlint_Token=token, Content_Length="99999999")
    assert huge[0] == 413
    assert ask(address, "/", "DELETE", X_Edlint_Token=token)[0] == 501
    (folder / "queue.md").unlink()
    status, text = ask(address, f"/?token={token}")
    assert (status, "queue.md" in text) == (200, False)
    (folder / "queue.md").write_text(TEXT)
    assert "concensus" in ask(address, f"/?token={token}")[1]
    (folder / "edlint.toml").write_text("nonsense")
    assert ask(address, f"/?token={token}")[0] == 409
    (folder / "edlint.toml").write_text('engines = "none"\n')
    assert ask(address, f"/?token={token}")[0] == 200


def test_applying_a_file_of_decisions_refuses_what_changed(tmp_path: Path) -> None:
    (tmp_path / "queue.md").write_text(TEXT)
    check = edlint(tmp_path, "check", "--engines", "none", "--format", "json", "queue.md")
    findings = {f["rule"]: f for f in json.loads(check.stdout)["files"][0]["findings"]}
    spelling = findings["spelling.misspelling"]
    claim = json.loads(check.stdout)["files"][0]["claims"][0]
    decisions = [
        {
            "path": "queue.md",
            "fingerprint": spelling["fingerprint"],
            "action": "accept",
            "fix": 0,
            "title": spelling["fixes"][0]["title"],
            "words": "concensus",
        },
        {
            "path": "queue.md",
            "fingerprint": claim["fingerprint"],
            "action": "checked",
            "source": 'https://example.org/"q"',
            "by": "Ada",
        },
        {
            "path": "queue.md",
            "fingerprint": "0" * 24,
            "action": "dismiss",
            "reason": "r",
            "by": "Ada",
            "words": "gone",
        },
        {"path": "../elsewhere.md", "fingerprint": "0" * 24, "action": "accept"},
    ]
    (tmp_path / "decisions.json").write_text(json.dumps({"schema": 1, "decisions": decisions}))
    command = ("decisions", "apply", "decisions.json")
    shown = edlint(tmp_path, *command, "--diff")
    assert "+The recent consensus" in shown.stdout
    assert (tmp_path / "queue.md").read_text() == TEXT
    done = edlint(tmp_path, *command)
    assert done.returncode == 1
    assert "“gone”: the text has changed" in done.stderr
    assert "elsewhere.md" in done.stderr
    assert "The recent consensus is" in (tmp_path / "queue.md").read_text()
    again = edlint(tmp_path, "check", "--engines", "none", "--format", "json", "queue.md")
    statuses = {c["fingerprint"]: c["status"] for c in json.loads(again.stdout)["files"][0]["claims"]}
    assert again.stderr == ""
    assert "waived" in statuses.values()


def test_a_server_that_is_interrupted_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Fine.\n")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "edlint", "serve", "--no-open", "."],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert "http://127.0.0.1:" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    process.stdout.close()


def test_what_clients_do_wrong_leaves_no_trace_and_the_next_is_answered(tmp_path: Path) -> None:
    (tmp_path / "queue.md").write_text(TEXT)
    (tmp_path / "edlint.toml").write_text('engines = "none"\n')
    errors = (tmp_path / "errors.txt").open("w")
    # 127.0.0.2 stands for an address of the network: the page belongs to the address that was named.
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "edlint", "serve", "--no-open", "--host", "127.0.0.2", "."],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )
    address = re.search(r"http://\S+", process.stdout.readline())[0]
    token = address.partition("token=")[2]
    host, _, port = address.removeprefix("http://").partition("/")[0].partition(":")
    assert host == "127.0.0.2"

    def raw(data: bytes) -> bytes:
        with socket.create_connection((host, int(port)), 600) as client:
            try:
                client.sendall(data)
                return client.recv(40)
            except ConnectionError:
                return b""

    head = f"Host: {host}:{port}\r\nX-Edlint-Token: {token}\r\n".encode()
    # Half a character in a token, and in a decision.
    assert b"403" in raw(
        b"GET /?token=%ED%A0%80 HTTP/1.1\r\nHost: " + f"{host}:{port}".encode() + b"\r\n\r\n"
    )
    assert b"403" in raw(
        b"GET / HTTP/1.1\r\nHost: " + f"{host}:{port}".encode() + b"\r\nX-Edlint-Token: \xed\xa0\x80\r\n\r\n"
    )
    lone = json.dumps(
        {"schema": 1, "decisions": [{"path": "queue.md", "fingerprint": "\ud800", "action": "ask"}]}
    )
    assert ask(address, "/plan", "POST", lone, X_Edlint_Token=token)[0] == 409
    # 50 MB, a client that goes away in the middle, and one that sends nothing for a while.
    big = b"POST /plan HTTP/1.1\r\n" + head + b"Content-Length: 50000000\r\n\r\n"
    assert raw(big + b"x" * 50_000_000) in {b"", raw(big)}
    with socket.create_connection((host, int(port)), 600) as gone:
        gone.sendall(b"POST /plan HTTP/1.1\r\n" + head + b"Content-Length: 1000\r\n\r\n{")
    with socket.create_connection((host, int(port)), 600) as slow:
        slow.sendall(b"POST /plan HTTP/1.1\r\n" + head + b"Content-Length: 1000\r\n\r\n{")
        assert ask(address, f"/?token={token}")[0] == 200
    assert ask(address, f"/?token={token}")[0] == 200
    process.terminate()
    process.wait()
    process.stdout.close()
    errors.close()
    assert (tmp_path / "errors.txt").read_text() == ""


def test_a_page_for_every_address_is_refused(tmp_path: Path) -> None:
    (tmp_path / "queue.md").write_text(TEXT)
    run = edlint(tmp_path, "serve", "--no-open", "--host", "0.0.0.0", ".")
    assert run.returncode == 2
    assert "name one address" in run.stderr
