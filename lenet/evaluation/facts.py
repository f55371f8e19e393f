"""The figures that stand on a network's card: errors over seeds and writers, held-out sets, map limits."""

from statistics import mean, stdev
from typing import Any

import numpy as np
import torch

from lenet.metrics import OverWriters, over_writers
from lenet.network.model import LeNet5
from lenet.recognition import rejected
from lenet.training.runs import HeldOutScores


def errors_over_seeds(runs: list[dict[str, float]]) -> dict[str, Any]:
    """Count the seeds, and sum up their test errors in per cent, by test set."""
    sets = {name: summary([each[name] for each in runs]) for name in runs[0]}
    return {"seeds": len(runs), "test error %": sets}


def summary(errors: list[float]) -> dict[str, Any]:
    """Compute the mean over the seeds and, of two or more, their standard deviation; list each."""
    spread = {"spread": round(stdev(errors), 3)} if len(errors) > 1 else {}
    each = [round(error, 3) for error in errors]
    return {"mean": round(mean(errors), 3)} | spread | {"shipped": each[0], "each": each}


def writers_facts(writers: OverWriters) -> dict[str, Any]:
    """List errors over writers in per cent: each one's, their median, and the 95 % interval of the mean."""
    return {
        "error %": {str(writer): round(error, 2) for writer, error in writers.errors.items()},
        "median": round(writers.median, 2),
        "interval": [round(end, 2) for end in writers.interval],
    }


def held_out_facts(model: LeNet5, pooled: HeldOutScores) -> dict[str, Any]:
    """List what the runs made of what they had not learned from: errors, and shares rejected, in per cent.

    The rejected shares are by the calibration of `model`, which was fitted to these very scores.
    """
    errors = {}
    for name, (scores, classes, writers) in pooled.digits.items():
        wrong = scores.argmax(1) != classes
        errors[name] = {"digits": len(wrong), "error": round(100 * float(wrong.mean()), 2)}
        if writers.any():
            errors[name] |= writers_facts(over_writers(wrong, writers))
    every = {name: each.scores for name, each in pooled.digits.items()} | pooled.negatives
    shares = {name: 100 * float(rejected(model, scores).mean()) for name, scores in every.items()}
    return {"errors": errors, "rejected %": rounded(shares)}


def rounded(shares: dict[str, float]) -> dict[str, float]:
    """Round shares as they stand on a card."""
    return {name: round(share, 2) for name, share in shares.items()}


@torch.inference_mode()
def map_limits(model: LeNet5, digits: np.ndarray) -> dict[str, float]:
    """Compute where the page's colours end: each layer's 97th percentile of |value| > 0 on digits."""
    sizes = {name: output.abs() for name, output in model.trace(model.input(digits)).items()}
    return {
        name: round(float(np.percentile(size[size > 0].numpy(), 97)), 2) for name, size in sizes.items()
    }
