"""Stores the reports of a long run in a file: 20,000 articles take no more memory than 2,000."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, cast, overload

from edlint.model.report import FileReport

_REPORTS = 1_000
_TEXT = 8_000_000
"""Most reports (_REPORTS), and most code points of their articles, that are kept in memory."""


def spooled(reports: Iterable[FileReport]) -> Sequence[FileReport]:
    """Return all reports, in order, as a sequence: a tuple if there are few, else a Spool."""
    few: list[FileReport] = []
    text = 0
    rest = iter(reports)
    for report in rest:
        few.append(report)
        text += len(report.source.text) if report.source is not None else 0
        if len(few) > _REPORTS or text > _TEXT:
            spool = Spool()
            for one in few:
                spool.add(one)
            few.clear()
            for one in rest:
                spool.add(one)
            return spool
    return tuple(few)


class Spool(Sequence[FileReport]):
    """A sequence of reports in an unnamed temporary file, which the system removes when the process ends.

    Unpickling it is safe: this process wrote it, and no other can open it.
    """

    def __init__(self, file: IO[bytes] | None = None, places: Iterable[tuple[int, int]] = ()) -> None:
        """Create a file, or take an existing one with the offset and length of each report in it."""
        import tempfile  # noqa: PLC0415 - only long runs need a file

        self._file = file or tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the object
        self._places = list(places)

    def add(self, report: FileReport) -> None:
        """Append a report."""
        import pickle  # noqa: PLC0415 - as above
        import zlib  # noqa: PLC0415 - as above

        data = zlib.compress(pickle.dumps(report, pickle.HIGHEST_PROTOCOL), 1)
        self._places.append((self._file.seek(0, os.SEEK_END), self._file.write(data)))

    def ordered(self, places: Iterable[int]) -> "Spool":
        """Return the same reports in another order, given by their indexes in this one."""
        return Spool(self._file, (self._places[place] for place in places))

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> FileReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FileReport]: ...
    def __getitem__(self, index: int | slice) -> FileReport | Sequence[FileReport]:
        if isinstance(index, slice):
            return self.ordered(range(len(self))[index])
        import pickle  # noqa: PLC0415 - as above
        import zlib  # noqa: PLC0415 - as above

        start, length = self._places[index]
        self._file.seek(start)
        return cast("FileReport", pickle.loads(zlib.decompress(self._file.read(length))))  # noqa: S301 - our own file, see above

    def __iter__(self) -> Iterator[FileReport]:
        return (self[index] for index in range(len(self)))
