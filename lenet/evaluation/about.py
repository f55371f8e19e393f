"""What each variant is: its title, a line, and where it departs from the 1998 paper."""

from typing import NamedTuple


class About(NamedTuple):
    """What a variant is: its title and a line, and where it departs from the 1998 paper."""

    title: str
    line: str
    departures: str


SIMPLIFIED = (
    "C3 reads all maps of S2; S2 and S4 average, without coefficient, bias or activation; OUTPUT is linear "
    "with a softmax; optimiser, schedule, batch size and number of epochs; input from 0 to 1; rotation, "
    "elastic and stroke-width distortions added; negative samples among the training data, and MNIST's "
    "last 5,000 training digits held out of it"
)
RELU = "ReLU, with PyTorch's initial weights"

ABOUT = {
    "lenet5": About(
        "LeNet-5 (trained for drawing)",
        "Textbook LeNet-5, trained on MNIST plus pen drawings",
        f"{SIMPLIFIED}; {RELU}; 28x28 input, padded by C1; digits drawn by people and by rule among the "
        "training data",
    ),
    "1998": About(
        "LeNet-5 (1998)",
        "The published layers: sparse C3 (Table I), trainable subsampling, RBF output with 7×12 codes",
        "AdamW with a one-cycle schedule, weight decay and batches of 64 instead of stochastic diagonal "
        "Levenberg-Marquardt on single digits; weights initialised within ±1/sqrt(fan-in), S coefficients "
        "at 0.5; distortions like the paper's, in amounts of our choice; negative samples among the "
        "training data, and MNIST's last 5,000 training digits held out of it; another order of the digits "
        "in each epoch; penalties and j divided by 8 in the loss; 40 epochs instead of 20; rejection by a "
        "reject class",
    ),
    "relu-28": About(
        "28×28, no padding",
        "No padding: smaller maps, 44,426 parameters; the version in many tutorials",
        f"{SIMPLIFIED}; {RELU}; 28x28 input without padding, so maps are smaller",
    ),
    "relu-32": About(
        "32×32, ReLU",
        "Default architecture at the paper’s input size; all its digits are MNIST’s",
        f"{SIMPLIFIED}; {RELU}",
    ),
    "tanh": About(
        "Tanh",
        "Tanh activations, scaled Xavier initialisation; all its digits are MNIST’s",
        f"{SIMPLIFIED}; plain tanh; initial weights 5/3 times Xavier's; 28x28 input, padded by C1",
    ),
    "sigmoid": About(
        "Logistic sigmoid",
        "Sigmoid activations; hard to train without careful initialisation",
        f"{SIMPLIFIED}; logistic sigmoid; initial weights four times Xavier's, with biases of minus half "
        "the sum of a unit's weights",
    ),
}
