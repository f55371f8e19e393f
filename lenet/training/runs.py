"""One run of training, from its data to what it makes of the held-out sets and the test sets."""

from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from lenet.data import training_set
from lenet.data.folds import FOLDS
from lenet.data.held_out import held_out
from lenet.data.sources import read_sources
from lenet.data.test_sets import TestSets, read_test_sets
from lenet.data.training_set import TrainingSet
from lenet.metrics import LabelledSets, error, scores
from lenet.network.model import VARIANTS, LeNet5
from lenet.training.loop import WARM_UP, WEIGHT_DECAY, Recipe, Run, train
from lenet.training.run_key import run_key


class Job(NamedTuple):
    """One run: a variant by a recipe from a seed, and the file its state is kept in."""

    variant: str
    recipe: Recipe
    seed: int
    folder: Path
    state: Path


class Scored(NamedTuple):
    """Scores (n, 10) of digits, with their classes (n,) and writers (n,), MNIST's being 0."""

    scores: np.ndarray
    classes: np.ndarray
    writers: np.ndarray


class HeldOutScores(NamedTuple):
    """The scores of what a network has not learned from: digits by data set, negatives (n, 10) by kind."""

    digits: dict[str, Scored]
    negatives: dict[str, np.ndarray]

    @classmethod
    def pooled(cls, runs: "list[HeldOutScores]") -> "HeldOutScores":
        """Put the scores of several runs together; where each held out other people, all are in it."""
        digits = {
            name: Scored(*map(np.concatenate, zip(*(each.digits[name] for each in runs), strict=True)))
            for name in runs[0].digits
        }
        kinds = runs[0].negatives
        return cls(
            digits, {kind: np.concatenate([each.negatives[kind] for each in runs]) for kind in kinds}
        )

    def for_calibration(self) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
        """Give the scores and classes of MNIST's digits and of all drawings, as `calibrate` takes them."""
        mnist, *drawn = self.digits.values()
        drawings = Scored(*map(np.concatenate, zip(*drawn, strict=True)))
        sets = {"MNIST": mnist, "drawings": drawings}
        return {name: each.scores for name, each in sets.items()}, {
            name: each.classes for name, each in sets.items()
        }


class Result(NamedTuple):
    """What one run came to: test errors in per cent by test set; whether each of the pen digits' test
    drawings was read wrongly (n,); and its scores of the held-out sets."""

    errors: dict[str, float]
    wrong: np.ndarray
    held_out: HeldOutScores


def run(job: Job) -> Result:
    """Train one network, score what it has not learned from, and read the test sets once."""
    model, sets = train_or_resume(job).model, read_test_sets(job.folder)
    wrong = scores(model, sets.placed["mass"]).argmax(1) != sets.pen.classes
    return Result(errors_on(model, sets), wrong, held_out_scores(model, job))


def train_or_resume(job: Job) -> Run:
    """Train to the last epoch, for ten minutes to half an hour; at once where the state is finished."""
    key = run_key(
        job.variant, job.recipe._replace(seeds=0), job.seed
    )  # how many others there are is no matter
    build = VARIANTS[job.variant]
    return train(job.variant, build, job.recipe, job.seed, partial(data, job), job.state, key)


def data(job: Job) -> tuple[TrainingSet, LabelledSets]:
    """Read the training set and the held-out digits of one run."""
    sources, drawings = read_sources(job.folder), job.recipe.drawings
    learned = training_set.training_set(sources, job.seed, drawings)
    return learned, held_out(sources, job.seed, drawings).digits()


def held_out_scores(model: LeNet5, job: Job) -> HeldOutScores:
    """Score all that the run has not learned from."""
    unseen = held_out(read_sources(job.folder), job.seed, job.recipe.drawings)
    nobody = np.zeros_like(unseen.mnist.classes)
    digits = {"MNIST": Scored(scores(model, unseen.mnist.digits), unseen.mnist.classes, nobody)}
    for name, drawn in unseen.drawn.items():
        digits[name] = Scored(scores(model, drawn.digits), drawn.classes, drawn.writers)
    negatives = {kind: scores(model, each) for kind, each in unseen.negatives.items()}
    return HeldOutScores(digits, negatives)


def errors_on(model: LeNet5, sets: TestSets) -> dict[str, float]:
    """Measure test errors in per cent: MNIST, and the pen digits' test writers under each placement."""
    return {"MNIST": error(model, *sets.mnist)} | {
        f"pen digits, {name}": error(model, digits, sets.pen.classes)
        for name, digits in sets.placed.items()
    }


def recipe_facts(job: Job, rubbish: float) -> dict[str, Any]:
    """List the choices that shaped a run's weights, for the network's card; rubbish: its logit."""
    recipe = job.recipe
    return {
        "optimiser": "AdamW, one-cycle schedule",
        "loss": f"equation {recipe.equation} with a reject-class logit of {rubbish:g} "
        f"(j = {abs(rubbish):g})"
        + (f", all eleven logits divided by {recipe.softness:g}" if recipe.softness != 1 else ""),
        "epochs": recipe.epochs,
        "batch": recipe.batch,
        "peak rate": recipe.peak_rate,
        "warm-up": WARM_UP,
        "weight decay": WEIGHT_DECAY,
        "held out": {"MNIST digits": training_set.HELD_OUT_DIGITS, "people": f"one in {FOLDS}"},
        "pens": list(training_set.PENS),
        "an epoch": {
            name: list(share)
            for name, share in training_set.SHARES.items()
            if recipe.drawings or name in training_set.NEGATIVE_POOLS
        },
        "distortions": recipe.distortions._asdict(),
    }
