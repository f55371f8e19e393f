"""The training of one network: distorted batches, a cycle of AdamW, its state kept after each epoch."""

import json
from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lenet.data.image_augmentation import Amounts, distorted
from lenet.data.training_set import TrainingSet
from lenet.metrics import scores
from lenet.network.model import VARIANTS, LeNet5
from lenet.training.losses import answers, loss_of, taught, with_rubbish

WARM_UP = 0.10  # share of AdamW's one cycle before the learning rate's top
WEIGHT_DECAY = 0.01
SNAPSHOTS = 12  # moments of a run that are kept, from untrained to finished
FIRST_SNAPSHOT = 10  # batches; every later moment is as many times later than the one before

HeldOut = dict[str, tuple[np.ndarray, np.ndarray]]


class Recipe(NamedTuple):
    """Where the training of one variant differs from another's."""

    seeds: int = 3
    peak_rate: float = 0.004
    batch: int = 128
    pen_digits: bool = False
    distortions: Amounts = Amounts()
    equation: int = 9  # of the paper's two losses, 8 or 9
    softness: float = 1.0  # what scores are divided by in equation 9
    taught: bool = False  # by teachers, too, not by the right classes alone


class Snapshot(NamedTuple):
    """A network on the way: digits seen, held-out errors in per cent, weights in half precision."""

    digits: int
    errors: dict[str, float]
    weights: dict[str, Tensor]


class Run(NamedTuple):
    """A trained network in eval mode, what it was on the way, and the figures of each epoch."""

    model: LeNet5
    snapshots: list[Snapshot]
    history: list[dict[str, float]]


def trained(
    variant: str,
    recipe: Recipe,
    seed: int,
    epochs: int,
    data: Callable[[], tuple[TrainingSet, HeldOut]],
    state: Path,
    teachers: Callable[[], Sequence[LeNet5]] = tuple,
) -> Run:
    """The variant trained to the fixed last epoch, from the last finished epoch where there is one.

    data: makes the training set and the held-out sets; teachers: loads the trained networks that a taught
    recipe learns from. Neither is called for a run that is finished.
    state: the file that keeps the run after each epoch; one of another recipe is ignored. Prints
    a line an epoch. The same arguments and as many threads on the same machine give the same weights.
    """
    made_by = json.dumps([variant, recipe, seed, epochs])
    if (kept := kept_run(state, made_by)) and len(kept["history"]) == epochs:
        model = VARIANTS[variant]()
        model.load_state_dict(kept["model"])
        return Run(model.eval(), [Snapshot(*each) for each in kept["snapshots"]], kept["history"])
    (learned, held_out), taught_by = data(), teachers()
    torch.manual_seed(seed)
    model = VARIANTS[variant]().to(memory_format=torch.channels_last)  # a fifth faster on a CPU
    optimiser = torch.optim.AdamW(model.parameters(), lr=recipe.peak_rate, weight_decay=WEIGHT_DECAY)
    steps = -(-learned.epoch_size() // recipe.batch) * epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.peak_rate, total_steps=steps, pct_start=WARM_UP
    )
    parts = {"model": model, "optimiser": optimiser, "schedule": schedule}
    history, snapshots = [], [snapshot(model, 0, held_out)]
    if kept:
        for name, part in parts.items():
            part.load_state_dict(kept[name])
        history, snapshots = kept["history"], [Snapshot(*each) for each in kept["snapshots"]]
    moments = snapshot_steps(steps)
    for epoch in range(len(history), epochs):
        generator = torch.Generator().manual_seed(seed * 10_000 + epoch)
        digits, classes = learned.epoch(generator)
        loss, error, passed = train_epoch(
            parts, recipe, digits, classes, generator, moments, held_out, taught_by
        )
        snapshots += passed
        history.append({"training loss": loss, "training error": error} | measured(model, held_out))
        keep(state, parts, made_by, history, snapshots)
        figures = ", ".join(f"{name} {value:.4g}" for name, value in history[-1].items())
        print(f"{variant}, seed {seed}, epoch {epoch + 1}/{epochs}: {figures}", flush=True)
    return Run(model.eval(), snapshots, history)


def train_epoch(
    parts: dict,
    recipe: Recipe,
    digits: Tensor,
    classes: Tensor,
    generator: torch.Generator,
    moments: Container[int],
    held_out: HeldOut,
    teachers: Sequence[LeNet5],
) -> tuple[float, float, list[Snapshot]]:
    """One pass in random order; the mean loss, the error in per cent, and the snapshots of its moments."""
    model, optimiser, schedule = parts.values()
    loss_sum, wrong, snapshots = 0.0, 0, []
    for batch in torch.randperm(len(digits), generator=generator).split(recipe.batch):
        bent = model.input(distorted(digits[batch], recipe.distortions, generator))
        bent = bent.contiguous(memory_format=torch.channels_last)
        eleven = with_rubbish(model(bent), model.rubbish)
        loss = loss_of(eleven / recipe.softness, classes[batch], recipe.equation)
        if recipe.taught:
            loss = taught(loss, eleven, answers(teachers, bent))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        loss_sum += loss.item() * len(batch)
        wrong += int((eleven.argmax(1) != classes[batch]).sum())
        if schedule.last_epoch in moments:
            snapshots.append(snapshot(model, schedule.last_epoch * recipe.batch, held_out))
    return loss_sum / len(digits), 100 * wrong / len(digits), snapshots


def measured(model: LeNet5, held_out: HeldOut) -> dict[str, float]:
    """Loss (of the ten scores' softmax) and error in per cent on each held-out set, by name."""
    figures = {}
    for name, (digits, classes) in held_out.items():
        ten, right = torch.from_numpy(scores(model, digits)), torch.from_numpy(classes)
        figures[f"{name} loss"] = functional.cross_entropy(ten, right).item()
        figures[f"{name} error"] = 100 * (ten.argmax(1) != right).double().mean().item()
    return figures


def snapshot_steps(total: int) -> set[int]:
    """After how many batches a snapshot is kept: from FIRST_SNAPSHOT to the total in equal ratios."""
    first = min(FIRST_SNAPSHOT, total)
    return set(np.geomspace(first, total, SNAPSHOTS - 1).round().astype(int).tolist())


def snapshot(model: LeNet5, digits: int, held_out: HeldOut) -> Snapshot:
    errors = {name: value for name, value in measured(model, held_out).items() if "error" in name}
    weights = {name: tensor.half().contiguous() for name, tensor in model.state_dict().items()}
    return Snapshot(digits, errors, weights)


def keep(path: Path, parts: dict, made_by: str, history: list, snapshots: list[Snapshot]) -> None:
    """Stores a run after an epoch, whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    state = {name: part.state_dict() for name, part in parts.items()}
    state |= {"made by": made_by, "history": history, "snapshots": [tuple(each) for each in snapshots]}
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def kept_run(path: Path, made_by: str) -> dict | None:
    """What is kept of a run, if it is one of the same variant, recipe, seed and length."""
    if not path.exists():
        return None
    state = torch.load(path, weights_only=True)
    return state if state.get("made by") == made_by else None
