"""A read-only table of short records by word, in one file that is mapped into memory rather than loaded.

Layout, little-endian: a head (magic, number of buckets, sizes), an array of bucket offsets, an index of sections as
JSON, the buckets, the sections. A bucket holds `\\n` + word + `\\t` + record for each of its words, so that a word is
found by one search for the bytes that stand before its record; records hold no `\\n`.
"""

import json
import struct
from array import array
from collections.abc import Mapping, Sequence
from zlib import crc32

MAGIC = b"edlx2\n\0\0"
_HEAD = struct.Struct("<8sIIQ")


def pack(records: Sequence[tuple[str, str]], sections: Mapping[str, bytes]) -> bytes:
    """Return the table's bytes: word → record, and sections by name. No word may come twice."""
    count = 1 << max(4, (len(records) // 6).bit_length())
    mask = count - 1
    lists: list[list[str]] = [[] for _ in range(count)]
    for word, record in records:
        lists[crc32(word.encode()) & mask].append(f"\n{word}\t{record}")
    buckets = [("".join(found) + "\n").encode() for found in lists]
    offsets = array("I", [0])
    position = 0
    for bucket in buckets:
        position += len(bucket)
        offsets.append(position)
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for name, data in sections.items():
        places[name] = (at, len(data))
        at += len(data)
    index = json.dumps(places).encode()
    index += b" " * (-len(index) % 4)
    head = _HEAD.pack(MAGIC, count, len(index), position)
    return b"".join([head, offsets.tobytes(), index, *buckets, *sections.values()])


class Table:
    """Reads what `pack` wrote, from bytes or a memory map. Raises ValueError for bytes that are no such table."""

    def __init__(self, data: "memoryview[int]") -> None:
        """Look at the head only; everything else is read when it is asked for."""
        if len(data) < _HEAD.size:
            raise ValueError("too short for a lexicon")
        magic, count, index_size, body_size = _HEAD.unpack_from(data)
        if magic != MAGIC:
            raise ValueError("not a lexicon of this version")
        offsets_end = _HEAD.size + 4 * (count + 1)
        body = offsets_end + index_size
        tail = body + body_size
        if tail > len(data):
            raise ValueError("a lexicon that was cut short")
        places = json.loads(bytes(data[offsets_end:body]))
        if tail + sum(size for _, size in places.values()) != len(data):
            raise ValueError("a lexicon that was cut short")
        self._mask = count - 1
        self._offsets = data[_HEAD.size : offsets_end].cast("I")
        self._body = data[body:tail]
        self._sections = {name: data[tail + at : tail + at + size] for name, (at, size) in places.items()}

    def get(self, word: str) -> bytes | None:
        """Return the record of a word, or None. Constant time: a few microseconds."""
        key = word.encode("utf-8", "replace")
        bucket = crc32(key) & self._mask
        data = bytes(self._body[self._offsets[bucket] : self._offsets[bucket + 1]])
        found = data.find(b"\n%b\t" % key)
        if found < 0:
            return None
        start = found + len(key) + 2
        return data[start : data.index(b"\n", start)]

    def section(self, name: str) -> bytes:
        """Return a section's bytes; empty when there is none of this name."""
        return bytes(self._sections.get(name, b""))
