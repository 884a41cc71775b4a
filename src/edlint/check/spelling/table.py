"""A read-only table of short records by word, in one file that is mapped into memory rather than loaded.

Layout, little-endian: magic, bucket count (a power of two), then an array of bucket offsets, the buckets, and at the
end named sections of bytes. A bucket holds `\\n` + word + `\\t` + record for each of its words; records are ASCII, so
that a word is found by one search for the bytes that stand before its record.
"""

import json
import struct
from array import array
from collections.abc import Iterable, Mapping
from zlib import crc32

MAGIC = b"edlx1\n\0\0"
_HEAD = struct.Struct("<8sIIQ")


def pack(entries: Iterable[tuple[str, str]], sections: Mapping[str, bytes], *, expected: int) -> bytes:
    """Return the table's bytes: word → record, and sections by name. `expected` is roughly how many words come."""
    count = 1 << max(4, (expected // 6).bit_length())
    mask = count - 1
    buckets: list[list[bytes]] = [[] for _ in range(count)]
    for word, record in entries:
        key = word.encode()
        buckets[crc32(key) & mask].append(b"\n" + key + b"\t" + record.encode("ascii"))
    joined = [b"".join(bucket) + b"\n" for bucket in buckets]
    offsets = array("I")
    position = 0
    for data in joined:
        offsets.append(position)
        position += len(data)
    offsets.append(position)
    body = b"".join(joined)
    places: dict[str, tuple[int, int]] = {}
    tail = []
    at = 0
    for name, data in sections.items():
        places[name] = (at, len(data))
        tail.append(data)
        at += len(data)
    index = json.dumps(places).encode()
    head = _HEAD.pack(MAGIC, count, len(index), len(body))
    return b"".join([head, offsets.tobytes(), index, body, *tail])


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
        self._mask = count - 1
        self._offsets = data[_HEAD.size : offsets_end].cast("I")
        places = json.loads(bytes(data[offsets_end : offsets_end + index_size]))
        body = offsets_end + index_size
        self._body = data[body : body + body_size]
        tail = body + body_size
        self._sections = {name: data[tail + at : tail + at + size] for name, (at, size) in places.items()}
        if tail + sum(size for _, size in places.values()) != len(data):
            raise ValueError("a lexicon that was cut short")

    def get(self, word: str) -> bytes | None:
        """Return the record of a word, or None. Constant time: about a microsecond."""
        key = word.encode("utf-8", "replace")
        bucket = crc32(key) & self._mask
        data = bytes(self._body[self._offsets[bucket] : self._offsets[bucket + 1]])
        found = data.find(b"\n" + key + b"\t")
        if found < 0:
            return None
        start = found + len(key) + 2
        return data[start : data.index(b"\n", start)]

    def section(self, name: str) -> bytes:
        """Return a section's bytes; empty when there is none of this name."""
        return bytes(self._sections.get(name, b""))
