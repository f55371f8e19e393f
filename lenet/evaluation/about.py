"""What each variant is: its title, a line, and where it departs from the 1998 paper."""

from typing import NamedTuple


class About(NamedTuple):
    """What a variant is: its title and a line, and where it departs from the 1998 paper."""

    title: str
    line: str
    departures: str


SIMPLIFIED = (
    "C3 reads all maps of S2, S2 and S4 average without coefficient, bias or squash, OUTPUT is linear with "
    "a softmax; AdamW, one cycle"
)

ABOUT = {
    "lenet5": About(
        "LeNet-5, for drawings",
        "the textbooks’ LeNet-5, taught MNIST and how people draw",
        f"{SIMPLIFIED}; rectified units; input 28x28, padded by C1; pen drawings among the training data",
    ),
    "1998": About(
        "LeNet-5 of 1998",
        "as published: Table I, trained subsampling, ten 7×12 codes",
        "AdamW in one cycle and batches of 64, not stochastic diagonal Levenberg-Marquardt one digit at "
        "a time; weights start within 1/sqrt(fan-in), S coefficients at 0.5; distortions of the paper's "
        "kinds, their amounts ours; negative samples among the training data",
    ),
    "relu-28": About(
        "28×28, no padding",
        "smaller maps and 44,426 parameters, the shape of many tutorials",
        f"{SIMPLIFIED}; rectified units; input 28x28 without padding, so maps are smaller",
    ),
    "relu-32": About(
        "32×32, rectified",
        "the default’s shape and the paper’s input size, MNIST alone",
        f"{SIMPLIFIED}; rectified units",
    ),
    "tanh": About(
        "Tanh",
        "hyperbolic tangents and Xavier’s start, MNIST alone",
        f"{SIMPLIFIED}; plain tanh; input 28x28, padded by C1",
    ),
    "sigmoid": About(
        "Logistic sigmoid",
        "squashed to 0..1; hard to train from a plain start",
        f"{SIMPLIFIED}; logistic sigmoids, whose weights start four times Xavier's",
    ),
}
