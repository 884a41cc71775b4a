"""Parse INI files as Vale does: all values of a repeated key are kept, in order."""

from edlint.model.errors import ConfigError

Sections = dict[str, dict[str, list[str]]]
"""Section → key → values in order, those of the first file first; keys before any section are in the section ""."""

_QUOTES = ('"""', "`")
_COMMENTS = ("#", ";")


def read(text: str, name: str, into: Sections | None = None) -> Sections:
    """Parse a file, adding to the sections `into` if given. Raises ConfigError with the file's `name` and the line."""
    found: Sections = {"": {}} if into is None else into
    section = found.setdefault("", {})
    lines = text.removeprefix("\ufeff").splitlines()
    at = 0
    while at < len(lines):
        number, line = at + 1, lines[at].lstrip()
        at += 1
        if not line or line.startswith(_COMMENTS):
            continue
        if line.startswith("["):
            end = line.rfind("]")
            if end < 0:
                raise ConfigError(f"{name}:{number}: a section is [name]; its bracket is never closed")
            section = found.setdefault("" if line[1:end] == "DEFAULT" else line[1:end], {})
            continue
        key, rest = _key(line, name, number)
        value, at = _value(rest, lines, at, name)
        values = section.setdefault(key, [])
        if value not in values:
            values.append(value)
    return found


def listed(values: list[str]) -> list[str]:
    """Split all values at commas and return the distinct parts."""
    return _each([part for value in values for part in value.split(",")])


def patterns(values: list[str]) -> list[str]:
    r"""Split all values at commas and return the distinct parts; `\,` is a comma inside a part."""
    parts: list[str] = []
    for value in values:
        part, escaped = "", False
        for char in value:
            if escaped:
                part += char if char == "," else "\\" + char
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == ",":
                parts.append(part)
                part = ""
            else:
                part += char
        parts.append(part + "\\" * escaped)
    return _each(parts)


def _each(parts: list[str]) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _key(line: str, name: str, number: int) -> tuple[str, str]:
    for quote in ('"""', '"', "`"):
        if line.startswith(quote):
            end = line.find(quote, len(quote))
            rest = line[end + len(quote) :].lstrip() if end > 0 else ""
            if rest[:1] in {"=", ":"}:
                return line[len(quote) : end].strip(), rest[1:]
    places = [place for place in (line.find("="), line.find(":")) if place >= 0]
    if not places:
        raise ConfigError(f"{name}:{number}: “{line[:40]}” is no “key = value”")
    return line[: min(places)].strip(), line[min(places) + 1 :]


def _value(rest: str, lines: list[str], at: int, name: str) -> tuple[str, int]:
    value = rest.lstrip()
    for quote in _QUOTES:
        if value.startswith(quote) and len(value) > len(quote) - (quote == "`"):
            inner = value[len(quote) :]
            if quote in inner:
                return inner[: inner.rfind(quote)], at
            first = at
            while at < len(lines):
                line = lines[at]
                at += 1
                if quote in line:
                    return inner + "\n" + line[: line.rfind(quote)], at
                inner += "\n" + line
            raise ConfigError(f"{name}:{first}: a value in {quote} that never ends")
    value = value.rstrip()
    if value.endswith("\\"):
        value = value[:-1]
        while at < len(lines):
            line = lines[at].strip()
            at += 1
            value += line.removesuffix("\\")
            if not line.endswith("\\"):
                break
        return value, at
    for sign in _COMMENTS:
        place = value.find(f" {sign}")
        if place >= 0:
            value = value[:place].strip()
            break
    for quote in "'\"":
        if len(value) > 1 and value[0] == value[-1] == quote and quote not in value[1:-1]:
            return value[1:-1], at
    return value, at
