"""`edlint packs`: lists the shipped packs, and writes the lock file for packs and styles from elsewhere."""

from itertools import combinations

import click

from edlint.cli.errors import say
from edlint.config import shipped, toml
from edlint.config.load import load
from edlint.model.errors import ConfigError
from edlint.run.lock import NAME, lock
from edlint.run.setup import configuration
from edlint.run.write import atomically
from edlint.text.counted import counted


@click.command()
@click.argument("names", nargs=-1)
@click.option("--config", metavar="FILE", help="With lock: the configuration that names the packages.")
def packs(names: tuple[str, ...], config: str | None) -> None:
    """List the packs, how many rules each sets, and which contradict each other; with NAMES what is in those.

    “edlint packs lock” writes down what the packages of the configuration hold: each run then stops where one has changed.
    """
    if names == ("lock",):
        _lock(config)
        return
    for name in names:
        for id_, level in _rules(name).items():
            say(f"{id_}  {level or 'options'}")
    if names:
        return
    known = shipped.packs()
    wide = max(map(len, known), default=0)
    for name, path in known.items():
        say(f"{name:<{wide}}  {shipped.title(path)}: {counted(len(_rules(name)), 'rule')}")
    say('In edlint.toml: extends = ["pack:NAME"]')
    for one, other in combinations(known, 2):
        apart = _apart(one, other)
        if apart:
            say(f"{one} and {other} contradict each other: {', '.join(apart)}")


def _lock(config: str | None) -> None:
    loaded = configuration(config)
    made = lock(loaded)
    if not made.number and not made.changes:
        raise ConfigError("there is nothing to lock: the configuration names no package and no style")
    for name, change in made.changes.items():
        say(f"{change}: {name}")
    path = loaded.folder / NAME
    if made.changes:
        atomically(path, made.text.encode("utf-8", "replace"), inside=loaded.folder)
    say(f"{toml.shown(path)}: {counted(made.number, 'package')}")


def _rules(name: str) -> dict[str, str | None]:
    return {id_: rule.level for id_, rule in load(shipped.pack(name)).settings.rules.items()}


def _apart(one: str, other: str) -> list[str]:
    """Return the questions of house style that two packs answer differently."""
    first, second = shipped.answers(_rules(one)), shipped.answers(_rules(other))
    return [question for question, ids in first.items() if set(second.get(question, ids)) != set(ids)]
