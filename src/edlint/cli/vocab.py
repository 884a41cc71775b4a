"""`edlint vocab`: edits and explains the project's vocabulary."""

from pathlib import Path

import click

from edlint.check.spelling.build import languages, lexicon
from edlint.check.spelling.project import project_words
from edlint.check.spelling.why import reason, sources
from edlint.cli.common import config_option
from edlint.cli.errors import complain, say
from edlint.config import toml
from edlint.config.load import Loaded
from edlint.config.vocabulary import read_words
from edlint.model.errors import ConfigError
from edlint.run import vocabulary
from edlint.run.setup import configuration
from edlint.text.counted import counted

_reject = click.option("--reject", is_flag=True, help="The list of rejected words.")
_file = click.option(
    "--file", "file", metavar="FILE", help="The vocabulary file (default: the first configured)."
)


@click.group()
def vocab() -> None:
    """Keep the project's vocabulary: words that are right here, and words that are wrong here."""


@vocab.command()
@click.argument("words", nargs=-1, required=True)
@_reject
@click.option("--note", default="", metavar="TEXT", help="A remark to stand behind each word.")
@_file
@config_option
def add(words: tuple[str, ...], reject: bool, note: str, file: str | None, config: str | None) -> None:
    """Put WORDS into the vocabulary: words, or patterns between slashes."""
    path = _path(configuration(config), reject, file)
    new = vocabulary.add(path, words, " ".join(note.split()))
    _say(f"{toml.shown(path)}: {counted(len(new), 'word')} added", new)


@vocab.command()
@click.argument("words", nargs=-1, required=True)
@_reject
@_file
@config_option
def remove(words: tuple[str, ...], reject: bool, file: str | None, config: str | None) -> None:
    """Take WORDS out of the vocabulary."""
    path = _path(configuration(config), reject, file)
    gone = vocabulary.remove(path, words)
    missing = [word for word in words if word not in gone]
    if missing:
        complain(f"{toml.shown(path)} does not have {', '.join(missing)}")
    _say(f"{toml.shown(path)}: {counted(len(gone), 'word')} removed", gone)


@vocab.command("list")
@config_option
def list_(config: str | None) -> None:
    """List the vocabulary: accepted words, and with a minus sign rejected ones."""
    words = read_words(configuration(config))
    for sign, plain, patterns in (
        ("", words.accept, words.accept_patterns),
        ("-", words.reject, words.reject_patterns),
    ):
        for word in sorted(
            {*plain, *(f"/{one}/" for one in patterns)}, key=lambda one: (one.casefold(), one)
        ):
            say(f"{sign}{word}")


@vocab.command()
@click.argument("word")
@click.option("--language", metavar="CODE", help="The language (default: the configured one).")
@config_option
def why(word: str, language: str | None, config: str | None) -> None:
    """Say which sources know WORD, and why it is or is not reported."""
    loaded = configuration(config)
    code = (language or loaded.settings.language).partition("-")[0].lower()
    if code not in languages():
        raise ConfigError(f"spelling has no words of the language “{code}”; it has {', '.join(languages())}")
    known = lexicon(code)
    project = project_words(read_words(loaded))
    rows = [
        (
            "vocabulary",
            "rejects it" if project.rejects(word) else "accepts it" if project.accepts(word) else "—",
        ),
        *sources(known, word),
    ]
    wide = max(len(name) for name, _ in rows)
    for name, said in rows:
        say(f"{name:<{wide}}  {said}")
    say()
    for line in reason(known, project, word):
        say(line)


@vocab.command()
@click.argument("paths", nargs=-1)
@click.option("--least", default=2, show_default=True, help="Uses from which on a word is taken for a term.")
@click.option("--dry-run", is_flag=True, help="Show the lines; write nothing.")
@_file
@config_option
def learn(paths: tuple[str, ...], least: int, dry_run: bool, file: str | None, config: str | None) -> None:
    """Read the articles under PATHS and put the terms that they use consistently into the vocabulary."""
    loaded = configuration(config)
    path = None if dry_run and not file else _path(loaded, reject=False, file=file)
    found = vocabulary.learn(paths or (".",), loaded, least=least)
    for error in found.errors:
        complain(error)
    if path is not None and not dry_run:
        vocabulary.put(path, found.terms)
        _say(
            f"{toml.shown(path)}: {counted(len(found.terms), 'word')} learnt; read them before you commit",
            [],
        )
    else:
        for term in found.terms:
            say(f"{term.word}  # {term.remark}")
    if found.doubtful:
        shown = ", ".join(f"{word} ({like})" if like else word for word, like in found.doubtful[:12])
        more = f" and {len(found.doubtful) - 12} more" if len(found.doubtful) > 12 else ""
        complain(f"left out, for they look misspelt: {shown}{more}")


def _path(loaded: Loaded, reject: bool, file: str | None) -> Path:
    if file is not None:
        return Path(file)
    return vocabulary.rejected_file(loaded) if reject else vocabulary.accepted_file(loaded)


def _say(line: str, words: list[str]) -> None:
    say(line + (f": {', '.join(words)}" if words else ""))
