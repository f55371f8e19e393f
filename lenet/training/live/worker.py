"""What the training process does: it prepares, trains, waits and saves as it is told, and tells of it.

Commands and news are plain data, (name, value). Commands: "prepare", "fetch", "start" (Settings,
whether it waits before its first batch, the run's name, and how many seconds its limits are shorter),
"pause", "resume", "step", "stop", "save".
News: "phase" (its name and a dictionary), "state" (what `Worker.tell_state` lists), "saved" (the run's
name, and what `saving` makes).
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any, NamedTuple

from lenet.data.datasets import DataError
from lenet.training.live.at_hand import MNIST_BYTES, fetch_mnist, has_drawings, has_mnist
from lenet.training.live.material import Material, preparation
from lenet.training.live.run import LiveRun, gradient_norms
from lenet.training.live.saving import saved
from lenet.training.live.settings import Settings

EVERY = 0.2  # seconds between two states: as often as curves that grow are worth drawing

Command = tuple[str, Any]
Tell = Callable[[str, Any], None]


class Limits(NamedTuple):
    """How many seconds a run may train, and how many it may pause."""

    training: float
    pauses: float

    def spent_by(self, used: float) -> "Limits":
        """Split seconds that are used already: pauses come first, and keep one second."""
        of_pauses = max(0.0, min(used, self.pauses - 1))
        return Limits(used - of_pauses, of_pauses)


class Worker:
    """Obey commands from a queue, and tell news; clock: in seconds."""

    def __init__(
        self,
        commands: Queue[Command],
        tell: Tell,
        folder: Path,
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.commands, self.tell, self.folder, self.limits = commands, tell, folder, limits
        self.clock = clock
        self.preparing: Iterator[Material | None] | None = None
        self.material: Material | None = None
        self.wanted: tuple[Settings, bool, float] | None = None  # a start that waits for the material
        self.name = ""  # of the run
        self.run: LiveRun | None = None
        self.is_training = False
        self.spent = Limits(0.0, 0.0)  # seconds of the run
        self.told_at, self.told_count, self.told_points = 0.0, 0, 0

    def work(self) -> None:
        """Obey for ever."""
        while True:
            self.turn()

    def turn(self) -> None:
        """Obey one command, or train for one batch, or prepare for a step; else wait for a command."""
        if not self.commands.empty():
            self.obey(*self.commands.get())
        elif self.is_training:
            self.timed("training", self.train)
        elif self.preparing:
            self.prepare_on()
        elif command := self.timed("pauses", self.next_command):
            self.obey(*command)

    def obey(self, name: str, value: Any) -> None:
        """Do what one command asks."""
        getattr(self, f"do_{name}")(*([] if value is None else value))

    # What can be asked

    def do_prepare(self) -> None:
        if self.material or self.preparing:
            return
        if not has_mnist(self.folder):
            return self.tell_missing("")
        self.tell("phase", ("preparing", {}))
        self.preparing = preparation(self.folder)

    def do_fetch(self) -> None:
        if not has_mnist(self.folder):
            self.tell_fetched(0)
            try:
                fetch_mnist(self.folder, self.tell_fetched)
            except DataError as failure:
                return self.tell_missing(str(failure))
        self.do_prepare()

    def do_start(self, settings: Settings, waits: bool, name: str, used: float = 0.0) -> None:
        self.drop()
        self.wanted, self.name = (settings, waits, used), name
        if not any(command == "start" for command, _ in list(self.commands.queue)):  # it would end this one
            self.begin_if_possible()

    def do_pause(self) -> None:
        if self.is_training:
            self.is_training = False
            self.tell_run("paused")
            self.tell_state()

    def do_resume(self) -> None:
        if self.run and not self.is_training and not self.is_over():
            self.is_training = True
            self.tell_run("training")

    def do_step(self) -> None:
        if self.run and not self.is_over():
            self.do_pause()
            self.timed("training", self.run.step)
            self.tell_state()

    def do_stop(self) -> None:
        self.drop()
        if self.material:
            self.tell_ready()

    def do_save(self) -> None:
        self.do_pause()
        if self.run and self.material:
            self.tell("saved", (self.name, saved(self.run, self.material, self.folder)))

    # What goes on meanwhile

    def drop(self) -> None:
        """Forget the run."""
        self.run = self.wanted = None
        self.is_training = False

    def prepare_on(self) -> None:
        """Prepare one step further."""
        assert self.preparing is not None
        try:
            made = next(self.preparing)
        except StopIteration:
            self.preparing = None
        except DataError as failure:
            self.preparing = None
            self.tell("phase", ("failed", {"sentence": str(failure)}))
        else:
            if made:
                self.material = made
                if not self.run and not self.wanted:
                    self.tell_ready()
                self.begin_if_possible()

    def begin_if_possible(self) -> None:
        """Begin the run that is wanted, once its material is there."""
        if not self.wanted or not self.material:
            return
        settings, waits, used = self.wanted
        if settings.drawings and not self.material.drawn:
            return self.tell("phase", ("preparing", {}))
        self.wanted, self.spent = None, self.limits.spent_by(used)
        self.run = LiveRun(settings, self.material)
        self.told_points = self.told_count = 0
        self.is_training = not waits
        self.tell_run("training" if self.is_training else "paused")
        self.tell_state()

    def timed(self, what: str, does: Callable[[], Command | None]) -> Command | None:
        """Do something and count its seconds; end the run whose seconds are over."""
        began, run = self.clock(), self.run
        done = does()
        if run and not self.is_over():
            spent = getattr(self.spent, what) + self.clock() - began
            self.spent = self.spent._replace(**{what: spent})
            if self.is_over():
                self.end_run()
        return done

    def end_run(self) -> None:
        """Let the run train no more, and measure it on all that is held out."""
        assert self.run is not None and self.material is not None
        self.is_training = False
        self.run.end(self.material.held_out)
        self.tell_run("finished")
        self.tell_state()

    def is_over(self) -> bool:
        """Tell whether the run has had its seconds."""
        return any(spent >= most for spent, most in zip(self.spent, self.limits, strict=True))

    def train(self) -> None:
        """Learn from one batch, and tell of it if it is time."""
        assert self.run is not None
        self.run.step()
        if self.clock() - self.told_at >= EVERY:
            self.tell_state()

    def next_command(self) -> Command | None:
        """Wait for a command, no longer than the pauses of a run may last."""
        if not self.run or self.is_over():
            return self.commands.get()
        try:
            return self.commands.get(timeout=max(0.0, self.limits.pauses - self.spent.pauses))
        except Empty:
            return None

    # What is told

    def tell_missing(self, sentence: str) -> None:
        self.tell("phase", ("missing", {"bytes": MNIST_BYTES, "sentence": sentence}))

    def tell_ready(self) -> None:
        self.tell("phase", ("ready", {"drawings": has_drawings(self.folder)}))

    def tell_fetched(self, done: int) -> None:
        self.tell("phase", ("fetching", {"done": done, "of": MNIST_BYTES}))

    def tell_run(self, phase: str) -> None:
        """Tell the phase of the run, and the seconds that it may still train."""
        left = max(0.0, self.limits.training - self.spent.training)
        self.tell("phase", (phase, {"run": self.name, "seconds": left}))

    def tell_state(self) -> None:
        """Tell what has come of the run since the last time: its figures, its new points, its weights."""
        run = self.run
        assert run is not None
        now, shown = self.clock(), run.shown_batch()
        rate = (run.count - self.told_count) / max(now - self.told_at, 1e-9) if self.told_count else 0.0
        self.tell(
            "state",
            {
                "run": self.name,
                "seen": run.seen,
                "batches": run.count,
                "rate": rate,
                "seconds": self.spent.training,
                "training": tuple(run.training),
                "held out": tuple(run.held_out),
                "points": run.points[self.told_points :],
                "weights": run.weights(),
                "gradients": gradient_norms(run.model),
                "batch": shown and shown._asdict(),
            },
        )
        self.told_at, self.told_count, self.told_points = now, run.count, len(run.points)
