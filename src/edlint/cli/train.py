"""`edlint train`: trains a check with labelled sentences."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from edlint.api import Linter
from edlint.check.claims.trained import shipped
from edlint.check.claims.training import left_out, trained
from edlint.cli.common import config_option
from edlint.cli.errors import say
from edlint.config import toml
from edlint.config.files import WORDS
from edlint.config.weights import RULE, read_configured, written
from edlint.model.errors import ConfigError
from edlint.run import decisions
from edlint.run.setup import configuration
from edlint.run.train import Sentence, decided, read_sentences
from edlint.run.write import atomically
from edlint.text.counted import counted

_NAME = "edlint-claims.weights"


@click.group()
def train() -> None:
    """Teach a check from labelled sentences, or from what editors decided."""


@train.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--output", metavar="FILE", default=_NAME, show_default=True, help="Where to write the weights."
)
@config_option
def claims(files: tuple[str, ...], output: str, config: str | None) -> None:
    """Teach claims.overclaim.trained from FILES: JSON lines of labelled sentences, or editors' decisions.

    Begins with the weights that are in force, and says how well the sentences are told apart when they are left out.
    """
    loaded = configuration(config)
    before = read_configured(loaded) or shipped("en")
    if before is None:
        raise ConfigError("edlint's own weights are not there: install it anew")
    found = [sentence for name in files for sentence in _sentences(Path(name), config)]
    claimed = sum(sentence.example.claim for sentence in found)
    if not 0 < claimed < len(found):
        raise ConfigError(
            f"{counted(len(found), 'sentence')}, {claimed} of them overclaims: give some of either kind"
        )
    examples = [sentence.example for sentence in found]
    measure = left_out(examples, [sentence.house for sentence in found], before.threshold, before)
    weights = trained(examples, before, rare=1)
    atomically(Path(output), written(before.threshold, weights).encode())
    say(f"{output}: learnt from {counted(len(found), 'sentence')}, {claimed} of them overclaims")
    flagged = measure.right + measure.wrong
    say(f"left out in turn: {measure.right} of {flagged} flagged are overclaims, {measure.missed} are missed")
    if not read_configured(loaded):
        say(f'in edlint.toml: rules."{RULE}" = {{ weights = "{output}", severity = "suggestion" }}')


def _sentences(path: Path, config: str | None) -> Sequence[Sentence]:
    text = toml.read_text(path, WORDS)
    if not _holds_decisions(text):
        return read_sentences(path)
    made = decisions.parse(text, toml.shown(path))
    paths = sorted({one.path for one in made if Path(one.path).is_file()})
    if not paths:
        raise ConfigError(f"{toml.shown(path)}: none of the articles that it is about is here")
    with Linter(config, {"engines": "none"}) as linter:
        return decided(made, linter.check(paths, jobs=1))


def _holds_decisions(text: str) -> bool:
    """Whether a text is an export of decisions, and not JSON lines."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(whole, dict) and "decisions" in whole
