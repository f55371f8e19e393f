"""The training of one network: distorted batches, AdamW with one cycle, state saved after each epoch."""

from collections.abc import Callable, Container
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from lenet.data.image_augmentation import Amounts, distort
from lenet.data.training_set import TrainingSet
from lenet.metrics import LabelledSets, loss_and_error
from lenet.network.model import DIGIT_SIDE, LeNet5
from lenet.training.checkpoints import Checkpoint, checkpoint, checkpoint_steps
from lenet.training.losses import loss_of, with_rubbish

WARM_UP = 0.10  # share of AdamW's one cycle before the learning rate's top
WEIGHT_DECAY = 0.01
FIELD = 32  # the side of the paper's input: distorted on it, digits lose little at its edge


class Recipe(NamedTuple):
    """The choices in training that differ between variants."""

    seeds: int = 3
    epochs: int = 40
    peak_rate: float = 0.004
    batch: int = 128
    drawings: bool = False  # learns from drawn digits, too
    distortions: Amounts = Amounts()
    equation: int = 9  # of the paper's two losses, 8 or 9
    softness: float = 1.0  # what scores are divided by before the loss


class Run(NamedTuple):
    """A trained network in eval mode, its checkpoints, and the figures of each epoch."""

    model: LeNet5
    checkpoints: list[Checkpoint]
    history: list[dict[str, float]]


class Learned(NamedTuple):
    """What a network made of a batch, before it learned from it.

    field: the distorted digits (n, 32, 32). eleven: their scores (n, 11), rubbish's last. loss: its mean.
    """

    field: Tensor
    eleven: Tensor
    loss: float


def train(
    name: str,
    build: Callable[[], LeNet5],
    recipe: Recipe,
    seed: int,
    read_data: Callable[[], tuple[TrainingSet, LabelledSets]],
    state: Path,
    key: str,
) -> Run:
    """Train a network to the fixed last epoch, from the last finished epoch where there is one.

    build: makes the untrained network. read_data: the training set, and the held-out digits and classes
    by data set; not called for a run that is finished. state: the file that keeps the run after each epoch;
    one of another key is ignored. Prints one line per epoch. The same arguments and as many threads on the
    same machine give the same weights.
    """
    if (kept := saved_state(state, key)) and len(kept["history"]) == recipe.epochs:
        model = build()
        model.load_state_dict(kept["model"])
        return Run(model.eval(), [Checkpoint(*each) for each in kept["checkpoints"]], kept["history"])
    training_set, held_out = read_data()
    torch.manual_seed(seed)
    model = build().to(memory_format=torch.channels_last)  # a fifth faster on a CPU
    optimiser = torch.optim.AdamW(model.parameters(), lr=recipe.peak_rate, weight_decay=WEIGHT_DECAY)
    steps = -(-training_set.epoch_size() // recipe.batch) * recipe.epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.peak_rate, total_steps=steps, pct_start=WARM_UP
    )
    parts: dict
    parts = {"model": model, "optimiser": optimiser, "schedule": schedule}
    history, checkpoints = [], [checkpoint(model, 0, held_out)]
    if kept:
        for part_name, part in parts.items():
            part.load_state_dict(kept[part_name])
        history, checkpoints = kept["history"], [Checkpoint(*each) for each in kept["checkpoints"]]
    checkpoints_at = checkpoint_steps(steps)
    for epoch in range(len(history), recipe.epochs):
        generator = torch.Generator().manual_seed(seed * 10_000 + epoch)
        digits, classes = training_set.epoch(generator)
        loss, error, passed = train_epoch(
            parts, recipe, digits, classes, generator, checkpoints_at, held_out
        )
        checkpoints += passed
        history.append({"training loss": loss, "training error": error} | loss_and_error(model, held_out))
        kept_parts = parts if len(history) < recipe.epochs else {"model": model}
        save_state(state, kept_parts, key, history, checkpoints)
        figures = ", ".join(f"{figure} {value:.4g}" for figure, value in history[-1].items())
        print(f"{name}, seed {seed}, epoch {epoch + 1}/{recipe.epochs}: {figures}", flush=True)
    return Run(model.eval(), checkpoints, history)


def train_epoch(
    parts: dict,
    recipe: Recipe,
    digits: Tensor,
    classes: Tensor,
    generator: torch.Generator,
    checkpoints_at: Container[int],
    held_out: LabelledSets,
) -> tuple[float, float, list[Checkpoint]]:
    """Pass once over the digits in random order.

    Returns the mean loss, the error in per cent, and the checkpoints after the batches `checkpoints_at`.
    """
    model, _, schedule = parts.values()
    loss_sum, wrong, checkpoints = 0.0, 0, []
    for batch in torch.randperm(len(digits), generator=generator).split(recipe.batch):
        learned = train_batch(parts, recipe, digits[batch], classes[batch], generator)
        loss_sum += learned.loss * len(batch)
        wrong += int((learned.eleven.argmax(1) != classes[batch]).sum())
        if schedule.last_epoch in checkpoints_at:
            checkpoints.append(checkpoint(model, schedule.last_epoch * recipe.batch, held_out))
    return loss_sum / len(digits), 100 * wrong / len(digits), checkpoints


def train_batch(
    parts: dict, recipe: Recipe, digits: Tensor, classes: Tensor, generator: torch.Generator
) -> Learned:
    """Learn once from digits (n, 28, 28), distorted, of classes (n,)."""
    model, optimiser, schedule = parts.values()
    field = functional.pad(digits, [(FIELD - DIGIT_SIDE) // 2] * 4)
    field = distort(field, recipe.distortions, generator)
    eleven = with_rubbish(field_scores(model, field), model.rubbish)
    loss = loss_of(eleven / recipe.softness, classes, recipe.equation)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    schedule.step()
    return Learned(field, eleven.detach(), loss.item())


def field_scores(model: LeNet5, field: Tensor) -> Tensor:
    """Score digits on the paper's field (n, 32, 32): (n, 10).

    Where C1 pads a smaller input, it reads the field's margin in place of the padding; the input of a
    network that neither has nor pads a margin is cut out of the field.
    """
    # C1 begins with a convolution: to mypy, with any module.
    padding = model.C1[0].padding[0]  # type: ignore[index]
    beyond = (FIELD - model.side) // 2 - padding
    inside = slice(beyond, FIELD - beyond)
    x = model.input(field[:, inside, inside]).contiguous(memory_format=torch.channels_last)
    kept = slice(
        padding, FIELD - 2 * beyond - padding
    )  # C1 pads here, too: what it makes of that is cut off
    first, *layers = model.children()
    x = first(x)[:, :, kept, kept] if padding else first(x)
    for layer in layers:
        x = layer(x)
    return x


def save_state(path: Path, parts: dict, key: str, history: list, checkpoints: list[Checkpoint]) -> None:
    """Save a run after an epoch, atomically."""
    path.parent.mkdir(exist_ok=True)
    state = {name: part.state_dict() for name, part in parts.items()}
    state |= {"key": key, "history": history, "checkpoints": [tuple(each) for each in checkpoints]}
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def saved_state(path: Path, key: str) -> dict | None:
    """Load what is saved of a run, if it is the one of this key."""
    if not path.exists():
        return None
    state = torch.load(path, weights_only=True)
    return state if state.get("key") == key else None
