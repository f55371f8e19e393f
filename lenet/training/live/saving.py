"""A run's network as files: calibrated on digits that no live run learns from, with its card."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lenet.data.folds import FOLDS
from lenet.data.held_out import drawn
from lenet.data.training_set import HELD_OUT_DIGITS
from lenet.metrics import scores
from lenet.network import weights
from lenet.training.calibration import calibrate
from lenet.training.live.at_hand import has_drawings
from lenet.training.live.material import FOLD, Material, people
from lenet.training.live.run import BATCH, STEADY, WARM_UP, LiveRun
from lenet.training.loop import WEIGHT_DECAY


def saved(run: LiveRun, material: Material, folder: Path) -> dict[str, Any]:
    """Calibrate a run's network; return its "name", "weights" (a safetensors file's bytes) and "card"."""
    drawings = held_out_drawings(folder) if has_drawings(folder) else None
    sets = {"MNIST": material.held_out, "drawings": drawings or material.held_out}
    scored = {name: scores(run.model, digits) for name, (digits, _) in sets.items()}
    calibrate(run.model, scored, {name: classes for name, (_, classes) in sets.items()})
    error = 100 * (scored["MNIST"].argmax(1) != material.held_out.classes).mean()
    told = facts(run) | {
        "calibrated on": "MNIST and drawings" if drawings else "MNIST",
        "held-out error %": float(error),
    }
    content, card = weights.packed(run.settings.network, run.model, told)
    return {"name": name_of(run), "weights": content, "card": card}


@cache
def held_out_drawings(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Place the digits of the people whom no live run learns from, once a process; and their classes."""
    each = [drawn(source, FOLD, True) for source in people(folder).values()]
    return np.concatenate([one.digits for one in each]), np.concatenate([one.classes for one in each])


def name_of(run: LiveRun) -> str:
    """Name a run's files by its network, its digits and its seed."""
    return f"{run.settings.network}-{run.settings.digits}-digits-seed-{run.settings.seed}"


def facts(run: LiveRun) -> dict[str, Any]:
    """List what a run's card tells of how its network was made."""
    return {
        "parameters": sum(parameter.numel() for parameter in run.model.parameters()),
        "data": f"{run.settings.digits} digits of MNIST"
        + (" and drawings" if run.settings.drawings else ""),
        "recipe": {
            "optimiser": "AdamW, a rate that falls with the square root of the batches",
            "settings": run.settings._asdict(),
            "training examples": run.seen,
            "batches": run.count,
            "batch": BATCH,
            "warm-up in batches": WARM_UP,
            "batches at a steady rate": STEADY,
            "weight decay": WEIGHT_DECAY,
            "held out": {"MNIST digits": HELD_OUT_DIGITS, "people": f"one in {FOLDS}"},
            "distortions": run.recipe.distortions._asdict(),
        },
        "versions": {"torch": torch.__version__, "numpy": np.__version__},
    }
