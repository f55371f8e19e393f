"""Experiments in training that set themselves up on the page, each with a sentence that says what to look for."""

from typing import NamedTuple

from lenet.training.live.settings import Settings


class Experiment(NamedTuple):
    """Some runs, one after the other, each until it has seen so many digits; and what they show."""

    title: str
    sentence: str
    runs: tuple[Settings, ...]
    seen: int


PLAIN = Settings("relu-32", digits=10_000, distortions=False, rate=0.003)

EXPERIMENTS = {
    "too few digits": Experiment(
        "Too few digits",
        "100 digits are learned by heart: training error (dashed) falls to 0, the held-out error (solid) stays "
        "above 10 %. With 10,000 digits, it falls too.",
        (PLAIN._replace(digits=100), PLAIN),
        50_000,
    ),
    "too high a rate": Experiment(
        "Too high a rate",
        "The same network and digits at a rate of 0.003, then 0.1: steps that large overshoot, and the error "
        "stays near 90 %, as if guessed.",
        (PLAIN, PLAIN._replace(rate=0.1)),
        30_000,
    ),
    "distortions": Experiment(
        "Distortions",
        "1,000 digits, plain and then distorted anew in every batch: distorted, they are harder to learn (dashed "
        "is higher), but the held-out error (solid) ends lower.",
        (PLAIN._replace(digits=1_000), PLAIN._replace(digits=1_000, distortions=True)),
        100_000,
    ),
    "sigmoid": Experiment(
        "Sigmoid or ReLU",
        "A sigmoid network initialised as in tutorials stays near 90 % error, and C1’s gradient is tiny beside "
        "Output’s; ReLU learns at once.",
        (PLAIN._replace(network="sigmoid", plain=True), PLAIN._replace(network="relu-28")),
        30_000,
    ),
}
