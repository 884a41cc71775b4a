"""How far a long run is: a bar on a terminal, and nothing anywhere else."""

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
"""Fewer files are checked before anybody would look."""
_NAME = 40
_MINUTE = 60.0


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


@contextmanager
def counting(total: int) -> Iterator[Callable[[int], None]]:
    """Give what is told how many more of `total` articles are done: a bar on a terminal, else a line a minute.

    Both have the rate and the time that is left.
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
        # What was done before comes all at once, and is none of this run's rate.
        fresh += more == 1
        now = time.monotonic()
        if now - said < _MINUTE or not fresh:
            return
        said = now
        rate = fresh / (now - began)
        left = max(1, round((total - done) / rate / _MINUTE))
        complain(f"{done:,} of {total:,} articles; {rate:.1f} a second; {counted(left, 'minute')} left")

    yield step
