"""reStructuredText, as docutils and Sphinx read it, without carrying anything out."""

from edlint.parse.rst.read import parse

__all__ = ["parse"]
