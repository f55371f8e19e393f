"""The page's questions: each takes checked inputs, named as in `checks`, and returns its packet.

A packet is plain JSON; None is the answer where nothing is drawn. Raises what `checks` calls REFUSED.
"""

import reprlib
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from lenet.drawing.payload import digit_of, is_several
from lenet.drawing.placement import PLACEMENTS, Digit
from lenet.drawing.several import SEVERAL
from lenet.explain.ablation import Values, margins, without, zeros
from lenet.explain.attribution import attribute
from lenet.explain.interpolation import interpolate, readings
from lenet.explain.misreads import misread_drawing
from lenet.explain.sweeps import perturbed, sweep
from lenet.explain.unit import explain, trace_before
from lenet.network.model import LeNet5
from lenet.recognition import recognise
from lenet.web import packets
from lenet.web.checks import Drawn, InputError, View
from lenet.web.components.sketchpad import PAD
from lenet.web.description import Checkpoints
from lenet.web.fairness.work import is_wanted
from lenet.web.hands import own_drawings
from lenet.web.pictures import placed_digits
from lenet.web.sharing import maps_file, qr

COMPARED = ("C1", "C3", "F6")  # layers shown of two drawings side by side

Packet = Any
Question = Callable[..., Packet]


class Questions:
    """Answer the page's questions with these networks, and with checkpoints of the first one's training.

    means: of each network's outputs, followed by those of its checkpoints.
    """

    def __init__(
        self,
        models: Mapping[str, LeNet5],
        checkpoints: Checkpoints,
        means: Mapping[str, Sequence[Values]],
    ):
        self.models, self.checkpoints, self.means = models, checkpoints, means
        self.own_drawings = own_drawings()

    def table(self) -> dict[str, Question]:
        """List all questions by the names of their routes."""
        own = (
            self.read,
            self.placements,
            self.misread,
            self.why,
            self.margins,
            self.compare,
            self.stress,
            self.learning,
            self.two,
            self.two_maps,
            self.maps,
        )
        return {each.__name__: each for each in own} | {"picture": placed_digits, "qr": qr}

    def read(self, drawing: Drawn, placement: str, network: str, view: View) -> Packet:
        """Read a drawing, seen in some way."""
        return reading(*self.whole(network, view), drawing, placement, view)

    def reader(self, network: str, view: View) -> LeNet5:
        """Choose who reads, without the parts that are off."""
        whole, values = self.whole(network, view)
        return without(whole, view.off, values)

    def whole(self, network: str, view: View) -> tuple[LeNet5, Values]:
        """Choose the network, or the first one in training; and what parts of it keep that are off."""
        if view.checkpoint is None:
            model, means = self.models[network], self.means[network][0]
        else:
            model, means = self.in_training(view.checkpoint)
        return model, zeros(means) if view.off_as_zero else means

    def in_training(self, checkpoint: int) -> tuple[LeNet5, Values]:
        """Find the first network as it was at a checkpoint of its training, and its mean outputs then."""
        last = len(self.checkpoints) - 1
        if not 0 <= checkpoint <= last:
            raise InputError(f"There is no checkpoint {reprlib.repr(checkpoint)}. Choose from 0 to {last}.")
        _, *means = next(iter(self.means.values()))
        return self.checkpoints[checkpoint][1], means[checkpoint]

    def placements(self, drawing: Drawn, network: str, view: View) -> Packet:
        """Read a drawing by each placement."""
        model = self.reader(network, view)

        def answer(placement: str) -> Packet:
            digit = inked(drawing, placement)
            if digit is None:
                return None
            recognition = recognise(model, perturbed(digit, view.amounts))
            return {"verdict": recognition.verdict, "top3": recognition.top3}

        return {placement: answer(placement) for placement in PLACEMENTS}

    def misread(self, placement: str, network: str, view: View, seed: int) -> Packet:
        """Augment our own drawings until this network misreads one that others read; or None."""
        found = misread_drawing(
            self.reader(network, view),
            [other for name, other in self.models.items() if name != network],
            self.own_drawings,
            (PAD, PAD),
            placement,
            np.random.default_rng(seed),
            lambda digit: perturbed(digit, view.amounts),
            is_wanted,
        )
        if found is None:
            return None
        return {
            "strokes": [each.tolist() for each in found.strokes],
            "meant": found.meant,
            "read": found.read,
        }

    def why(self, drawing: Drawn, placement: str, network: str, view: View) -> Packet:
        """Tell what made the network prefer its answer to the next best."""
        digit = inked(drawing, placement)
        if digit is None:
            return None
        whole, values = self.whole(network, view)
        return packets.attribution(attribute(without(whole, view.off, values), digit, values))

    def margins(self, drawing: Drawn, placement: str, network: str, view: View) -> Packet:
        """Tell how much the answer depends on each map of C1 and C3 and on each unit of F6."""
        digit = inked(drawing, placement)
        if digit is None:
            return None
        whole, values = self.whole(network, view)
        return packets.margins(margins(whole, perturbed(digit, view.amounts), view.off, values))

    def compare(self, drawing: Drawn, placement: str) -> Packet:
        """Read a drawing by every network."""
        digit = inked(drawing, placement)
        if digit is None:
            return None
        return [{"name": name} | timed_answer(model, digit) for name, model in self.models.items()]

    def stress(self, drawing: Drawn, placement: str, network: str, view: View, other: str | None) -> Packet:
        """Sweep a drawing along every perturbation, by a network and by another to lay over it."""
        digit = inked(drawing, placement)
        if digit is None:
            return None
        return {
            "sweeps": packets.sweeps(sweep(self.reader(network, view), digit)),
            "other": other and packets.sweeps(sweep(self.models[other], digit)),
        }

    def learning(self, drawing: Drawn, placement: str) -> Packet:
        """Read a drawing by each checkpoint of training."""
        digit = inked(drawing, placement)
        if digit is None:
            return None
        read = [recognise(model, digit) for _, model in self.checkpoints]
        return [{"probabilities": packets.short(r.probabilities), "verdict": r.verdict} for r in read]

    def two(self, drawing: Drawn, kept: Drawn, placement: str, network: str, view: View) -> Packet:
        """Read what lies between the kept drawing and this one: every step's digit and answer."""
        between = kept and drawing and interpolate(kept, drawing, placement)
        if not between:
            return None
        read = readings(self.reader(network, view), between.digits)
        return {"way": between.way, "digits": packets.packed_ink(between.digits)} | packets.curve(read)

    def two_maps(
        self, drawing: Drawn, kept: Drawn, placement: str, network: str, view: View, step: int
    ) -> Packet:
        """Show the maps of one step between the kept drawing and this one."""
        between = kept and drawing and interpolate(kept, drawing, placement, range(step, step + 1))
        if not between:
            return None
        trace = recognise(self.reader(network, view), between.digits[0]).trace
        return packets.packed_maps({name: trace[name] for name in COMPARED})

    def maps(self, drawing: Drawn, placement: str, network: str, view: View) -> Packet:
        """Write the digit and every layer's maps as a NumPy file, in base64."""
        digit = inked(drawing, placement)
        if digit is None:
            return None
        digit = perturbed(digit, view.amounts)
        return maps_file(digit, recognise(self.reader(network, view), digit))


def reading(whole: LeNet5, values: Values, drawing: Drawn, placement: str, view: View) -> Packet:
    """Read a drawing by a network, seen in some way; values: what parts of it keep that are off."""
    digit = inked(drawing, placement)
    if digit is None:
        return None
    digit = perturbed(digit, view.amounts)
    model = without(whole, view.off, values)
    note = SEVERAL if is_several(drawing) else ""
    recognition = recognise(model, digit)
    if note:
        recognition = recognition._replace(verdict=None)
    maps = trace_before(model, digit) if view.before else recognition.trace
    unit = view.unit and explain(model, digit, view.unit)
    off = packets.switched_off(recognise(whole, digit), view.off, values) if view.off else None
    return packets.reading(digit, recognition, maps, unit, off, note)


def inked(drawing: Drawn, placement: str) -> Digit | None:
    """Place a drawing; None where nothing is drawn."""
    return drawing and digit_of(drawing, placement)


def timed_answer(model: LeNet5, digit: Digit) -> dict[str, Any]:
    """Read a digit, with the milliseconds that it took, and C1's maps."""
    started = time.perf_counter()
    recognition = recognise(model, digit)
    milliseconds = 1000 * (time.perf_counter() - started)
    c1 = packets.packed(recognition.trace["C1"])
    more = {"milliseconds": milliseconds, "c1": c1, "rubbish": recognition.rubbish}
    return packets.answer(recognition) | more
