"""Reads the arguments of LaTeX's commands by their signatures."""

from functools import lru_cache

from edlint.config.schema import LatexSettings
from edlint.model.block import BlockKind, MarkKind
from edlint.model.source import Source
from edlint.parse.latex.commands import COMMANDS, LANGUAGES
from edlint.parse.latex.environments import Environments
from edlint.parse.latex.output import inline

_STANDS = {
    "c": MarkKind.CODE,
    "m": MarkKind.MATH,
    "k": MarkKind.CITATION,
    "r": MarkKind.OBJECT,
    "i": MarkKind.IMAGE,
    "v": MarkKind.LINK,
}
_CAPTIONED = frozenset("includegraphics lstinputlisting".split())
_LEFT_OUT = frozenset("-_")


@lru_cache(maxsize=512)
def _arguments(signature: str) -> tuple[tuple[str, str, str], ...]:
    """Return the bracket and action of each argument of a signature, and the signature of the arguments after it."""
    return tuple(
        (signature[i], signature[i + 1], signature[i + 3 :]) for i in range(0, len(signature) - 2, 3)
    )


class Arguments(Environments):
    """Reads the arguments of commands."""

    def __init__(self, source: Source, options: LatexSettings) -> None:
        super().__init__(source, options)
        own = {name[1:]: signature for name, signature in options.commands.items()}
        self._commands = {**COMMANDS, **own} if own else COMMANDS

    def _unknown(self, start: int, name: str) -> None:
        """Read the arguments of an unknown command: one with a blank in it is prose, any other becomes an object."""
        if "@" in name:
            return
        self._skip_optional(star=True)
        if name.startswith("text") and name[4:] in LANGUAGES:
            self._read_argument(start, "t", name[4:])
            return
        span = self._peek()
        if span is None:
            if not name.endswith("*"):
                self._stand(MarkKind.OBJECT, start, name)
        elif self._parted(span):
            self._frames.append(inline(None, closes=True))
            self._at = span.start
        else:
            while self._argument() is not None:
                pass
            self._stand(MarkKind.OBJECT, start, name)

    def _apply(self, start: int, name: str, signature: str) -> None:
        """Process a command's arguments as its signature says; the last one that is text is read in place."""
        if signature in {".", "p", "_", "o"}:
            self._bare(start, name, signature)
            return
        following, address = self._text[self._at : self._at + 1], ""
        if following == "*" and name:
            self._at += 1
        elif following == "<" and name:
            self._skip_overlay()
        for bracket, action, rest in _arguments(signature):
            if bracket == "[":
                self._optional(name, action)
                continue
            while self._at in self._brackets and self._skip_optional() is not None:
                pass
            if action in _STANDS or action in _LEFT_OUT:
                span = self._argument()
                if span is None:
                    return
                if action in _STANDS:
                    self._stand(_STANDS[action], start, self._text[span.start : span.end])
                elif action == "_":
                    self._gap(start)
                elif self._leaf is not None:
                    self._leaf.loose = True
            elif action in {"u", "l"}:
                span = self._argument()
                if span is None:
                    return
                address = self._text[span.start : span.end].strip()
                if action == "l" and not rest:
                    self._speak(address)
            else:
                self._read_argument(start, action, address, rest)
                return

    def _optional(self, name: str, action: str) -> None:
        span = self._skip_optional()
        if span is not None and action == "a":
            self._aside(span)
        elif span is not None and action == "h":
            # Words for the table of contents: a claim in them has its source in the long form.
            self._aside(span, BlockKind.ALT)
        elif span is not None and name in _CAPTIONED:
            self._named(span)

    def _bare(self, start: int, name: str, signature: str) -> None:
        if name.isalpha() and self._text.startswith("{}", self._at):
            self._at += 2
        if signature == "p":
            self._paragraph()
        elif signature == "_":
            self._gap(start)
        elif signature == "o":
            self._stand(MarkKind.OBJECT, start, name)
        elif signature == "." and self._leaf is not None:
            while self._at < len(self._text) and self._text[self._at] in " \t":
                self._at += 1
