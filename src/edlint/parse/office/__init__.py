"""Word and OpenDocument texts: containers whose text is read a paragraph a line, and written back into its runs."""

from edlint.parse.office.read import parse, rewritten, source_of

__all__ = ["parse", "rewritten", "source_of"]
