"""Progress of a long run: a bar on a terminal, and no output anywhere else."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from edlint.cli.errors import complain
from edlint.model.report import FileReport
from edlint.report.safe import printable
from edlint.text.counted import counted

_FROM = 20
"""Fewer items than this are done before anyone would watch."""
_NAME = 40
_MINUTE = 60.0


@contextmanager
def progress(total: int) -> Iterator[Callable[[FileReport], None]]:
    """Yield a function to call after each of `total` files; see `steps`."""
    with steps(total, "file") as step:
        yield lambda file: step(file.path)


@contextmanager
def steps(total: int, unit: str) -> Iterator[Callable[[str], None]]:
    """Yield a function to call with the name of each of `total` items when it is done: it advances a bar with the rate.

    The bar is on standard error, if that is a terminal and there are many items, and is removed at the end.
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


@contextmanager
def counting(total: int) -> Iterator[Callable[[int], None]]:
    """Yield a function to call with the number of articles just done: a bar on a terminal, else one line a minute.

    Both show the rate and the remaining time.
    """
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        from tqdm import tqdm  # noqa: PLC0415 - only where somebody watches

        with tqdm(
            total=total, file=sys.stderr, unit="article", leave=False, dynamic_ncols=True, smoothing=0.05
        ) as bar:
            yield bar.update
        return
    began = said = time.monotonic()
    done = fresh = 0

    def step(more: int) -> None:
        nonlocal done, fresh, said
        done += more
        # Articles of earlier runs are counted in one call, and do not belong to this run's rate.
        fresh += more == 1
        now = time.monotonic()
        if now - said < _MINUTE or not fresh:
            return
        said = now
        rate = fresh / (now - began)
        left = max(1, round((total - done) / rate / _MINUTE))
        complain(f"{done:,} of {total:,} articles; {rate:.1f} a second; {counted(left, 'minute')} left")

    yield step
