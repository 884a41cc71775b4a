"""A package: parts in a ZIP file, read within limits, and written back with all unchanged parts copied as they are."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

PART = 64_000_000
"""Maximum size of an unpacked part, in bytes."""
_RATIO = 1_000
"""Maximum ratio of a part's unpacked to its packed size; text of real documents reaches a few dozen."""
_PARTS = 20_000
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class PackageError(ValueError):
    """The package cannot be read or written; the message gives the reason."""


class Package:
    """The parts of a package, by name."""

    def __init__(self, data: bytes) -> None:
        """Open the package. Raises PackageError if it is not a ZIP file or has too many parts."""
        self._data = data
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise PackageError(f"no ZIP file: {error}") from None
        self._infos = {info.filename: info for info in self._zip.infolist()}
        if len(self._infos) > _PARTS:
            raise PackageError(f"it has more than {_PARTS:,} parts")

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Return a part, unpacked, or b"" if absent. Raises PackageError if it is encrypted, broken or too large."""
        info = self._infos.get(name)
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise PackageError("it is encrypted")
        if info.file_size > PART or info.file_size > max(info.compress_size, 1_000) * _RATIO:
            raise PackageError(f"its part {name} would be {info.file_size:,} bytes unpacked")
        try:
            with self._zip.open(info) as part:
                content = part.read(PART + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
            raise PackageError(f"its part {name} is broken: {error}") from None
        if len(content) > PART:
            raise PackageError(f"its part {name} is larger than {PART:,} bytes unpacked")
        return content

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """Return the package with some parts changed or added; every other part is copied as it is, packed.

        Raises PackageError for a package of more than 4 GB or 65,535 parts, which needs another format (ZIP64).
        """
        places = sorted((info.header_offset, name) for name, info in self._infos.items())
        begin = self._zip.start_dir
        ends = [offset for offset, _ in places[1:]] + [begin]
        out = bytearray(self._data[: places[0][0]] if places else b"")
        central = bytearray()
        records = self._records()
        for (offset, name), end in zip(places, ends, strict=True):
            record = records[name]
            if name in changed:
                at = len(out)
                packed, record = _packed(record, changed[name], at)
                out += packed
            else:
                record = _moved(record, len(out))
                out += self._data[offset:end]
            central += record
        for name, content in changed.items():
            if name not in self._infos:
                packed, record = _packed(_new(name), content, len(out))
                out += packed
                central += record
        start = len(out)
        comment = self._zip.comment
        count = len(self._infos) + sum(name not in self._infos for name in changed)
        if count > 0xFFFF or start > 0xFFFFFFFF:
            raise PackageError("it is larger than a plain ZIP file may be")
        out += central
        out += _END.pack(b"PK\5\6", 0, 0, count, count, len(central), start, len(comment)) + comment
        return bytes(out)

    def _records(self) -> dict[str, bytes]:
        """Return each part's record in the central directory."""
        found: dict[str, bytes] = {}
        at = self._zip.start_dir
        for name in self._infos:
            fields = _CENTRAL.unpack_from(self._data, at)
            if fields[0] != b"PK\1\2" or 0xFFFFFFFF in {fields[8], fields[9], fields[16]}:
                raise PackageError("it is larger than a plain ZIP file may be")
            end = at + _CENTRAL.size + fields[10] + fields[11] + fields[12]
            found[name] = self._data[at:end]
            at = end
        return found


def _moved(record: bytes, offset: int) -> bytes:
    return record[:42] + struct.pack("<L", offset) + record[46:]


def _new(name: str) -> bytes:
    raw = name.encode()
    return _CENTRAL.pack(b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, 0, 0, len(raw), 0, 0, 0, 0, 0, 0) + raw


def _packed(record: bytes, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """Return a part with its local header, and its central directory record, both for new content."""
    fields = list(_CENTRAL.unpack_from(record))
    stored = fields[4] == zipfile.ZIP_STORED
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -15)
    data = content if stored else squeezer.compress(content) + squeezer.flush()
    name = record[_CENTRAL.size : _CENTRAL.size + fields[10]]
    fields[3] &= ~8  # the sizes are in the header, not after the data
    fields[4] = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    fields[7:10] = zlib.crc32(content), len(data), len(content)
    tail = record[_CENTRAL.size + fields[10] + fields[11] :]
    fields[11] = 0
    fields[16] = offset
    local = _LOCAL.pack(b"PK\3\4", fields[2], *fields[3:10], len(name), 0) + name
    return local + data, _CENTRAL.pack(*fields) + name + tail
