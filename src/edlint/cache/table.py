"""A read-only table of short records by word, in one file that is mapped into memory rather than loaded.

The lines `word\\trecord` are sorted by word and grouped into runs of _RUN lines. The first words of all runs form the
index: a lookup bisects the index for the run, then searches the run for the bytes before the record. So building a
table only sorts lines, most of which are in order already, and processes nothing line by line.

Layout, little-endian: a head (magic, sizes of the four parts), the offsets of the runs, the first word of each run, a
line each, an index of sections as JSON, the runs, the sections. A run begins and ends with `\\n`.
"""

import json
import struct
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

MAGIC = b"edlx4\n\0\0"
_HEAD = struct.Struct("<8sIIIQ")
_RUN = 48


def pack(lines: list[str], sections: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a table of lines `word\\trecord`, which are sorted in place, and of sections by name.

    Words must be unique, not empty and without control characters; records must not contain line ends.
    """
    lines.sort()
    starts = range(0, len(lines), _RUN)
    runs = ["\n".join(["", *lines[start : start + _RUN], ""]).encode() for start in starts]
    firsts = "\n".join([lines[start].partition("\t")[0] for start in starts]).encode()
    offsets = array("I", accumulate(map(len, runs), initial=0))
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for name, data in sections.items():
        places[name] = (at, len(data))
        at += len(data)
    index = json.dumps(places).encode()
    head = _HEAD.pack(MAGIC, len(offsets), len(firsts), len(index), offsets[-1])
    return b"".join([head, offsets.tobytes(), firsts, index, *runs, *sections.values()])


class Table:
    """Reader of the bytes of `pack`, in memory or memory-mapped. Raises ValueError for any other data."""

    def __init__(self, data: "memoryview[int]") -> None:
        """Read the index; everything else is read on demand."""
        if len(data) < _HEAD.size:
            raise ValueError("too short for a table")
        magic, count, firsts_size, index_size, body_size = _HEAD.unpack_from(data)
        if magic != MAGIC:
            raise ValueError("not a table of this version")
        firsts = _HEAD.size + 4 * count
        index = firsts + firsts_size
        body = index + index_size
        tail = body + body_size
        if tail > len(data):
            raise ValueError("a table that was cut short")
        places = json.loads(bytes(data[index:body]))
        if tail + sum(size for _, size in places.values()) != len(data):
            raise ValueError("a table that was cut short")
        self._offsets = array("I", bytes(data[_HEAD.size : firsts]))
        self._firsts = bytes(data[firsts:index]).split(b"\n") if count > 1 else []
        self._body = data[body:tail]
        self._sections = {name: data[tail + at : tail + at + size] for name, (at, size) in places.items()}

    def get(self, word: str) -> bytes | None:
        """Return the record of a word, or None, in a few microseconds."""
        key = word.encode("utf-8", "replace")
        run = bisect_right(self._firsts, key)
        if not run:
            return None
        data = bytes(self._body[self._offsets[run - 1] : self._offsets[run]])
        found = data.find(b"\n%b\t" % key)
        if found < 0:
            return None
        start = found + len(key) + 2
        return data[start : data.index(b"\n", start)]

    def section(self, name: str) -> bytes:
        """Return a section's bytes; empty when there is no section of this name."""
        return bytes(self._sections.get(name, b""))
