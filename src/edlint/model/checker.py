"""The list of checkers, with the properties of each that the rest of edlint needs."""

from typing import NamedTuple


class CheckerSpec(NamedTuple):
    """A checker: a module with `make(settings)`, imported when it is first needed.

    `engine`: it has rules of its own (`grammar.harper.AnA`) and something to start. `always`: it runs even if none of
    its rules is on, because every report needs its claims or figures. `bounded`: it limits its own time. `languages`
    are the primary language codes that it supports, none: all. `cached`: its outcomes are cached between runs. `slow`:
    an archive check runs it only when it is named.
    """

    name: str
    module: str
    engine: bool = False
    always: bool = False
    bounded: bool = False
    languages: tuple[str, ...] = ()
    cached: bool = True
    slow: bool = False


CHECKERS = {
    spec.name: spec
    for spec in (
        CheckerSpec("agreement", "edlint.check.agreement", languages=("en",)),
        CheckerSpec("determiners", "edlint.check.determiners", always=True, languages=("en",)),
        CheckerSpec("rules", "edlint.rules.checker"),
        CheckerSpec("spelling", "edlint.check.spelling"),
        CheckerSpec("readability", "edlint.check.readability", always=True),
        CheckerSpec("claims", "edlint.check.claims", always=True),
        CheckerSpec("numbers", "edlint.check.numbers"),
        CheckerSpec("markup", "edlint.check.markup"),
        CheckerSpec("vale", "edlint.vale.checker", cached=False),
        CheckerSpec("harper", "edlint.engines.harper.checker", engine=True, bounded=True, languages=("en",)),
        CheckerSpec("languagetool", "edlint.engines.languagetool.checker", engine=True, bounded=True),
        CheckerSpec(
            "reader", "edlint.engines.reader.checker", engine=True, bounded=True, languages=("en",), slow=True
        ),
    )
}
"""Every built-in checker by name, in the order in which they run."""

ENGINES = tuple(name for name, spec in CHECKERS.items() if spec.engine)
"""Grammar engines, whose own rules are too many to list: any rule id below theirs is accepted."""

NON_CHECKERS = ("suppressions", "parser")
"""Implementers of `edlint.*` rules that are no checkers: the linter itself and the parsers."""
