"""What is wrong with data that should be of a class: every fault at once, in words, with the path to it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect, structs

from edlint.text.nearest import did_you_mean
from edlint.text.pattern import pattern

_PART = r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]"
_WANTED = {
    "`str`": "a text",
    "`int`": "a whole number",
    "`float`": "a number",
    "`bool`": "true or false",
    "`array`": "a list",
    "`object`": "a table",
    "`null`": "nothing",
}


class Fault(NamedTuple):
    """One fault: the keys and numbers that lead to it, and what is wrong there."""

    path: tuple[str | int, ...]
    what: str


def faults(kind: type[msgspec.Struct], data: Mapping[str, Any]) -> list[Fault]:
    """Return what keeps `data` from being of the class `kind`; empty when nothing does.

    Each field is looked at by itself, so that one fault does not hide those of the others.
    """
    return list(_faults(kind, data))


def _faults(kind: type[msgspec.Struct], data: Mapping[str, Any]) -> Iterator[Fault]:
    fields = {each.encode_name: each for each in structs.fields(kind) if not each.encode_name.startswith("(")}
    tag = kind.__struct_config__.tag_field
    sound = True
    for name in data:
        if name not in fields and name != tag:
            sound = False
            yield Fault((name,), f"“{name}”: no such field{near(name, fields)}")
    for name, each in fields.items():
        if name not in data:
            if each.required:
                sound = False
                yield Fault((), f"“{name}” is missing")
            continue
        try:
            msgspec.convert(data[name], each.type)
        except msgspec.ValidationError as error:
            sound = False
            yield _explained(error, each.type, name)
    if sound:
        try:
            msgspec.convert(data, kind)
        except msgspec.ValidationError as error:
            yield Fault((), _message(error)[0])


def near(name: str, names: Mapping[str, Any] | list[str]) -> str:
    """Return “; did you mean …?”, or the names there are when none is near."""
    return did_you_mean(name, list(names)) or f" (there are {', '.join(sorted(names))})"


def _explained(error: msgspec.ValidationError, kind: Any, name: str) -> Fault:
    message, inner = _message(error)
    path = (name, *inner)
    shown = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    unknown = next((m.groups[0] for m in pattern("unknown field `([^`]*)`").matches(message)), None)
    if unknown is not None:
        return Fault((*path, unknown), f"“{unknown}”: no such field{near(unknown, _names(kind, inner))}")
    missing = next((m.groups[0] for m in pattern("missing required field `([^`]*)`").matches(message)), None)
    if missing is not None:
        return Fault(path, f"{shown}: “{missing}” is missing")
    return Fault(path, f"{shown}: {message[:1].lower()}{message[1:]}")


def _message(error: msgspec.ValidationError) -> tuple[str, tuple[str | int, ...]]:
    """Return what a validation error says, and the path that it gives."""
    message, _, place = str(error).partition(" - at `")
    path = tuple(
        key if key is not None else int(number or 0)
        for match in pattern(_PART).matches(place.removesuffix("`"))
        for key, number in [match.groups]
        if number != "..."
    )
    for word, wanted in _WANTED.items():
        message = message.replace(word, wanted)
    return message.replace("Expected", "expected", 1), path


def _names(kind: Any, path: tuple[str | int, ...]) -> list[str]:
    """Return the fields of the class that the path leads to, inside a type."""
    found = [inspect.type_info(kind)]
    for part in path:
        found = [inner for each in found for inner in _inside(each, part)]
    return [
        field.encode_name
        for each in _flat(found)
        if isinstance(each, inspect.StructType)
        for field in each.fields
    ]


def _inside(kind: inspect.Type, part: str | int) -> Iterator[inspect.Type]:
    for each in _flat([kind]):
        if isinstance(
            each, inspect.ListType | inspect.VarTupleType | inspect.SetType | inspect.FrozenSetType
        ):
            yield each.item_type
        elif isinstance(each, inspect.DictType):
            yield each.value_type
        elif isinstance(each, inspect.StructType):
            yield from (field.type for field in each.fields if field.encode_name == part)


def _flat(kinds: list[inspect.Type]) -> Iterator[inspect.Type]:
    for each in kinds:
        if isinstance(each, inspect.UnionType):
            yield from _flat(list(each.types))
        elif isinstance(each, inspect.Metadata):
            yield from _flat([each.type])
        else:
            yield each
