"""`extends: metric` and `extends: readability`: limits on a measure of a text, or of each block of a scope."""

from collections.abc import Iterator
from dataclasses import replace

from edlint.text.pattern import pattern
from edlint.vale.arithmetic import FormulaError, evaluate
from edlint.vale.config import ValeConfig
from edlint.vale.definition import Definition, StyleError
from edlint.vale.measure import GRADES, measures
from edlint.vale.rule import Alert, RuleContext, ValeRule

_HEADING = r"\bheading\.(h[1-6])\b"
_ELEMENTS = ("pre", "list", "blockquote", *(f"heading_h{level}" for level in range(1, 7)))
_SUMMARY = "summary"


def _scope(definition: Definition) -> tuple[str, ...]:
    """Return the scope that is measured: the whole text (`summary`), unless the rule names other blocks."""
    return definition.scope if definition.scope not in {(), ("text",)} else (_SUMMARY,)


class Metric(ValeRule):
    """Flags a text for which the formula's value meets the condition."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Check the formula and the condition with sample values. Raises StyleError."""
        super().__init__(replace(definition, scope=_scope(definition)), config)
        formula = definition.text("formula")
        for span in reversed(list(pattern(_HEADING).spans(formula))):
            formula = (
                formula[: span.start] + formula[span.start : span.end].replace(".", "_") + formula[span.end :]
            )
        self._formula = formula
        self._condition = definition.text("condition")
        names = (*measures("A word.").values(), *_ELEMENTS, "paragraphs", "table", "figure_caption", "meta")
        try:
            value = evaluate(self._formula, dict.fromkeys(names, 1.0))
            evaluate(f"{float(value):f} {self._condition}", dict.fromkeys(names, 1.0))
        except FormulaError as error:
            raise StyleError(str(error)) from None

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield an alert for each text whose value meets the condition."""
        for view in context.blocks.corpus(self.scope).views:
            known = measures(view.text)
            if not known.words:
                continue
            values = dict.fromkeys(_ELEMENTS, 0.0)
            values |= {
                name.replace(".", "_"): float(count)
                for name, count in view.block.metrics.items()
                if not name.startswith("table")
            }
            values |= known.values()
            try:
                value = float(evaluate(self._formula, values))
                if evaluate(f"{value:f} {self._condition}", values) is True:
                    yield Alert(view, -1, -1, "", self.format_message(f"{value:.2f}"))
            except FormulaError:
                continue


class Readability(ValeRule):
    """Flags a text whose mean of the named grades is above the limit `grade`."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Take the names of the grades and the limit. Raises StyleError."""
        super().__init__(replace(definition, scope=_scope(definition)), config)
        self._grades = definition.texts("metrics")
        if not self._grades or not set(self._grades) <= set(GRADES):
            raise StyleError(f"“metrics” should be some of {', '.join(GRADES)}")
        self._highest = definition.number("grade")

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield an alert for each text with a higher grade."""
        for view in context.blocks.corpus(self.scope).views:
            known = measures(view.text)
            grade = sum(map(known.grade, self._grades)) / len(self._grades) if known.words else 0.0
            if grade > self._highest:
                yield Alert(view, -1, -1, "", self.format_message(f"{grade:.2f}"))
