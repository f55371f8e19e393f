"""What is compared with what: the rows, in groups, each with the network, the recipe and the digits."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from lenet.data.training_set import NEGATIVE_POOLS, SHARES
from lenet.evaluation.comparisons import networks
from lenet.evaluation.comparisons.networks import average, changed, full_c3, relu, softmax, tanh
from lenet.network.model import VARIANTS, LeNet5, original
from lenet.training.loop import Recipe
from lenet.training.recipes import PLANAR, RECIPES

ALL_DIGITS = 55_000  # of MNIST, that are not held out


class Row(NamedTuple):
    """One network by one recipe.

    what: one sentence, how it differs from the row before. digits: how many of MNIST's it learns from.
    negatives: whether it also learns what is not a digit. aside: whether the row after it goes on from the
    one before it.
    """

    what: str
    build: Callable[[], LeNet5]
    recipe: Recipe
    digits: int = ALL_DIGITS
    negatives: bool = False
    aside: bool = False


def words(recipe: Recipe) -> str:
    softness = f", scores divided by {recipe.softness:g}" if recipe.softness != 1 else ""
    return f"batches of {recipe.batch}, peak rate {recipe.peak_rate:g}{softness}"


OLD, NEW = RECIPES["1998"], RECIPES["relu-32"]
NEW_PLANAR = NEW._replace(distortions=PLANAR)
DRAWN = sum(share.an_epoch for name, share in SHARES.items() if name not in NEGATIVE_POOLS)

# Rectified units come last of the network's changes: never negative, they could not reach a code's -1.
LADDER = {
    "1998": Row(
        f"As published, with the paper’s distortions, by the recipe of `1998`: {words(OLD)}, "
        f"rubbish at {original().rubbish:g}.",
        changed,
        OLD,
        negatives=True,
    ),
    "average": Row(
        "S2 and S4 average, without coefficient, bias or squash; the recipe of `1998`.",
        partial(changed, average),
        OLD,
        negatives=True,
    ),
    "maximum": Row(
        "A side step: S2 and S4 take the maximum instead of the average, with which the ladder goes on; "
        "the recipe of `1998`.",
        partial(changed, networks.maximum),
        OLD,
        negatives=True,
        aside=True,
    ),
    "full C3": Row(
        "C3 reads all six maps of S2, not those of Table I; the recipe of `1998`.",
        partial(changed, average, full_c3),
        OLD,
        negatives=True,
    ),
    "plain tanh": Row(
        "Units are squashed by tanh(a), not 1.7159 tanh(2a/3), and start as Xavier’s do; the recipe of "
        "`1998`.",
        partial(changed, average, full_c3, tanh),
        OLD,
        negatives=True,
    ),
    "softmax": Row(
        "OUTPUT is linear with a softmax, not ten codes; from here on the recipe of `relu-32`: "
        f"{words(NEW)}, rubbish at 0, but still the paper’s distortions.",
        partial(changed, average, full_c3, tanh, softmax),
        NEW_PLANAR,
        negatives=True,
    ),
    "rectified": Row(
        "Units are rectified, with PyTorch’s start; the recipe of `relu-32`, the paper’s distortions.",
        partial(changed, average, full_c3, tanh, softmax, relu),
        NEW_PLANAR,
        negatives=True,
    ),
    "all distortions": Row(
        "Digits are also turned, bent and inked by other pens; the recipe of `relu-32` in full.",
        partial(changed, average, full_c3, tanh, softmax, relu),
        NEW,
        negatives=True,
    ),
    "drawings": Row(
        f"Learns drawn digits, too, {DRAWN:,} an epoch; the recipe of `relu-32` otherwise.",
        partial(changed, average, full_c3, tanh, softmax, relu),
        NEW._replace(drawings=True),
        negatives=True,
    ),
}
MODERN = Row(
    "`relu-32` by its recipe, from all digits, without negative samples.", VARIANTS["relu-32"], NEW
)
DIGITS = {
    f"{count:,} digits": Row(f"`relu-32` by its recipe, from {count:,} digits.", MODERN.build, NEW, count)
    for count in (10, 30, 100, 300, 1_000, 3_000, 10_000)
} | {"relu-32": MODERN}
CONVOLUTION = {
    "linear": Row("A softmax regression on 28×28 pixels, the recipe of `relu-32`.", networks.linear, NEW),
    "one hidden layer": Row(
        f"28×28-{networks.HIDDEN}-10, rectified, as many parameters as LeNet-5; the recipe of `relu-32`.",
        networks.one_hidden_layer,
        NEW,
    ),
    "shuffled pixels": Row(
        "`relu-32` on distorted digits whose pixels come in one random order; the recipe of `relu-32`.",
        networks.shuffled,
        NEW,
    ),
    "relu-32": MODERN,
}

GROUPS = {"ladder": LADDER, "digits": DIGITS, "convolution": CONVOLUTION}
ROWS = LADDER | DIGITS | CONVOLUTION
