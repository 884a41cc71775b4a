"""AsciiDoc, as Asciidoctor reads it, without carrying anything out."""

from edlint.parse.asciidoc.read import parse

__all__ = ["parse"]
