"""The room in which one run goes on: who owns it, who looks on, what each is told. It reads no frames."""

import os
import secrets
import time
from collections.abc import Callable
from typing import Any

from lenet.training.live.settings import Settings
from lenet.web.live import frames
from lenet.web.live.machine_lock import MachineLock, shared_path
from lenet.web.live.snapshot import Snapshot
from lenet.web.live.training_process import TrainingProcess
from lenet.web.live.visitor import Visitor
from lenet.web.server.connections import Deadline

RUN = 300  # seconds that a run trains at most: `relu-32` comes to 0.6 % in them, and the next one waits
PAUSES = 300  # seconds that it pauses at most: a lecturer explains, and the next one still waits
ON_SPACES = 60  # both, where strangers share one machine: it is below 1 % by then
GONE = 30  # seconds without a connection that end a tab's run: a phone changes its network in less
LEAST = 2  # seconds that must be left to start again while others wait
LOOK = 2.0  # seconds between two looks whether a run in another process is over
RUNNING = ("training", "paused")
BEGINS = "Your run begins when the training digits are ready."
LOST = "The training process has ended: press Start to begin again."


class Room:
    """One process that trains, one run at a time in it.

    phase: of the process, and what belongs to it; None as long as nobody has asked for it.
    """

    def __init__(self, start: Callable[..., TrainingProcess] = TrainingProcess):
        is_space = "SPACE_ID" in os.environ
        self.seconds, self.pauses = (ON_SPACES, ON_SPACES) if is_space else (RUN, PAUSES)
        self.is_open = os.environ.get("LENET_TRAINING", "on") != "off"
        self.start_process = start
        self.lock = MachineLock(shared_path())
        self.looking = Deadline()
        self.visitors: dict[str, Visitor] = {}
        self.process: TrainingProcess | None = None
        self.phase: str | None = None
        self.details: dict[str, Any] = {}
        self.told_at = 0.0
        self.has_drawings = False
        self.owner: Visitor | None = None
        self.savers: dict[str, Visitor] = {}  # who waits for the files of a run
        self.clear()

    def clear(self) -> None:
        """Begin without a run."""
        self.run, self.settings = "", Settings()
        self.snapshot: Snapshot | None = None
        self.snapshots, self.points = 0, list[list[Any]]()
        self.until = 0.0

    # Who comes and goes

    def enter(self, tab: str, client: str) -> Visitor:
        """Let a tab in, or in again."""
        if tab in self.visitors:
            self.visitors[tab].arrive()
        else:
            self.visitors[tab] = Visitor(client)
        return self.visitors[tab]

    def leave(self, tab: str) -> None:
        """Let a tab go: its run ends, and with the last tab the process."""
        visitor = self.visitors.pop(tab, None)
        if visitor is None:
            return
        visitor.leaving.call_off()
        if visitor is self.owner:
            self.stop()
        if not self.visitors and self.process is not None:
            self.process.end()
            self.process = self.phase = None
            self.savers.clear()

    def tell_all(self) -> None:
        """Tell everybody how things stand."""
        for visitor in self.visitors.values():
            visitor.tell_status()

    # What visitors ask

    def prepare(self) -> None:
        """Have the process ready."""
        if self.process is None:
            self.process = self.start_process(self.seconds, self.pauses, self.hear)
            self.set_phase("preparing", {})
        if self.phase in ("preparing", "missing", "failed"):
            self.process.tell("prepare")

    def fetch(self) -> None:
        """Have MNIST fetched, where it is missing."""
        if self.phase == "missing" and self.process is not None:
            self.process.tell("fetch")

    def start(self, visitor: Visitor, settings: Settings, waits: bool) -> None:
        """Begin a run for a visitor, in place of one that is over or its own; unless others are at it.

        While others wait, a visitor who starts again has only the time that was left: else it could keep
        them waiting for ever.
        """
        used = self.used_by(visitor)
        left = self.seconds + self.pauses - used
        if left < LEAST:
            return self.stop()
        if self.is_busy_for(visitor) or not self.lock.take(left):
            return visitor.tell_status()
        self.prepare()
        if self.phase in ("missing", "fetching") or self.process is None:
            return self.lock.give_back()
        self.clear()
        self.owner, self.settings, self.run = visitor, settings, secrets.token_hex(4)
        self.until = time.monotonic() + left
        visitor.watches = False
        self.process.tell("start", settings, waits, self.run, used)
        self.set_phase("preparing", {})

    def stop(self) -> None:
        """End the run."""
        self.end_run()
        if self.process is not None:
            self.process.tell("stop")
        self.set_phase("preparing", {})  # until the process has heard of it

    def order(self, command: str) -> None:
        """Pass a command of the owner's on."""
        if self.process is not None:
            if command == "save" and self.owner is not None:
                self.savers[self.run] = self.owner  # it may be another's run by the time that it is saved
            self.process.tell(command)

    def watch(self, visitor: Visitor) -> None:
        """Let a visitor look on."""
        visitor.watches = self.owner not in (None, visitor)
        visitor.see_anew()
        visitor.tell_status()

    # What the process tells

    def hear(self, name: str, value: Any) -> None:
        """Take in news of the process."""
        if name == "phase":
            phase, details = value
            self.has_drawings = details.pop("drawings", self.has_drawings)
            if self.concerns(phase, details) and (phase, details) != (self.phase, self.details):
                self.set_phase(phase, details)
        elif name == "state" and value["run"] == self.run:
            self.points += value["points"]
            self.snapshot = Snapshot(self.settings.network, value)
            self.snapshots += 1
            for visitor in self.visitors.values():
                visitor.news.set()
        elif name == "ended":
            self.process = None
            self.savers.clear()
            self.set_phase("failed", {"sentence": LOST})
        elif name == "saved":
            run, files = value
            if run in self.savers:
                self.savers.pop(run).reply(frames.saved(files))

    def concerns(self, phase: str, details: dict[str, Any]) -> bool:
        """Tell whether a phase is of this run, and not of one before, told while this one was started."""
        return not (phase == "ready" and self.owner) and details.get("run", self.run) == self.run

    def end_run(self) -> None:
        """Go on without a run."""
        self.owner = None
        self.clear()
        self.lock.give_back()

    def set_phase(self, phase: str, details: dict[str, Any]) -> None:
        """Note how things stand, and tell everybody."""
        self.phase, self.details, self.told_at = phase, details, time.monotonic()
        if phase == "finished":
            self.lock.give_back()
        elif phase in ("missing", "failed"):
            self.end_run()
        self.tell_all()

    # How things stand

    def used_by(self, visitor: Visitor) -> float:
        """Return how long an owner who starts again has had the room, in seconds; 0 while nobody waits."""
        others = any(each is not visitor and not each.watches for each in self.visitors.values())
        if visitor is not self.owner or self.phase == "finished" or not others:
            return 0.0
        return self.seconds + self.pauses - max(0.0, self.until - time.monotonic())

    def is_busy_for(self, visitor: Visitor) -> bool:
        """Tell whether somebody else's run is under way."""
        return self.owner not in (None, visitor) and self.phase != "finished"

    def look_elsewhere(self) -> None:
        """Tell everybody once no other process trains any more."""
        if self.lock.held_elsewhere() is None:
            self.tell_all()
        else:
            self.looking.move(LOOK, self.look_elsewhere)

    def status_for(self, visitor: Visitor) -> dict[str, Any]:
        """Write a visitor's status."""
        if not self.is_open:
            return {"phase": "off", "sentence": "Training is switched off on this server."}
        sees = visitor is self.owner or (visitor.watches and self.owner is not None)
        if sees and self.phase in (*RUNNING, "finished"):
            return self.status_of_run(visitor)
        if self.is_busy_for(visitor):
            return self.busy(max(0.0, self.until - time.monotonic()), is_here=True)
        if self.phase in ("ready", "preparing", "finished"):
            elsewhere = self.lock.held_elsewhere()
            if elsewhere is not None:
                self.looking.move(LOOK, self.look_elsewhere)
                return self.busy(elsewhere, is_here=False)
        phase = "ready" if self.phase == "finished" else self.phase or "preparing"
        sentence = BEGINS if phase == "preparing" and visitor is self.owner else ""
        status = {"phase": phase, "sentence": sentence} | (self.details if phase == self.phase else {})
        return status

    def status_of_run(self, visitor: Visitor) -> dict[str, Any]:
        """Write the status of who owns the run, or looks on."""
        phase = self.phase if visitor is self.owner else "watching"
        left = self.details["seconds"]
        if self.phase == "training":
            left = max(0.0, left - (time.monotonic() - self.told_at))
        status = {"phase": phase, "sentence": "", "run": self.run, "settings": self.settings._asdict()}
        return status | {"seconds": left, "over": self.phase == "finished"}

    def busy(self, seconds: float, is_here: bool) -> dict[str, Any]:
        """Write the status of who has to wait; is_here: whether it may look on."""
        minutes = max(1, round(seconds / 60))
        sentence = f"Someone else is training, for at most {minutes} more minute{'s' * (minutes > 1)}."
        return {"phase": "busy", "sentence": sentence, "seconds": seconds, "here": is_here}
