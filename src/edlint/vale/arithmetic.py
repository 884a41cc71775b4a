"""Evaluate formulas of `metric` rules: only numbers, names, `+ - * / %`, comparisons, `&& || !` and `math.…`."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from functools import reduce

from edlint.text.pattern import pattern

Number = int | float
_ALLOWED = r"[0-9A-Za-z_.+\-*/%<>=!&|(),\s]+"
_LONGEST = 2_000
_OF_TWO = frozenset(["max", "min", "pow"])
_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    name: getattr(math, name) for name in "ceil exp floor log log10 log2 pow sqrt trunc".split()
} | {"abs": abs, "max": max, "min": min}


def _divided(left: Number, right: Number) -> Number:
    """Return a quotient; the quotient of two integers is truncated to an integer, as in Vale's formulas."""
    return int(left / right) if isinstance(left, int) and isinstance(right, int) else left / right


_OPERATORS: Mapping[type[ast.AST], Callable[..., Number]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: _divided,
    ast.Mod: math.fmod,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Invert: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Or: lambda left, right: left or right,
    ast.And: lambda left, right: left and right,
}


class FormulaError(ValueError):
    """An invalid formula, or one without a value; the text has the reason."""


def evaluate(formula: str, values: Mapping[str, Number]) -> Number:
    """Return the value of a formula over named values; True or False for a comparison. Raises FormulaError."""
    if len(formula) > _LONGEST:
        raise FormulaError(f"a formula of more than {_LONGEST:,} characters")
    if not pattern(_ALLOWED).whole(formula):
        raise FormulaError(f"“{formula}” is no formula: only arithmetic can stand there")
    # `!` binds as tightly as a minus sign, unlike Python's `not`.
    signs = "!=".join(part.replace("!", "~") for part in formula.split("!="))
    words = signs.replace("&&", " and ").replace("||", " or ").split()
    try:
        return _value(ast.parse(" ".join(words), mode="eval").body, values)
    except (SyntaxError, MemoryError, RecursionError) as error:
        raise FormulaError(f"“{formula}” is no formula: {getattr(error, 'msg', 'nested too deep')}") from None
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        if isinstance(error, FormulaError):
            raise
        raise FormulaError(f"“{formula}” has no value: {error}") from None


def _value(node: ast.expr, values: Mapping[str, Number]) -> Number:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.Name() if node.id in values:
            return values[node.id]
        case ast.UnaryOp() if type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)](_value(node.operand, values))
        case ast.BinOp() if type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)](_value(node.left, values), _value(node.right, values))
        case ast.BoolOp():
            return reduce(_OPERATORS[type(node.op)], [_value(each, values) for each in node.values])
        case ast.Compare() if all(type(sign) in _OPERATORS for sign in node.ops):
            # From left to right, each with the result of the comparison before it.
            found = _value(node.left, values)
            for sign, right in zip(node.ops, node.comparators, strict=True):
                found = _OPERATORS[type(sign)](found, _value(right, values))
            return found
        case ast.Call(func=ast.Attribute(value=ast.Name(id="math"), attr=name), args=given, keywords=[]) if (
            name in _FUNCTIONS and len(given) == 1 + (name in _OF_TWO)
        ):
            return float(_FUNCTIONS[name](*(_value(each, values) for each in given)))
        case _:
            raise FormulaError(f"“{ast.unparse(node)}” is no part of a formula")
