"""How fast the tutorials' way of training is, and ours: `python tests/benchmarks/training_speed.py`.

Both train `relu-32` on MNIST's training digits but the last 5,000, on which the error is taken every
hundred batches, its time not counted. The tutorials' way: torchvision's data set, a PIL transform an image,
a DataLoader, batches of 64, Adam at 0.001. Ours: `train.py`'s recipe for that network, a cycle of
EPOCHS epochs. Printed are images a second, and the seconds until the error first is at most AIM.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import torch
import torchvision
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader, Subset
from torchvision import transforms

sys.path.insert(0, str(Path(__file__).parents[2]))

from lenet.data import datasets, training_set
from lenet.data.image_augmentation import distort
from lenet.metrics import error
from lenet.network.model import VARIANTS
from lenet.training.loop import WARM_UP, WEIGHT_DECAY
from lenet.training.recipes import RECIPES

VARIANT = "relu-32"
AIM = 1.0  # per cent
EPOCHS = 3  # of our cycle
LONGEST = 15  # epochs of the tutorials' way
EVERY = 100  # batches


def tutorials_batches(folder: Path) -> Iterator[tuple[Tensor, Tensor]]:
    to_input = transforms.Compose([transforms.Pad(2), transforms.ToTensor()])
    mnist = torchvision.datasets.MNIST(folder, train=True, transform=to_input, download=True)
    loader = DataLoader(
        Subset(mnist, range(len(mnist) - training_set.HELD_OUT_DIGITS)), batch_size=64, shuffle=True
    )
    for _ in range(LONGEST):
        yield from loader


def our_batches(mnist: datasets.Mnist, model: torch.nn.Module) -> Iterator[tuple[Tensor, Tensor]]:
    recipe = RECIPES[VARIANT]
    digits, classes = (torch.from_numpy(part[: -training_set.HELD_OUT_DIGITS]) for part in mnist)
    generator = torch.Generator().manual_seed(0)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(digits), generator=generator).split(recipe.batch):
            bent = model.input(distort(digits[batch], recipe.distortions, generator))
            yield bent.contiguous(memory_format=torch.channels_last), classes[batch]


def timed(model: torch.nn.Module, batches: Iterator, optimiser, schedule, held_out: tuple) -> tuple:
    """Images a second, and the seconds and images until the error is at most AIM (None if it never is)."""
    seconds, images, reached = 0.0, 0, None
    started = time.perf_counter()
    for step, (x, classes) in enumerate(batches, start=1):
        loss = functional.cross_entropy(model(x), classes)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if schedule:
            schedule.step()
        images += len(x)
        if step % EVERY == 0:
            seconds += time.perf_counter() - started
            if error(model, *held_out) <= AIM:
                reached = seconds
                break
            started = time.perf_counter()
    return images / seconds, reached, images


def main() -> None:
    argparse.ArgumentParser(description=__doc__.split("\n")[0]).parse_args()
    folder = datasets.data_folder()
    mnist = datasets.mnist("train", folder)
    held_out = tuple(part[-training_set.HELD_OUT_DIGITS :] for part in mnist)
    recipe = RECIPES[VARIANT]

    torch.manual_seed(0)
    model = VARIANTS[VARIANT]().to(memory_format=torch.channels_last)
    steps = EPOCHS * -(-(len(mnist.digits) - training_set.HELD_OUT_DIGITS) // recipe.batch)
    ours = torch.optim.AdamW(model.parameters(), lr=recipe.peak_rate, weight_decay=WEIGHT_DECAY)
    cycle = torch.optim.lr_scheduler.OneCycleLR(
        ours, recipe.peak_rate, total_steps=steps, pct_start=WARM_UP
    )
    results = {"ours": timed(model, our_batches(mnist, model), ours, cycle, held_out)}

    torch.manual_seed(0)
    model = VARIANTS[VARIANT]()
    adam = torch.optim.Adam(model.parameters(), lr=0.001)
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder / "mnist", copy, dirs_exist_ok=True)
        results["tutorials'"] = timed(model, tutorials_batches(Path(copy)), adam, None, held_out)

    for name, (rate, reached, images) in results.items():
        when = f"{reached:6.1f} s, {images:,} images" if reached else "never"
        print(f"{name:<11} {rate:8,.0f} images a second; {AIM:g} % held-out error after {when}")
    (fast, ours_after, _), (slow, tutorials_after, _) = results.values()
    print(f"ours is {fast / slow:.1f} times as fast by images", end="")
    if ours_after and tutorials_after:
        print(f", and {tutorials_after / ours_after:.1f} times as fast to {AIM:g} % error", end="")
    print(".")


if __name__ == "__main__":
    main()
