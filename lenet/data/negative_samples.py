"""Negative samples to learn from: endless drawings that are no digit, by rules, none from a data set.

Dots, lines lying down, scribbles, filled shapes, two digits side by side, letters, signs, shapes, faces,
words. Others are drawn by hand, `doodles`, or by other people, `characters`.
"""

import json
from pathlib import Path

import numpy as np

from lenet.data.skeletons import arc, curve, polyline, skeleton
from lenet.data.stroke_augmentation import augment
from lenet.drawing.strokes import Strokes

# Ten digits of our own, for pairs; not the page's, so that a better example there changes no weights.
DIGITS = Path(__file__).with_suffix(".json")

# fmt: off
# Skeletons (see skeletons.py): on a grid of 5 wide and 7 high, the finer ones of 10 by 10.
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
    20,26|03,43               02,46|42,06               10,16|30,36|02,42|04,44   ~01,20,41,23,24|26,26
    20,24|26,26               20,26|01,45|41,05         03,16,40                  40,06|00,11,00|46,35,46
    02,42|04,44               ~23,02,04,23,42,44,23     40,10,16,46               03,43|31,43,35
    23,23|03,03|43,43                                   ~46,02,10,31,04,16,43     20,25|~25,05,16,25|20,42
    ~43,23,24,44,41,10,04,16,46                         04,42|06,44               20,02,20,42|20,26
    ~02,11,22,33,42           ~13,10,70,74,44,46|49,49  ~12,30,60,63,34,35|38,39  ~22,20,70,64,35,36|39,49
    ~14,11,50,83,44,45|48,49  ~03,00,80,84,44,36|39,39  30,35|39,39|60,65|69,69   30,50,46,30|49,49
    ~02,00,50,53,24,26|29,29|80,85|89,89                ~89,22,20,60,63,05,09,59,85
    ~99,13,10,60,64,06,09,69,96                         ~51,40,10,03,34,34,04,09,39,57|70,79|53,93
    80,19|o10,20,31,32,23,13,02,01|o76,86,97,98,89,79,68,67
    90,09|o00,20,22,02|o77,97,99,79                     70,29|o00,30,33,03|o66,96,99,69
    ~63,43,35,46,66,63,63,67,97,92,60,20,02,07,29,79    ~53,34,36,56,63,66,97,93,70,20,02,07,29,69,98
    30,19|70,59|03,93|06,86   20,29|60,69|03,83|06,86   ~72,71,11,14,74,78,18,17|40,49
    ~72,61,11,14,74,78,18,07|50,39                      ~80,30,13,16,39,89|04,64|06,56
    ~91,60,20,15,29,69,98|04,54|05,55                   ~72,60,30,25,38,09,09,79|05,55
    40,49|02,87|82,07         44,40|44,83|44,69|44,29|44,03                       40,48|04,84|11,77|71,17
    40,48|04,84               40,49|13,73               03,93|06,96|70,29         04,84|41,41|47,47
    05,95|51,41|58,58         ~10,02,07,19|~80,92,97,89 30,00,09,39|60,90,99,69   20,00,09,29|70,90,99,79
    50,10,19,59               ~60,30,34,14,14,35,39,69  ~30,10,14,04,04,15,19,39|~60,80,84,94,94,85,89,69
    80,04,89                  40,04,49|90,54,99         00,44,09|50,94,59         ~05,13,33,56,76,94
    ~03,11,31,44,64,82|~07,15,35,48,68,86               06,42,86                  04,94|31,04,37
    04,94|61,94,67            49,40|13,40,73            40,49|16,49,76            99,00|50,00,05
    04,94|21,04,27|71,94,77   02,72|20,02,24|07,77|55,77,59                       05,39,90
    ~05,16,29,44,90           00,88|80,08               ~42,42,30,00,05,49,49,95,90,60,42,42
    o06,03,33,66,96,93,63,36  17,37,48,39,19,08,17|48,40,73
    o07,27,39,19|37,31,90,96|o66,86,98,79               ~10,30,89|44,09           ~02,11,91|31,29|61,68,79
    ~09,39,39,05,00,90,95,69,69,99                      ~20,04,09,39,44,44,49,89,94,70
    81,80,00,54,09,89,88      05,15,39,50,90            44,64,66,26,22,82,88,08,00
    04,14,29,41,91            40,89,09,40|43,46|48,48   03,93|05,95|07,97
"""
SHAPES = """
    00,40,44,04,00            20,46,06,20               15,20,35,02,42,15         ~22,10,02,26,42,30,22
    06,02,20,42,46,06         30,63,36,03,30            02,06,46,42,02,20,42      00,46,40,06,00
    03,43|30,43,36            20,33,46,24,06,13,20      29,50,89,03,93,29         19,40,89,14,94,19
    40,53,83,65,79,47,19,25,03,33,40                    40,87,07,40|02,82,49,02   48,40|14,74|21,67|61,27
    ~70,70,10,04,05,19,79,79,48,41,70,70                ~27,07,03,24,24,20,60,63,63,93,97,77,27
    ~07,07,04,24,24,21,51,53,53,72,84,84,97,97,07,07    04,09,89,84,04,40,84
    05,09,89,85,05,40,85|39,36,56,59                    05,40,85|15,19,79,75|36,46,47,37,36
    o33,63,66,36|40,42|91,72|95,75|98,77|59,57|09,27|04,24|11,22
    o22,72,77,27|40,41|90,81|94,84|99,88|48,49|09,18|04,14|00,11
    o31,61,64,34|o35,65,68,38|o03,33,36,06|o63,93,96,66
    ~44,44,10,70,44,44,91,97,44,44,79,19,44,44,07,01,44,44
    10,14,74,70,52,40,32,10|44,49|~49,78,86             ~92,92,37,07,03,32,97,97,92,92|24,24
    ~03,22,61,97|~03,24,65,91|97,91                     40,13,33,06,36,39,59,56,86,53,73,40
    40,06,86,40|36,39,59,56   40,13,73,40|43,06,86,43|46,09,89,46|49,49
    12,19,69,62,12|~63,93,97,67
    03,14,39,69,84,93,03|84,94,96,75|~30,21,32|~60,51,62
    ~04,04,10,80,94,94|04,94|44,48,39,28                ~05,00,90,95|05,24,45,74,95|45,49
    06,29,79,96,06|46,40,84,44
    07,04,24,32,62,74,94,97,07|o16,36,38,18|o66,86,88,68
    o30,50,52,32|42,46|14,74|46,29|46,69                o30,50,52,32|42,36,56,42|36,39|56,59|04,43,84
    ~45,20,00,04,45,45,07,19,45|~45,70,90,94,45,45,97,79,45
    00,90,97,07,00|27,19|77,89                          02,42,34,14,02|22,20
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
    """Draw two eyes and a mouth, mostly with an outline, at times a nose, hair, ears or a hat."""
    round_face = random.uniform(0.8, 1.3)
    outlined = random.random() < 0.85
    parts = [arc((0, 0), (1, round_face), 0, 2 * np.pi + random.normal(0, 0.2))] if outlined else []
    eye_x, eye_y, size = random.uniform(0.25, 0.5), random.uniform(-0.5, -0.1), random.choice([0.02, 0.12])
    parts += [arc((side * eye_x, eye_y), (size, size * 1.3), 0, 2 * np.pi) for side in (-1, 1)]
    bend = random.choice([1, 1, -1, 0.1]) * random.uniform(0.1, 0.4)
    parts.append(arc((0, random.uniform(0.3, 0.5)), (random.uniform(0.3, 0.6), bend), 0.2, np.pi - 0.2))
    if random.random() < 0.4:
        parts.append(polyline(np.array([[0, -0.1], [random.normal(0, 0.1), 0.2]])))
    if outlined and random.random() < 0.4:
        adorn = (hair, round_ears, cat_ears, hat)[random.integers(4)]
        parts += [part * [1, round_face] for part in adorn(random)]
    return parts


def hair(random: np.random.Generator) -> Strokes:
    """Draw hairs that stand on a round head."""
    angles = np.linspace(-2.6, -0.5, random.integers(3, 9))
    ends = [1, random.uniform(1.2, 1.5)]
    return [polyline(np.outer(ends, [np.cos(a), np.sin(a)])) for a in angles + random.normal(0, 0.08)]


def round_ears(random: np.random.Generator) -> Strokes:
    """Draw an ear on each side of a round head."""
    at, size = random.uniform(-0.9, 0.2), random.uniform(0.2, 0.4)
    return [
        arc((side * (np.cos(at) + size / 2), np.sin(at)), (size, size), 0, 2 * np.pi) for side in (-1, 1)
    ]


def cat_ears(random: np.random.Generator) -> Strokes:
    """Draw two pointed ears on a round head."""
    ear = np.array([[0.3, -0.95], [random.uniform(0.6, 0.9), random.uniform(-1.6, -1.3)], [0.9, -0.45]])
    return [polyline(ear * [side, 1]) for side in (-1, 1)]


def hat(random: np.random.Generator) -> Strokes:
    """Draw a brim and a tall or a pointed hat on a round head."""
    half, top, taper = random.uniform(0.4, 0.7), random.uniform(-1.9, -1.4), random.choice([0, 0.8, 1])
    crown = np.array([[-half, -0.85], [-half * taper, top], [half * taper, top], [half, -0.85]])
    return [polyline(np.array([[-half - 0.4, -0.85], [half + 0.4, -0.85]])), polyline(crown)]


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
