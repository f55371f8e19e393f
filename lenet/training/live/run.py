"""One live run: batch after batch, with all that is looked at meanwhile, without a clock or a process."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from lenet.data.datasets import Mnist
from lenet.data.image_augmentation import Amounts
from lenet.data.training_set import RUBBISH_CLASS, TrainingSet
from lenet.metrics import scores
from lenet.network.model import DIGIT_SIDE, VARIANTS, LeNet5
from lenet.training.live.material import Material, inks, learned_by
from lenet.training.live.settings import Settings
from lenet.training.loop import FIELD, WEIGHT_DECAY, Learned, train_batch
from lenet.training.losses import loss_of, with_rubbish
from lenet.training.recipes import RECIPES

# A run may end at any time: its rate falls with the square root of the batches, towards no known end.
# Chosen on held-out digits: `relu-32` comes to 2.4 % in 5 s of one thread, 1.1 in 20, 0.7 in 60. Batches of
# 128 came to 2.5 and 1.2, of 32 to 2.4 and 1.6: the first take fewer steps, the second see fewer digits.
BATCH = 64
WARM_UP = 30  # batches
STEADY = 1_000  # batches after which the rate has fallen to 1/sqrt(2)
SMOOTHED = 30  # batches that the training figures are a mean of, the newest counting most
FIRST, RARELY = 8, 200  # batches until held-out digits are first measured, and at most between two times
SOON = 64  # batches, about a second: after more of them, the figures would be old
DENSE = 25  # batches between two points of the curves, at most
SHOWN = 32  # digits of a batch
MARGIN = (FIELD - DIGIT_SIDE) // 2

# Digits seen, training loss and error, held-out loss and error, or None twice; errors in per cent.
Point = list[Any]


class ShownBatch(NamedTuple):
    """Some of the newest batch: distorted (n, 28, 28) uint8, classes and answers (n,), 10 for no digit."""

    digits: np.ndarray
    classes: np.ndarray
    read: np.ndarray
    loss: float


class Figures(NamedTuple):
    """What a network makes of digits: the mean loss that training minimises, and the error in per cent."""

    loss: float
    error: float


class LiveRun:
    """A network in training.

    seen: digits so far. points: of its curves, from the untrained network to the newest batch. training,
    held_out: the newest figures.
    """

    def __init__(self, settings: Settings, material: Material):
        recipe = RECIPES[settings.network]._replace(peak_rate=settings.rate, batch=BATCH)
        self.recipe = recipe if settings.distortions else recipe._replace(distortions=Amounts())
        self.settings, self.often = settings, material.often
        self.training_set = learned_by(material, settings)
        torch.manual_seed(settings.seed)
        self.model = untrained(settings).to(memory_format=torch.channels_last)
        optimiser = torch.optim.AdamW(self.model.parameters(), lr=settings.rate, weight_decay=WEIGHT_DECAY)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, share_of_rate)
        self.parts = {"model": self.model, "optimiser": optimiser, "schedule": schedule}
        self.generator = torch.Generator().manual_seed(settings.seed)
        self.coming = batches(self.training_set, self.generator)
        self.count = self.seen = 0
        self.newest: tuple[Learned, Tensor] | None = None
        self.training = self.held_out = self.measured(self.often)
        self.points: list[Point] = [[0, *self.training, *self.held_out]]
        self.measured_next = FIRST

    def step(self) -> None:
        """Learn from one batch."""
        digits, classes = next(self.coming)
        learned = train_batch(self.parts, self.recipe, inks(digits), classes, self.generator)
        self.count += 1
        self.seen += len(classes)
        self.newest = learned, classes
        self.smooth(learned, classes)
        is_due = self.count == self.measured_next
        if is_due:
            self.held_out = self.measured(self.often)
            self.measured_next += min(self.count, max(SOON, self.count // 4), RARELY)
        if is_due or self.count % min(DENSE, 1 + self.count // DENSE) == 0:
            self.points.append([self.seen, *self.training, *(self.held_out if is_due else (None, None))])

    def end(self, held_out: Mnist) -> None:
        """Measure the network on all held-out digits."""
        self.held_out = self.measured(held_out)
        self.points.append([self.seen, *self.training, *self.held_out])

    def shown_batch(self) -> ShownBatch | None:
        """Show some of the newest batch, as it was before the network learned from it; None without one."""
        if self.newest is None:
            return None
        learned, classes = self.newest
        inside = slice(MARGIN, MARGIN + DIGIT_SIDE)
        return ShownBatch(
            (learned.field[:SHOWN, inside, inside].clamp(0, 1) * 255).round().byte().numpy(),
            classes[:SHOWN].numpy(),
            learned.eleven[:SHOWN].argmax(1).numpy(),
            learned.loss,
        )

    def smooth(self, learned: Learned, classes: Tensor) -> None:
        """Let the training figures follow a batch's."""
        new, share = self.figures(learned.eleven, classes), max(1 / self.count, 1 / SMOOTHED)
        smoothed = (old + share * (now - old) for old, now in zip(self.training, new, strict=True))
        self.training = Figures(*smoothed)

    def figures(self, eleven: Tensor, classes: Tensor) -> Figures:
        """Compute the figures of the digits among those of scores (n, 11)."""
        digits = classes != RUBBISH_CLASS
        eleven, classes = eleven[digits], classes[digits]
        loss = loss_of(eleven / self.recipe.softness, classes, self.recipe.equation)
        wrong = eleven[:, :RUBBISH_CLASS].argmax(1) != classes
        return Figures(loss.item(), 100 * wrong.double().mean().item())

    def measured(self, digits: Mnist) -> Figures:
        """Measure the network on digits."""
        ten = torch.from_numpy(scores(self.model, digits.digits))
        return self.figures(with_rubbish(ten, self.model.rubbish), torch.from_numpy(digits.classes))

    def weights(self) -> dict[str, np.ndarray]:
        """Copy the weights, by name."""
        return {
            name: tensor.contiguous().numpy().copy() for name, tensor in self.model.state_dict().items()
        }


def batches(learned: TrainingSet, generator: torch.Generator) -> Iterator[tuple[Tensor, Tensor]]:
    """Deal digits as bytes, and their classes, epoch after epoch, without end.

    No method: run and generator would refer to each other, and 50 MB would wait for a garbage collection.
    """
    while True:
        digits, classes = learned.epoch(generator)
        for chosen in torch.randperm(len(digits), generator=generator).split(BATCH):
            yield digits[chosen], classes[chosen]


def share_of_rate(batch: int) -> float:
    """Compute the share of the peak rate at a batch."""
    return min(1.0, (batch + 1) / WARM_UP) * (1 + batch / STEADY) ** -0.5


def untrained(settings: Settings) -> LeNet5:
    """Build the network, with weights as this project starts them, or plainly as PyTorch does."""
    model = VARIANTS[settings.network]()
    if settings.plain:
        for layer in model.modules():
            if isinstance(layer, nn.Conv2d | nn.Linear):
                layer.reset_parameters()
    return model


def gradient_norms(model: LeNet5) -> dict[str, float]:
    """Compute the norm of the newest gradient in each layer that has parameters."""
    norms = {}
    for name, layer in model.named_children():
        gradients = [each.grad for each in layer.parameters() if each.grad is not None]
        if gradients:
            norms[name] = float(torch.linalg.vector_norm(torch.stack([g.norm() for g in gradients])))
    return norms
