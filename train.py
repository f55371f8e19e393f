"""Regenerates the weights in `weights/`, their cards, and the table of results in README.md.

    python train.py [VARIANT ...] [--seeds N] [--epochs N] [--data FOLDER]

Data (MNIST, UCI pen digits) is downloaded where missing. Started again after an interruption, it goes on
from the last finished epoch. The same seed on the same machine gives the same weights. A part of the
training data, MNIST's last 5,000 digits and two of the pen digits' thirty writers, is held out and guides
choices; the test sets are read once, after the last epoch.
"""

import argparse
import json
import platform
import shutil
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, stdev
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from tqdm import tqdm

from lenet import datasets, evaluation, training_set, weights
from lenet.augmentation import Amounts, distorted
from lenet.model import VARIANTS, LeNet5

EPOCHS = 30
WARM_UP = 0.10  # share of AdamW's one cycle before the learning rate's top
WEIGHT_DECAY = 0.01
DISTORTIONS = Amounts(rotation=15, scale=0.15, stretch=0.15, shear=0.25, shift=2, elastic=0.045, pen=0.15)
PLANAR = Amounts(scale=0.15, stretch=0.15, shear=0.25, shift=2)  # the paper's kinds, section III-B
RUBBISH = 5.0  # j of equation 9, of which the paper gives no value


class Recipe(NamedTuple):
    """Where the training of one variant differs from another's."""

    peak_rate: float = 0.004
    batch: int = 128
    pen_digits: bool = False
    distortions: Amounts = DISTORTIONS
    rubbish: float | None = None  # equation 9's j; None is the softmax's cross entropy


# fmt: off
RECIPES = {
    "lenet5":  Recipe(pen_digits=True),
    "1998":    Recipe(peak_rate=0.003, batch=64, distortions=PLANAR, rubbish=RUBBISH),
    "relu-32": Recipe(),
}
# fmt: on

ROOT = Path(__file__).parent
UNFINISHED = ROOT / ".training"  # where runs keep their last epoch until all are finished
TABLE = ("<!-- results: written by train.py -->", "<!-- end of results -->")


def main() -> None:
    arguments = parsed_arguments()
    torch.use_deterministic_algorithms(True)
    try:
        for variant in arguments.variants or VARIANTS:
            regenerate(variant, arguments.seeds, arguments.epochs, arguments.data)
    except datasets.DataError as failure:
        raise SystemExit(f"train.py: {failure}") from None
    table = results_table()
    write_table(ROOT / "README.md", table)
    print(f"\n{table}")
    shutil.rmtree(UNFINISHED, ignore_errors=True)  # all is finished: the next start begins anew


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "variants", nargs="*", metavar="VARIANT", help=f"of {', '.join(VARIANTS)}; default all"
    )
    parser.add_argument("--seeds", type=int, default=1, help="runs to average over; the first is shipped")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help=f"default: {EPOCHS}")
    parser.add_argument(
        "--data", type=Path, default=datasets.data_folder(), help="default: LENET_DATA or .data"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.variants) - set(VARIANTS):
        parser.error(f"unknown variant {', '.join(sorted(unknown))}: choose from {', '.join(VARIANTS)}")
    if arguments.seeds < 1 or arguments.epochs < 1:
        parser.error("--seeds and --epochs are whole numbers from 1")
    return arguments


def regenerate(variant: str, seeds: int, epochs: int, folder: Path) -> None:
    """Trains a variant once a seed, reads the test sets, and writes weights and card."""
    mnist, pen = datasets.mnist("train", folder), datasets.pen_digits("train", folder)
    runs = [trained(variant, seed, epochs, mnist, pen) for seed in range(seeds)]
    model = runs[0]
    tests = [tested(run, folder) for run in runs]
    facts = {
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "data": "MNIST and UCI pen digits" if RECIPES[variant].pen_digits else "MNIST",
        "recipe": recipe(variant, epochs),
        "seeds": seeds,
        "test error %": {name: summary([test[name] for test in tests]) for name in tests[0]},
        "map limits": map_limits(model, mnist.digits[-training_set.HELD_OUT_DIGITS :]),
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "numpy": np.__version__,
        },
    }
    weights.save(variant, model, facts)


def recipe(variant: str, epochs: int) -> dict:
    """Every choice that shapes the weights, for the card, and to tell whether a run may be resumed."""
    chosen = RECIPES[variant]
    return {
        "optimiser": "AdamW, one cycle",
        "loss": "cross entropy" if chosen.rubbish is None else f"equation 9 with j = {chosen.rubbish}",
        "epochs": epochs,
        "batch": chosen.batch,
        "peak rate": chosen.peak_rate,
        "warm-up": WARM_UP,
        "weight decay": WEIGHT_DECAY,
        "held out": {
            "MNIST digits": training_set.HELD_OUT_DIGITS,
            "pen digits' writers": list(training_set.HELD_OUT_WRITERS),
        },
        "pens": list(training_set.PENS) if chosen.pen_digits else None,
        "inkings": [training_set.INKINGS, training_set.INKINGS_AN_EPOCH] if chosen.pen_digits else None,
        "distortions": chosen.distortions._asdict(),
    }


def trained(variant: str, seed: int, epochs: int, mnist: datasets.Mnist, pen: datasets.PenDigits) -> LeNet5:
    """The variant trained to the fixed last epoch, from the last finished epoch where there is one."""
    torch.manual_seed(seed)
    model, chosen = VARIANTS[variant](), RECIPES[variant]
    learned = training_set.training_set(mnist, pen if chosen.pen_digits else None, seed)
    held_out = training_set.held_out(mnist, pen)
    steps = -(-learned.epoch_size() // chosen.batch)
    optimiser = torch.optim.AdamW(model.parameters(), lr=chosen.peak_rate, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, chosen.peak_rate, total_steps=steps * epochs, pct_start=WARM_UP
    )
    parts = {"model": model, "optimiser": optimiser, "schedule": schedule}
    unfinished = UNFINISHED / f"{variant}-{seed}.pt"
    made_by = recipe(variant, epochs)
    for epoch in range(resumed(unfinished, parts, made_by), epochs):
        generator = torch.Generator().manual_seed(seed * 10_000 + epoch)
        digits, classes = learned.epoch(generator)
        order = torch.randperm(len(digits), generator=generator).split(chosen.batch)
        with tqdm(total=len(order), desc=f"{variant}, seed {seed}, epoch {epoch + 1}/{epochs}") as bar:
            loss = train_epoch(model, optimiser, schedule, chosen, digits, classes, order, generator, bar)
            errors = [f"{name} {evaluation.error(model, *data):.2f} %" for name, data in held_out.items()]
            bar.set_postfix_str(f"loss {loss:.4f}, held-out error: {', '.join(errors)}")
        keep(unfinished, parts, made_by, epoch + 1)
    return model.eval()


def loss_of(scores: Tensor, classes: Tensor, rubbish: float | None) -> Tensor:
    """The mean loss of scores (n, 10): the softmax's cross entropy or, with j, the paper's equation 9.

    Equation 9 is that cross entropy with an eleventh class, rubbish, whose penalty is always j.
    """
    if rubbish is not None:
        scores = torch.cat([scores, scores.new_full((len(scores), 1), -rubbish)], 1)
    return functional.cross_entropy(scores, classes)


def train_epoch(
    model: LeNet5,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    chosen: Recipe,
    digits: Tensor,
    classes: Tensor,
    order: Sequence[Tensor],
    generator: torch.Generator,
    bar: tqdm,
) -> float:
    """One pass over the digits, batch by batch in that order, each distorted; the mean loss."""
    model.train()
    total = 0.0
    for step, batch in enumerate(order, start=1):
        bent = distorted(digits[batch], chosen.distortions, generator)
        loss = loss_of(model(model.input(bent)), classes[batch], chosen.rubbish)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        total += loss.item()
        bar.set_postfix_str(f"loss {total / step:.4f}", refresh=False)
        bar.update()
    model.eval()
    return total / len(order)


def keep(path: Path, parts: dict, made_by: dict, epochs_done: int) -> None:
    """Stores a run after an epoch, whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    state = {name: part.state_dict() for name, part in parts.items()}
    torch.save(state | {"recipe": json.dumps(made_by), "epochs": epochs_done}, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def resumed(path: Path, parts: dict, made_by: dict) -> int:
    """Puts a stored run of the same recipe back into its parts; the number of epochs it had done."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    if state["recipe"] != json.dumps(made_by):
        return 0
    for name, part in parts.items():
        part.load_state_dict(state[name])
    return state["epochs"]


def tested(model: LeNet5, folder: Path) -> dict[str, float]:
    """Test errors in per cent: MNIST, and the pen digits' test writers under each placement."""
    mnist, pen = datasets.mnist("test", folder), datasets.pen_digits("test", folder)
    placed = evaluation.error_by_placement(model, pen)
    return {"MNIST": evaluation.error(model, *mnist)} | {
        f"pen digits, {placement}": placed[placement] for placement in ("mass", "box", "resize")
    }


def summary(errors: list[float]) -> dict[str, float]:
    """Mean over the seeds and, from two seeds on, their standard deviation; the shipped seed's own."""
    spread = {"spread": round(stdev(errors), 3)} if len(errors) > 1 else {}
    return {"mean": round(mean(errors), 3)} | spread | {"shipped": round(errors[0], 3)}


@torch.inference_mode()
def map_limits(model: LeNet5, digits: np.ndarray) -> dict[str, float]:
    """Per layer, the 97th percentile of |value| where not zero: where the page's colours end."""
    trace = model.trace(model.input(digits[:1000]))
    sizes = {name: output.abs() for name, output in trace.items()}
    return {
        name: round(float(np.percentile(size[size > 0].numpy(), 97)), 2) for name, size in sizes.items()
    }


def results_table() -> str:
    """The table of README.md, from the cards of all variants that have one."""
    rows = [
        "| network | parameters | MNIST test | pen digits: mass | box | resize | seeds |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for variant in (name for name in VARIANTS if (weights.FOLDER / f"{name}.json").exists()):
        card = weights.card(variant)
        errors = [shown(result) for result in card["test error %"].values()]
        rows.append(f"| `{variant}` | {card['parameters']:,} | {' | '.join(errors)} | {card['seeds']} |")
    return "\n".join(rows)


def shown(result: dict[str, float]) -> str:
    spread = f" ± {result['spread']:.2f}" if "spread" in result else ""
    return f"{result['mean']:.2f}{spread} %"


def write_table(readme: Path, table: str) -> None:
    """Puts the table between its two markers in README.md."""
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(TABLE[0])
    _, after = rest.split(TABLE[1])
    readme.write_text(f"{before}{TABLE[0]}\n{table}\n{TABLE[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
