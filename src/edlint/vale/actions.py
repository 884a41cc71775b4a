"""A rule's `action`, which makes replacements for a match: `replace`, `remove`, `edit` and `convert`."""

import unicodedata
from collections.abc import Callable, Sequence

from edlint.text.pattern import pattern
from edlint.vale.case import first_upper, recased
from edlint.vale.definition import Action, StyleError
from edlint.vale.regex import Budget, RegexError, regex
from edlint.vale.subject import Subject

_UNSUPPORTED = frozenset("smart words digits title sentence".split())
_REFERENCE = r"\$(\$|[0-9]+|\{[0-9]+\})"
_DUMB = {"‘": "'", "’": "'", "“": '"', "”": '"', "—": "---", "–": "--", "…": "...", "\xa0": " "}


def offered(
    action: Action, match: str, groups: Sequence[str], budget: Budget, *, match_case: bool = False
) -> list[str]:
    """Return an action's replacements for a match; `groups` are the groups of the token that matched."""
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
    """Return a template with `$0` replaced by the match, `$1` by its first group and so on, and `$$` by `$`."""
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
    """Raise StyleError for an unknown action, or one with wrong parameters."""
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
    """Split the parameters of `edit` into operations, each a list of name and parameters. Raises StyleError."""
    found: list[list[str]] = []
    at = 0
    while at < len(parameters):
        name = parameters[at]
        if name in _UNSUPPORTED:
            raise StyleError(f"action: “edit” with “{name}” is not carried out")
        end = at + next(
            (1 + number for number, some in enumerate(_STEPS) if name in some), len(parameters) + 1
        )
        if end > len(parameters):
            raise StyleError(f"action: “edit” has no operation “{name}” with what follows it")
        found.append(list(parameters[at:end]))
        at = end
    if not found:
        raise StyleError("action: “edit” needs an operation")
    return found


def _edited(operations: Sequence[list[str]], match: str, groups: Sequence[str], budget: Budget) -> str:
    text = match
    for name, *given in operations:
        if name == "regex":
            text = substituted(given[0], given[1], text, budget)
        else:
            text = _STEPS[len(given)][name](text, *(expanded(each, match, groups) for each in given))
    return text


def substituted(source: str, replacement: str, text: str, budget: Budget) -> str:
    """Return a text with each match of the pattern `source` replaced by the template `replacement` (see `expanded`)."""
    out: list[str] = []
    position = 0
    for match in regex(source).matches(Subject(text), budget):
        groups = [text[start:end] if start >= 0 else "" for start, end in match]
        out += [text[position : match[0][0]], expanded(replacement, groups[0], groups[1:])]
        position = match[0][1]
    return "".join([*out, text[position:]])


def _uncased(text: str, separator: str) -> str:
    """Return a text's words in lower case, joined by `separator`; other signs than letters and digits end a word.

    So does a capital letter after a lower-case one.
    """
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


def _part(text: str, sign: str, number: str) -> str:
    parts = text.split(sign) if sign else list(text)
    return parts[int(number)] if int(number) < len(parts) else text


_STEPS: tuple[dict[str, Callable[..., str]], ...] = (
    {
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
    },
    {
        "remove": lambda text, signs: "".join(char for char in text if char not in signs),
        "trim_right": str.rstrip,
        "trim_left": str.lstrip,
        "trim": str.strip,
        "truncate": lambda text, sign: text.split(sign, maxsplit=1)[0] if sign else text,
        "wrap": lambda text, sign: sign + text + sign,
        "unwrap": lambda text, sign: text.removeprefix(sign).removesuffix(sign),
        "prefix": lambda text, sign: sign + text,
        "suffix": lambda text, sign: text + sign,
    },
    {"replace": str.replace, "split": _part, "regex": str.replace},
)
"""The operations of `edit`, by number of parameters. `regex` is here for its number only: `substituted` runs it."""
