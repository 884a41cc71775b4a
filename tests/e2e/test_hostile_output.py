"""Names, comments, rules and settings of a hostile repository, through whole runs: no line that a CI or terminal obeys."""

import unicodedata

import pytest

from edlint.report import FORMATS

NAMES = (
    "::stop-commands::x.md", "##vso[task.complete]y.md", "\x1b]0;title\x07z.md", " ::error::é.md", "a\n::error::b.md",
    "\u202edm.c", "=cmd.md", "#{x}`$(y)`.md",
)  # fmt: skip
WRONG = (
    "A queue keeps teh order. <!-- edlint-disable \x1b[31m##vso[x] ::y -->\n\n##vso[task]teh ##[error]teh\n"
)


@pytest.fixture
def repository(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    repository.commit()
    for name in NAMES:
        repository.write(name, WRONG)
    (repository.folder / "::warning::link.md").symlink_to("nowhere")
    repository.write("::error::bad.md", "").write_bytes(b"\xff\x00")
    return repository


def harmless(done, *, commands: bool = False, names: bool = True) -> bool:
    text = done.stdout + done.stderr
    assert done.returncode in {0, 1, 2}, text
    lines = text.split("\n")
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for line in lines for c in line.replace("\t", ""))
    assert "\u202e" not in text
    assert commands or not [line for line in lines if line.lstrip().startswith("::")]
    assert "##vso[" not in text
    assert "##[" not in text
    assert not names or "::stop-commands::" not in text
    return True


@pytest.mark.parametrize("format_", ["terminal", *FORMATS])
def test_reports(repository, format_):
    done = repository.edlint("check", "--format", format_, "--suggestions")
    assert harmless(done, commands=format_ == "github")
    # GitHub is given ten remarks, whichever those are.
    assert ("stop-commands" in done.stdout) or (
        format_ == "github" and "file=%3A%3Aerror%3A%3A" in done.stdout
    )


@pytest.mark.parametrize("arguments", [
    ("check", "--since", "HEAD"), ("check", "--staged"), ("claims",), ("claims", "--format", "csv"), ("baseline",),
    ("claims", "--format", "markdown"), ("vocab", "learn", "--dry-run", "--least", "1"), ("init",),
    ("check", "::error::none"), ("check", "--output", "::x"), ("check", "--select", "\x1b::x"), ("explain", "::x"),
    ("config", "::x"), ("vocab", "why", "\x1b##vso[x]"), ("--\x1b::x",), ("check", "--\x1b[31m"), ("rules", "::x"),
    ("check", "--output", "json:::error::dir/x"), ("check", "--fail-on", "\x1b##[x]"), ("check", "--history", "::x"),
    ("decisions", "apply", "::x"), ("vocab", "add", "\x1b##vso[x]"), ("test", "::x"),
])  # fmt: skip
def test_commands(repository, arguments):
    assert harmless(repository.edlint(*arguments))


@pytest.mark.parametrize("settings", [
    '"::error::x" = 1\n', '"\\u001b##vso[x]" = 1\n', 'ignore = ["::error::x", "\\u001b[31m"]\n',
    'extends = ["::error::x"]\n', 'packs = ["##vso[x]"]\n', '[vocabulary]\naccept = ["::x\\n::error::y"]\n',
    'language = "\\n::error::x"\n', '[rules."::x"]\nseverity = "off"\n', "=\n::error::x\n", 'exclude = ["\\n::x["]\n',
    '[languagetool]\nurl = "http://x\\n::error::y"\n', 'packs = ["rules"]\n', "[vocabulary]\naccept = ['w']\n",
])  # fmt: skip
def test_settings(repository, settings):
    repository.write("edlint.toml", settings)
    repository.write("w", "::error::x\n/[/\n")
    repository.write(
        "rules/style/tried.yaml",
        'id: style.tried\ncheck: existence\nphrases: ["queue"]\nmessage: "::error::m ##vso[x] \\e[31m"\nseverity: warning\n'
        'why: "w ::error::x\\n\\n::error::y ##[z]"\nsources: [{title: "::error::t\\n##vso[x]"}]\n'
        "examples: {bad: [{text: '::e queue', flags: [queue]}, {text: '##vso[x] queue', flags: [queue]}], "
        "good: ['::error::x', '##vso[x]']}\n",
    )
    for command in (
        ("check",),
        ("config",),
        ("rules", "style"),
        ("explain", "style.tried"),
        ("test", "rules"),
        ("vocab", "list"),
    ):
        assert harmless(repository.edlint(*command))


@pytest.mark.parametrize("variable", ["GITHUB_ACTIONS", "TF_BUILD"])
def test_patches_in_a_log(repository, run, variable):
    repository.write("::stop-commands::x.md", "::stop-commands::x\n\u202e\tteh order\r\nIt was recieved.\n")
    repository.environment[variable] = "true"
    shown = run(
        "edlint", "check", "--diff", "--unsafe", "::stop-commands::x.md", cwd=repository.folder, check=False
    )
    assert harmless(shown, names=False)
    assert "recieved" in shown.stdout
    del repository.environment[variable]
    exact = run("edlint", "check", "--diff", "::stop-commands::x.md", cwd=repository.folder, check=False)
    assert " ::stop-commands::x" in exact.stdout


def test_names_of_files_are_no_options(repository, run):
    repository.write("--output=json:a.md", "It is well.\n")
    repository.write("a.md", "It is well.\n")
    done = repository.edlint("check", "a.md", "--output=json:a.md", code=2)
    assert "is the name of a file" in done.stderr
    assert (repository.folder / "a.md").read_text() == "It is well.\n"
    repository.edlint("check", "--", "--output=json:a.md", "a.md", code=0)
