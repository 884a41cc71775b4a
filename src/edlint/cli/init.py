"""`edlint init`: writes the first configuration."""

from pathlib import Path

import click

from edlint import __version__
from edlint.cli.errors import complain, say
from edlint.config import toml
from edlint.config.load import load
from edlint.config.schema import LANGUAGES
from edlint.run.init import VOCABULARY, WORDS, refuse
from edlint.run.init import init as write
from edlint.run.vocabulary import learn, learnt_text


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Which English (default: any).")
@click.option("--pre-commit/--no-pre-commit", "hooks", default=True, help="Add an entry for pre-commit.")
@click.option("--learn/--no-learn", "learns", default=True, help="Take the articles' own terms as right.")
def init(folder: str, *, language: str, hooks: bool, learns: bool) -> None:
    """Write a commented configuration, a vocabulary and a pre-commit entry into FOLDER; overwrite nothing.

    The vocabulary begins with the terms that the articles in FOLDER use, each more than once and written in one way.
    """
    place = Path(folder)
    refuse(place)
    words, learnt = WORDS, False
    if learns and not (place / VOCABULARY).exists():
        found = learn([folder], load(None, {"language": language}))
        words, learnt = learnt_text(WORDS, found.terms), bool(found.terms)
        for error in found.errors:
            complain(error)
    for step in write(place, language=language, version=__version__, words=words, hooks=hooks):
        for part in f"{toml.shown(step.path)}: {step.said}".splitlines():
            say(part)
    say(f"Now: {'read the vocabulary and strike out what is wrong, then ' if learnt else ''}edlint check.")
    say("Old articles need not be mended first: edlint baseline lets their findings not count.")
