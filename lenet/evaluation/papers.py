"""Pictures on dirty paper: how many digits are read in pictures of each kind of paper."""

from collections.abc import Callable

import numpy as np
from PIL import Image
from tqdm import tqdm

from lenet.data.datasets import Mnist
from lenet.drawing.picture import area_average, cropped
from lenet.drawing.placement import SIDE
from lenet.evaluation.round_trip import placed_or_blank
from lenet.metrics import scores
from lenet.network.model import LeNet5
from lenet.recognition import rejected

DIGITS = 3_000  # of a set, evenly taken
PAGE, TIMES = 200, 5  # pixels of a page, and how much larger a digit is on it
MARGIN = 36  # pixels of the page that are left free on every side
PAPER, INK, STAIN = 230.0, 40.0, 70.0  # grey levels, of 255
NOISE = 3.0  # its standard deviation, in grey levels
EQUAL_LUMINANCE = (  # paper and ink, of the same grey
    ((200, 140, 140), (100, 175, 180)),
    ((150, 190, 130), (215, 155, 160)),
    ((170, 170, 170), (235, 130, 205)),
)

Paper = Callable[[np.ndarray, np.random.Generator], np.ndarray]


def specked(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Sprinkle white paper with faint specks, four of them in its corners."""
    side, page = len(ink), 255 - 255 * ink
    for _ in range(random.integers(5, 20)):
        row, column, size = *random.integers(0, side, 2), random.integers(1, max(2, side // 60))
        stain(page, slice(row, row + size), slice(column, column + size), float(random.integers(246, 254)))
    page[:: side - 1, :: side - 1] = np.minimum(page[:: side - 1, :: side - 1], 254)
    return eight_bits(page)


def small_and_noisy(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Shrink the digit to 28x28 pixels, on grey paper with noise."""
    small = area_average(ink, SIDE / len(ink), SIDE / len(ink))
    return noisy(written(small, 200.0, 60.0), random, random.choice([1.0, 2.0, 4.0]))


def striped(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Lay a dark strip along one edge."""
    page, wide = written(ink), int(random.uniform(0.03, 0.16) * len(ink))
    stain(page, slice(None), slice(0, wide), STAIN)
    return noisy(turned(page, ink, random), random)


def cornered(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Darken one corner, up to a slanted line."""
    page, side = written(ink), len(ink)
    reach = random.uniform(0.1, 0.25) * side
    down, across = np.mgrid[:side, :side]
    page[down + across * random.uniform(0.6, 1.6) < reach] = STAIN
    return noisy(turned(page, ink, random), random)


def shadowed(light: float) -> Paper:
    """Cast a shadow with a hard edge across the digit; so much of the light is left in it."""

    def cast(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
        rows, columns = np.nonzero(ink > 0.5)
        middle = random.integers(len(rows))
        angle = random.uniform(0, 2 * np.pi)
        down, across = np.mgrid[: len(ink), : len(ink)]
        beyond = (down - rows[middle]) * np.sin(angle) + (across - columns[middle]) * np.cos(angle)
        return noisy(written(ink) * np.where(beyond > 0, light, 1.0), random)

    return cast


def ruled(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Rule the paper with thick lines, some of them through the digit."""
    page = written(ink)
    rule(page, random)
    return noisy(page, random)


def squared(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Rule the paper with thick lines both ways."""
    page = written(ink)
    rule(page, random)
    rule(page.T, random)
    return noisy(page, random)


def boxed(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Draw a box round the digit, as dark and as thick as its strokes may be."""
    page, side = written(ink), len(ink)
    rows, columns = np.nonzero(ink > 0)
    thick = max(1, int(random.uniform(0.008, 0.03) * side))
    away = thick + 1 + int(random.uniform(0.02, 0.08) * side)
    top, left = max(rows.min() - away, 0), max(columns.min() - away, 0)
    bottom, right = min(rows.max() + away, side - 1), min(columns.max() + away, side - 1)
    frame = np.zeros(page.shape, bool)
    frame[top : bottom + 1, left : right + 1] = True
    frame[top + thick : bottom + 1 - thick, left + thick : right + 1 - thick] = False
    page[frame] = np.minimum(page[frame], random.uniform(INK, 120))
    return noisy(page, random)


def coloured(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Write in a colour that is as light as the paper's: (h, w, 3)."""
    paper, pen = np.array(EQUAL_LUMINANCE[random.integers(len(EQUAL_LUMINANCE))], float)
    return noisy(paper + ink[..., None] * (pen - paper), random, 1.0)


PAPERS: dict[str, Paper] = {
    "specks": specked,
    "28x28 with noise": small_and_noisy,
    "dark strip": striped,
    "dark corner": cornered,
    "shadow of 25 %": shadowed(0.75),
    "shadow of 40 %": shadowed(0.6),
    "ruled": ruled,
    "squared": squared,
    "boxed": boxed,
    "equal luminance": coloured,
}


def errors_on_paper(model: LeNet5, placed: dict[str, np.ndarray], classes: np.ndarray) -> dict[str, float]:
    """Measure the share, in per cent, of digits not found, rejected or misread, by kind of paper.

    placed, classes: as `placed_from_paper` returns them.
    """
    errors = {}
    for kind, digits in placed.items():
        answers = scores(model, digits)
        read = digits.any(axis=(1, 2)) & ~rejected(model, answers) & (answers.argmax(axis=1) == classes)
        errors[kind] = 100 * float((~read).mean())
    return errors


def placed_from_paper(mnist: Mnist) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Paint DIGITS of these digits on every kind of paper, and place them again from the pictures.

    Returns (n, 28, 28) by kind, empty where no digit is found; and the classes (n,).
    """
    step = max(1, len(mnist.digits) // DIGITS)
    digits, classes = (part[::step][:DIGITS] for part in mnist)
    placed = {kind: np.zeros(digits.shape, np.float32) for kind in PAPERS}
    for kind, found in placed.items():
        random = np.random.default_rng(0)
        for number, digit in enumerate(tqdm(digits, f"pictures, {kind}", leave=False, disable=None)):
            found[number] = placed_or_blank(PAPERS[kind](painted(digit, random), random))
    return placed, classes


def painted(digit: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Enlarge a digit (28, 28), and put it anywhere on a page: its ink, (PAGE, PAGE) from 0 to 1."""
    small = Image.fromarray(np.round(digit * 255).astype(np.uint8))
    large = cropped(np.asarray(small.resize((SIDE * TIMES, SIDE * TIMES), Image.Resampling.BICUBIC)))
    room = np.maximum(PAGE - 2 * MARGIN - np.array(large.shape), 0)
    top, left = MARGIN + random.integers(0, room + 1)
    page = np.zeros((PAGE, PAGE))
    page[top : top + large.shape[0], left : left + large.shape[1]] = large / 255
    return page


def written(ink: np.ndarray, paper: float = PAPER, pen: float = INK) -> np.ndarray:
    """Put ink on plain paper: grey levels, (h, w) float64."""
    return paper + ink.astype(np.float64) * (pen - paper)


def stain(page: np.ndarray, rows: slice, columns: slice, level: float) -> None:
    """Darken a part of a page to a level, where it is not darker already."""
    page[rows, columns] = np.minimum(page[rows, columns], level)


def turned(page: np.ndarray, ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Turn what lies about a digit by a random number of right angles, and leave the digit."""
    stains = np.rot90(np.where(page < written(ink) - 1, page, PAPER), int(random.integers(4)))
    return np.minimum(stains, written(ink))


def rule(page: np.ndarray, random: np.random.Generator) -> None:
    """Draw lines from edge to edge."""
    side = len(page)
    apart, thick = int(random.uniform(0.08, 0.2) * side), max(1, int(random.uniform(0.004, 0.015) * side))
    for row in range(random.integers(apart), side, apart):
        stain(page, slice(row, row + thick), slice(None), random.uniform(90, 170))


def noisy(page: np.ndarray, random: np.random.Generator, deviation: float = NOISE) -> np.ndarray:
    """Add noise, and round to what a file can hold."""
    return eight_bits(page + random.normal(0, deviation, page.shape))


def eight_bits(page: np.ndarray) -> np.ndarray:
    return np.clip(np.round(page), 0, 255).astype(np.uint8)
