"""AsciiDoc, read as Asciidoctor does, without executing anything."""

from edlint.parse.asciidoc.read import parse

__all__ = ["parse"]
