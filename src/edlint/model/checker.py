"""What there is of checkers: who carries out rules, and what the rest of edlint has to know of each."""

from typing import NamedTuple


class CheckerSpec(NamedTuple):
    """A checker: a module with `make(settings)`, imported when it is first needed.

    `engine`: it has rules of its own (`grammar.harper.AnA`) and something to start. `always`: it runs even where none of
    its rules is on, since every report has what it gives beside hits. `bounded`: it limits its own time. `languages` are
    the primary codes that it knows, none of them: any. `cached`: what it says is kept between runs. `slow`: an archive
    has it only when it is named.
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
"""Every checker of edlint's own by name, in the order in which they run."""

ENGINES = tuple(name for name, spec in CHECKERS.items() if spec.engine)
"""Grammar engines, whose own rules are too many to list: any name under theirs is taken."""

BESIDES = ("suppressions", "parser")
"""What carries out `edlint.*` rules without being a checker: the linter itself and the parsers."""
