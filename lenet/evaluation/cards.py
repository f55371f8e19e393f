"""What stands on a variant's card: how it was made, and the figures that it came to."""

import platform
from statistics import mean, stdev
from typing import Any

import numpy as np
import torch

from lenet.data import training_set
from lenet.evaluation.report import Report
from lenet.explain import perturbations as robustness
from lenet.network.model import LeNet5
from lenet.training import loop as training
from lenet.training import losses


def recipe(chosen: training.Recipe, epochs: int, rubbish: float, teachers: int) -> dict[str, Any]:
    """Every choice that shaped the weights; rubbish: its score, teachers: how many there were."""
    return {
        "optimiser": "AdamW, one cycle",
        "loss": f"equation {chosen.equation} with rubbish, the eleventh class, at {rubbish:g}"
        + (f", scores divided by {chosen.softness:g}" if chosen.softness != 1 else ""),
        "teachers": {"networks": teachers, "trust": losses.TRUST} if teachers else None,
        "epochs": epochs,
        "batch": chosen.batch,
        "peak rate": chosen.peak_rate,
        "warm-up": training.WARM_UP,
        "weight decay": training.WEIGHT_DECAY,
        "held out": {
            "MNIST digits": training_set.HELD_OUT_DIGITS,
            "pen digits' writers": list(training_set.HELD_OUT_WRITERS),
        },
        "pens": list(training_set.PENS),
        "inkings": [training_set.INKINGS, training_set.INKINGS_AN_EPOCH] if chosen.pen_digits else None,
        "rubbish": [training_set.RUBBISH, training_set.RUBBISH_AN_EPOCH],
        "distortions": chosen.distortions._asdict(),
    }


def errors(runs: list[dict[str, float]]) -> dict[str, Any]:
    """How many seeds there were, and what their test errors in per cent, by test set, came to."""
    sets = {name: summary([each[name] for each in runs]) for name in runs[0]}
    return {"seeds": len(runs), "test error %": sets}


def summary(errors: list[float]) -> dict[str, float]:
    """The mean over the seeds, from two seeds on their standard deviation, and the first's own."""
    spread = {"spread": round(stdev(errors), 3)} if len(errors) > 1 else {}
    return {"mean": round(mean(errors), 3)} | spread | {"shipped": round(errors[0], 3)}


def measures(model: LeNet5, report: Report) -> dict[str, Any]:
    """What was measured of the shipped network."""
    before, after = report.calibration
    rubbish = {"rubbish": round(mean(report.rubbish_refused.values()), 2)}
    return {
        "judgement": model.judgement._asdict(),
        "not among the top three %": rounded(report.outside_top3),
        "calibration error %": {"before": round(before, 3), "after": round(after, 3)},
        "refused %": rounded(report.refused) | rounded(report.rubbish_refused) | rubbish,
        "read between": {
            name: [round(end, 2) for end in robustness.read_between(axis, report.curves[name])]
            for name, axis in robustness.AXES.items()
        },
    }


def rounded(shares: dict[str, float]) -> dict[str, float]:
    return {name: round(share, 2) for name, share in shares.items()}


@torch.inference_mode()
def map_limits(model: LeNet5, digits: np.ndarray) -> dict[str, float]:
    """Per layer, the 97th percentile of |value| where not zero: where the page's colours end.

    Of a thousand held-out digits (n, 28, 28) of MNIST.
    """
    trace = model.trace(model.input(digits[-training_set.HELD_OUT_DIGITS :][:1000]))
    sizes = {name: output.abs() for name, output in trace.items()}
    return {
        name: round(float(np.percentile(size[size > 0].numpy(), 97)), 2) for name, size in sizes.items()
    }


def versions() -> dict[str, str]:
    """With what it was made."""
    return {
        "python": platform.python_version(),
        "torch": torch.__version__,
        "numpy": np.__version__,
    }
