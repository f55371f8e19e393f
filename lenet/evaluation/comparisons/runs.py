"""One run of a comparison: trained, or gone on with, and read on MNIST's test set once."""

from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from lenet.data import datasets
from lenet.data.sources import read_sources
from lenet.data.subsets import epochs_of, learned_and_held_out, subset
from lenet.data.training_set import TrainingSet, training_set
from lenet.evaluation.comparisons.rows import ROWS
from lenet.metrics import LabelledSets, error
from lenet.training.loop import train
from lenet.training.run_key import bare, run_key

SHAPING = ("networks.py",)  # the code here that a run's weights come from


class Job(NamedTuple):
    """One run: a row from a seed, and the file that its state is kept in."""

    row: str
    epochs: int
    seed: int
    folder: Path
    state: Path


class Result(NamedTuple):
    """What a run came to: errors in per cent, on MNIST's test set and on the digits that it learned from,
    as they are, not distorted; and how many batches it took."""

    test_error: float
    training_error: float
    steps: int


def run(job: Job) -> Result:
    """Train a network to its last epoch, at once where its state says that it is finished; measure it."""
    row = ROWS[job.row]
    recipe = row.recipe._replace(epochs=job.epochs)
    name = f"comparison, {job.row}"
    key = run_key(name, recipe._replace(seeds=0), row.digits, row.negatives, job.seed, shaping_code())
    trained = train(name, row.build, recipe, job.seed, partial(data, job), job.state, key)
    learned, _ = learned_and_held_out(datasets.mnist("train", job.folder))
    return Result(
        error(trained.model, *datasets.mnist("test", job.folder)),
        error(trained.model, *subset(learned, row.digits, job.seed)),
        trained.checkpoints[-1].digits // recipe.batch,
    )


def data(job: Job) -> tuple[TrainingSet, LabelledSets]:
    """Read what a run learns from, and MNIST's held-out digits, by which its progress is printed."""
    row = ROWS[job.row]
    learned, held_out = learned_and_held_out(datasets.mnist("train", job.folder))
    if row.negatives:
        learns = training_set(read_sources(job.folder), job.seed, row.recipe.drawings)
    else:
        learns = epochs_of(subset(learned, row.digits, job.seed))
    return learns, {"MNIST": held_out}


@cache
def shaping_code() -> list[str]:
    return [bare(Path(__file__).with_name(name).read_text(encoding="utf-8")) for name in SHAPING]
