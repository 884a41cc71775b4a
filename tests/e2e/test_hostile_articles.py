"""An article names other files, programs and addresses; reading it opens none of them, and takes its measure of memory."""

import contextlib
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

# Runs edlint and tells of everything that is opened, started or asked for which only an article could have named.
WATCH = """
import sys
from edlint.cli.main import main
names = ("secret.text", "/etc/passwd", "docutils.conf", "127.0.0.1", "articles/written")
def hook(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "urllib.")) or (event == "open" and any(name in str(arguments[0]) for name in names)):
        print("SEEN", event, arguments, file=sys.stderr)
import edlint.cli.check
sys.addaudithook(hook)
main()
"""
ARTICLES = {
    "a.rst": ".. include:: /etc/passwd\n.. include:: secret.txt\n   :literal:\n.. raw:: html\n   :file: secret.txt\n\n"
    ".. raw:: html\n   :url: http://127.0.0.1:9/x\n\n.. csv-table:: x\n   :file: secret.txt\n\n.. literalinclude:: secret.txt\n\n"
    ".. figure:: secret.txt\n\n.. role:: x(raw)\n   :format: html\n\n:x:`a`\n\n.. automodule:: os\n\n.. os.system:: x\n\n.. math:: x\n",
    "a.adoc": "include::secret.txt[]\n\ninclude::http://127.0.0.1:9/x[]\n\nimage::secret.txt[]\n\nifdef::x[]\nA.\nendif::[]\n\n"
    "[plantuml]\n----\na\n----\n\n:docinfo: shared\n:stylesheet: secret.txt\n\n== T\n\nText.\n",
    "a.md": "---\ntitle: !!python/object/apply:os.system [x]\n---\n\n![[secret.txt]]\n\n<<< @/secret.txt\n\n{{< include secret.txt >}}\n\n"
    '```{include} secret.txt\n```\n\n<!--#include file="secret.txt"-->\n\n![x](file:///etc/passwd)\n\n--8<-- "secret.txt"\n',
    "b.md": '+++\ntitle = "x"\n+++\n\n{% include secret.txt %}\n\n[x]: http://127.0.0.1:9/x\n\n[a][x]\n',
    "a.mdx": "import x from './secret.txt'\n\n<X src={require('fs').readFileSync('secret.txt')} />\n\nText.\n",
    "a.html": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<link rel=stylesheet href="http://127.0.0.1:9/x">'
    '<script src="http://127.0.0.1:9/x"></script><img src="secret.txt"><iframe src="secret.txt"></iframe><p>&x; Text.</p>',
}  # fmt: skip


def test_reading_an_article_opens_nothing(tmp_path, environment):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "secret.text").write_text("The passwrod.\n")
    (folder / "docutils.conf").write_text("[general]\nrecord_dependencies: written\n")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text.replace("secret.txt", "secret.text"))
    done = subprocess.run(
        [sys.executable, "-c", WATCH, "check", "--engines", "none", "--no-cache", "--format", "json", *ARTICLES],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if line.startswith("SEEN")] == []
    assert {file["path"]: file["error"] for file in json.loads(done.stdout)["files"]} == dict.fromkeys(
        ARTICLES
    )
    assert "passwrod" not in done.stdout
    assert not (folder / "written").exists()


LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
)
MERGES = "a0: &a0 {k: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 30)
)
FRONTS = {
    "aliases": f"---\n{LAUGHS}title: *a29\n---\n",
    "merges": f"---\n{MERGES}---\n",
    "itself": "---\na: &a [*a]\n---\n",
    "nested": f"---\na: {'[' * 90_000}\n---\n",
    "a number": f"---\na: {'1' * 190_000}\n---\n",
    "a key of many parts": f"+++\n{'a.' * 90_000}a = 1\n+++\n",
    "nested in TOML": f"+++\na = {'[' * 90_000}\n+++\n",
    "a tag": "---\na: !!python/object/apply:os.system [x]\n---\n",
}


@pytest.mark.parametrize("name", FRONTS)
def test_front_matter_takes_its_measure_of_memory_and_time(repository, name):
    def little() -> None:
        with contextlib.suppress(FileNotFoundError):  # Only Linux says how much there is.
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            most = pages * resource.getpagesize() + 1_000_000_000
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))

    repository.write("a.md", FRONTS[name] + "\nA queue keeps teh order.\n")
    done = repository.edlint("check", "--engines", "none", "--no-cache", "a.md", before=little)
    assert (done.returncode, "“teh”" in done.stdout) == (1, True), done.stdout + done.stderr
