"""What is measured of one network: on MNIST's test set, test writers, rubbish, and changed digits."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from tqdm import tqdm

from lenet.data import datasets
from lenet.data import negative_collection as rubbish
from lenet.data.datasets import Mnist, PenDigits
from lenet.drawing.placement import digit_from_strokes
from lenet.explain import perturbations as robustness
from lenet.metrics import confusion, digits_by_placement, error, error_by_writer, outside_top3, scores
from lenet.network.model import LeNet5
from lenet.recognition import probabilities_of, refused, softmax
from lenet.training.calibration import calibration_error


class TestSets(NamedTuple):
    """What no network learned from: MNIST's test digits, the pen digits of 14 writers, and our rubbish.

    placed: the pen digits put anywhere on a pad, (n, 28, 28) by placement; rubbish: (m, 28, 28) by kind.
    """

    mnist: Mnist
    pen: PenDigits
    placed: dict[str, np.ndarray]
    rubbish: dict[str, np.ndarray]


class Report(NamedTuple):
    """What was measured of one network; all shares in per cent."""

    errors: dict[str, float]  # by test set and placement
    outside_top3: dict[str, float]
    confusion: np.ndarray  # (10, 10), MNIST
    writers: dict[int, float]
    calibration: tuple[float, float]  # MNIST's expected calibration error, before and after the temperature
    refused: dict[str, float]  # digits, by test set
    rubbish_refused: dict[str, float]  # by kind, each of as many drawings
    mnist: np.ndarray  # (10,000, 10): the scores of MNIST's test digits
    curves: dict[str, np.ndarray]  # error by axis and amount


def test_sets(folder: Path) -> TestSets:
    mnist, pen = datasets.mnist("test", folder), datasets.pen_digits("test", folder)
    kinds = rubbish.collection(testing=True).items()
    drawn = {
        kind: np.stack([digit_from_strokes(strokes) for strokes in drawings]) for kind, drawings in kinds
    }
    return TestSets(mnist, pen, digits_by_placement(pen), drawn)


def evaluated(model: LeNet5, sets: TestSets, variant: str = "") -> Report:
    """Everything that is measured of one network, with a progress bar."""
    with tqdm(total=4 + len(robustness.AXES), desc=variant, leave=False, disable=None) as bar:

        def scored(digits: np.ndarray) -> np.ndarray:
            bar.update()
            return scores(model, digits)

        mnist = scored(sets.mnist.digits)
        pen = {f"pen digits, {name}": scored(digits) for name, digits in sets.placed.items()}
        curves = {}
        for name, axis in robustness.AXES.items():
            curves[name] = robustness.curve(model, axis, *sets.mnist)
            bar.update()
    by_set = {"MNIST": (mnist, sets.mnist.classes)} | {
        name: (each, sets.pen.classes) for name, each in pen.items()
    }
    return Report(
        errors={name: wrong(each.argmax(1) != classes) for name, (each, classes) in by_set.items()},
        outside_top3={name: outside_top3(*each) for name, each in by_set.items()},
        confusion=confusion(mnist, sets.mnist.classes),
        writers=error_by_writer(pen["pen digits, mass"], sets.pen),
        calibration=tuple(
            calibration_error(probabilities, sets.mnist.classes)
            for probabilities in (softmax(mnist), probabilities_of(model, mnist))
        ),
        refused={
            "MNIST": wrong(refused(model, mnist)),
            "pen digits": wrong(refused(model, pen["pen digits, mass"])),
        },
        rubbish_refused={
            kind: wrong(refused(model, scores(model, digits))) for kind, digits in sets.rubbish.items()
        },
        mnist=mnist,
        curves=curves,
    )


def errors_on(model: LeNet5, sets: TestSets) -> dict[str, float]:
    """Test errors alone, in per cent: MNIST, and the pen digits' test writers under each placement."""
    placed = {f"pen digits, {name}": digits for name, digits in sets.placed.items()}
    return {"MNIST": error(model, *sets.mnist)} | {
        name: error(model, digits, sets.pen.classes) for name, digits in placed.items()
    }


def wrong(which: np.ndarray) -> float:
    return float(which.mean() * 100)
