"""One run of training, from its data and its teachers to its errors on the test sets."""

from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from lenet.data import datasets, training_set
from lenet.data.test_sets import TestSets, read_test_sets
from lenet.data.training_set import HeldOut, TrainingSet
from lenet.metrics import error, scores
from lenet.network.model import Calibration, LeNet5
from lenet.training import losses
from lenet.training.calibration import calibrate
from lenet.training.loop import WARM_UP, WEIGHT_DECAY, Recipe, Run, train


class Job(NamedTuple):
    """One run: a variant by a recipe from a seed, where its state is, and the runs of its teachers."""

    variant: str
    recipe: Recipe
    seed: int
    epochs: int
    folder: Path
    state: Path
    teachers: "tuple[Job, ...]" = ()


class Result(NamedTuple):
    """What one run came to: test errors in per cent by test set, and its calibration."""

    errors: dict[str, float]
    calibration: Calibration


def run(job: Job) -> Result:
    """Train one network, calibrate it on held-out digits, and read the test sets once."""
    model = train_or_resume(job).model
    pen = datasets.pen_digits("train", job.folder)
    unseen = training_set.held_out(datasets.mnist("train", job.folder), pen, not job.recipe.pen_digits)
    read = {name: scores(model, digits) for name, (digits, _) in unseen.items()}
    calibrate(model, read, {name: classes for name, (_, classes) in unseen.items()})
    return Result(errors_on(model, read_test_sets(job.folder)), model.calibration)


def train_or_resume(job: Job) -> Run:
    """Train to the last epoch, for up to an hour; at once where the state says that it is finished."""
    return train(
        job.variant, job.recipe, job.seed, job.epochs, partial(data, job), job.state, partial(teachers, job)
    )


def data(job: Job) -> tuple[TrainingSet, HeldOut]:
    """Read the training set and the held-out sets of one run."""
    mnist, pen = datasets.mnist("train", job.folder), datasets.pen_digits("train", job.folder)
    known = pen if job.recipe.pen_digits else None
    return training_set.training_set(mnist, known, job.seed), training_set.held_out(mnist, pen)


def teachers(job: Job) -> list[LeNet5]:
    """Load the trained networks that are the teachers of one run."""
    return [train_or_resume(each).model for each in job.teachers]


def errors_on(model: LeNet5, sets: TestSets) -> dict[str, float]:
    """Measure test errors in per cent: MNIST, and the pen digits' test writers under each placement."""
    return {"MNIST": error(model, *sets.mnist)} | {
        f"pen digits, {name}": error(model, digits, sets.pen.classes)
        for name, digits in sets.placed.items()
    }


def recipe_facts(job: Job, rubbish: float) -> dict[str, Any]:
    """List every choice that shaped a run's weights, for the network's card; rubbish: its score."""
    recipe, teachers = job.recipe, len(job.teachers)
    return {
        "optimiser": "AdamW, one cycle",
        "loss": f"equation {recipe.equation} with rubbish, the eleventh class, at {rubbish:g}"
        + (f", scores divided by {recipe.softness:g}" if recipe.softness != 1 else ""),
        "teachers": {"networks": teachers, "weight": losses.TEACHERS_WEIGHT} if teachers else None,
        "epochs": job.epochs,
        "batch": recipe.batch,
        "peak rate": recipe.peak_rate,
        "warm-up": WARM_UP,
        "weight decay": WEIGHT_DECAY,
        "held out": {
            "MNIST digits": training_set.HELD_OUT_DIGITS,
            "pen digits' writers": list(training_set.HELD_OUT_WRITERS),
        },
        "pens": list(training_set.PENS),
        "inkings": [training_set.INKINGS, training_set.INKINGS_AN_EPOCH] if recipe.pen_digits else None,
        "negative samples": [training_set.NEGATIVES, training_set.NEGATIVES_AN_EPOCH],
        "distortions": recipe.distortions._asdict(),
    }
