"""What is measured of one network: on MNIST's test set, test writers, negatives, and perturbed digits."""

from typing import Any, NamedTuple

import numpy as np
from tqdm import tqdm

from lenet.data.test_sets import TestSets
from lenet.evaluation import robustness
from lenet.evaluation.facts import rounded
from lenet.evaluation.papers import errors_on_paper
from lenet.explain.perturbations import PERTURBATIONS
from lenet.metrics import (
    OverWriters,
    calibration_error,
    confusion,
    error_when_rejecting,
    outside_top3,
    over_writers,
    scores,
)
from lenet.network.model import LeNet5
from lenet.recognition import probabilities_of, rejected, softmax

REJECTED_SHARES = (0.0, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)  # per cent, where error is measured against them


class Report(NamedTuple):
    """What was measured of one network; all shares in per cent."""

    errors: dict[str, float]  # by test set and placement
    outside_top3: dict[str, float]
    confusion: np.ndarray  # (10, 10), MNIST
    writers: OverWriters  # of the pen digits' test set
    calibration: dict[
        str, tuple[float, float]
    ]  # expected calibration error before and after the temperature
    rejected: dict[str, float]  # digits, by test set
    negatives_rejected: dict[str, float]  # by kind
    error_when_rejecting: dict[str, list[float]]  # by test set, at each of REJECTED_SHARES
    mnist: np.ndarray  # (10,000, 10): the scores of MNIST's test digits
    curves: dict[str, np.ndarray]  # error by perturbation and amount
    on_paper: dict[str, float]  # pictures of MNIST's digits not read, by kind of dirty paper

    def read_between(self) -> dict[str, tuple[float, float]]:
        """Find between which amounts of each perturbation digits are still read."""
        return {
            name: robustness.read_between(PERTURBATIONS[name], each) for name, each in self.curves.items()
        }

    def facts(self) -> dict[str, Any]:
        """List the figures that stand on the network's card beside its errors."""
        return {
            "not among the top three %": rounded(self.outside_top3),
            "calibration error %": {
                name: {"before": round(before, 3), "after": round(after, 3)}
                for name, (before, after) in self.calibration.items()
            },
            "rejected %": rounded(self.rejected),
            "negatives rejected %": rounded(self.negatives_rejected),
            "error % by rejected %": {
                name: {
                    f"{share:g}": round(error, 3)
                    for share, error in zip(REJECTED_SHARES, each, strict=True)
                }
                for name, each in self.error_when_rejecting.items()
            },
            "not read on dirty paper %": rounded(self.on_paper),
            "read between": {
                name: [round(end, 2) for end in ends] for name, ends in self.read_between().items()
            },
        }


def evaluate(
    model: LeNet5, sets: TestSets, pictures: tuple[dict[str, np.ndarray], np.ndarray], name: str
) -> Report:
    """Measure a network, with a progress bar of that name; pictures: of `papers.placed_from_paper`."""
    with tqdm(total=4 + len(PERTURBATIONS), desc=name, leave=False, disable=None) as bar:

        def scored(digits: np.ndarray) -> np.ndarray:
            bar.update()
            return scores(model, digits)

        mnist = scored(sets.mnist.digits)
        pen = {f"pen digits, {placement}": scored(digits) for placement, digits in sets.placed.items()}
        curves = {}
        for perturbation, how in PERTURBATIONS.items():
            curves[perturbation] = robustness.curve(model, how, *sets.mnist)
            bar.update()
    by_set = {"MNIST": (mnist, sets.mnist.classes)} | {
        name: (each, sets.pen.classes) for name, each in pen.items()
    }
    placed_by_mass = {"MNIST": by_set["MNIST"], "pen digits": by_set["pen digits, mass"]}
    return Report(
        errors={name: per_cent(each.argmax(1) != classes) for name, (each, classes) in by_set.items()},
        outside_top3={name: outside_top3(*each) for name, each in by_set.items()},
        confusion=confusion(mnist, sets.mnist.classes),
        writers=over_writers(pen["pen digits, mass"].argmax(1) != sets.pen.classes, sets.pen.writers),
        calibration={
            name: (
                calibration_error(softmax(each), classes),
                calibration_error(probabilities_of(model, each), classes),
            )
            for name, (each, classes) in placed_by_mass.items()
        },
        rejected={name: per_cent(rejected(model, each)) for name, (each, _) in placed_by_mass.items()},
        negatives_rejected={
            kind: per_cent(rejected(model, scores(model, digits)))
            for kind, digits in sets.negatives.items()
        },
        error_when_rejecting={
            name: error_when_rejecting(*each, REJECTED_SHARES) for name, each in placed_by_mass.items()
        },
        mnist=mnist,
        curves=curves,
        on_paper=errors_on_paper(model, *pictures),
    )


def per_cent(which: np.ndarray) -> float:
    """Measure the share of booleans that are true, in per cent."""
    return float(which.mean() * 100)
