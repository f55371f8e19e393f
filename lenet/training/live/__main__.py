"""The training process: commands come in by standard input, news goes out by standard output.

`python -m lenet.training.live SECONDS PAUSES` is started by the server, and ends with it: once nobody holds
the other end of its input, however that came to be.
"""

import os
import pickle
import signal
import sys
from queue import Queue
from threading import Thread
from typing import Any, BinaryIO

import torch

from lenet.data.datasets import data_folder
from lenet.training.live.messages import LENGTH, framed
from lenet.training.live.worker import Command, Limits, Worker

NICE = 10  # who draws goes first: on a busy machine the training gets about a tenth of a core
WAITING = 16  # commands; more wait in the pipe, and whoever sends them waits, too


def main() -> None:
    seconds, pauses = map(float, sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends this by the pipe
    if hasattr(os, "nice"):
        os.nice(NICE)
    torch.set_num_threads(1)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no news
    commands: Queue[Command] = Queue(WAITING)
    Thread(target=listen, args=[sys.stdin.buffer, commands], daemon=True).start()

    def tell(name: str, value: Any) -> None:
        try:
            out.write(framed(name, value))
            out.flush()
        except OSError:
            os._exit(0)  # nobody hears it any more

    Worker(commands, tell, data_folder(), Limits(seconds, pauses)).work()


def listen(pipe: BinaryIO, commands: Queue[Command]) -> None:
    """Put what comes into the queue; end the process when the pipe is closed, whatever it is at."""
    while length := pipe.read(LENGTH):
        commands.put(pickle.loads(pipe.read(int.from_bytes(length, "little"))))
    os._exit(0)


if __name__ == "__main__":
    main()
