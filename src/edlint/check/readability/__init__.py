"""Readability figures, and rules on sentences and documents that are hard to read."""

from edlint.check.readability.checker import make

__all__ = ["make"]
