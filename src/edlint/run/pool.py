"""Many files on several cores, results in the order of the files, whatever happens to a worker."""

import multiprocessing
import multiprocessing.process
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered(
    function: Callable[[Any], Any],
    items: Sequence[Any],
    crashed: Callable[[Any], Any],
    *,
    jobs: int,
    setup: Callable[..., None],
    arguments: tuple[Any, ...],
) -> Iterator[Any]:
    """Yield `function(item)` for each item, in order, computed by `jobs` worker processes.

    Every worker calls `setup(*arguments)` first. When a worker dies, the items that were under way are tried again,
    each in a process of its own, so that only the one that kills it yields `crashed(item)`.
    """
    rest = list(items)
    while rest:
        done = 0
        with _pool(jobs, setup, arguments) as pool:
            futures = [pool.submit(function, item) for item in rest]
            try:
                for future in futures:
                    yield future.result()
                    done += 1
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
            except BaseException:
                # Ctrl-C: leaving the block would wait for every file that is still to be checked.
                pool.shutdown(wait=False, cancel_futures=True)
                for worker in multiprocessing.active_children():
                    worker.terminate()
                raise
        rest = rest[done:]
        # A crash: the culprit is among the next few. Try them alone until one crashes, then go on together.
        while rest:
            item = rest.pop(0)
            try:
                with _pool(1, setup, arguments) as pool:
                    result = pool.submit(function, item).result()
            except BrokenProcessPool:
                yield crashed(item)
                break
            yield result


def _pool(jobs: int, setup: Callable[..., None], arguments: tuple[Any, ...]) -> ProcessPoolExecutor:
    # Fork where it is safe to: edlint has one thread when it starts its workers, and a fork shares loaded lexicons.
    method = (
        "fork"
        if "fork" in multiprocessing.get_all_start_methods()
        and os.name == "posix"
        and os.uname().sysname == "Linux"
        else None
    )
    return ProcessPoolExecutor(
        jobs, multiprocessing.get_context(method), initializer=_begin, initargs=(setup, arguments)
    )


def _begin(setup: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """Set a worker up, and have it end when edlint does, however that is: nobody would send it anything any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    setup(*arguments)


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
