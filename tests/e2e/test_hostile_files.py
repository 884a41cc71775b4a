"""Whatever a repository brings to say how it is checked is refused in a line when it has no end, or is out of measure."""

import contextlib
import os
import resource
from pathlib import Path

import pytest

from edlint.config.load import load
from edlint.model.errors import EdlintError
from edlint.run import setup

ARTICLE = "# Queues\n\nA queue keeps the order of its messages.\n"
RULE = (
    "id: style.tried\ncheck: existence\nphrases: [one]\nmessage: m\nseverity: warning\nwhy: w\n"
    "sources: [{title: t}]\nexamples: {bad: [{text: one x, flags: [one]}, {text: one y, flags: [one]}], good: [a, b]}\n"
)


@pytest.fixture
def repository(repository):
    repository.write("a.md", ARTICLE)
    return repository


def little() -> None:
    """Let this process take a thousand million bytes more than it has, and a minute of the processor."""
    with contextlib.suppress(FileNotFoundError):  # Only Linux says how much there is.
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + 1_000_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def refused(repository, *arguments: str, said: str = "") -> None:
    """Run edlint with little memory and time; it must end with 2 and say why in a line of its own, and nothing else."""
    done = repository.edlint(*(arguments or ("check", "--engines", "none", ".")), before=little)
    assert done.returncode == 2, done.stderr[-500:]
    assert said in done.stderr
    assert "fault in edlint" not in done.stderr
    assert 1 <= len(done.stderr.splitlines()) <= 25
    assert len(done.stderr) < 5_000
    assert not done.stdout


ENDLESS = [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to("nowhere")]


@pytest.mark.parametrize("make", ENDLESS, ids=["pipe", "zero", "nothing"])
@pytest.mark.parametrize(
    "name", [".gitignore", "edlint.toml", "rules/style/tried.yaml", "words.txt", "base.toml"]
)
def test_what_has_no_end_is_no_file(repository, name, make):
    path = repository.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path)
    settings = {
        "rules/style/tried.yaml": 'packs = ["rules"]\n',
        "words.txt": '[vocabulary]\naccept = ["words.txt"]\n',
        "base.toml": 'extends = ["base.toml"]\n',
    }
    if name in settings:
        repository.write("edlint.toml", settings[name])
    refused(repository, said=name.rpartition("/")[2])


def test_git_and_edlint_follow_no_link_that_says_what_is_ignored(repository):
    (repository.folder.parent / "globs").write_text("*.md\n")
    (repository.folder / ".gitignore").symlink_to("../globs")
    refused(repository, said=".gitignore: a link")


LARGE = {
    ".gitignore": ("x\n" * 600_000, ".gitignore"),
    "edlint.toml": ("# " + "x" * 2_000_000, "bytes are more"),
    "words.txt": ("word\n" * 5_000_000, "bytes are more"),
    "edlint-claims.toml": ("# " + "x" * 2_000_000, "bytes are more"),
    "rules/style/tried.yaml": (RULE + "# " + "x" * 2_000_000, "bytes are more"),
    "edlint-baseline.jsonl": ("x" * 30_000_000, "bytes are more"),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_out_of_measure_is_not_read(repository, name):
    text, said = LARGE[name]
    if name != "edlint.toml":
        repository.write("edlint.toml", 'packs = ["rules"]\n[vocabulary]\naccept = ["words.txt"]\n')
        repository.write("words.txt", "")
        repository.write("rules/style/tried.yaml", RULE)
    repository.write(name, text)
    refused(repository, said=said)


SETTINGS = {
    "a key of many parts": "a." * 400_000 + "a = 1\n",
    "keys of many parts": "".join("'a'." * 2_000 + f"b{n} = 1\n" for n in range(100)),
    "deep lists": "a = " + "[" * 300_000,
    "many unknown keys": "".join(f"k{n} = 1\n" for n in range(60_000)),
    "a long unknown key": "k" * 900_000 + " = 1\n",
    "many unknown rules": f"ignore = [{', '.join(f'{chr(34)}style.n{n}{chr(34)}' for n in range(50_000))}]\n",
    "some unknown rules": f"ignore = [{', '.join(f'{chr(34)}style.n{n}{chr(34)}' for n in range(1_900))}]\n",
    "many wrong values": f"ignore = [{', '.join(['1'] * 200_000)}]\n",
    "many globs": f"exclude = [{', '.join(f'{chr(34)}n{n}*b{chr(34)}' for n in range(50_000))}]\n",
    "a glob that is none": 'exclude = ["[z-a]"]\n',
    "a long number": "timeout = " + "1" * 500_000 + "\n",
    "a long number in a list": "timeout = [0x" + "f" * 500_000 + "]\n",
    "a large number": "timeout = 0x" + "f" * 500_000 + "\n",
    "a large size": "max-file-size = 0x" + "f" * 5_000 + "\n",
    "many overrides": "[[overrides]]\nfiles = 'a'\n" * 30_000,
    "many rules": "".join(f'[rules."style.n{n}"]\n' for n in range(30_000)),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_configuration_takes_no_more_than_its_time(repository, name):
    repository.write("edlint.toml", SETTINGS[name])
    refused(repository, said="edlint.toml")


def test_many_globs_that_are_few_enough_are_read(repository):
    repository.write(
        ".gitignore", "".join(f"n{n}*b\n" for n in range(4_500)) + "a.md\n!c.md\n[z-a]\n[[:alpha:]\n"
    )
    for name in ("n3ab.md", "b.md", "c.md"):
        repository.write(name, ARTICLE)
    done = repository.edlint("check", "--engines", "none", "--format", "json", code=0)
    assert [part in done.stdout for part in ('"a.md"', '"b.md"', '"c.md"', '"n3ab.md"')] == [
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("names", [("b", "b"), ("b", "c")])
def test_what_is_extended_twice_is_read_once(repository, names):
    for n in range(25):
        for one in set(names):
            below = ", ".join(f'"{other}{n + 1}.toml"' for other in names)
            repository.write(f"{one}{n}.toml", f"extends = [{below}]\n")
    for one in set(names):
        repository.write(f"{one}25.toml", 'language = "en-GB"\nignore = ["style"]\n')
    repository.write("edlint.toml", f'extends = ["{names[0]}0.toml"]\n')
    shown = repository.edlint("config", "--set")
    if len(set(names)) == 1:
        assert shown.returncode == 0, shown.stderr
        assert 'language = "en-GB"' in shown.stdout
    else:
        refused(repository, said="configurations extend each other")


def test_a_long_chain_is_refused(repository):
    for n in range(3_000):
        repository.write(f"b{n}.toml", f'extends = ["b{n + 1}.toml"]\n')
    repository.write("edlint.toml", 'extends = ["b0.toml"]\n')
    refused(repository, said="configurations extend each other")


LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
RULES = {
    "aliases of lists": LAUGHS + RULE.replace("[one]", "*a39"),
    "aliases where text belongs": LAUGHS + RULE.replace("message: m", "message: *a39"),
    "aliases of text": f"b: &b {'x' * 400_000}\n" + RULE.replace("[one]", f"[{', '.join(['*b'] * 50_000)}]"),
    "merged tables": "b: &b {a: 1}\n<<: *b\n" + RULE,
    "deep": RULE + "x: " + "[" * 400_000,
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_takes_no_more_than_its_time(repository, name):
    repository.write("edlint.toml", 'packs = ["rules"]\n')
    repository.write("rules/style/tried.yaml", RULES[name])
    refused(repository)


def test_patterns_that_are_long_to_compile_end_with_the_time_there_is(repository, monkeypatch):
    patterns = ", ".join(f"'(?:\\pL{{1,100}}x{n}){{1,4}}'" for n in range(300))
    repository.write(
        "rules/style/tried.yaml",
        RULE.replace("existence\nphrases: [one]", f"existence\npatterns: [{patterns}]"),
    )
    monkeypatch.chdir(repository.folder)
    monkeypatch.setattr(setup, "_SECONDS", 1.0)
    with pytest.raises(EdlintError, match="take longer than 1 s to read"):
        setup.rules_of(load(None, {"packs": ["./rules"]}))


def test_a_pack_that_is_everything_is_refused(repository):
    repository.write("edlint.toml", 'packs = ["/"]\n')
    refused(repository, said="more than 1,000 folders")


@pytest.mark.parametrize("words", ["/(?:\\pL{1,100}x)/\n" * 3_000, "/(((a{90}){90}){90})/\n"])
def test_a_vocabulary_takes_no_more_than_its_time(repository, words):
    repository.write("edlint.toml", '[vocabulary]\naccept = ["words.txt"]\n')
    repository.write("words.txt", words)
    refused(repository, said="words.txt")


DEEP = "[" * 100_000
FILES = {
    "edlint-baseline.jsonl": [
        DEEP,
        '{"edlint-baseline": 1}\n' + DEEP,
        '{"edlint-baseline": ' + "1" * 9_000 + "}",
    ],
    "edlint-claims.toml": [
        "a = " + DEEP,
        "[[claims]]\nfiles = ['[z-a]']\ntext='a'\nreason='a'\nby='a'\nuntil=2030-01-01\n",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in FILES.items() for text in texts])
def test_what_is_nested_too_deep_or_makes_no_sense_is_said(repository, name, text):
    repository.write(name, text)
    refused(repository, said=name)


@pytest.mark.parametrize(
    "text",
    [DEEP, "[]", "{}", '{"schema": 1, "decisions": ' + "[{}" + ",{}" * 50_000 + "]}", "\xff", "1" * 9_000],
)
def test_decisions_that_are_none_are_said(repository, text):
    path = repository.folder.parent / "decisions.json"
    path.write_text(text)
    refused(repository, "decisions", "apply", str(path), said="decisions.json")


def test_init_compares_no_more_than_is_written(repository):
    laughs = "repos:\n- repo: local\n  hooks: [{id: x}]\n" + LAUGHS.replace("\n", "\n")
    repository.write(".pre-commit-config.yaml", laughs)
    done = repository.edlint("init", "--no-learn", code=0)
    assert "its shape is unusual" in done.stdout
    assert "Now: edlint check." in done.stdout  # no word was learnt that could be wrong
    assert Path(repository.folder, ".pre-commit-config.yaml").read_text() == laughs
