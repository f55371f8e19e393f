"""What the choices behind `1998` are worth.

    python tests/benchmarks/choices_1998.py [CHOICE ...] [--epochs N]

Trains the network of 1998 once for each choice (equation 8, or 9 with various j and softness; with and
without distortions; with and without negative samples; default all) from the same seed, and prints the
errors and losses on MNIST's last 5,000 training digits, which none of them learns from. Each takes some
minutes on one core; as many run side by side as there are cores.
"""

import tempfile
from pathlib import Path

import torch
from choices import compare  # first: it makes the packages known

from lenet.data import datasets, training_set
from lenet.data.held_out import held_out
from lenet.data.image_augmentation import Amounts
from lenet.data.sources import read_sources
from lenet.network.model import original
from lenet.training import loop
from lenet.training.recipes import PLANAR, RECIPES

CHOICES = {  # name: (equation, j, softness, distortions, whether there are negative samples)
    "as shipped": (9, 40, 8.0, PLANAR, True),
    "no negative samples": (9, 40, 8.0, PLANAR, False),
    "equation 8, no negative samples": (8, 40, 1.0, PLANAR, False),
    "equation 9, j = 5": (9, 5, 1.0, PLANAR, True),
    "equation 9, j = 20": (9, 20, 1.0, PLANAR, True),
    "no distortions": (9, 40, 8.0, Amounts(), True),
}


def figures(name: str, epochs: int) -> dict[str, float]:
    """A choice's error in per cent and its loss on the held-out digits."""
    torch.set_num_threads(1)
    equation, j, softness, distortions, negatives = CHOICES[name]

    def built():
        network = original()
        network.rubbish = -float(j)
        return network

    def data():
        sources = read_sources(datasets.data_folder())
        learned = training_set.training_set(sources, 0, drawings=False)
        pools = learned.pools if negatives else {"MNIST": learned.pools["MNIST"]}
        return learned._replace(pools=pools), held_out(sources, 0, drawings=False).digits()

    recipe = RECIPES["1998"]._replace(equation=equation, softness=softness, distortions=distortions)
    recipe = recipe._replace(epochs=epochs or recipe.epochs)
    with tempfile.TemporaryDirectory() as folder:
        run = loop.train("1998", built, recipe, 0, data, Path(folder) / "state.pt", key=name)
    return {key: value for key, value in run.history[-1].items() if key.startswith("MNIST")}


if __name__ == "__main__":
    compare(figures, CHOICES, __doc__)
