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
    """Give what is to be called after each of `total` files; see `steps`."""
    with steps(total, "file") as step:
        yield lambda file: step(file.path)


@contextmanager
def steps(total: int, unit: str) -> Iterator[Callable[[str], None]]:
    """Give what is to be called with the name of each of `total` things when it is done: it moves a bar with the rate.

    The bar stands on standard error, where that is a terminal and there are many things, and is gone in the end.
    """
    if total < _FROM or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from tqdm import tqdm  # noqa: PLC0415 - only where somebody watches

    with tqdm(total=total, file=sys.stderr, unit=unit, leave=False, dynamic_ncols=True) as bar:

        def step(done: str) -> None:
            name = printable(done)
            bar.set_postfix_str(name if len(name) <= _NAME else f"…{name[1 - _NAME :]}", refresh=False)
            bar.update()

        yield step
