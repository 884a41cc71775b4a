"""Format messages as Go's `fmt` does: `%s`, `%d`, `%[2]s`, `%%`."""

from collections.abc import Sequence

from edlint.text.pattern import pattern

_GAP = r"%(?:\[([0-9]{1,3})\])?([-+# 0]*)([0-9]{0,3})(?:\.([0-9]{1,3}))?((?s:.)|\z)"
_WIDEST = 200


def filled(template: str, values: Sequence[str | int]) -> str:
    """Return a message with its verbs replaced by the values; one verb more than values becomes empty."""
    if "%" not in template:
        return template
    given = [*values, ""]
    out: list[str] = []
    position = number = 0
    for match in pattern(_GAP).matches(template):
        index, flags, width, precision, verb = match.groups
        out.append(template[position : match.span.start])
        position = match.span.end
        if verb == "%":
            out.append("%")
            continue
        if not verb:
            out.append("%!(NOVERB)")
            continue
        number = int(index) if index else number + 1
        if not 1 <= number <= len(given):
            out.append(f"%!{verb}(BADINDEX)")
            continue
        text = _written(given[number - 1], verb or "s", precision)
        wide = min(int(width or 0), _WIDEST)
        out.append(text.ljust(wide) if "-" in (flags or "") else text.rjust(wide))
    out.append(template[position:])
    return "".join(out)


def _written(value: str | int, verb: str, precision: str | None) -> str:
    if verb in "sv":
        text = str(value)
        if isinstance(value, int) and verb == "s":
            return f"%!s(int={value})"
        return text if precision is None else text[: int(precision)]
    if verb == "d":
        return str(value) if isinstance(value, int) else f"%!d(string={value})"
    if verb == "q":
        return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
    kind = "int" if isinstance(value, int) else "string"
    return f"%!{verb}({kind}={value})"
