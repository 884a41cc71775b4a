"""LaTeX, read by a lexer of our own and a table of commands; nothing in it is ever executed."""

from edlint.parse.latex.read import parse

__all__ = ["parse"]
