"""What may be chosen for a live run, checked, each with one clear sentence."""

import reprlib
from typing import Any, NamedTuple

from lenet.drawing.strokes import is_real
from lenet.network.model import VARIANTS

DIGITS = (10, 55_000)  # one of each class at least; at most all that are not held out
RATES = (0.0001, 0.1)
SEEDS = 10_000  # from 0 up to, not with


class SettingsError(ValueError):
    """Settings that are refused, with one sentence that says what is accepted."""


class Settings(NamedTuple):
    """What a run learns from, and how.

    digits: of MNIST, the same number of each class. distortions: whether every batch is distorted.
    drawings: whether it learns from people's drawn digits, too. rate: the learning rate's peak. seed: of
    the first weights, the choice of digits, their order and their distortions. plain: whether the weights
    start as PyTorch draws them, as in tutorials, and not as this project draws them for a sigmoid.
    """

    network: str = "relu-32"
    digits: int = 10_000
    distortions: bool = True
    drawings: bool = False
    rate: float = 0.004
    seed: int = 0
    plain: bool = False


def settings_of(value: Any, has_drawings: bool) -> Settings:
    """Check settings as they come from outside; has_drawings: whether drawn digits are at hand."""
    if not isinstance(value, dict) or not set(value) <= set(Settings._fields):
        raise SettingsError(f"The settings must be an object with some of {', '.join(Settings._fields)}.")
    chosen = Settings(**value)
    require(
        isinstance(chosen.network, str) and chosen.network in VARIANTS,
        f"There is no network {reprlib.repr(chosen.network)}. Choose from {', '.join(VARIANTS)}.",
    )
    require(
        is_whole(chosen.digits) and DIGITS[0] <= chosen.digits <= DIGITS[1],
        f"The number of training digits must be a whole number from {DIGITS[0]} to {DIGITS[1]:,}: "
        "MNIST's last 5,000 are held out.",
    )
    require(
        is_real(chosen.rate) and RATES[0] <= chosen.rate <= RATES[1],
        f"The learning rate must be a number from {RATES[0]:g} to {RATES[1]:g}.",
    )
    require(
        is_whole(chosen.seed) and 0 <= chosen.seed < SEEDS,
        f"The seed must be a whole number from 0 to {SEEDS - 1:,}.",
    )
    for name in ("distortions", "drawings", "plain"):
        require(isinstance(getattr(chosen, name), bool), f"The setting {name} must be true or false.")
    require(
        not chosen.plain or chosen.network == "sigmoid",
        "Only sigmoid can start with the default initialisation.",
    )
    require(not chosen.drawings or chosen.network == "lenet5", "Only lenet5 can learn from drawn digits.")
    require(not chosen.drawings or has_drawings, "This server has no drawn digits to learn from.")
    return chosen


def require(fulfilled: bool, sentence: str) -> None:
    if not fulfilled:
        raise SettingsError(sentence)


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
