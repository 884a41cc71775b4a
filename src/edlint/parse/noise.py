"""Noise: parts of a sentence that are not prose, such as addresses, paths, citations, shortcodes, template tags."""

from collections.abc import Iterable
from typing import NamedTuple

from edlint.model.block import MarkKind
from edlint.model.span import Span
from edlint.text.pattern import pattern


class Noise(NamedTuple):
    """A range of the source that is not prose.

    With a `kind`, it is replaced by a placeholder that carries `value`; without one, by nothing. A footnote reference
    becomes an empty mark, a label its own words without the markup around them.
    """

    start: int
    end: int
    kind: MarkKind | None
    value: str

    def shift(self, by: int) -> "Noise":
        """Return the same noise `by` code points further on."""
        return self._replace(start=self.start + by, end=self.end + by)


_LONGEST = 500  # code points of a run; a longer one is an address if it begins like one, else prose
_URL = r"[A-Za-z][A-Za-z0-9+.\-]*://.+|(?:mailto|tel|data):.+|www\..+"
_EMAIL = r"[A-Za-z0-9][A-Za-z0-9_.+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
_HOST_PATH = r"[A-Za-z0-9][A-Za-z0-9\-]*(?:\.[A-Za-z0-9\-]+)*\.[a-z]{2,}(?::\d+)?/.*"
# A file name is recognised by its extension, a path by its slashes and an extension, or by how it starts.
_ENDING = (
    r"(?:py|pyi|ipynb|toml|ya?ml|json|jsonl|md|mdx|rst|adoc|txt|html?|css|scss|rs|c|h|cc|cpp|hpp|sh|bash|zsh|ps1|"
    r"cfg|conf|ini|lock|xml|csv|tsv|sql|png|jpe?g|gif|svg|webp|pdf|exe|dll|so|whl|zip|tar|gz|tgz|env|log|tsx|jsx|"
    r"mjs|cjs|ex|exs|erl|rb|java|kt|swift|php|lua|vue|bat|proto|tf|service|deb|rpm|dmg|iso|go|rtf|docx|xlsx|odt)"
)
# A run without blanks or quotation marks that contains a character typical of addresses. The other patterns are matched
# only inside such runs and cannot reach beyond them, so that the time is linear in the length of the text.
_REST = r"[^\s<>\"`“”«»|]"
_RUN = (
    rf"[^\s<>\"`“”«»|/@\\]*(?:[/@\\]{_REST}+|/)|[^\s<>\"`“”«»|/@\\]*(?:\.{_ENDING}|www\.){_REST}*"
    rf"|(?:mailto|tel|data):{_REST}+"
)
_RUN_BEHIND_COMMANDS = _RUN.replace(r"/@\\", "/@")
_FILE = rf"[A-Za-z0-9_][A-Za-z0-9_.\-]*\.{_ENDING}"
_PATH = (
    r"(?:~|\.{1,2})?/[A-Za-z0-9_.][A-Za-z0-9_.\-]*(?:/[A-Za-z0-9_.@+\-]*)*"
    r"|[A-Za-z0-9_.@\-]+(?:/[A-Za-z0-9_.@+\-]+)*/[A-Za-z0-9_.@+\-]*\.[a-z][a-z0-9]{0,5}"
    r"|[A-Za-z0-9_.@+\-]+(?:/[A-Za-z0-9_.@+\-]+){3,}"
    r"|[A-Za-z0-9_.\-]{2,}(?:/[A-Za-z0-9_.@+\-]+)*/"
    r"|[A-Za-z]:\\[^?*]+"
)
_CITATION = r"\[(?:[^\[\]\n@]*\s)?-?@[A-Za-z0-9_][^\[\]\n]*\]"
_FOOTNOTE = r"\[\^[^\]\[\s]+\]"
_MENTION = r"@[A-Za-z0-9](?:[A-Za-z0-9_.\-/]|:[A-Za-z0-9])*"
_EMOJI = r":(?:[a-z+\-][a-z0-9_+\-]*|100|1234):"
_ATTRIBUTES = r"\{[ \t]*:?[ \t]*[#.][^{}\n]*\}|\{:[^{}\n]*\}"
_SETTINGS = r"\{[ \t]*(?:[A-Za-z][\w\-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w.\-]+)[ \t]*)+\}"
_ROLE = r"\{[A-Za-z][A-Za-z0-9:_+\-]*\}"
_WIKI = r"!?\[\[[^\[\]\n]+\]\]"
_MATH = r"\\\\?[(\[]"
# A link whose label may be defined in a file that is included: `[words][label]`, `[words][]`.
_REFERENCE = r"\[[^\[\]\n]+\]\[[^\[\]\n]*\]"
# Highlighted and inserted words, superscripts and subscripts, and the marks of a review (CriticMarkup).
_SIGNED = (
    r"\{(?:\+\+|==)|(?:\+\+|==)\}|\{>>[^{}\n]*<<\}|\{--[^{}\n]*--\}"
    r"|==[^=\s](?:[^=\n]*[^=\s])?==|\+\+[^+\s](?:[^+\n]*[^+\s])?(?:\+[^+\s]+)*\+\+|\^\^[^\^\s](?:[^\^\n]*[^\^\s])?\^\^"
    r"|\^[^\s^\[\]]{1,40}\^|~[^\s~]{1,40}~"
)
_TAG = r"(?:^|[ \t(])#\pL[\pL\pN_\-]*(?:/[\pL\pN_\-]+)*"

_SCHEME = r"^[^\w]*(?:[A-Za-z][A-Za-z0-9+.\-]*://|data:|mailto:|www\.)"
_ISSUE = r"[A-Za-z0-9][A-Za-z0-9_.\-]*/[A-Za-z0-9_.\-]+#\d+"
_ANY = f"(?:{_URL})|{_ISSUE}|{_EMAIL}|{_HOST_PATH}|{_PATH}|{_FILE}|{_MENTION}"
_MARKUP = f"{_CITATION}|{_FOOTNOTE}|{_EMOJI}|{_ATTRIBUTES}|{_SETTINGS}|{_ROLE}|{_WIKI}|{_MATH}|{_REFERENCE}|{_SIGNED}|{_TAG}"


def noise(text: str, *, markdown: bool = False, commands: bool = False) -> list[Noise]:
    """Return the noise in `text`, left to right, none overlapping.

    `markdown` adds what only Markdown's dialects have. With `commands`, a backslash begins a command and is not part of
    an address.
    """
    runs = _RUN_BEHIND_COMMANDS if commands else _RUN
    found = list(_addresses(text, runs)) if any(mark in text for mark in ("/", "@", ".", "\\")) else []
    return merged(found, _markup(text)) if markdown and any(mark in text for mark in "[{:\\#=+^~") else found


def merged(first: list[Noise], second: Iterable[Noise]) -> list[Noise]:
    """Return both lists as one; of overlapping items the first to start is kept, at the same start the longest."""
    kept: list[Noise] = []
    for item in sorted([*first, *second], key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _addresses(text: str, runs: str) -> Iterable[Noise]:
    for run in pattern(runs).spans(text):
        token = text[run.start : run.end]
        if len(token) > _LONGEST:
            spans: Iterable[Span] = [Span(0, len(token))] if pattern(_SCHEME).found(token[:_LONGEST]) else []
        else:
            spans = pattern(_ANY).spans(token)
        for span in spans:
            start, end = run.start + span.start, run.start + _trimmed(token, span)
            value = _address(text, start, end)
            if value is not None:
                yield Noise(start, end, *value)


def _address(text: str, start: int, end: int) -> tuple[MarkKind, str] | None:
    """Return the kind and value of a range that looks like an address, or None if it is words."""
    found = text[start:end]
    before = text[start - 1] if start else " "
    after = text[end : end + 1]
    if before.isalnum() or before in "_&$" or len(found) < 3:
        return None
    if "://" in found or found.startswith(("www.", "mailto:", "tel:", "data:")):
        return MarkKind.LINK, found
    if found.startswith("@"):
        return MarkKind.CODE, found
    if "@" in found and "/" not in found:
        return MarkKind.LINK, f"mailto:{found}"
    if _is_host(found):
        return MarkKind.LINK, f"https://{found}"
    words = (
        (found.endswith("/") and not _is_folder(text, start, end))
        or found.startswith(("e.g.", "i.e."))
        or after.isalnum()
        or (before in "/-)" and found.startswith("/"))
    )
    return None if words else (MarkKind.CODE, found)


def _is_folder(text: str, start: int, end: int) -> bool:
    """Whether words that end in a slash are a folder: a blank or punctuation follows, as after “src/parse/”."""
    if text[start] in "/.~":
        return True
    return text[end : end + 1] in {"", " ", "\n", "\r", ".", ",", ";", ":", ")", "?", "!", "’", "”", '"'}


def _is_host(found: str) -> bool:
    host, slash, _ = found.partition("/")
    ending = host.rpartition(".")[2]
    return (
        bool(slash) and "." in host.strip(".") and ending.isalpha() and ending.islower() and host[0].isalnum()
    )


def _trimmed(text: str, span: Span) -> int:
    """Return where an address ends, without the sentence's punctuation: stops, quotes, a bracket it did not open."""
    start, end = span.start, span.end
    found = text[start:end]
    # A closing bracket belongs to the address only when the address opened it.
    for opening, closing in ("()", "[]", "{}"):
        depth = 0
        if closing in found:
            for index, character in enumerate(found):
                depth += (character == opening) - (character == closing)
                if depth < 0:
                    found = found[:index]
                    break
    end = start + len(found)
    while end > start and text[end - 1] in ".,;:!?'’*_~…\\":
        end -= 1
    return end


def _markup(text: str) -> Iterable[Noise]:
    position = 0
    for start, end in pattern(_MARKUP).spans(text):
        if text[start] == "\\":
            stop = _math_end(text, text[start:end], end)
            if stop and start >= position:
                position = stop
                yield Noise(start, stop, MarkKind.MATH, text[start:stop])
        else:
            yield from _READ.get(text[start], _tagged)(text, start, end)


def _bracketed(text: str, start: int, end: int) -> Iterable[Noise]:
    """Read what begins with a square bracket: a footnote, a wiki link, a link whose label is elsewhere, a citation."""
    found = text[start:end]
    if found.startswith("[^"):
        yield Noise(start, end, MarkKind.FOOTNOTE, found[2:-1])
    elif found.startswith("[["):
        yield from _wiki(text, start, end)
    elif "][" in found:
        yield from _reference(text, start, end)
    elif text[end : end + 1] not in {"(", "["}:
        yield Noise(start, end, MarkKind.CITATION, found[1:-1])


def _braced(text: str, start: int, end: int) -> Iterable[Noise]:
    """Read braces: a reviewer's marks, settings, attributes, a role."""
    found = text[start:end]
    if found[1] in "+=>-":
        yield from _signed(text, start, end)
    elif pattern(_SETTINGS).whole(found):
        # “name{label="x"}” is code, “[words](address){ target=x }” has attributes.
        if found[1] in " \t" or text[start - 1 : start] in {")", "]", "*", "`"}:
            yield Noise(start, end, None, found)
    elif text[end : end + 1] == "`" or not pattern(_ROLE).whole(found):
        yield Noise(start, end, None, found)


def _named_emoji(text: str, start: int, end: int) -> Iterable[Noise]:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if not (before.isalnum() or after.isdigit() or after.islower() or ":" in (before, after)):
        yield Noise(start, end, MarkKind.OBJECT, text[start:end])


def _tagged(text: str, start: int, end: int) -> Iterable[Noise]:
    """Read a tag (`#name`), which may be preceded by a blank or a bracket."""
    if text[start - 1 : start + 1] != "](":
        name = text.index("#", start)
        yield Noise(name, end, MarkKind.LABEL, text[name:end])


def _signed(text: str, start: int, end: int) -> Iterable[Noise]:
    """Yield the signs around highlighted, raised or lowered words; a review's comments and deletions are hidden."""
    found = text[start:end]
    if found.startswith(("{>>", "{--")):
        yield Noise(start, end, MarkKind.HIDDEN, found)
        return
    if "{" in found or "}" in found:
        yield Noise(start, end, None, found)
        return
    width = 2 if found[1] == found[0] else 1
    beside = text[start - 1 : start] + text[end : end + 1]
    if width == 2 and any(c.isalnum() or c in "+=^`" for c in beside):
        return  # “C++ and D++”, “a==b and c==d”
    if found[0] == "+" and "+" in found[2:-2]:
        yield Noise(start, end, MarkKind.CODE, found)
        return
    yield Noise(start, start + width, None, found[:width])
    yield Noise(end - width, end, None, found[:width])


def _math_end(text: str, opener: str, position: int) -> int:
    """Return the end of `\\(…\\)` or `\\[…\\]` on the same line, 0 where there is none near."""
    closer = opener[:-1] + (")" if opener[-1] == "(" else "]")
    reach = min(len(text), position + _LONGEST)
    line = text.find("\n", position, reach)
    end = text.find(closer, position, reach if line < 0 else line)
    return 0 if end <= position else end + len(closer)


def named(words: str) -> bool:
    """Whether words are a name as in code: “PSBTv2”, “os.path”."""
    inner = any(c.isdigit() or c in "_./#:" or c.isupper() for c in words[1:])
    return inner and not any(c.isspace() for c in words)


def _reference(text: str, start: int, end: int) -> Iterable[Noise]:
    """Read `[words][label]` as a link although nothing in the file defines its label."""
    words, _, label = text[start + 1 : end - 1].partition("][")
    before = text[start - 1 : start]
    # `[1][2]` and `[i][0]` are no links, `[their study][2]` is one.
    lettered = any(c.isalpha() for c in label or words) or (
        label.isdigit() and sum(map(str.isalpha, words)) > 2
    )
    if before.isalnum() or before in {"\\", "]", "^"} or not lettered:
        return
    if not label or named(words):
        yield Noise(start, end, MarkKind.LABEL, words)
        return
    yield Noise(start, start + 1, None, "[")
    for item in _markup(words):
        yield item.shift(start + 1)
    yield Noise(end - len(label) - 3, end, MarkKind.REFERENCE, label)


def _wiki(text: str, start: int, end: int) -> Iterable[Noise]:
    """Read `[[target|words]]`: the words are prose; an image or a bare target is not."""
    found = text[start:end]
    if text[end : end + 1] in {"(", "["} or found.startswith("[[^"):
        return  # `[[1]](address)` is a link whose text has brackets
    bar = found.find("|")
    if found.startswith("!") or bar < 0:
        if "/" in found or "#" in found or found.startswith(("!", "[[_")):
            yield Noise(start, end, MarkKind.LINK, found.strip("![]"))
        else:
            yield Noise(start, end, MarkKind.LABEL, found[2:-2])
        return
    yield Noise(start, start + bar + 1, None, found[: bar + 1])
    yield Noise(end - 2, end, None, "]]")


_READ = {
    **dict.fromkeys("=+^~", _signed),
    "[": _bracketed,
    "!": _wiki,
    "{": _braced,
    ":": _named_emoji,
}
"""Functions that read markup, by its first character; any other character begins a tag."""
