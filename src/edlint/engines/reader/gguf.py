"""Read GGUF, llama.cpp's file format (github.com/ggml-org/ggml, docs/gguf.md): the parts that SmolLM2's file uses.

Use it only for a file whose digest was verified: the contents are not validated.
"""

import mmap
import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_F32, _Q4_1, _Q8_0 = 0, 3, 8
_BLOCK = 32
"""Number of weights that share a scale; also the alignment of the data in bytes."""


class Model(NamedTuple):
    """The contents of a file: its metadata, and its tensors by name as numpy arrays of 32-bit floats."""

    metadata: dict[str, Any]
    tensors: dict[str, Any]


class _Reader:
    def __init__(self, data: Any) -> None:
        self.data = data
        self.at = 4 + 4  # the magic number and the version

    def number(self, code: str) -> Any:
        (value,) = struct.unpack_from(f"<{code}", self.data, self.at)
        self.at += struct.calcsize(f"<{code}")
        return value

    def text(self) -> str:
        length = self.number("Q")
        self.at += length
        return str(self.data[self.at - length : self.at], "utf-8")

    def value(self, kind: int) -> Any:
        if kind == _STRING:
            return self.text()
        if kind == _ARRAY:
            inner, count = self.number("I"), self.number("Q")
            return [self.value(inner) for _ in range(count)]
        return self.number(_SCALARS[kind])


def read(path: Path) -> Model:
    """Return the contents of a file, with quantised weights converted back to floats. Raises OSError."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        data = memoryview(mapped)
        try:
            return _model(_Reader(data))
        finally:
            data.release()


def _model(reader: _Reader) -> Model:
    tensors, fields = reader.number("Q"), reader.number("Q")
    metadata = {}
    for _ in range(fields):
        name = reader.text()
        metadata[name] = reader.value(reader.number("I"))
    places = []
    for _ in range(tensors):
        name = reader.text()
        shape = [reader.number("Q") for _ in range(reader.number("I"))]
        places.append((name, shape[::-1], reader.number("I"), reader.number("Q")))
    start = -(-reader.at // _BLOCK) * _BLOCK
    return Model(
        metadata, {name: _tensor(reader.data, shape, kind, start + at) for name, shape, kind, at in places}
    )


def _tensor(data: Any, shape: list[int], kind: int, at: int) -> Any:
    count = int(np.prod(shape))
    if kind == _F32:
        return np.frombuffer(data, "<f4", count, at).reshape(shape).copy()
    if kind == _Q8_0:
        rows = np.frombuffer(data, np.dtype([("scale", "<f2"), ("q", "i1", 32)]), count // _BLOCK, at)
        return (rows["scale"].astype("f4")[:, None] * rows["q"]).reshape(shape)
    if kind == _Q4_1:
        kinds = np.dtype([("scale", "<f2"), ("low", "<f2"), ("q", "u1", 16)])
        rows = np.frombuffer(data, kinds, count // _BLOCK, at)
        values = np.concatenate([rows["q"] & 15, rows["q"] >> 4], 1)
        scale, low = rows["scale"].astype("f4")[:, None], rows["low"].astype("f4")[:, None]
        return (scale * values + low).reshape(shape)
    raise ValueError(f"tensors of type {kind} are not in the file that this is for")
