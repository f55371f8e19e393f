"""The training of one network: distorted batches, AdamW with one cycle, state saved after each epoch."""

import json
from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from lenet.data.image_augmentation import Amounts, distort
from lenet.data.training_set import HeldOut, TrainingSet
from lenet.metrics import loss_and_error
from lenet.network.model import VARIANTS, LeNet5
from lenet.training.checkpoints import Checkpoint, checkpoint, checkpoint_steps
from lenet.training.losses import distillation_loss, loss_of, teachers_answer, with_rubbish

WARM_UP = 0.10  # share of AdamW's one cycle before the learning rate's top
WEIGHT_DECAY = 0.01


class Recipe(NamedTuple):
    """The choices in training that differ between variants."""

    seeds: int = 3
    peak_rate: float = 0.004
    batch: int = 128
    pen_digits: bool = False
    distortions: Amounts = Amounts()
    equation: int = 9  # of the paper's two losses, 8 or 9
    softness: float = 1.0  # what scores are divided by before the loss
    distillation: bool = False  # by teachers, too, not by the right classes alone


class Run(NamedTuple):
    """A trained network in eval mode, its checkpoints, and the figures of each epoch."""

    model: LeNet5
    checkpoints: list[Checkpoint]
    history: list[dict[str, float]]


def train(
    variant: str,
    recipe: Recipe,
    seed: int,
    epochs: int,
    read_data: Callable[[], tuple[TrainingSet, HeldOut]],
    state: Path,
    load_teachers: Callable[[], Sequence[LeNet5]] = tuple,
) -> Run:
    """Train a variant to the fixed last epoch, from the last finished epoch where there is one.

    read_data: the training set and the held-out sets; load_teachers: the trained networks that
    distillation learns from. Neither is called for a run that is finished.
    state: the file that keeps the run after each epoch; one of another recipe is ignored. Prints
    one line per epoch. The same arguments and as many threads on the same machine give the same weights.
    """
    made_by = json.dumps([variant, recipe, seed, epochs])
    if (kept := saved_state(state, made_by)) and len(kept["history"]) == epochs:
        model = VARIANTS[variant]()
        model.load_state_dict(kept["model"])
        return Run(model.eval(), [Checkpoint(*each) for each in kept["checkpoints"]], kept["history"])
    (training_set, held_out), teachers = read_data(), load_teachers()
    torch.manual_seed(seed)
    model = VARIANTS[variant]().to(memory_format=torch.channels_last)  # a fifth faster on a CPU
    optimiser = torch.optim.AdamW(model.parameters(), lr=recipe.peak_rate, weight_decay=WEIGHT_DECAY)
    steps = -(-training_set.epoch_size() // recipe.batch) * epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.peak_rate, total_steps=steps, pct_start=WARM_UP
    )
    parts = {"model": model, "optimiser": optimiser, "schedule": schedule}
    history, checkpoints = [], [checkpoint(model, 0, held_out)]
    if kept:
        for name, part in parts.items():
            part.load_state_dict(kept[name])
        history, checkpoints = kept["history"], [Checkpoint(*each) for each in kept["checkpoints"]]
    checkpoints_at = checkpoint_steps(steps)
    for epoch in range(len(history), epochs):
        generator = torch.Generator().manual_seed(seed * 10_000 + epoch)
        digits, classes = training_set.epoch(generator)
        loss, error, passed = train_epoch(
            parts, recipe, digits, classes, generator, checkpoints_at, held_out, teachers
        )
        checkpoints += passed
        history.append({"training loss": loss, "training error": error} | loss_and_error(model, held_out))
        save_state(state, parts, made_by, history, checkpoints)
        figures = ", ".join(f"{name} {value:.4g}" for name, value in history[-1].items())
        print(f"{variant}, seed {seed}, epoch {epoch + 1}/{epochs}: {figures}", flush=True)
    return Run(model.eval(), checkpoints, history)


def train_epoch(
    parts: dict,
    recipe: Recipe,
    digits: Tensor,
    classes: Tensor,
    generator: torch.Generator,
    checkpoints_at: Container[int],
    held_out: HeldOut,
    teachers: Sequence[LeNet5],
) -> tuple[float, float, list[Checkpoint]]:
    """Pass once over the digits in random order.

    Returns the mean loss, the error in per cent, and the checkpoints after the batches `checkpoints_at`.
    """
    model, optimiser, schedule = parts.values()
    loss_sum, wrong, checkpoints = 0.0, 0, []
    for batch in torch.randperm(len(digits), generator=generator).split(recipe.batch):
        inputs = model.input(distort(digits[batch], recipe.distortions, generator))
        inputs = inputs.contiguous(memory_format=torch.channels_last)
        eleven = with_rubbish(model(inputs), model.rubbish)
        loss = loss_of(eleven / recipe.softness, classes[batch], recipe.equation)
        if recipe.distillation:
            loss = distillation_loss(loss, eleven, teachers_answer(teachers, inputs))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        loss_sum += loss.item() * len(batch)
        wrong += int((eleven.argmax(1) != classes[batch]).sum())
        if schedule.last_epoch in checkpoints_at:
            checkpoints.append(checkpoint(model, schedule.last_epoch * recipe.batch, held_out))
    return loss_sum / len(digits), 100 * wrong / len(digits), checkpoints


def save_state(path: Path, parts: dict, made_by: str, history: list, checkpoints: list[Checkpoint]) -> None:
    """Save a run after an epoch, atomically."""
    path.parent.mkdir(exist_ok=True)
    state = {name: part.state_dict() for name, part in parts.items()}
    state |= {"made by": made_by, "history": history, "checkpoints": [tuple(each) for each in checkpoints]}
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def saved_state(path: Path, made_by: str) -> dict | None:
    """Load what is saved of a run, if it is one of the same variant, recipe, seed and length."""
    if not path.exists():
        return None
    state = torch.load(path, weights_only=True)
    return state if state.get("made by") == made_by else None
