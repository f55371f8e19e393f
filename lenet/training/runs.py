"""One run of training, from its data and its teachers to its errors on the test sets."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from lenet.data import datasets, training_set
from lenet.evaluation.report import errors_on, test_sets
from lenet.metrics import scores
from lenet.network.model import Judgement, LeNet5
from lenet.training import calibration as judging
from lenet.training.loop import HeldOut, Recipe, Run, trained


class Job(NamedTuple):
    """One run: a variant by a recipe from a seed, where it is kept, and the runs that teach it."""

    variant: str
    recipe: Recipe
    seed: int
    epochs: int
    folder: Path
    state: Path
    teachers: "tuple[Job, ...]" = ()


class Result(NamedTuple):
    """What one run came to: test errors in per cent by test set, and its judgement."""

    errors: dict[str, float]
    judgement: Judgement


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
    return trained(
        job.variant, job.recipe, job.seed, job.epochs, partial(data, job), job.state, partial(teachers, job)
    )


def data(job: Job) -> tuple[training_set.TrainingSet, HeldOut]:
    """The training set and the held-out sets of one run."""
    mnist, pen = datasets.mnist("train", job.folder), datasets.pen_digits("train", job.folder)
    known = pen if job.recipe.pen_digits else None
    return training_set.training_set(mnist, known, job.seed), training_set.held_out(mnist, pen)


def teachers(job: Job) -> list[LeNet5]:
    """The trained networks that teach one run."""
    return [finished(each).model for each in job.teachers]
