"""Skeletons: drawings as a line of text, and the lines through their corners.

Strokes apart by |, points as two figures x y (y down), apart by commas. A stroke that begins with ~ is a
smooth curve near its corners (through a corner named twice, sharp), one that begins with o a closed
loop, any other a polyline.
"""

import numpy as np

from lenet.drawing.strokes import Strokes


def skeleton(table: str, random: np.random.Generator) -> Strokes:
    """Draw one skeleton of a table, its corners astray, its width another's."""
    skeletons = table.split()
    strokes = []
    for path in skeletons[random.integers(len(skeletons))].split("|"):
        points = corners(path)
        strokes.append(line(path, points + random.normal(0, 0.22, points.shape)))
    return [stroke * [random.uniform(0.7, 1.1), 1] for stroke in strokes]


def corners(path: str) -> np.ndarray:
    """Read the corners of one stroke, (n, 2)."""
    # Two figures are a text of length 2, which mypy would not have unpacked.
    return np.array([[int(x), int(y)] for x, y in path.strip("~o,").split(",")], float)  # type: ignore[str-unpack]


def line(path: str, points: np.ndarray) -> np.ndarray:
    """Set a line through these corners, of the kind that the path begins with."""
    return {"~": curve, "o": loop}.get(path[0], polyline)(points)


def polyline(corners: np.ndarray) -> np.ndarray:
    """Set points along straight lines from corner to corner, (8 for each side, 2)."""
    at = np.linspace(0, len(corners) - 1, 8 * max(len(corners) - 1, 1))
    return np.stack([np.interp(at, np.arange(len(corners)), axis) for axis in corners.T], 1)


def curve(corners: np.ndarray) -> np.ndarray:
    """Set points on a smooth line near the corners: a polyline whose corners are cut thrice (Chaikin)."""
    for _ in range(3):
        near = 0.75 * corners[:-1] + 0.25 * corners[1:]
        far = 0.25 * corners[:-1] + 0.75 * corners[1:]
        inner = np.stack([near, far], 1).reshape(-1, 2)
        corners = np.concatenate([corners[:1], inner, corners[-1:]])
    return corners


def loop(corners: np.ndarray) -> np.ndarray:
    """Set points on a smooth closed line near the corners; its last point is its first."""
    for _ in range(3):
        after = np.roll(corners, -1, axis=0)
        corners = np.stack([0.75 * corners + 0.25 * after, 0.25 * corners + 0.75 * after], 1).reshape(-1, 2)
    return np.concatenate([corners, corners[:1]])


def arc(centre: tuple[float, float], radii: tuple[float, float], start: float, end: float) -> np.ndarray:
    angle = np.linspace(start, end, 32)[:, None]
    return np.array(centre) + np.array(radii) * np.concatenate([np.cos(angle), np.sin(angle)], 1)
