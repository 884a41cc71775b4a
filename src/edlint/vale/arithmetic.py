"""Formulas of `metric` rules: numbers, names, `+ - * / %`, comparisons, `&& || !` and `math.…`, and nothing else."""

import math
import operator
from collections.abc import Callable, Mapping
from typing import Final

from edlint.text.pattern import pattern

Number = int | float
_PIECE = r"\s*([0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+|math\.[a-z0-9_]+|[A-Za-z_][A-Za-z0-9_]*|&&|\|\||[=!<>]=|[-+*/%<>!(),])"
_LONGEST = 2_000
_DEEPEST = 50
_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "math.abs": abs,
    "math.ceil": math.ceil,
    "math.exp": math.exp,
    "math.floor": math.floor,
    "math.log": math.log,
    "math.log10": math.log10,
    "math.log2": math.log2,
    "math.max": max,
    "math.min": min,
    "math.pow": math.pow,
    "math.sqrt": math.sqrt,
    "math.trunc": math.trunc,
}
_ARGUMENTS = {"math.max": 2, "math.min": 2, "math.pow": 2}
_PRECEDENCE = (
    ("||",),
    ("&&",),
    ("==", "!=", "<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "/", "%"),
)
_SIGNS: Mapping[str, Callable[[Number], Number]] = {
    "-": operator.neg,
    "+": operator.pos,
    "!": operator.not_,
}
_END: Final = ""


class FormulaError(ValueError):
    """A formula that is none, or whose value is no number; the text says why."""


def evaluate(formula: str, values: Mapping[str, Number]) -> Number:
    """Return the value of a formula; a comparison is True or False. Raises FormulaError."""
    try:
        return _Reader(formula, values).value()
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        if isinstance(error, FormulaError):
            raise
        raise FormulaError(f"“{formula}” has no value: {error}") from None


class _Reader:
    """Reads a formula from left to right and works it out on the way."""

    def __init__(self, formula: str, values: Mapping[str, Number]) -> None:
        if len(formula) > _LONGEST:
            raise FormulaError(f"a formula of more than {_LONGEST:,} characters")
        self._formula = formula
        self._values = values
        self._tokens: list[str] = []
        self._at = 0
        end = 0
        for match in pattern(_PIECE).matches(formula):
            if match.span.start != end:
                break
            end = match.span.end
            self._tokens.append(match.groups[0] or "")
        if formula[end:].strip() or not self._tokens:
            raise FormulaError(f"“{formula}” is no formula: only arithmetic can stand there")

    def value(self) -> Number:
        found = self._level(0, 0)
        if self._at < len(self._tokens):
            raise self._wrong()
        return found

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _take(self, token: str) -> None:
        if self._next() != token:
            raise self._wrong()
        self._at += 1

    def _wrong(self) -> FormulaError:
        return FormulaError(
            f"“{self._formula}” is no formula: it cannot be read at “{self._next() or 'its end'}”"
        )

    def _level(self, level: int, depth: int) -> Number:
        if depth > _DEEPEST:
            raise FormulaError(f"“{self._formula}” is nested too deep")
        if level == len(_PRECEDENCE):
            return self._single(depth)
        left = self._level(level + 1, depth)
        while (sign := self._next()) in _PRECEDENCE[level]:
            self._at += 1
            left = _combined(sign, left, self._level(level + 1, depth))
        return left

    def _single(self, depth: int) -> Number:
        sign = self._next()
        self._at += 1
        if sign == "(":
            found = self._level(0, depth + 1)
            self._take(")")
            return found
        if sign in _SIGNS:
            return _SIGNS[sign](self._level(len(_PRECEDENCE), depth + 1))
        if sign in _FUNCTIONS:
            self._take("(")
            given = [self._level(0, depth + 1)]
            while self._next() == ",":
                self._at += 1
                given.append(self._level(0, depth + 1))
            self._take(")")
            if len(given) != _ARGUMENTS.get(sign, 1):
                raise FormulaError(f"“{self._formula}”: {sign} takes another number of values")
            return float(_FUNCTIONS[sign](*given))
        if sign[:1].isdigit() or sign[:1] == ".":
            return int(sign) if sign.isdigit() else float(sign)
        if sign in self._values:
            return self._values[sign]
        self._at -= 1
        raise self._wrong()


def _combined(sign: str, left: Number, right: Number) -> Number:
    match sign:
        case "||":
            return left or right
        case "&&":
            return right if left else left
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            # Two whole numbers are divided as whole numbers, as in Vale's formulas.
            whole = isinstance(left, int) and isinstance(right, int)
            return int(left / right) if whole else left / right
        case "%":
            return math.fmod(left, right)
        case _:
            return {
                "==": left == right,
                "!=": left != right,
                "<": left < right,
                "<=": left <= right,
                ">": left > right,
                ">=": left >= right,
            }[sign]
