"""Negative samples to learn from: endless drawings that are no digit, by rules, none from a data set.

Dots, lines lying down, scribbles, filled shapes, two digits side by side, letters, signs, shapes, faces,
words. What the networks are *tested* on is another thing, drawn by hand: `negative_collection`.
"""

import json
from pathlib import Path

import numpy as np

from lenet.data.stroke_augmentation import augment
from lenet.drawing.strokes import Strokes

# Ten digits of our own, for pairs; not the page's, so that a better example there changes no weights.
DIGITS = Path(__file__).with_suffix(".json")

# fmt: off
# Skeletons: strokes apart by |, points as two figures x y on a grid of 5 wide and 7 high, ~ = a curve.
LETTERS = """
    06,20,46|13,33           40,00,06,46|03,33        40,00,06|03,33           00,06|40,46|03,43
    00,06|40,03,46           06,00,23,40,46           06,00,46,40              06,00|~00,40,42,03|13,46
    00,40|20,26              00,16,23,36,40           00,46|40,06              00,23,40|23,26
    ~32,12,04,16,34|32,35,46 ~03,43,31,11,04,16,46    ~40,21,26|03,33          00,06|~04,22,33,36
    00,06|32,04,36           02,06|~04,13,24,26|~24,33,44,46                   02,06|~04,12,32,34,36
    02,06|~04,13,32          ~20,25,36,46|02,42       00,06|40,46|00,23,40     01,15,22,35,41
    00,40|10,16|30,36        ~00,03,24,43,40|20,26    20,26|00,46|40,06        00,06,46,40|20,26
    06,16,02,20,42,36,46     06,20,46,06              00,40|00,06              04,00,40,44|22,26
"""
SIGNS = """
    20,26|03,43              02,46|42,06              10,16|30,36|02,42|04,44  ~01,20,41,23,24|26,26
    20,24|26,26              20,26|01,45|41,05        03,16,40                 40,06|00,11,00|46,35,46
    02,42|04,44              ~23,02,04,23,42,44,23    40,10,16,46              00,30,36,06
    ~40,23,46                03,43|31,43,35           23,23|03,03|43,43        ~41,10,02,44,26,05|20,26
    ~46,02,10,31,04,16,43    20,25|~25,05,16,25|20,42 ~43,23,24,44,41,10,04,16,46
    04,42|06,44              20,02,20,42|20,26        ~02,11,22,33,42
"""
SHAPES = """
    00,40,44,04,00           20,46,06,20              15,20,35,02,42,15        ~22,10,02,26,42,30,22
    06,02,20,42,46,06        20,43,26,03,20           02,06,46,42,02,20,42     00,46,40,06,00
    03,43|30,43,36           20,33,46,24,06,13,20
    ~20,41,20,01,20|20,26    ~02,20,42,02|22,26,15    00,40,46,06,00|23,23     02,42,34,14,02|22,20
"""
# fmt: on


def negative_samples(count: int, random: np.random.Generator) -> list[Strokes]:
    """Draw so many negative samples, of kinds in equal parts, each by a writer of its own."""
    return [augment(KINDS[i % len(KINDS)](random), random) for i in range(count)]


def dots(random: np.random.Generator) -> Strokes:
    """Draw one dot, or a few, on a row or anywhere."""
    places = random.random((random.integers(1, 5), 2)) * [1, random.choice([0.0, 1.0])]
    size = 0 if len(places) == 1 else random.uniform(0, 0.06)
    return [place + random.normal(0, size, (random.integers(1, 6), 2)) for place in places]


def dashes(random: np.random.Generator) -> Strokes:
    """Draw one to three lines lying down, straight, bowed or in waves."""
    along = np.linspace(0, 1, 24)
    bow, waves = random.normal(0, 0.1), random.uniform(0, 4)
    wave = random.choice([0, 0, 0.06]) * np.sin(2 * np.pi * waves * along)
    rise = np.tan(np.deg2rad(random.uniform(-32, 32)))
    line = np.stack([along, rise * along + bow * along * (1 - along) * 4 + wave], 1)
    return [line * [random.uniform(0.7, 1), 1] + [0, 0.3 * i] for i in range(random.choice([1, 1, 2, 3]))]


def scribble(random: np.random.Generator) -> Strokes:
    """Draw a restless line: to and fro, or from any place to any other, sharp or round."""
    turns = random.integers(6, 16)
    corners = random.random((turns, 2))
    if random.random() < 0.5:  # to and fro
        corners = np.stack([np.arange(turns) % 2, np.linspace(0, random.uniform(0.2, 1.5), turns)], 1)
        corners = turned(corners + random.normal(0, 0.1, corners.shape), random.uniform(-0.6, 2.2))
    return [curve(corners) if random.random() < 0.6 else polyline(corners)]


def blob(random: np.random.Generator) -> Strokes:
    """Draw a shape filled by a spiral or by hatching."""
    height, turns = random.uniform(0.5, 1.5), random.uniform(5, 9)
    if random.random() < 0.5:
        angle = np.linspace(0, 2 * np.pi * turns, 200)
        radius = angle / angle[-1] * (1 + random.uniform(0, 0.3) * np.sin(random.integers(2, 5) * angle))
        return [np.stack([radius * np.cos(angle), height * radius * np.sin(angle)], 1)]
    y = np.linspace(-1, 1, random.integers(14, 26))
    half = (
        np.sqrt(np.clip(1.02 - y**2, 0, 1)) if random.random() < 0.6 else random.choice([1 - y, 2 + 0 * y])
    )
    side = np.where(np.arange(len(y)) % 2, 1, -1)
    corners = np.stack([half * side, height * y], 1) + random.normal(0, 0.04, (len(y), 2))
    return [polyline(turned(corners, random.uniform(0, 6.3)))]


def two_digits(random: np.random.Generator) -> Strokes:
    """Draw two digits side by side, sometimes three."""
    digits = list(json.loads(DIGITS.read_text(encoding="utf-8")).values())
    drawn = [
        augment(unit_height(digits[i]), random) for i in random.integers(0, 10, random.choice([2, 2, 3]))
    ]
    return in_a_row(drawn, random)


def letter(random: np.random.Generator) -> Strokes:
    return skeleton(LETTERS, random)


def sign(random: np.random.Generator) -> Strokes:
    return skeleton(SIGNS, random)


def shape(random: np.random.Generator) -> Strokes:
    """Draw a figure, or a spiral of several turns."""
    if random.random() < 0.85:
        return skeleton(SHAPES, random)
    angle = np.linspace(0, 2 * np.pi * random.uniform(2.5, 4.5), 120)
    return [angle[:, None] * np.stack([np.cos(angle), random.choice([-1, 1]) * np.sin(angle)], 1)]


def face(random: np.random.Generator) -> Strokes:
    """Draw an outline, two eyes, a mouth, at times a nose."""
    parts = [arc((0, 0), (1, random.uniform(0.8, 1.3)), 0, 2 * np.pi + random.normal(0, 0.2))]
    eye_x, eye_y, size = random.uniform(0.25, 0.5), random.uniform(-0.5, -0.1), random.choice([0.02, 0.12])
    parts += [arc((side * eye_x, eye_y), (size, size * 1.3), 0, 2 * np.pi) for side in (-1, 1)]
    bend = random.choice([1, 1, -1, 0.1]) * random.uniform(0.1, 0.4)
    parts.append(arc((0, random.uniform(0.3, 0.5)), (random.uniform(0.3, 0.6), bend), 0.2, np.pi - 0.2))
    if random.random() < 0.4:
        parts.append(polyline(np.array([[0, -0.1], [random.normal(0, 0.1), 0.2]])))
    return parts


def word(random: np.random.Generator) -> Strokes:
    """Draw letters in a row, or the loops of a hurried writer."""
    if random.random() < 0.6:
        letters = [unit_height(skeleton(LETTERS, random)) for _ in range(random.integers(2, 5))]
        return in_a_row(letters, random)
    angle = np.linspace(0, 2 * np.pi * random.uniform(3, 7), 160)
    height = 1 + 0.4 * np.sin(angle / random.uniform(1.5, 6))
    x = angle * random.uniform(0.1, 0.5) + random.uniform(-0.5, 0.8) * np.sin(angle)
    return [np.stack([x, height * np.cos(angle)], 1)]


KINDS = (dots, dashes, scribble, blob, two_digits, letter, sign, shape, face, word)


def skeleton(table: str, random: np.random.Generator) -> Strokes:
    """Draw one skeleton of a table, its corners astray, its width another's."""
    skeletons = table.split()
    strokes = []
    for path in skeletons[random.integers(len(skeletons))].split("|"):
        points = np.array([[int(x), int(y)] for x, y in path.strip("~,").split(",")], float)
        points = points + random.normal(0, 0.22, points.shape)
        strokes.append(curve(points) if path.startswith("~") else polyline(points))
    return [stroke * [random.uniform(0.7, 1.1), 1] for stroke in strokes]


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


def arc(centre: tuple[float, float], radii: tuple[float, float], start: float, end: float) -> np.ndarray:
    angle = np.linspace(start, end, 32)[:, None]
    return np.array(centre) + np.array(radii) * np.concatenate([np.cos(angle), np.sin(angle)], 1)


def turned(points: np.ndarray, angle: float) -> np.ndarray:
    return points @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])


def unit_height(strokes: list) -> Strokes:
    """Scale strokes to a height of one, from (0, 0) on."""
    strokes = [np.asarray(stroke, float) for stroke in strokes]
    points = np.concatenate(strokes)
    return [(stroke - points.min(axis=0)) / max(np.ptp(points[:, 1]), 1e-9) for stroke in strokes]


def in_a_row(drawings: list[Strokes], random: np.random.Generator) -> Strokes:
    """Lay drawings from left to right, with gaps, not quite on one line."""
    row, right = [], 0.0
    for strokes in drawings:
        offset = [right, random.normal(0, 0.08)]
        row += [stroke + offset for stroke in strokes]
        right = max(stroke[:, 0].max() for stroke in row) + random.uniform(0.08, 0.3)
    return row
