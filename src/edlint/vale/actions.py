"""What a rule offers to write instead: `action` with `replace`, `remove`, `edit` and `convert`."""

import unicodedata
from collections.abc import Callable, Sequence

from edlint.text.pattern import pattern
from edlint.vale.case import first_upper, recased
from edlint.vale.definition import Action, StyleError
from edlint.vale.regex import Budget, RegexError, regex
from edlint.vale.subject import Subject

_ARITY = {
    **dict.fromkeys(("replace", "regex", "split"), 3),
    **dict.fromkeys(
        ("remove", "trim_right", "trim_left", "trim", "truncate", "wrap", "unwrap", "prefix", "suffix"), 2
    ),
    **dict.fromkeys(
        "squeeze capitalize uncapitalize ascii dumb lower upper simple kebab snake camel pascal".split(), 1
    ),
}
_UNSUPPORTED = frozenset("smart words digits title sentence".split())
_REFERENCE = r"\$(\$|[0-9]+|\{[0-9]+\})"
_DUMB = {"‘": "'", "’": "'", "“": '"', "”": '"', "—": "---", "–": "--", "…": "...", "\xa0": " "}


def offered(
    action: Action, match: str, groups: Sequence[str], budget: Budget, *, match_case: bool = False
) -> list[str]:
    """Return what an action offers for a match, whose token's groups are given."""
    if action.name == "replace":
        parameters = [recased(each, match) for each in action.parameters] if match_case else action.parameters
        return [expanded(each, match, groups) for each in parameters]
    if action.name == "remove":
        return [""]
    if action.name == "convert":
        return [_uncased(match, " ")]
    if action.name == "edit":
        return [_edited(steps(action.parameters), match, groups, budget).strip()]
    return []


def expanded(template: str, match: str, groups: Sequence[str]) -> str:
    """Return a text with `$0` as the match and `$1` as its first group."""
    if "$" not in template:
        return template
    out: list[str] = []
    position = 0
    for found in pattern(_REFERENCE).matches(template):
        out.append(template[position : found.span.start])
        position = found.span.end
        name = (found.groups[0] or "").strip("{}")
        if name == "$":
            out.append("$")
        elif int(name) == 0:
            out.append(match)
        elif int(name) <= len(groups):
            out.append(groups[int(name) - 1])
    return "".join([*out, template[position:]])


def check_action(action: Action) -> None:
    """Raise StyleError for an action that is none."""
    if action.name in {"", "replace", "remove", "suggest"}:
        return
    if action.name == "convert":
        if action.parameters != ("simple",):
            raise StyleError("action: “convert” takes one parameter: simple")
    elif action.name == "edit":
        for step in steps(action.parameters):
            if step[0] == "regex":
                try:
                    regex(step[1])
                except RegexError as error:
                    raise StyleError(f"action: {error}") from None
            elif step[0] == "split" and not step[2].isdecimal():
                raise StyleError(f"action: “split” takes a number, not “{step[2]}”")
    else:
        raise StyleError(f"action: there is no action “{action.name}”")


def steps(parameters: Sequence[str]) -> list[list[str]]:
    """Return the operations of `edit`, each with its parameters. Raises StyleError."""
    found: list[list[str]] = []
    at = 0
    while at < len(parameters):
        name = parameters[at]
        if name in _UNSUPPORTED:
            raise StyleError(f"action: “edit” with “{name}” is not carried out")
        if name not in _ARITY or at + _ARITY[name] > len(parameters):
            raise StyleError(f"action: “edit” has no operation “{name}” with what follows it")
        found.append(list(parameters[at : at + _ARITY[name]]))
        at += _ARITY[name]
    if not found:
        raise StyleError("action: “edit” needs an operation")
    return found


def _edited(operations: Sequence[list[str]], match: str, groups: Sequence[str], budget: Budget) -> str:
    text = match
    for name, *given in operations:
        values = given if name == "regex" else [expanded(each, match, groups) for each in given]
        text = _step(name, values, text, budget)
    return text


def _step(name: str, values: list[str], text: str, budget: Budget) -> str:
    match name:
        case "replace":
            return text.replace(values[0], values[1])
        case "remove":
            return "".join(char for char in text if char not in values[0])
        case "regex":
            return substituted(values[0], values[1], text, budget)
        case "trim_right":
            return text.rstrip(values[0])
        case "trim_left":
            return text.lstrip(values[0])
        case "trim":
            return text.strip(values[0])
        case "truncate":
            return text.split(values[0], maxsplit=1)[0] if values[0] else text
        case "split":
            parts = text.split(values[0]) if values[0] else list(text)
            return parts[int(values[1])] if int(values[1]) < len(parts) else text
        case "wrap":
            return values[0] + text + values[0]
        case "unwrap":
            return text.removeprefix(values[0]).removesuffix(values[0])
        case "prefix":
            return values[0] + text
        case "suffix":
            return text + values[0]
        case _:
            return _PLAIN[name](text)


def substituted(source: str, replacement: str, text: str, budget: Budget) -> str:
    """Return a text with each match of a pattern replaced; `$1` is its group. The text itself where the pattern fails."""
    out: list[str] = []
    position = 0
    for match in regex(source).matches(Subject(text), budget):
        groups = [text[start:end] if start >= 0 else "" for start, end in match]
        out += [text[position : match[0][0]], expanded(replacement, groups[0], groups[1:])]
        position = match[0][1]
    return "".join([*out, text[position:]])


def _uncased(text: str, separator: str) -> str:
    """Return a text in small letters, its words apart by a sign: what is no letter or digit, and capitals inside, end one."""
    out: list[str] = []
    old = " "
    for index, char in enumerate(text):
        alpha = char.isalnum()
        if (index > 1 and old.islower() and char.isupper()) or not alpha:
            out.append(" ")
        if alpha or char == " ":
            out.append(char.lower())
        old = char
    return separator.join(part for part in "".join(out).split(" ") if part)


def _pascal(text: str) -> str:
    return "".join(first_upper(word) for word in _uncased(text, " ").split(" "))


def _camel(text: str) -> str:
    made = _pascal(text)
    return made[:1].lower() + made[1:]


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFD", _dumb(text))
    return unicodedata.normalize("NFC", "".join(c for c in plain if unicodedata.category(c) != "Mn"))


def _dumb(text: str) -> str:
    return "".join(_DUMB.get(char, char) for char in text)


_PLAIN: dict[str, Callable[[str], str]] = {
    "squeeze": lambda text: " ".join(text.split()),
    "capitalize": first_upper,
    "uncapitalize": lambda text: text[:1].lower() + text[1:],
    "ascii": _ascii,
    "dumb": _dumb,
    "lower": str.lower,
    "upper": str.upper,
    "simple": lambda text: _uncased(text, " "),
    "kebab": lambda text: _uncased(text, "-"),
    "snake": lambda text: _uncased(text, "_"),
    "camel": _camel,
    "pascal": _pascal,
}
