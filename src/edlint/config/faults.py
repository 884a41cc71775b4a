"""Validation messages: all faults of data that should fit a msgspec class, each in words with the path to it.

msgspec validates data but stops at the first fault. If it finds one, this module walks the data along the class, only
to describe every fault and its place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from edlint.text.nearest import did_you_mean
from edlint.text.pattern import pattern

MOST = 20
"""Most faults that are reported at once."""
_LONGEST = 60

Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """One fault: the keys and indexes that lead to it, and its description, a sentence without a full stop."""

    path: Path
    what: str


def faults(kind: type[msgspec.Struct], data: Mapping[str, Any]) -> list[Fault]:
    """Return why `data` cannot be converted to the class `kind`, MOST faults at most and a note if there are more."""
    try:
        msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        every = _walk(inspect.type_info(kind), data, ())
        found = list(islice(every, MOST + 1)) or [Fault((), str(error))]
        if len(found) > MOST:
            found[MOST:] = [Fault((), "there is more that is wrong")]
        return found
    return []


def dotted(path: Sequence[str | int]) -> str:
    """Return a path as a TOML key, with indexes from 1: `overrides[1].rules."style.cliche".severity`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            plain = part.replace("-", "").replace("_", "").isalnum()
            text += ("." if text else "") + (part if plain else f'"{part}"')
    return text


def near(name: str, names: Iterable[str]) -> str:
    """Return “; did you mean …?” with the nearest name, or the list of names if none is near."""
    names = list(names)
    return did_you_mean(name, names) or f" (there are {', '.join(sorted(names))})"


def short(text: str) -> str:
    """Return the text, cut to 60 characters with an ellipsis."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _walk(kind: inspect.Type, value: Any, path: Path) -> Iterator[Fault]:
    match kind:
        case inspect.Metadata():
            yield from _walk(kind.type, value, path)
        case inspect.StructType() if isinstance(value, Mapping):
            yield from _struct(kind, value, path)
        case inspect.DictType() if isinstance(value, Mapping):
            wrong = list(_length(kind, value, path))
            yield from wrong
            for key, item in () if wrong else value.items():
                yield from _walk(kind.key_type, key, path)
                yield from _walk(kind.value_type, item, (*path, key))
        case inspect.ListType() | inspect.VarTupleType() | inspect.FrozenSetType() if isinstance(
            value, list | tuple
        ):
            # The items of a list that is too long are not validated.
            wrong = list(_length(kind, value, path))
            yield from wrong
            for number, item in enumerate(() if wrong else value):
                yield from _walk(kind.item_type, item, (*path, number))
        case inspect.UnionType():
            yield from _union(kind, value, path)
        case _:
            reason = _reason(kind, value)
            if reason:
                yield _wrong(path, value, reason)


def _struct(kind: inspect.StructType, value: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    fields = {each.encode_name: each for each in kind.fields if not each.encode_name.startswith("(")}
    sound = dict(value)
    complete = True
    for name in value:
        if name not in fields and name != kind.tag_field and kind.forbid_unknown_fields:
            del sound[name]
            key = dotted((*path, name))
            yield Fault((*path, name), f"unknown key “{short(key)}”{did_you_mean(name, fields)}")
    for name, each in fields.items():
        if name in value:
            for fault in _walk(each.type, value[name], (*path, name)):
                sound.pop(name, None)
                complete = complete and not each.required
                yield fault
        elif each.required:
            complete = False
            yield Fault((*path, name), f"“{short(dotted((*path, name)))}” is missing")
    if complete:
        yield from _refused(kind, fields, sound, path)


def _refused(
    kind: inspect.StructType, fields: Mapping[str, Any], value: Mapping[str, Any], path: Path
) -> Iterator[Fault]:
    """Yield the faults that the class's `__post_init__` raises: one for each line `key: reason` of its message."""
    try:
        msgspec.convert(value, kind.cls)
    except msgspec.ValidationError as error:
        for line in str(error).partition(" - at `")[0].split("\n"):
            key, _, reason = line.partition(": ")
            if key in fields and key in value:
                yield _wrong((*path, key), value[key], reason)
            else:
                yield Fault(path, line)


def _union(kind: inspect.UnionType, value: Any, path: Path) -> Iterator[Fault]:
    """Yield the faults of the first alternative that fits in part, else one fault that lists all alternatives."""
    each = [list(_walk(one, value, path)) for one in kind.types]
    if not all(each):
        return
    inner = [found for found in each if any(len(fault.path) > len(path) for fault in found)]
    if inner:
        yield from inner[0]
        return
    reasons = dict.fromkeys(
        fault.what.rpartition(": ")[2] for found in each for fault in found if "nothing" not in fault.what
    )
    yield _wrong(path, value, ", or ".join(reasons))


def _length(kind: Any, value: Any, path: Path) -> Iterator[Fault]:
    if kind.min_length and len(value) < kind.min_length:
        yield _wrong(path, value, f"should have {kind.min_length} entries or more")
    if kind.max_length is not None and len(value) > kind.max_length:
        yield _wrong(path, value, f"should have {kind.max_length:,} entries at most")


def _reason(kind: inspect.Type, value: Any) -> str:
    """Return what a single value should be; empty if it is valid."""
    match kind:
        case inspect.AnyType():
            return ""
        case inspect.NoneType():
            return "" if value is None else "should be nothing"
        case inspect.BoolType():
            return "" if isinstance(value, bool) else "should be true or false"
        case inspect.StrType():
            return _text(kind, value)
        case inspect.IntType() | inspect.FloatType():
            return _number(kind, value)
        case inspect.LiteralType():
            return "" if value in kind.values else f"should be {_choices(kind.values)}"
        case inspect.EnumType():
            values = [each.value for each in kind.cls]
            return "" if value in values else f"should be {_choices(values)}"
        case inspect.DateType():
            return "" if _is_day(value) else "should be a day such as 2027-01-31"
        case inspect.StructType() | inspect.DictType():
            return "should be a table"
        case _:
            return "should be a list"


def _is_day(value: Any) -> bool:
    try:
        msgspec.convert(value, date)
    except msgspec.ValidationError:
        return False
    return True


def _text(kind: inspect.StrType, value: Any) -> str:
    if not isinstance(value, str):
        return (
            "should be a text; put it in quotation marks"
            if isinstance(value, int | float)
            else "should be a text"
        )
    if len(value) < (kind.min_length or 0):
        return "should not be empty"
    if kind.pattern is not None and not pattern(kind.pattern).found(value):
        return f"should be as {kind.pattern} says"
    return ""


def _number(kind: inspect.IntType | inspect.FloatType, value: Any) -> str:
    whole = isinstance(kind, inspect.IntType)
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        return "should be a whole number" if whole else "should be a number"
    if kind.gt is not None and not value > kind.gt:
        return f"should be greater than {kind.gt:g}"
    if kind.ge is not None and not value >= kind.ge:
        return f"should be {kind.ge:g} or more"
    if kind.le is not None and not value <= kind.le:
        return f"should be {kind.le:g} or less"
    return ""


def _choices(values: Iterable[object]) -> str:
    *most, last = [f"'{value}'" for value in values]
    return f"{', '.join(most)} or {last}" if most else last


def _wrong(path: Path, value: Any, reason: str) -> Fault:
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return Fault(path, f"“{short(dotted(path))}” = {short(text)}: {reason}")
