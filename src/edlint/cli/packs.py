"""`edlint packs`: the house styles that come with edlint."""

from itertools import combinations

import click

from edlint.cli.errors import say
from edlint.config import shipped
from edlint.config.load import load
from edlint.text.counted import counted


@click.command()
@click.argument("names", nargs=-1)
def packs(names: tuple[str, ...]) -> None:
    """List the packs, how many rules each sets, and which contradict each other; with NAMES what is in those."""
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


def _rules(name: str) -> dict[str, str | None]:
    return {id_: rule.level for id_, rule in load(shipped.pack(name)).settings.rules.items()}


def _apart(one: str, other: str) -> list[str]:
    """Return the questions that two packs answer in different ways."""
    first, second = shipped.answers(_rules(one)), shipped.answers(_rules(other))
    return [question for question, ids in first.items() if set(second.get(question, ids)) != set(ids)]
