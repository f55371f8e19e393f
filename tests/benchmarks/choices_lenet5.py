"""What holds `lenet5` back: its size, its digits, its drawings, or how its training ends.

    python tests/benchmarks/choices_lenet5.py [CHOICE ...] [--epochs N]

Trains the network once for each choice (default all) from the same seed, and prints its errors and losses
on what none of them learns from, MNIST's last 5,000 training digits and a fifth of the writers. Each takes
from ten minutes to half an hour on one core; as many run side by side as there are cores.
"""

import tempfile
from pathlib import Path
from typing import NamedTuple

import torch
from choices import compare  # first: it makes the packages known
from torch import nn
from torch.optim.optimizer import register_optimizer_step_post_hook
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lenet.data import datasets, training_set
from lenet.data.held_out import held_out
from lenet.data.sources import read_sources
from lenet.data.training_set import TrainingSet
from lenet.metrics import loss_and_error
from lenet.network.model import VARIANTS, LeNet5
from lenet.training import loop
from lenet.training.recipes import RECIPES


class Choice(NamedTuple):
    width: int = 1  # how many times as many maps and units
    share: float = 1.0  # of the digits
    amount: float = 1.0  # of the distortions
    drawings: bool = True  # learns from drawn digits, too, and not from MNIST's alone


CHOICES = {
    "as it is": Choice(),
    "three times as wide": Choice(width=3),
    "half the digits": Choice(share=0.5),
    "weaker distortions": Choice(amount=0.5),
    "stronger distortions": Choice(amount=1.5),
    "without drawn digits": Choice(drawings=False),
}
EMA_DECAY = 0.999  # a batch: the mean is over some two epochs


def widened(width: int) -> LeNet5:
    """lenet5 with so many times as many maps and units in each layer."""
    network = VARIANTS["lenet5"]()
    if width > 1:
        c1, c3, c5, f6 = (width * maps for maps in (6, 16, 120, 84))
        network.C1[0], network.C3[0] = nn.Conv2d(1, c1, 5, padding=2), nn.Conv2d(c1, c3, 5)
        network.C5[0], network.F6[1] = nn.Conv2d(c3, c5, 5), nn.Linear(c5, f6)
        network.OUTPUT = nn.Linear(f6, 10)
    return network


def thinned(learned: TrainingSet, share: float) -> TrainingSet:
    """Every so many digits of each pool, each as many times as makes up for those that are left out."""
    step = round(1 / share)
    return TrainingSet(
        {
            name: pool._replace(
                digits=pool.digits[::step].repeat(step, 1, 1), classes=pool.classes[::step].repeat(step)
            )
            for name, pool in learned.pools.items()
        }
    )


def figures(name: str, epochs: int | None) -> dict[str, float]:
    """A choice's errors in per cent and losses at the last epoch, and those of its averaged weights."""
    torch.set_num_threads(1)
    choice, recipe = CHOICES[name], RECIPES["lenet5"]
    recipe = recipe._replace(
        epochs=epochs or recipe.epochs,
        distortions=type(recipe.distortions)(*(choice.amount * each for each in recipe.distortions)),
        peak_rate=recipe.peak_rate / (2 if choice.width > 1 else 1),
    )

    def data():
        sources = read_sources(datasets.data_folder())
        learned = thinned(training_set.training_set(sources, 0, choice.drawings), choice.share)
        return learned, held_out(sources, 0, drawings=True).digits()

    torch.manual_seed(0)
    network = widened(choice.width)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(EMA_DECAY))
    hook = register_optimizer_step_post_hook(lambda *_: average.update_parameters(network))
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "state.pt"
        run = loop.train("lenet5", lambda: network, recipe, 0, data, state, key=name)
    hook.remove()
    averaged = loss_and_error(
        average.module.eval(), held_out(read_sources(datasets.data_folder()), 0, True).digits()
    )
    return run.history[-1] | {f"averaged, {figure}": value for figure, value in averaged.items()}


if __name__ == "__main__":
    compare(figures, CHOICES, __doc__)
