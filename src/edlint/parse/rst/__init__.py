"""reStructuredText, read as docutils and Sphinx do, without running any directive."""

from edlint.parse.rst.read import parse

__all__ = ["parse"]
