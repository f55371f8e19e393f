"""The processes that runs are trained in, one a core, and how a command ends them."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import torch

MOST = 61  # processes that Windows lets one wait for


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pool() -> Executor:
    """Start a process a core, of one thread: faster than one run on all cores, and the same everywhere."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(min(cores(), MOST), context, initializer=start_worker)


def start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption ends the workers by the parent
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)


@contextmanager
def interruptible(executor: Executor, command: str) -> Iterator[None]:
    """Wait for all work at the end; broken off, end the workers, and the command with one sentence."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended politely is interrupted, too
    try:
        yield
    except (KeyboardInterrupt, BrokenProcessPool, OSError) as error:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        how = "run the same command again to resume from the last finished epochs."
        raise SystemExit(f"{command}: {reason(error)}; {how}") from None
    executor.shutdown()


def reason(error: BaseException) -> str:
    """Say in a few words what broke the work off."""
    if isinstance(error, BrokenProcessPool):
        return "a process that trained was ended, perhaps for want of memory"
    return "interrupted" if isinstance(error, KeyboardInterrupt) else str(error)
