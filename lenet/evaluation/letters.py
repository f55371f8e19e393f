"""Sheets to judge by eye where letters end and digits begin: those left out, and the most digit-like."""

from pathlib import Path

import numpy as np

from lenet.data import characters
from lenet.data.characters import LOOK_ALIKES
from lenet.data.held_out import placed
from lenet.data.sources import read_negatives
from lenet.evaluation import plots
from lenet.metrics import scores
from lenet.network.model import LeNet5
from lenet.recognition import rubbish_share

SHOWN = 20  # drawings in a row
ROWS = 8  # of the most digit-like


def save_sheets(model: LeNet5, data: Path, folder: Path) -> None:
    """Show the letters that are left out of training, and those kept that the network rejects least."""
    everything = characters.joined(characters.uji(data), characters.omniglot(data))
    rows = {}
    for alphabet, by_digit in LOOK_ALIKES.items():
        for digit, names in by_digit.items():
            chosen = (everything.alphabets == alphabet) & np.isin(everything.names, names.split())
            some = np.random.default_rng(0).permutation(np.flatnonzero(chosen))[:SHOWN]
            drawings = [everything.drawings[i] for i in some]
            rows[f"{alphabet.replace('_', ' ')}: {digit}?"] = placed(drawings)
    plots.sheet(
        folder / "look-alikes.png",
        "letters left out of training: alone, a person may take them for digits",
        rows,
    )

    kept = placed(read_negatives(data).letters.drawings)
    output = scores(model, kept)
    order = np.argsort(rubbish_share(model, output))[: SHOWN * ROWS]
    read = output[order].argmax(1)
    most = {f"read as {digit}": kept[order[read == digit]][:SHOWN] for digit in range(10)}
    most = {name: digits for name, digits in most.items() if len(digits)}
    plots.sheet(
        folder / "digit-like.png", "letters kept in training: those that the network rejects least", most
    )
