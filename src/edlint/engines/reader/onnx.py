"""Writes ONNX models with the few messages of onnx.proto3 that are needed, without the packages onnx and protobuf.

The field numbers are from github.com/onnx/onnx, onnx/onnx.proto3.
"""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

_TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int64": 7}
_OPSET, _IR_VERSION = 21, 10
_INLINE = 1024
"""Bytes; a larger constant is written to the file beside the model, which onnxruntime maps into memory."""
_PAGE = 4096
MICROSOFT = "com.microsoft"
"""The domain of onnxruntime's own operators."""


def _varint(number: int) -> bytes:
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _field(number: int, value: float | str | bytes) -> bytes:
    """Encode a protobuf field: int as varint, float as 32 bits, text and submessages prefixed with their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


class Graph:
    """A graph, built operator by operator; its values are referred to by name."""

    def __init__(self) -> None:
        """Make an empty graph."""
        self._nodes: list[bytes] = []
        self._constants: dict[str, bytes] = {}
        self._data = bytearray()
        self._count = 0

    def constant(self, name: str, array: Any) -> str:
        """Add a constant unless one of that name exists; returns the name."""
        if name in self._constants:
            return name
        array = np.ascontiguousarray(array)
        tensor = b"".join(_field(1, int(size)) for size in array.shape)
        tensor += _field(2, _TYPES[array.dtype.name]) + _field(8, name)
        if array.nbytes > _INLINE:
            self._data.extend(b"\0" * (-len(self._data) % _PAGE))
            place = {"location": "weights.bin", "offset": str(len(self._data)), "length": str(array.nbytes)}
            tensor += b"".join(_field(13, _field(1, key) + _field(2, value)) for key, value in place.items())
            tensor += _field(14, 1)
            self._data.extend(array.tobytes())
        else:
            tensor += _field(9, array.tobytes())
        self._constants[name] = _field(5, tensor)
        return name

    def whole(self, *numbers: int) -> str:
        """Add a constant list of 64-bit integers; returns its name."""
        return self.constant(f"i{numbers}", np.array(numbers, "i8"))

    def node(
        self, kind: str, inputs: Sequence[str], domain: str = "", **attributes: float | Sequence[int]
    ) -> str:
        """Add an operator with one result; returns the result's name."""
        return self.nodes(kind, inputs, 1, domain, **attributes)[0]

    def nodes(
        self,
        kind: str,
        inputs: Sequence[str],
        results: int,
        domain: str = "",
        **attributes: float | Sequence[int],
    ) -> list[str]:
        """Add an operator with several results; returns their names."""
        outputs = [f"t{self._count + index}" for index in range(results)]
        self._count += results
        node = b"".join(_field(1, name) for name in inputs) + b"".join(_field(2, name) for name in outputs)
        node += _field(4, kind)
        for name, value in attributes.items():
            node += _field(5, _field(1, name) + _attribute(value))
        if domain:
            node += _field(7, domain)
        self._nodes.append(_field(1, node))
        return outputs

    def name(self, value: str, name: str) -> None:
        """Make a value available as the output `name`."""
        self._nodes.append(_field(1, _field(1, value) + _field(2, name) + _field(4, "Identity")))

    def write(
        self,
        folder: Path,
        inputs: Sequence[tuple[str, str, Sequence[int | str]]],
        outputs: Sequence[tuple[str, str, Sequence[int | str]]],
    ) -> None:
        """Write `model.onnx` and `weights.bin` into a new folder. Inputs and outputs are (name, type, shape)."""
        graph = b"".join(self._nodes) + _field(2, "g") + b"".join(self._constants.values())
        graph += b"".join(_field(11, _value(*each)) for each in inputs)
        graph += b"".join(_field(12, _value(*each)) for each in outputs)
        model = _field(1, _IR_VERSION) + _field(7, graph) + _field(8, _field(1, "") + _field(2, _OPSET))
        model += _field(8, _field(1, MICROSOFT) + _field(2, 1))
        folder.mkdir()
        (folder / "model.onnx").write_bytes(model)
        (folder / "weights.bin").write_bytes(self._data)


def _attribute(value: float | Sequence[int]) -> bytes:
    if isinstance(value, float):
        return _field(2, value) + _field(20, 1)
    if isinstance(value, int):
        return _field(3, value) + _field(20, 2)
    return b"".join(_field(8, number) for number in value) + _field(20, 7)


def _value(name: str, kind: str, shape: Sequence[int | str]) -> bytes:
    sizes = b"".join(
        _field(1, _field(1, size) if isinstance(size, int) else _field(2, size)) for size in shape
    )
    return _field(1, name) + _field(2, _field(1, _field(1, _TYPES[kind]) + _field(2, sizes)))
