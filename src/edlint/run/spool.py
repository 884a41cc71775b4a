"""The reports of a long run, in a file in place of memory: twenty thousand articles are no more than two thousand."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, cast, overload

from edlint.model.report import FileReport

_REPORTS = 1_000
_TEXT = 8_000_000
"""So many reports, or code points of their articles, are kept in memory."""


def spooled(reports: Iterable[FileReport]) -> Sequence[FileReport]:
    """Return all reports, in their order, to be gone through any number of times: few in memory, many in a file."""
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
    """Reports in a file of the system's temporary folder that has no name: it is gone with the process, however that ends.

    What is in it was written by this process, and nobody else can open it.
    """

    def __init__(self, file: IO[bytes] | None = None, places: Iterable[tuple[int, int]] = ()) -> None:
        """Make a file, or take what stands in one, each report at a place and of a length."""
        import tempfile  # noqa: PLC0415 - only long runs need a file

        self._file = file or tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the object
        self._places = list(places)

    def add(self, report: FileReport) -> None:
        """Put a report behind the others."""
        import pickle  # noqa: PLC0415 - as above
        import zlib  # noqa: PLC0415 - as above

        data = zlib.compress(pickle.dumps(report, pickle.HIGHEST_PROTOCOL), 1)
        self._places.append((self._file.seek(0, os.SEEK_END), self._file.write(data)))

    def ordered(self, places: Iterable[int]) -> "Spool":
        """Return the same reports in another order, given by their places in this one."""
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
