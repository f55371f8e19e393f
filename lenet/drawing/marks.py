"""Which marks on a paper are the digit: neither specks, nor what juts in from an edge, nor a frame."""

import numpy as np

from lenet.drawing.components import Components, components
from lenet.drawing.rulings import without_rulings
from lenet.drawing.several import SEVERAL, are_several
from lenet.drawing.strokes import DrawingError

MAX_RUNS = 60_000  # stretches of ink in rows: more is noise, and takes much memory
FAINT, BLURRED = 0.05, 0.3  # of the darkest ink: no stroke is fainter all over; on noisy paper
LEAST_SIZE = 0.1  # of the picture's shorter side: a digit beside what touches the edge is at least so large
FRAMED = 0.3  # of a frame's longer side: a digit in it is at least so large
SPECK, FAR = 0.08, 0.4  # of the digit's longer side: how small a speck is, and how far from it at least
BESIDE = 0.15  # of the digit's longer side: within it, a mark at the edge may be a stroke of it
ALONG = 0.4  # of a mark's longer side: with as much along two edges it fills the picture's corner
SPAN = 0.9  # of an edge: a strip lies along as much of it, and a box has as much of each side
SIDE = 0.06  # of a box: so near its edges lie its sides
LINE = 0.1  # of its length: a line is at most so wide


def digit_in(ink: np.ndarray, noisy: bool) -> np.ndarray:
    """Find the digit in a picture's ink (h, w), 0 to 1: a mask (h, w) of booleans, empty without one.

    noisy: whether the paper is. Raises DrawingError where there are two.
    """
    inked = without_rulings(ink > 0)
    if np.count_nonzero(inked[:, 1:] & ~inked[:, :-1]) > MAX_RUNS:
        return np.zeros_like(inked)
    marks = components(inked)
    peak = marks.peak(ink)
    kept = peak >= (BLURRED if noisy else FAINT)
    if kept.any():
        kept &= ~at_an_edge(marks, kept)
        kept &= ~frames(marks, kept)
        kept &= ~specks(marks, kept, peak)
    if are_several(marks.box[kept]):
        raise DrawingError(SEVERAL)
    return marks.mask(kept)


def at_an_edge(marks: Components, kept: np.ndarray) -> np.ndarray:
    """Tell which marks (n,) jut in from an edge, where another one can be the digit.

    A stroke of the digit may touch the edge, too: it is near the others, and neither fills the corner, nor
    lies along all of the edge, nor is a line from one edge to another.
    """
    contact, lengths = contacts(marks)
    touching = contact.any(axis=0)
    free = np.where(kept & ~touching, marks.size, 0)
    if free.max() < LEAST_SIZE * min(lengths):
        return np.zeros_like(kept)
    width, height = (marks.box[:, 2:] - marks.box[:, :2]).T
    across = (contact[:2].all(axis=0) & (width <= LINE * height)) | (
        contact[2:].all(axis=0) & (height <= LINE * width)
    )
    strip = (contact >= SPAN * np.array(lengths)[:, None]).any(axis=0)
    corner = np.sort(contact, axis=0)[-2] >= ALONG * marks.size
    far = gaps(marks, int(free.argmax())) > BESIDE * free.max()
    return touching & (across | strip | corner | far)


def contacts(marks: Components) -> tuple[np.ndarray, list[int]]:
    """Count each mark's pixels on the upper, lower, left and right edge, (4, n), and the edges' own."""
    edges = [marks.labels[0], marks.labels[-1], marks.labels[:, 0], marks.labels[:, -1]]
    counts = [np.bincount(each[each >= 0], minlength=len(marks.area)) for each in edges]
    return np.stack(counts), [len(each) for each in edges]


def gaps(marks: Components, one: int) -> np.ndarray:
    """Measure how far the boxes (n,) lie from that of one mark, in pixels; negative where they overlap."""
    low, high = marks.box[one, :2], marks.box[one, 2:]
    return np.maximum(low - marks.box[:, 2:], marks.box[:, :2] - high).max(axis=1)


def frames(marks: Components, kept: np.ndarray) -> np.ndarray:
    """Tell which marks (n,) are a box round another that can be the digit."""
    found = np.zeros_like(kept)
    for outer in np.flatnonzero(kept & (marks.size == marks.size[kept].max())):
        left, top, right, bottom = marks.box[outer]
        inside = (
            kept
            & (marks.box > (left, top, -1, -1)).all(axis=1)
            & (marks.box[:, 2:] < (right, bottom)).all(axis=1)
        )
        if (marks.size[inside] >= FRAMED * marks.size[outer]).any():
            found[outer] = is_box(marks.labels[top:bottom, left:right] == outer)
    return found


def is_box(mark: np.ndarray) -> bool:
    """Tell whether a mark (h, w), cut to its box, has a straight line along each side."""
    return all(
        (np.rot90(mark, turn)[: max(1, round(SIDE * mark.shape[turn % 2]))].any(axis=0)).mean() >= SPAN
        for turn in range(4)
    )


def specks(marks: Components, kept: np.ndarray, peak: np.ndarray) -> np.ndarray:
    """Tell which marks (n,) are small or faint, and far from the largest."""
    largest = int(np.where(kept, marks.area, 0).argmax())
    size = marks.size[largest]
    return ((marks.size <= SPECK * size) | (peak < BLURRED)) & (gaps(marks, largest) > FAR * size)
