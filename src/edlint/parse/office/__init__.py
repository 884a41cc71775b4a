"""Word and OpenDocument texts: packages read as one line of text per paragraph, and written back into their runs."""

from edlint.parse.office.read import parse, rewritten, source_of

__all__ = ["parse", "rewritten", "source_of"]
