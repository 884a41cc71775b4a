"""How far a long run is: a bar on a terminal, and nothing anywhere else."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from edlint.model.report import FileReport
from edlint.report.safe import printable

_FROM = 20
"""Fewer files are checked before anybody would look."""
_NAME = 40


@contextmanager
def progress(total: int) -> Iterator[Callable[[FileReport], None]]:
    """Give what is to be called after each of `total` files; it moves a bar with the rate and the file's name.

    The bar stands on standard error, where that is a terminal and there are many files, and is gone in the end.
    """
    if total < _FROM or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from tqdm import tqdm  # noqa: PLC0415 - only where somebody watches

    with tqdm(total=total, file=sys.stderr, unit="file", leave=False, dynamic_ncols=True) as bar:

        def step(file: FileReport) -> None:
            name = printable(file.path)
            bar.set_postfix_str(name if len(name) <= _NAME else f"…{name[1 - _NAME :]}", refresh=False)
            bar.update()

        yield step
