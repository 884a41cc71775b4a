"""Convert MDX to Markdown: JavaScript becomes code, comments become HTML comments, and JSX tags HTML tags."""

from bisect import bisect_left

from edlint.text.mapped import Builder, Mapped
from edlint.text.pattern import pattern

_SIGN = r"(?m)`+|[{<]|^[ \t]*(?:```+|~~~+)|^(?:import|export)[ \t{*\"']"
_INDENTED = r"(?m)^(?: {4}|\t)"
_ITEM = r"\A(?:[-*+]|[0-9]{1,9}[.)])[ \t]"
_NAME = r"\A</?([A-Za-z0-9_$.:\-]*)"
_OPENS = r"\A<(?:>|/|[A-Za-z0-9_$.\-]+[\s>/{])"
_LONGEST = 5_000
"""The greatest length of an expression or a tag, in code points."""
_WORK = 30
"""Limit on the total work of searching for their ends, as a multiple of the text's length."""
_BLANK = r"\n[ \t]*\n"
_PAIRS = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


def without_jsx(text: Mapped) -> Mapped:
    """Return MDX converted to Markdown, with source positions."""
    return _Rewriter(_dedented(text)).made()


def _dedented(text: Mapped) -> Mapped:
    """Return the text without indentation that Markdown would treat as code, except in lists: MDX has no such code."""
    if not pattern(_INDENTED).found(text.text):
        return text
    made = Builder()
    fence, listed, position = "", False, 0
    for line in text.text.splitlines(keepends=True):
        words = line.lstrip(" \t")
        lead = len(line) - len(words)
        mark = words[:3] if words.startswith(("```", "~~~")) else ""
        if not lead and words.strip():
            listed = pattern(_ITEM).found(line)
        drop = lead if lead > 3 and not fence and not listed else 0
        made.append(text.part(position + drop, position + len(line)))
        position += len(line)
        if mark and fence in {"", mark}:
            fence = "" if fence else mark
    return made.made()


class _Rewriter:
    """Rewrites a text in one pass over its JSX, code and import signs."""

    def __init__(self, text: Mapped) -> None:
        self._mapped = text
        self._text = text.text
        self._out = Builder()
        self._at = 0
        self._left = _WORK * len(self._text)
        self._stops = [span.start for span in pattern(_BLANK).spans(self._text)]

    def made(self) -> Mapped:
        """Return the rewritten text."""
        for span in pattern(_SIGN).spans(self._text):
            if span.start < self._at or self._left < 0:
                continue
            sign = self._text[span.start : span.end]
            if sign == "{":
                self._expression(span.start)
            elif sign == "<":
                self._tag(span.start)
            elif sign[0] == "`":
                self._copy(self._closing(sign, span.end))
            elif sign.strip()[0] in "`~":
                self._copy(self._fence(sign.strip(), span.end))
            elif not span.start or self._text.startswith("\n\n", span.start - 2):
                self._code(span.start, self._paragraph_end(span.start))
        self._copy(len(self._text))
        return self._out.made()

    def _copy(self, end: int) -> None:
        if end > self._at:
            self._out.append(self._mapped.part(self._at, end))
            self._at = end

    def _closing(self, ticks: str, start: int) -> int:
        """Return the end of a code span: after as many backticks, in the same paragraph; else `start`."""
        end = self._paragraph_end(start)
        for span in pattern("`+").spans(self._text[start:end]):
            if span.end - span.start == len(ticks):
                return start + span.end
        return start

    def _fence(self, fence: str, start: int) -> int:
        position = start
        while (position := self._text.find("\n", position)) >= 0:
            position += 1
            if self._text[position : position + 40].lstrip(" \t").startswith(fence):
                return self._text.find(fence, position) + len(fence)
        return len(self._text)

    def _paragraph_end(self, start: int) -> int:
        at = bisect_left(self._stops, start)
        return self._stops[at] if at < len(self._stops) else len(self._text)

    def _expression(self, start: int) -> None:
        most = min(start + _LONGEST, len(self._text))
        end = _script_end(self._text, start, most)
        self._left -= (end if end > 0 else most) - start
        if end < 0:
            return
        source = self._text[start:end]
        if source.startswith("{/*") and source.endswith("*/}"):
            self._copy(start)
            place = self._mapped.place(start, end)
            self._out.add("<!--" + source[3:-3] + "-->", place.start, place.end - place.start)
            self._at = end
        else:
            self._code(start, end)

    def _tag(self, start: int) -> None:
        if not pattern(_OPENS).found(self._text[start : start + 200]):
            return
        most = min(start + _LONGEST, len(self._text))
        end = _tag_end(self._text, start, most)
        self._left -= (end if end > 0 else most) - start
        if end < 0:
            return
        tag = self._text[start:end]
        line = self._text.rfind("\n", 0, start) + 1
        flow = not self._text[line:start].strip(" \t")
        rest = self._text[end : self._line_end(end)].strip()
        name = next((match.groups[0] or "" for match in pattern(_NAME).matches(tag)), "").replace(".", "-")
        if tag.endswith("/>"):
            self._code(start, end)
        elif flow and not tag.startswith("</") and rest.endswith(f"</{name}>"):
            self._code(start, self._line_end(end))
        else:
            kind = "div" if flow and (not rest or not tag.startswith("</")) else "span"
            html = f"</{kind}>" if tag.startswith("</") else f'<{kind} class="{name}">'
            self._copy(start)
            self._out.add(f"\n{html}\n\n" if kind == "div" else html)
            self._at = end

    def _line_end(self, start: int) -> int:
        end = self._text.find("\n", start)
        return len(self._text) if end < 0 else end

    def _code(self, start: int, end: int) -> None:
        """Write a range as code: as a block if it has several lines and begins a line, else as a code span."""
        self._copy(start)
        source = self._text[start:end]
        alone = not self._text[self._text.rfind("\n", 0, start) + 1 : start].strip()
        place = self._mapped.place(start, end)
        if "\n" in source and alone:
            self._out.add("\n~~~~~~~~\n")
            self._out.append(self._mapped.part(start, end))
            self._out.add("\n~~~~~~~~\n")
        elif "\n" in source or "`" in source:
            self._out.add("`" + "x" * len(source) + "`", place.start, place.end - place.start)
        else:
            self._out.add("`")
            self._out.append(self._mapped.part(start, end))
            self._out.add("`")
        self._at = end


def _script_end(text: str, start: int, most: int) -> int:
    """Return the end of the expression whose `{` is at `start`, aware of strings and comments; -1 if it has none."""
    depth, quote, at = 0, "", start
    while at < most:
        char = text[at]
        if quote:
            if char == "\\":
                at += 1
            elif char == quote:
                quote = ""
        elif char in "'\"`":
            quote = char
        elif text.startswith("/*", at):
            end = text.find("*/", at + 2, most)
            if end < 0:
                return -1
            at = end + 1
        elif char in _PAIRS:
            depth += _PAIRS[char]
            if depth <= 0:
                return at + 1
        at += 1
    return -1


def _tag_end(text: str, start: int, most: int) -> int:
    """Return the end of the tag at `start`, aware of strings and expressions in it; -1 if it has none."""
    at, quote = start + 1, ""
    while at < most:
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "{":
            at = _script_end(text, at, most) - 1
            if at < 0:
                return -1
        elif char == ">":
            return at + 1
        at += 1
    return -1
