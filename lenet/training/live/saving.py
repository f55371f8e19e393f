"""A run's network as files: calibrated on digits that no live run learns from, with its card."""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lenet.data.folds import FOLDS, holds_out
from lenet.data.held_out import placed
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
    sets = {"MNIST": material.held_out, "drawings": held_out_drawings(folder) or material.held_out}
    calibrate(
        run.model,
        {name: scores(run.model, digits) for name, (digits, _) in sets.items()},
        {name: classes for name, (_, classes) in sets.items()},
    )
    name = name_of(run)
    with tempfile.TemporaryDirectory(prefix="lenet-saving-") as made:
        path = Path(made) / f"{name}.safetensors"
        weights.save(path, run.settings.network, run.model, facts(run, material, folder))
        card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        return {"name": name, "weights": path.read_bytes(), "card": card}


def held_out_drawings(folder: Path) -> tuple[np.ndarray, np.ndarray] | None:
    """Place the digits of the people whom no live run learns from; None where there are none."""
    if not has_drawings(folder):
        return None
    digits, classes = [], []
    for source in people(folder).values():
        kept = np.flatnonzero(holds_out(source.writers, FOLD))
        digits.append(placed([source.drawings[i] for i in kept]))
        classes.append(source.classes[kept])
    return np.concatenate(digits), np.concatenate(classes)


def name_of(run: LiveRun) -> str:
    """Name a run's files by its network, its digits and its seed."""
    return f"{run.settings.network}-{run.settings.digits}-digits-seed-{run.settings.seed}"


def facts(run: LiveRun, material: Material, folder: Path) -> dict[str, Any]:
    """List what stands on the card, beside the calibration."""
    return {
        "parameters": sum(parameter.numel() for parameter in run.model.parameters()),
        "data": f"{run.settings.digits} digits of MNIST"
        + (" and drawings" if run.settings.drawings else ""),
        "recipe": {
            "optimiser": "AdamW, a rate that falls with the square root of the batches",
            "settings": run.settings._asdict(),
            "digits seen": run.seen,
            "batches": run.count,
            "batch": BATCH,
            "warm-up in batches": WARM_UP,
            "batches at a steady rate": STEADY,
            "weight decay": WEIGHT_DECAY,
            "held out": {"MNIST digits": HELD_OUT_DIGITS, "people": f"one in {FOLDS}"},
            "distortions": run.recipe.distortions._asdict(),
        },
        "calibrated on": "MNIST and drawings" if has_drawings(folder) else "MNIST",
        "held-out error %": run.measured(material.held_out).error,
        "versions": {"torch": torch.__version__, "numpy": np.__version__},
    }
