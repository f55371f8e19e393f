"""Connected components of a mask, by its runs: what hangs together, at its sides or its corners."""

from typing import NamedTuple

import numpy as np


class Components(NamedTuple):
    """What hangs together in a mask.

    labels: (h, w) int32, the component of each pixel from 0 up, -1 where the mask is empty. area: (n,)
    pixels of each. box: (n, 4) its left, top, right and bottom, the last two just beyond it.
    """

    labels: np.ndarray
    area: np.ndarray
    box: np.ndarray

    @property
    def size(self) -> np.ndarray:
        """The longer side (n,) of each box."""
        return np.maximum(self.box[:, 2] - self.box[:, 0], self.box[:, 3] - self.box[:, 1])

    def peak(self, values: np.ndarray) -> np.ndarray:
        """Find the largest of the values (h, w) in each component: (n,)."""
        inside = self.labels >= 0
        most = np.full(len(self.area), -np.inf, values.dtype)
        np.maximum.at(most, self.labels[inside], values[inside])
        return most

    def mask(self, which: np.ndarray) -> np.ndarray:
        """Return the mask (h, w) of those components that are true in `which` (n,)."""
        return np.append(which, False)[self.labels]


def components(mask: np.ndarray) -> Components:
    """Find the components of a mask (h, w) of booleans."""
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    number, run = np.unique(
        roots(len(rows), *neighbours(rows, starts, ends, mask.shape[1])), return_inverse=True
    )
    labels = np.full(mask.shape, -1, np.int32)
    labels[mask] = np.repeat(run, ends - starts)
    box = np.empty((len(number), 4), np.int64)
    box[:, :2], box[:, 2:] = max(mask.shape), 0
    for side, lowest in enumerate((starts, rows)):
        np.minimum.at(box[:, side], run, lowest)
    for side, highest in enumerate((ends, rows + 1), start=2):
        np.maximum.at(box[:, side], run, highest)
    area = np.bincount(run, ends - starts, len(number)).astype(np.int64)
    return Components(labels, area, box)


def neighbours(
    rows: np.ndarray, starts: np.ndarray, ends: np.ndarray, width: int
) -> tuple[np.ndarray, np.ndarray]:
    """Pair each run with those that touch it in the next row: two arrays of runs' numbers."""
    row = width + 2  # of keys: the next one lies beyond the last that a run can reach
    below = (rows + 1) * row
    first = np.searchsorted(rows * row + ends, below + starts, side="left")
    behind = np.searchsorted(rows * row + starts, below + ends, side="right")
    count = np.maximum(behind - first, 0)
    upper = np.repeat(np.arange(len(rows)), count)
    return upper, np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(
        first, count
    )


def roots(count: int, ones: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Give each of `count` runs the least number that it hangs together with, by pairs that touch."""
    root = np.arange(count)
    while (apart := root[ones] != root[others]).any():
        pair = np.sort(np.stack([root[ones[apart]], root[others[apart]]]), axis=0)
        np.minimum.at(root, pair[1], pair[0])
        while (root[root] != root).any():
            root = root[root]
    return root
