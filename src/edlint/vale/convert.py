"""Convert rules of a style to rule files of edlint, for a team that wants to maintain them itself."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

import yaml

from edlint.text.pattern import PatternError, pattern
from edlint.vale.definition import Definition, StyleError
from edlint.vale.sample import sample
from edlint.vale.spellings import spellings
from edlint.vale.words import template

_GAP = r"%(?:\[([12])\])?s"
_QUOTED = r"['\"]?%(?:\[[12]\])?s['\"]?"
_GROUP = r"\$([0-9])"
_LITERAL = frozenset("\\.+*?()|[]{}^$")
_FAMILY = "style"
_SCOPES = {
    "heading": "heading",
    "list": "list-item",
    "paragraph": "paragraph",
    "alt": "alt",
    "table.cell": "cell",
    "table.header": "cell",
}
_EVERYWHERE = frozenset(["text", "sentence", "summary"])
_GOOD = ("Plain words stand in this row.\n", "Other words stand in that row.\n")
_HEADINGS = {
    "sentence": (
        [("The Limits Of Growth", "Limits Of Growth"), ("How to Send New Bugs", "Send New Bugs")],
        ["The limits of growth\n", "How to send new bugs\n"],
    ),
    "title": (
        [("The limits of growth", "limits of growth"), ("How to send new bugs", "send new bugs")],
        ["The Limits of Growth\n", "How to Send New Bugs\n"],
    ),
}
_SHOWN = 4


class Converted(NamedTuple):
    """A rule file: its path in the pack, and its text."""

    path: str
    text: str


def converted(definition: Definition) -> Converted:
    """Convert a rule to a file of a pack. Raises StyleError if edlint's kinds of check cannot express it."""
    fields = _CHECKS.get(definition.kind, _not_said)(definition)
    parts = [_FAMILY, *(_name(part) for part in definition.name.split("."))]
    bad, good = _examples(definition, fields)
    data = {
        "id": ".".join(parts),
        "message": _message(definition),
        "severity": definition.level,
        **fields,
        "scope": _scope(definition),
        "quotations": True,
        "names": True,
        "fix": "review",
        "why": definition.description or f"The style {definition.name.partition('.')[0]} says so.",
        "sources": [_source(definition)],
        "examples": {"bad": bad, "good": good},
    }
    if definition.kind == "repetition":
        del data["names"]
    kept = {key: value for key, value in data.items() if value not in (None, (), [], {})}
    return Converted(
        "/".join(parts) + ".yaml", yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=110)
    )


def _name(text: str) -> str:
    """Return a part of a name in kebab case: `HeadingPunctuation` becomes `heading-punctuation`."""
    out = ""
    for index, char in enumerate(text):
        if char.isupper() and index and (text[index - 1].islower() or text[index + 1 : index + 2].islower()):
            out += "-"
        out += char.lower() if char.isalnum() else "-"
    return "-".join(part for part in out.split("-") if part)


def _message(definition: Definition) -> str:
    """Return the message with edlint's placeholders; a substitution's first `%s` is the replacement."""
    both = definition.kind in {"substitution", "capitalization"}
    words = ("replacement", "match") if definition.kind == "substitution" else ("match", "replacement")
    text, number = " ".join(definition.message.split()).replace("{", "(").replace("}", ")"), 0
    made, position = "", 0
    for span in pattern(_QUOTED).spans(text):
        index = next((match.groups[0] for match in pattern(_GAP).matches(text[span.start : span.end])), None)
        number = int(index) if index else number + 1
        word = words[number - 1] if both and number in {1, 2} else "match"
        made += text[position : span.start] + "“{" + word + "}”"
        position = span.end
    return (made + text[position:]).replace("%%", "%")


def _source(definition: Definition) -> dict[str, str]:
    title = f"The style {definition.name.partition('.')[0]}: {PurePath(definition.path).name}"
    web = definition.link.startswith(("http://", "https://")) and " " not in definition.link
    return {"title": title, "url": definition.link} if web else {"title": title}


def _scope(definition: Definition) -> list[str] | None:
    found: list[str] = []
    for scope in definition.scope:
        if scope in _EVERYWHERE:
            return None
        if scope not in _SCOPES:
            raise StyleError(f"its scope “{scope}” has no counterpart")
        found.append(_SCOPES[scope])
    return list(dict.fromkeys(found))


def _pattern(source: str) -> str:
    try:
        pattern(source)
    except PatternError as error:
        raise StyleError(f"a pattern that does not run in linear time: {error}") from None
    return source


def _existence(definition: Definition) -> dict[str, Any]:
    tokens = [token for token in definition.texts("tokens") if token.strip()]
    raw = "".join(definition.texts("raw"))
    nonword = definition.flag("nonword")
    if raw:
        append = definition.flag("append")
        whole = template("|".join(tokens), word=not nonword and bool(tokens), raw=raw, append=append).replace(
            "(?m)", ""
        )
        return {
            "check": "existence",
            "patterns": [_pattern(whole)],
            "whole-words": False,
            **_words(definition),
        }
    plain = not nonword and not any(_LITERAL & set(token) for token in tokens)
    return {
        "check": "existence",
        **({"phrases": tokens} if plain else {"patterns": list(map(_pattern, tokens))}),
        "whole-words": False if nonword else None,
        **_words(definition),
    }


def _substitution(definition: Definition) -> dict[str, Any]:
    plain: dict[str, str | list[str]] = {}
    patterns: dict[str, str] = {}
    for key, value in definition.table("swap").items():
        if _LITERAL & set(value.replace("$", "").replace("|", "").replace(".", "")):
            value = "|".join(spellings(value))  # noqa: PLW2901 - a pattern stands for the texts that it fits
            if not value:
                raise StyleError(f"“{key}”: its replacement is a pattern")
        if _LITERAL & set(key):
            patterns[_pattern(key)] = "".join(
                "\\" + part if index % 2 else part
                for index, part in enumerate(_split(value.partition("|")[0]))
            )
        else:
            several = [each for each in value.split("|") if each]
            plain[key] = several[0] if len(several) == 1 else several or ""
    whole = False if definition.flag("nonword") else None
    return {
        "check": "substitution",
        "swap": plain,
        "swap-patterns": patterns,
        "whole-words": whole,
        **_words(definition),
    }


def _split(value: str) -> list[str]:
    """Split a replacement at its group references: literal texts alternate with group numbers."""
    parts, position = [], 0
    for match in pattern(_GROUP).matches(value):
        parts += [value[position : match.span.start], match.groups[0] or ""]
        position = match.span.end
    return [*parts, value[position:]]


def _occurrence(definition: Definition) -> dict[str, Any]:
    if definition.number("min") or not definition.number("max"):
        raise StyleError("“min” has no counterpart")
    per = "sentence" if definition.scope == ("sentence",) else "paragraph"
    token = _pattern(definition.text("token"))
    return {
        "check": "occurrence",
        "pattern": token,
        "max": int(definition.number("max")),
        "per": per,
        "whole-words": False,
    }


def _conditional(definition: Definition) -> dict[str, Any]:
    first, second = _pattern(definition.text("first")), _pattern(definition.text("second"))
    return {"check": "conditional", "if": first, "then": second, "allow": definition.texts("exceptions")}


def _capitalization(definition: Definition) -> dict[str, Any]:
    style = definition.text("match").removeprefix("$")
    if style not in {"title", "sentence"}:
        raise StyleError(f"“match: {definition.text('match')}” has no counterpart")
    return {"check": "capitalization", "style": style, "allow": definition.texts("exceptions")}


def _not_said(definition: Definition) -> dict[str, Any]:
    raise StyleError(f"rules of the kind {definition.kind} have no counterpart")


def _words(definition: Definition) -> dict[str, Any]:
    case = None if definition.flag("ignorecase") else True
    return {
        "case": case,
        "allow": [each for each in definition.texts("exceptions") if not _LITERAL & set(each)],
    }


_CHECKS: dict[str, Callable[[Definition], dict[str, Any]]] = {
    "existence": _existence,
    "substitution": _substitution,
    "occurrence": _occurrence,
    "repetition": lambda _: {"check": "repetition"},
    "conditional": _conditional,
    "capitalization": _capitalization,
}


def _examples(definition: Definition, fields: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the bad and good examples of a rule, from its tests and from samples of its patterns.

    Raises StyleError when there are fewer than two bad ones.
    """
    good: list[str] = []
    bad: list[dict[str, Any]] = []
    for text, flagged in _tests(definition.tests):
        if flagged:
            bad.append({"text": text, "flags": flagged})
        elif text.strip():
            good.append(text)
    heads = "## " if _scope(definition) == ["heading"] else ""
    if definition.kind == "capitalization":
        own, right = _HEADINGS[fields["style"]]
        bad += [{"text": f"{heads}{text}\n", "flags": [flag]} for text, flag in own]
        return bad[:_SHOWN], [*good, *(heads + text for text in right)][:_SHOWN]
    for source in _sources(fields):
        if len(bad) < _SHOWN:
            bad += _flagging(source, heads, case=bool(fields.get("case")))
    if len(bad) < 2:
        raise StyleError("it has no tests, and no example could be made from its patterns")
    return bad[:_SHOWN], [*good, *(heads + text for text in _GOOD)][:_SHOWN]


def _flagging(source: str, heads: str, *, case: bool) -> Iterator[dict[str, Any]]:
    """Yield bad examples: sentences with a text that the pattern `source` matches, and the match in them."""
    word = sample(source)
    if not word.strip():
        return
    for frame in ("Look at {} there.", "Read {} twice."):
        text = heads + frame.format(word)
        span = next(iter(pattern(source if case else f"(?i){source}").spans(text)), None)
        if span is not None and not span.empty:
            yield {"text": text + "\n", "flags": [text[span.start : span.end]]}


def _sources(fields: Mapping[str, Any]) -> Iterator[str]:
    for word in (*fields.get("phrases", ()), *fields.get("swap", ())):
        yield "".join("\\" + char if char in _LITERAL else char for char in word)
    yield from fields.get("patterns", ())
    yield from fields.get("swap-patterns", ())


def _tests(data: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield the texts of a rule's own tests, each with the words expected to be flagged."""
    for case in data if isinstance(data, list) else ():
        if not isinstance(case, dict) or not isinstance(case.get("input"), str):
            continue
        text, want = case["input"], case.get("want")
        if not isinstance(want, str):
            continue
        words = [word for line in want.splitlines() if (word := _quoted(line)) and word in text]
        if len(words) == len([line for line in want.splitlines() if line.strip()]):
            yield text, words


def _quoted(line: str) -> str:
    """Return the last quoted words of an expected message; in a substitution's, those are the match."""
    parts = line.split("'")
    return parts[-2] if len(parts) > 2 else ""
