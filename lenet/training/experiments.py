"""Experiments in training that set themselves up on the page, and what there is to see in each."""

from typing import NamedTuple

from lenet.training.live.settings import Settings


class Experiment(NamedTuple):
    """Some runs, one after the other, each until it has seen so many digits; sentence: what to look for."""

    title: str
    sentence: str
    runs: tuple[Settings, ...]
    seen: int


PLAIN = Settings("relu-32", digits=10_000, distortions=False, rate=0.003)

EXPERIMENTS = {
    "too few digits": Experiment(
        "Too few digits",
        "100 digits are learned by heart: training error (dashed) falls to 0, validation error (solid) "
        "stays above 10 %. With 10,000, both fall.",
        (PLAIN._replace(digits=100), PLAIN),
        50_000,
    ),
    "too high a rate": Experiment(
        "Too high a rate",
        "At a rate of 0.003, the error falls smoothly. At 0.1, steps overshoot: the curve jumps about, "
        "and the error stays several times higher.",
        (PLAIN._replace(network="tanh"), PLAIN._replace(network="tanh", rate=0.1)),
        30_000,
    ),
    "distortions": Experiment(
        "Distortions",
        "1,000 digits unchanged, then newly distorted in every batch: training error (dashed) is higher, "
        "but validation error (solid) ends lower.",
        (PLAIN._replace(digits=1_000), PLAIN._replace(digits=1_000, distortions=True)),
        100_000,
    ),
    "sigmoid": Experiment(
        "Sigmoid or ReLU",
        "For its first 6,000 digits, the sigmoid with default initialisation only guesses (90 % error): "
        "C1’s gradient is hundreds of times smaller than Output’s. By then, ReLU is below 20 %.",
        (PLAIN._replace(network="sigmoid", plain=True), PLAIN),
        30_000,
    ),
}
