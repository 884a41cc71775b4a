"""A pool of worker processes that yields results in order and survives a worker's crash."""

import multiprocessing
import multiprocessing.process
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from edlint.run.collector import collect_seldom

_AHEAD = 16
"""Items per worker that may be submitted ahead of the next result."""
_END = object()


def ordered(
    function: Callable[[Any], Any],
    items: Iterable[Any],
    crashed: Callable[[Any], Any],
    *,
    jobs: int,
    setup: Callable[..., None],
    arguments: tuple[Any, ...],
    fork: bool = True,
) -> Iterator[Any]:
    """Yield `function(item)` for each item, in order, computed by `jobs` worker processes.

    Items are consumed lazily, some ahead of the next result: there may be more than fit into memory. Every worker calls
    `setup(*arguments)` first. When a worker dies, the items in progress are tried again, one at a time, so that only
    the one that kills it yields `crashed(item)`. `fork` must be false if this process has threads: workers are then
    forked from a server process.
    """
    source = iter(items)
    again: deque[Any] = deque()
    more = True
    while more or again:
        under_way: deque[Any] = deque()
        futures: deque[Future[Any]] = deque()
        with _pool(jobs, setup, arguments, fork) as pool:
            try:
                while True:
                    while len(futures) < jobs * _AHEAD and (more or again):
                        item = again.popleft() if again else next(source, _END)
                        if item is _END:
                            more = False
                            break
                        under_way.append(item)
                        futures.append(pool.submit(function, item))
                    if not futures:
                        break
                    result = futures.popleft().result()
                    under_way.popleft()
                    yield result
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
            except BaseException:
                # Ctrl-C: leaving the block would wait for every file that was submitted.
                pool.shutdown(wait=False, cancel_futures=True)
                for worker in multiprocessing.active_children():
                    worker.terminate()
                raise
        again.extendleft(reversed(under_way))
        # The item that crashed is among the next few. Try them one by one until one crashes, then go on in parallel.
        with _pool(1, setup, arguments, fork) as pool:
            while again:
                item = again.popleft()
                try:
                    result = pool.submit(function, item).result()
                except BrokenProcessPool:
                    yield crashed(item)
                    break
                yield result


def _pool(
    jobs: int, setup: Callable[..., None], arguments: tuple[Any, ...], fork: bool
) -> ProcessPoolExecutor:
    # Fork where it is safe to: edlint has one thread when it starts its workers, and a fork shares loaded lexicons.
    method = None
    if "fork" in multiprocessing.get_all_start_methods() and os.uname().sysname == "Linux":
        method = "fork" if fork else "forkserver"
    return ProcessPoolExecutor(
        jobs, multiprocessing.get_context(method), initializer=_begin, initargs=(setup, arguments)
    )


def _begin(setup: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """Set a worker up, and make it end when the parent process does, however that happens."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    # The collector must not touch objects from before the fork: their pages are shared with the parent.
    collect_seldom()
    setup(*arguments)


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
