"""Work spread over processes: the same results in the same order, however many there are."""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import Any, TypeVar

from doclint.errors import DoclintError

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEWEST = 64
"""Fewer items are done sooner than processes are started."""
_ROUNDS = 8
"""How many batches each process gets, so that none waits long for the last."""

_MOST = 8
"""More processes are not begun unasked: a container may see all processors of a machine that it shares."""

_work: Callable[[Sequence[Any]], list[Any]] | None = None


def processors() -> int:
    """How many processes may work at once; one where a process cannot be a copy of ours (Windows, macOS)."""
    if sys.platform != "linux":
        return 1
    return min(_MOST, len(os.sched_getaffinity(0)))


def spread(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """What `work` makes of `items`, a batch at a time and in order; batches are as large whatever `jobs` is.

    A process is a copy of this one, and knows all that it knew; items and results are sent.
    """
    size = max(1, min(len(items) // (2 * _ROUNDS), _FEWEST))
    batches = [items[start : start + size] for start in range(0, len(items), size)]
    if jobs < 2 or len(items) < _FEWEST:
        yield from chain.from_iterable(map(work, batches))
    else:
        yield from _spread(work, batches, jobs)


def _spread(
    work: Callable[[Sequence[Item]], list[Result]], batches: list[Sequence[Item]], jobs: int
) -> Iterator[Result]:
    global _work  # noqa: PLW0603
    _work = work
    # What is there already is not looked through again: that would copy all of its pages into every process.
    gc.freeze()
    fork = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(jobs, fork, initializer=_begin) as pool:
            try:
                for future in [pool.submit(_do, batch) for batch in batches]:
                    yield from future.result()
            except Exception:
                pool.shutdown(cancel_futures=True)
                raise
            except BaseException:
                for process in multiprocessing.active_children():
                    process.terminate()
                raise
    except BrokenProcessPool as error:
        message = "a process was killed, for want of memory perhaps: try again with --jobs 1"
        raise DoclintError(message) from error
    finally:
        _work = None
        gc.unfreeze()


def _begin() -> None:
    """Leave interrupts to the process that began."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(batch: Sequence[Any]) -> list[Any]:
    if _work is None:
        message = "a process began without its work"
        raise RuntimeError(message)
    return _work(batch)
