"""Folds over whole people: whom each run holds out, so that five runs hold out everybody once.

The run of seed s holds out, by s modulo FOLDS, every fifth writer of pen digits and of UJI Pen
Characters, every fifth drawer of four of Omniglot's alphabets and all of the fifth alphabet, and every
fifth design of our own doodles.
"""

import numpy as np

from lenet.data.characters import OMNIGLOT_ALPHABETS, Characters

FOLDS = 5


def holds_out(numbers: np.ndarray, seed: int) -> np.ndarray:
    """Tell which are held out, by the numbers (n,) of their writers or designs: (n,) booleans."""
    return numbers % FOLDS == seed % FOLDS


def unseen_alphabet(letters: Characters, seed: int) -> np.ndarray:
    """Tell which drawings are of the alphabet that is held out altogether: (n,) booleans."""
    return letters.alphabets == OMNIGLOT_ALPHABETS[seed % FOLDS]
