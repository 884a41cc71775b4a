"""Killed at any moment, edlint leaves every file whole: as it was, or as it was to be."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FAULTY = "# Queues\n\nA queue keeps teh order of  its messages. It was recieved.\n"
HOOKS = "repos:\n- repo: local\n  hooks: []\n"

# Runs a command in a copy of a folder, again and again, and kills it with SIGKILL at the first, the second, the third …
# file that it creates, opens for writing, renames, removes or changes. Prints the copies, and last the one of a run
# that nothing killed.
KILLER = """
import os, shutil, signal, sys
from pathlib import Path
from edlint.cli.main import main
folder, most, *command = Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]
watched = {"open", "os.rename", "os.remove", "os.chmod", "os.truncate", "tempfile.mkstemp", "os.mkdir"}
def run(copy, last):
    count = 0
    def hook(event, arguments):
        nonlocal count
        if event not in watched or (event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)):
            return
        # A name that is relative is one in a folder that edlint holds open.
        if os.path.isabs(str(arguments[0])) and not str(arguments[0]).startswith(str(folder)):
            return
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
    os.chdir(copy / "repository")
    os.environ["EDLINT_CACHE_DIR"] = str(copy / "cache")
    sys.argv = ["edlint", *command]
    sys.stdout = open(os.devnull, "w")
    sys.addaudithook(hook)
    main()
# Once without watching: what every run loads is loaded, and the others begin at once.
shutil.copytree(folder / "0", folder / "warm")
os.chdir(folder / "warm" / "repository")
sys.argv = ["edlint", "check", "--no-cache"]
shown = sys.stdout
sys.stdout = open(os.devnull, "w")
try:
    main()
except SystemExit:
    sys.stdout = shown
os.environ.pop("EDLINT_NO_CACHE", None)
for last in range(1, most + 1):
    copy = folder / str(last)
    shutil.copytree(folder / "0", copy)
    child = os.fork()
    if not child:
        try:
            run(copy, last)
            os._exit(0)
        except SystemExit as end:
            os._exit(end.code or 0)
        finally:
            os._exit(70)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(copy, flush=True)
    if code != -signal.SIGKILL:
        if code not in (0, 1):
            raise SystemExit(f"run {last} ended with {code}")
        break
else:
    raise SystemExit(f"still killed after {most} runs")
"""


def files(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds, without what a killed run leaves of its own."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".edlint-tmp"
    }


@pytest.fixture
def template(tmp_path: Path) -> Path:
    folder = tmp_path / "copies" / "0" / "repository"
    folder.mkdir(parents=True)
    (tmp_path / "copies" / "0" / "cache").mkdir()
    (folder / "edlint.toml").write_text('engines = "none"\nselect = ["spelling"]\n')
    for name in ("a.md", "b.md"):
        (folder / name).write_text(FAULTY)
    return folder


COMMANDS = [
    ("check", "--fix", "--unsafe", "--no-cache"),
    ("baseline",),
    ("check", "--no-cache", "--output", "json:old.json", "--output", "sarif:new.sarif"),
    ("init",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_killed_at_every_file_it_touches(template, environment, command):
    (template / "old.json").write_text("{}\n")
    if command == ("init",):
        (template / "edlint.toml").unlink()
        (template / ".pre-commit-config.yaml").write_text(HOOKS)
    old = files(template)
    copies = template.parents[1]
    done = subprocess.run(
        (sys.executable, "-c", KILLER, copies, "120", *command),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *killed, last = [Path(line) / "repository" for line in done.stdout.splitlines()]
    assert len(killed) >= 3
    new = files(last)
    assert new != old
    for folder in killed:
        for name, content in files(folder).items():
            assert content in {old.get(name), new.get(name)}, f"{name} is neither the old nor the new one"
        assert set(old) <= set(files(folder))
    # What was killed does not stand in the way of the next run.
    subprocess.run(("edlint", *command), cwd=killed[-1], env=environment, capture_output=True, check=False)
    assert files(killed[-1]) == new


def test_killed_at_random_with_an_empty_cache(template, environment):
    command = ("edlint", "check", "--fix", "--format", "concise")
    environment |= {"EDLINT_CACHE_DIR": str(template.parent / "cache")}
    old = files(template)
    began = time.monotonic()
    said = subprocess.run(command, cwd=template, env=environment, capture_output=True, check=False)
    whole = time.monotonic() - began
    new = files(template)
    assert new != old
    shutil.rmtree(template.parent / "cache")
    chance = random.Random(7)
    for _ in range(15):
        for name, content in old.items():
            (template / name).write_bytes(content)
        process = subprocess.Popen(
            command, cwd=template, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * chance.uniform(0.2, 1.05))
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = files(template)
        assert found.keys() == old.keys()
        assert all(content in {old[name], new[name]} for name, content in found.items())
    for name, content in old.items():
        (template / name).write_bytes(content)
    again = subprocess.run(command, cwd=template, env=environment, capture_output=True, check=False)
    assert (again.returncode, again.stdout) == (said.returncode, said.stdout)
    assert files(template) == new
