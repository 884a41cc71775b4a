"""Where articles come from, and what is said of sources and places that cannot be used."""

import gzip
import io
import json
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import fsspec
import pyarrow as pa
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from edlint.archive import plan
from edlint.archive.sources import ReadOptions
from edlint.archive.store import Store
from edlint.config.load import load
from edlint.model.errors import EdlintError


@pytest.fixture
def found(tmp_path, monkeypatch):
    """Return a function that gives the entries of sources by their ids."""
    monkeypatch.chdir(tmp_path)

    def read(*sources, columns=(), form=""):
        reading = ReadOptions(load(None), dict(columns), form)
        return {entry.id: entry for entry in reading.entries(sources)}

    return read


def test_tables(found, tmp_path):
    rows = [
        {"url": f"https://a.org/blog/{n}", "body": f"# {n}\n", "author": "A", "date": "2021-01-02"}
        for n in range(3)
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "b.jsonl.gz").write_bytes(
        gzip.compress(json.dumps({"id": "x.html", "text": "<p>x"}).encode())
    )
    parquet.write_table(
        pa.Table.from_pylist(rows).rename_columns(["k", "t", "by", "on"]), tmp_path / "c.parquet"
    )
    entries = found("a.jsonl", "b.jsonl.gz")
    assert entries["https://a.org/blog/1"][:4] == (
        "https://a.org/blog/1",
        "https://a.org/blog/1",
        "markdown",
        b"# 1\n",
    )
    assert entries["https://a.org/blog/1"][5:7] == ("A", "2021-01-02")
    assert entries["x.html"].format == "html"
    named = found("c.parquet", columns={"id": "k", "text": "t", "author": "by"}, form="text")
    assert (named["https://a.org/blog/2"].author, named["https://a.org/blog/2"].format) == ("A", "text")
    with pytest.raises(EdlintError, match=r"which column is the text.*there are k, t, by, on"):
        found("c.parquet")
    with pytest.raises(EdlintError, match="no column “z”"):
        found("c.parquet", columns={"id": "z"})
    (tmp_path / "cut.jsonl").write_bytes((tmp_path / "a.jsonl").read_bytes()[:-9])
    with pytest.raises(EdlintError, match=r"cut\.jsonl:3: no JSON: damaged or cut short"):
        found("cut.jsonl")
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "c.parquet").read_bytes()[:-9])
    with pytest.raises(EdlintError, match=r"^cut\.parquet: [^\n]+$"):
        found("cut.parquet")


def test_web_archives(found, tmp_path):
    data = io.BytesIO()
    writer = WARCWriter(data, gzip=True)

    def page(uri, body, kind="text/html", status="200 OK", day="2020-01-01"):
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
        more = {"WARC-Date": f"{day}T00:00:00Z"}
        writer.write_record(
            writer.create_warc_record(
                uri, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict=more
            )
        )

    page("https://a.org/blog/one", b"<p>One")
    page("https://a.org/blog/two", "<p>café".encode("latin-1"), "text/html; charset=ISO-8859-1")
    page("https://a.org/a.png", b"png", "image/png")
    page("https://a.org/gone", b"<p>No", status="404 Not Found")
    page("https://a.org/blog/one", b"<p>One again", day="2024-01-01")
    (tmp_path / "a.warc.gz").write_bytes(data.getvalue())
    reading = ReadOptions(load(None))
    store = Store(str(tmp_path / "out"))
    made = plan.make(store, reading.entries(["a.warc.gz"]), ["a.warc.gz"]) if found else None
    assert (made.articles, made.twice) == (2, 1)
    rows = {row["id"]: row for part in made.parts for row in plan.entries(store, part)}
    assert rows["https://a.org/blog/one"]["data"] == b"<p>One again"
    assert rows["https://a.org/blog/two"]["data"].decode() == "<p>café"
    assert rows["https://a.org/blog/two"]["section"] == "blog"


def test_git_at_a_commit(found, tmp_path):
    repository = tmp_path / "docs"
    repository.mkdir()
    git = partial(subprocess.run, cwd=repository, check=True, capture_output=True)
    git(["git", "init", "-q", "-b", "main"])
    (repository / "guide").mkdir()
    (repository / "guide" / "a.md").write_text("# Old\n")
    (repository / "b.md").symlink_to("/etc/passwd")
    git(["git", "add", "-A"])
    git(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x"])
    git(["git", "tag", "v1"])
    (repository / "guide" / "a.md").write_text("# New\n")
    git(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qam", "y"])
    old, new = found("git:docs@v1"), found("git:docs")
    assert {key: (one.data, one.section) for key, one in old.items()} == {
        "docs/guide/a.md": (b"# Old\n", "guide")
    }
    assert new["docs/guide/a.md"].data == b"# New\n"
    with pytest.raises(EdlintError, match="knows no commit “v9”"):
        found("git:docs@v9")
    with pytest.raises(EdlintError, match="knows no commit"):
        found("git:docs@--output=x")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


def test_addresses(found, tmp_path):
    folder = tmp_path / "served"
    (folder / "blog").mkdir(parents=True)
    (folder / "blog" / "a.html").write_text("<p>A")
    (folder / "blog" / "b.md").write_text("# B\n")
    (folder / "blog" / "c.png").write_text("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/blog/"
    entries = found(base)
    server.shutdown()
    assert {key: one.data for key, one in entries.items()} == {
        f"{base}a.html": b"<p>A",
        f"{base}b.md": b"# B\n",
    }
    memory = fsspec.filesystem("memory")
    memory.pipe("/bucket/x/a.md", b"# A\n")
    assert list(found("memory://bucket/x")) == ["memory:///bucket/x/a.md"]
    assert sorted(found("served/*/*.md")) == ["served/blog/b.md"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere", "no such file or folder"),
        ("nowhere/*.md", "no articles there"),
        ("git:nowhere", "no such folder"),
        ("nope://bucket/x", "Protocol not known"),
        ("s3://bucket/x", "s3fs"),
    ],
)
def test_sources_that_cannot_be_read(found, source, said):
    with pytest.raises(EdlintError, match=said) as error:
        found(source)
    assert "\n" not in str(error.value)


def test_places_that_cannot_be_used(edlint, place):
    (place / "file").write_text("")
    for arguments, said in (
        (("plan", "site", "--out", "file/out"), "not a directory"),
        (("run", "--out", "nothing"), "no plan of an archive there"),
        (("report", "--out", "nothing"), "no run there yet"),
        (("run", "--out", "nothing", "--on", "mars"), "--on mars"),
        (("run", "--out", "nothing", "--budget", "soon"), "--budget soon"),
        (("plan", "site", "--out", "x", "--column", "what=a"), "--column what=a"),
    ):
        done = edlint(*arguments, code=2)
        assert said in done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
    edlint("run", "site", "--out", "out", "--bucket", "8", code=1)
    kept = (place / "out" / "archive.json").read_text()
    (place / "out" / "archive.json").write_text(kept.replace('"schema": 1', '"schema": 2'))
    for command in (("run", "--out", "out"), ("plan", "site", "--out", "out")):
        assert "written by a newer edlint" in edlint(*command, code=2).stderr
    (place / "out" / "archive.json").write_text(kept[:100])
    assert "damaged" in edlint("run", "--out", "out", code=2).stderr
    # A plan that is cut short is made anew, and what was checked is still known.
    assert (
        "0 articles checked, 30 as before"
        in edlint("run", "site", "--out", "out", "--bucket", "8", code=1).stderr
    )
