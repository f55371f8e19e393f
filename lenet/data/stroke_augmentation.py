"""Stroke augmentation: a drawing as another writer, mouse or finger might draw it, before placing."""

import numpy as np

from lenet.drawing.strokes import Strokes


def augment(strokes: Strokes, random: np.random.Generator) -> Strokes:
    """Draw the same drawing as another writer might.

    Each is a chance or an amount of its own: strokes that begin or end early, that lie, turn and grow
    on their own; the whole paper warped; a slant, squeezed or stretched proportions; a coarser or
    jittered sampling, a slow wobble; a hook or an overshoot at a stroke's end; a gap where the pen
    skipped.
    """
    size = max(np.ptp(np.concatenate(strokes), axis=0).max(), 1e-9)
    strokes = [trimmed(stroke, random) for stroke in strokes]
    if len(strokes) > 1:
        strokes = [on_its_own(stroke, size, random) for stroke in strokes]
    strokes = warped(strokes, random)
    slant, aspect = random.normal(0, 0.12), np.exp(random.normal(0, 0.12))
    strokes = [stroke @ np.array([[aspect, 0], [slant, 1]]) for stroke in strokes]
    strokes = [wobbled(coarser(stroke, random), size, random) for stroke in strokes]
    if random.random() < 0.10:
        strokes = [hooked(stroke, size, random) for stroke in strokes]
    if random.random() < 0.05:
        strokes = interrupted(strokes, random)
    return strokes


def trimmed(stroke: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Drop a few per cent of the points at both ends: the pen touched late and left early."""
    if len(stroke) < 12:
        return stroke
    late, early = (len(stroke) * np.abs(random.normal(0, 0.03, 2))).astype(int)
    return stroke[late : len(stroke) - early]


def on_its_own(stroke: np.ndarray, size: float, random: np.random.Generator) -> np.ndarray:
    """Turn (5 degrees), scale (7 %) and move (2.5 % of the drawing) a stroke apart from the others."""
    angle, scale = random.normal(0, 0.09), 1 + random.normal(0, 0.07)
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = stroke.mean(axis=0)
    return (stroke - middle) @ turn + middle + random.normal(0, 0.025, 2) * size


def warped(strokes: Strokes, random: np.random.Generator) -> Strokes:
    """Pull the paper under the drawing about, smoothly, by a 4x4 net of displacements."""
    points = np.concatenate(strokes)
    low, size = points.min(axis=0), max(np.ptp(points, axis=0).max(), 1e-9)
    net = random.normal(0, 0.04, (4, 4, 2)) * size
    at = np.clip((points - low) / size, 0, 1) * 3
    knot = np.minimum(at.astype(int), 2)
    (x, y), (right, down) = knot.T, (at - knot).T[..., None]
    upper = net[x, y] * (1 - right) + net[x + 1, y] * right
    lower = net[x, y + 1] * (1 - right) + net[x + 1, y + 1] * right
    moved = points + upper * (1 - down) + lower * down
    return np.split(moved, np.cumsum([len(stroke) for stroke in strokes])[:-1])


def coarser(stroke: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Keep every second or third point, and the ends: a slow device, or a fast writer."""
    stride = random.choice([1, 1, 2, 3])
    if len(stroke) < 4 * stride:
        return stroke
    return np.concatenate([stroke[:-1:stride], stroke[-1:]])


def wobbled(stroke: np.ndarray, size: float, random: np.random.Generator) -> np.ndarray:
    """Lead the line astray by a few smooth waves along it, and each point by a hair."""
    along = np.linspace(0, 1, len(stroke))[:, None]
    wander = np.zeros_like(stroke)
    for waves in (0.5, 1, 2, 3):
        wander += (
            random.normal(0, 0.02, 2) / waves * np.sin(np.pi * waves * along + random.uniform(0, 6.3, 2))
        )
    jitter = random.normal(0, 0.006 * random.random(), stroke.shape)
    return stroke + (wander + jitter) * size + random.normal(0, 0.012, 2) * size


def hooked(stroke: np.ndarray, size: float, random: np.random.Generator) -> np.ndarray:
    """Overshoot the last point, bent to one side as a hurried writer leaves the paper."""
    if len(stroke) < 3:
        return stroke
    leave = stroke[-1] - stroke[-3]
    heading = np.arctan2(leave[1], leave[0]) + random.normal(0, 0.9)
    hook = np.array([np.cos(heading), np.sin(heading)]) * size * random.uniform(0.03, 0.12)
    return np.concatenate([stroke, stroke[-1:] + hook])


def interrupted(strokes: Strokes, random: np.random.Generator) -> Strokes:
    """Cut the longest stroke in two, a few per cent of it missing: the pen skipped or was lifted."""
    longest = int(np.argmax([len(stroke) for stroke in strokes]))
    stroke = strokes[longest]
    if len(stroke) < 8:
        return strokes
    cut = random.integers(3, len(stroke) - 3)
    skip = random.integers(0, max(1, len(stroke) // 12) + 1)
    halves = [part for part in (stroke[:cut], stroke[cut + skip :]) if len(part)]
    return strokes[:longest] + halves + strokes[longest + 1 :]
