"""Regenerates `weights/`: the networks, their cards and curves, the model card, and the table in README.md.

    python train.py [VARIANT ...] [--seeds N] [--epochs N] [--data FOLDER]

Data (MNIST, UCI pen digits) is downloaded where missing. One run takes one core, so as many run side by
side as there are cores. Started again after an interruption, it goes on from each run's last finished
epoch. The same seed on the same machine gives the same weights. A part of the training data, MNIST's last
5,000 digits and two of the pen digits' thirty writers, is held out and guides every choice; the test sets
are read once, after the last epoch.
"""

import argparse
import multiprocessing
import os
import platform
import shutil
import signal
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from statistics import mean, stdev
from typing import NamedTuple

import numpy as np
import torch

from lenet import datasets, judging, model_card, plots, robustness, training_set, weights
from lenet.augmentation import Amounts
from lenet.measures import scores
from lenet.model import VARIANTS, Judgement, LeNet5
from lenet.report import errors_on, evaluated, test_sets
from lenet.training import WARM_UP, WEIGHT_DECAY, HeldOut, Recipe, Run, trained

EPOCHS = 30
FULL = Amounts(rotation=15, scale=0.15, stretch=0.15, shear=0.25, shift=2, elastic=0.045, pen=0.15)
PLANAR = Amounts(scale=0.15, stretch=0.15, shear=0.25, shift=2)  # the paper's kinds, section III-B

# fmt: off
RECIPES = {
    "lenet5":  Recipe(seeds=5, pen_digits=True, distortions=FULL),
    "1998":    Recipe(peak_rate=0.003, batch=64, distortions=PLANAR, softness=8.0),
    "relu-28": Recipe(distortions=FULL),
    "relu-32": Recipe(distortions=FULL),
    "tanh":    Recipe(distortions=FULL),
    "sigmoid": Recipe(distortions=FULL),
}
COMPARED = {  # trained for its error alone, which stands on the variant's card
    "1998": {"without distortions": RECIPES["1998"]._replace(distortions=Amounts())},
}
# fmt: on

REPLAYED = "lenet5"  # the variant whose snapshots are kept, for the page to play its training again

ROOT = Path(__file__).parent
UNFINISHED = ROOT / ".training"  # where runs keep their last epoch until all are finished


class Job(NamedTuple):
    """One run: a variant by a recipe from a seed, and where it is kept."""

    variant: str
    recipe: Recipe
    seed: int
    epochs: int
    folder: Path
    state: Path


class Result(NamedTuple):
    """What one run came to: test errors in per cent by test set, and its judgement."""

    errors: dict[str, float]
    judgement: Judgement


def main() -> None:
    arguments = parsed_arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended politely is interrupted, too
    try:
        for split in ("train", "test"):  # fetched once, before the runs need them side by side
            datasets.mnist(split, arguments.data)
            datasets.pen_digits(split, arguments.data)
    except datasets.DataError as failure:
        raise SystemExit(f"train.py: {failure}") from None
    executor = pool()
    try:
        regenerate(executor, arguments)
    except KeyboardInterrupt:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise SystemExit("train.py: interrupted; the same command goes on from the last epochs.") from None
    executor.shutdown()
    shutil.rmtree(UNFINISHED, ignore_errors=True)  # all is finished: the next start begins anew


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "variants", nargs="*", metavar="VARIANT", help=f"of {', '.join(VARIANTS)}; default all"
    )
    parser.add_argument("--seeds", type=int, help="runs to average over; the first is shipped")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help=f"default: {EPOCHS}")
    parser.add_argument(
        "--data", type=Path, default=datasets.data_folder(), help="default: LENET_DATA or .data"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.variants) - set(VARIANTS):
        parser.error(f"unknown variant {', '.join(sorted(unknown))}: choose from {', '.join(VARIANTS)}")
    if arguments.epochs < 1 or (arguments.seeds is not None and arguments.seeds < 1):
        parser.error("--seeds and --epochs are whole numbers from 1")
    arguments.variants = arguments.variants or list(VARIANTS)
    return arguments


def pool() -> Executor:
    """A process a core, each of one thread: faster than one run on all cores, and the same everywhere."""
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=start_worker)


def start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption ends the workers by the parent
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)


def regenerate(executor: Executor, arguments: argparse.Namespace) -> None:
    """Trains all runs, and writes each variant's files and the tables as soon as its runs are finished."""
    runs = {variant: jobs(variant, arguments) for variant in arguments.variants}
    results = {
        variant: {name: [executor.submit(run, job) for job in row] for name, row in rows.items()}
        for variant, rows in runs.items()
    }
    for variant, rows in results.items():
        came_to = {name: [future.result() for future in futures] for name, futures in rows.items()}
        write(variant, runs[variant], came_to)
        model_card.write_all(ROOT / "README.md")
        print(f"{variant} is finished: {weights.FOLDER / variant}.safetensors\n", flush=True)


def jobs(variant: str, arguments: argparse.Namespace) -> dict[str, list[Job]]:
    """The runs of a variant: "shipped", of which the first is, and those it is compared with."""
    recipes = {"shipped": RECIPES[variant]} | COMPARED.get(variant, {})
    return {
        name: [
            Job(
                variant,
                recipe,
                seed,
                arguments.epochs,
                arguments.data,
                UNFINISHED / f"{variant}-{name}-{seed}.pt",
            )
            for seed in range(arguments.seeds or recipe.seeds)
        ]
        for name, recipe in recipes.items()
    }


def run(job: Job) -> Result:
    """Trains one network, fits its judgement to held-out digits, and reads the test sets once."""
    model = finished(job).model
    pen = datasets.pen_digits("train", job.folder)
    unseen = training_set.held_out(datasets.mnist("train", job.folder), pen, not job.recipe.pen_digits)
    read = {name: scores(model, digits) for name, (digits, _) in unseen.items()}
    judging.fit(model, read, {name: classes for name, (_, classes) in unseen.items()})
    return Result(errors_on(model, test_sets(job.folder)), model.judgement)


def finished(job: Job) -> Run:
    """The run, trained to its last epoch; at once where its state says so already."""
    return trained(job.variant, job.recipe, job.seed, job.epochs, lambda: data(job), job.state)


def data(job: Job) -> tuple[training_set.TrainingSet, HeldOut]:
    """The training set and the held-out sets of one run."""
    mnist, pen = datasets.mnist("train", job.folder), datasets.pen_digits("train", job.folder)
    known = pen if job.recipe.pen_digits else None
    return training_set.training_set(mnist, known, job.seed), training_set.held_out(mnist, pen)


def write(variant: str, runs: dict[str, list[Job]], came_to: dict[str, list[Result]]) -> None:
    """A variant's weights, snapshots, card and training curves."""
    job, results = runs["shipped"][0], came_to["shipped"]
    all_runs = [finished(each) for each in runs["shipped"]]
    shipped = all_runs[0]
    shipped.model.judgement = results[0].judgement
    report = evaluated(shipped.model, test_sets(job.folder), variant)
    facts = {
        "parameters": sum(parameter.numel() for parameter in shipped.model.parameters()),
        "data": "MNIST and UCI pen digits" if job.recipe.pen_digits else "MNIST",
        "recipe": recipe(job),
        "seeds": len(results),
        "test error %": summaries(results),
        "compared": {
            name: {"seeds": len(each), "test error %": summaries(each)}
            for name, each in came_to.items()
            if name != "shipped"
        },
        "judgement": shipped.model.judgement._asdict(),
        "not among the top three %": rounded(report.outside_top3),
        "calibration error %": {
            "before": round(report.calibration[0], 3),
            "after": round(report.calibration[1], 3),
        },
        "refused %": rounded(report.refused)
        | rounded(report.rubbish_refused)
        | {"rubbish": round(mean(report.rubbish_refused.values()), 2)},
        "read between": {
            name: [round(end, 2) for end in robustness.read_between(axis, report.curves[name])]
            for name, axis in robustness.AXES.items()
        },
        "map limits": map_limits(shipped.model, datasets.mnist("train", job.folder).digits),
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "numpy": np.__version__,
        },
    }
    moments = shipped.snapshots if variant == REPLAYED else []
    weights.save(
        variant,
        shipped.model,
        facts,
        [({"digits": each.digits, "errors": rounded(each.errors)}, each.weights) for each in moments],
    )
    plots.training_curves(weights.FOLDER / f"{variant}.png", variant, [each.history for each in all_runs])


def recipe(job: Job) -> dict:
    """Every choice that shaped the weights, for the card."""
    chosen, rubbish = job.recipe, VARIANTS[job.variant]().rubbish
    return {
        "optimiser": "AdamW, one cycle",
        "loss": f"equation {chosen.equation} with rubbish, the eleventh class, at {rubbish:g}"
        + (f", scores divided by {chosen.softness:g}" if chosen.softness != 1 else ""),
        "epochs": job.epochs,
        "batch": chosen.batch,
        "peak rate": chosen.peak_rate,
        "warm-up": WARM_UP,
        "weight decay": WEIGHT_DECAY,
        "held out": {
            "MNIST digits": training_set.HELD_OUT_DIGITS,
            "pen digits' writers": list(training_set.HELD_OUT_WRITERS),
        },
        "pens": list(training_set.PENS),
        "inkings": [training_set.INKINGS, training_set.INKINGS_AN_EPOCH] if chosen.pen_digits else None,
        "rubbish": [training_set.RUBBISH, training_set.RUBBISH_AN_EPOCH],
        "distortions": chosen.distortions._asdict(),
    }


def summaries(results: list[Result]) -> dict[str, dict[str, float]]:
    """By test set: the mean over the seeds, from two seeds on their standard deviation, the first's own."""
    return {name: summary([result.errors[name] for result in results]) for name in results[0].errors}


def summary(errors: list[float]) -> dict[str, float]:
    spread = {"spread": round(stdev(errors), 3)} if len(errors) > 1 else {}
    return {"mean": round(mean(errors), 3)} | spread | {"shipped": round(errors[0], 3)}


def rounded(shares: dict[str, float]) -> dict[str, float]:
    return {name: round(share, 2) for name, share in shares.items()}


@torch.inference_mode()
def map_limits(model: LeNet5, digits: np.ndarray) -> dict[str, float]:
    """Per layer, the 97th percentile of |value| where not zero: where the page's colours end.

    Of a thousand held-out digits (n, 28, 28) of MNIST.
    """
    trace = model.trace(model.input(digits[-training_set.HELD_OUT_DIGITS :][:1000]))
    sizes = {name: output.abs() for name, output in trace.items()}
    return {
        name: round(float(np.percentile(size[size > 0].numpy(), 97)), 2) for name, size in sizes.items()
    }


if __name__ == "__main__":
    main()
