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
    softness = f", all logits divided by {recipe.softness:g}" if recipe.softness != 1 else ""
    return f"batch size {recipe.batch}, peak learning rate {recipe.peak_rate:g}{softness}"


OLD, NEW = RECIPES["1998"], RECIPES["relu-32"]
NEW_PLANAR = NEW._replace(distortions=PLANAR)
DRAWN = sum(share.an_epoch for name, share in SHARES.items() if name not in NEGATIVE_POOLS)

# ReLU comes last of the network's changes: never negative, it could not reach a code's -1.
LADDER = {
    "1998": Row(
        f"The published layers, with distortions like the paper’s and the recipe of `1998`: {words(OLD)}, "
        f"a reject-class logit of {original().rubbish:g}.",
        changed,
        OLD,
        negatives=True,
    ),
    "average": Row(
        "S2 and S4 average, without coefficient, bias or activation; recipe of `1998`.",
        partial(changed, average),
        OLD,
        negatives=True,
    ),
    "maximum": Row(
        "A side step: max pooling in S2 and S4. The next row goes back to the average. Recipe of `1998`.",
        partial(changed, networks.maximum),
        OLD,
        negatives=True,
        aside=True,
    ),
    "full C3": Row(
        "C3 reads all six maps of S2 instead of those in Table I; recipe of `1998`.",
        partial(changed, average, full_c3),
        OLD,
        negatives=True,
    ),
    "plain tanh": Row(
        "The activation is tanh(a) instead of 1.7159 tanh(2a/3), with initial weights 5/3 times Xavier’s; "
        "recipe of `1998`.",
        partial(changed, average, full_c3, tanh),
        OLD,
        negatives=True,
    ),
    "softmax": Row(
        "OUTPUT is linear with a softmax instead of ten target codes; from here on the recipe of "
        f"`relu-32`: {words(NEW)}, a reject-class logit of 0, but still distortions like the paper’s.",
        partial(changed, average, full_c3, tanh, softmax),
        NEW_PLANAR,
        negatives=True,
    ),
    "rectified": Row(
        "ReLU, with PyTorch’s initialisation; recipe of `relu-32`, distortions like the paper’s.",
        partial(changed, average, full_c3, tanh, softmax, relu),
        NEW_PLANAR,
        negatives=True,
    ),
    "all distortions": Row(
        "Distortions now include rotation, elastic ones and stroke width: the full recipe of `relu-32`.",
        partial(changed, average, full_c3, tanh, softmax, relu),
        NEW,
        negatives=True,
    ),
    "drawings": Row(
        f"The training data also has {DRAWN:,} drawn digits per epoch; otherwise the recipe of `relu-32`.",
        partial(changed, average, full_c3, tanh, softmax, relu),
        NEW._replace(drawings=True),
        negatives=True,
    ),
}
MODERN = Row(
    "`relu-32` with its own recipe but for the epochs, on all digits, without negative samples.",
    VARIANTS["relu-32"],
    NEW,
)
DIGITS = {
    f"{count:,} digits": Row(
        f"`relu-32` with its own recipe but for the epochs, on {count:,} digits.", MODERN.build, NEW, count
    )
    for count in (10, 30, 100, 300, 1_000, 3_000, 10_000)
} | {"relu-32": MODERN}
CONVOLUTION = {
    "linear": Row("Softmax regression on 28×28 pixels; recipe of `relu-32`.", networks.linear, NEW),
    "one hidden layer": Row(
        f"28×28-{networks.HIDDEN}-10, ReLU, about as many parameters as LeNet-5; recipe of `relu-32`.",
        networks.one_hidden_layer,
        NEW,
    ),
    "shuffled pixels": Row(
        "`relu-32` on distorted digits, their pixels in one fixed random order; recipe of `relu-32`.",
        networks.shuffled,
        NEW,
    ),
    "relu-32": MODERN,
}

GROUPS = {"ladder": LADDER, "digits": DIGITS, "convolution": CONVOLUTION}
ROWS = LADDER | DIGITS | CONVOLUTION
