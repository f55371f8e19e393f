"""Something to learn from without any data set: our own example digits, by other hands and pens."""

import json

import numpy as np
import torch
from serving import ROOT

from lenet.data.datasets import Mnist
from lenet.data.negative_samples import negative_samples
from lenet.data.stroke_augmentation import augment
from lenet.data.training_set import RUBBISH_CLASS, Pool
from lenet.drawing.placement import digit_from_strokes
from lenet.training.live.material import Material

HANDS = ROOT / "lenet/web/static/pad/hands.json"


def inked(drawings, random) -> np.ndarray:
    digits = [digit_from_strokes(augment(drawing, random)) for drawing in drawings]
    return np.rint(np.stack(digits) * 255).astype(np.uint8)


def material(learned: int = 40, held_out: int = 10) -> Material:
    """So many digits of each class to learn from, and to be measured on; and some that are none."""
    random = np.random.default_rng(0)
    hands = json.loads(HANDS.read_text(encoding="utf-8"))
    drawings = [
        ([np.array(stroke, float) for stroke in hand["digits"][str(digit)]], digit)
        for _ in range(learned + held_out)
        for digit in range(10)
        for hand in hands[:1]
    ]
    strokes, classes = zip(*drawings, strict=True)
    digits, classes = inked(strokes, random), np.array(classes)
    count = 10 * learned
    kept = Mnist((digits[count:] / np.float32(255)).astype(np.float32), classes[count:])
    rules = torch.from_numpy(inked(negative_samples(30, random), random))
    negatives = {"rules": Pool(rules, torch.full((len(rules),), RUBBISH_CLASS), 60)}
    return Material(Mnist(digits[:count], classes[:count]), kept, kept, negatives, {})
