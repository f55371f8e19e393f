"""Digits to learn from, as people of many countries write them: endless drawings by rules."""

import numpy as np

from lenet.data.skeletons import corners, line
from lenet.data.stroke_augmentation import augment
from lenet.drawing.strokes import Strokes

ASTRAY = 0.2  # how far a corner strays, of the 9 that a digit is high

# fmt: off
# Skeletons (see skeletons.py) on a grid of 10 wide and 10 high; most digits are 7 wide.
SHAPES = {
    # Plain, wide, narrow, egg; open at the top; overlapping; tails and a loop at the top; slashed; dotted.
    0: """
    o30,50,73,76,59,39,16,13  o30,60,93,96,69,39,06,03  o30,40,52,57,49,39,17,12  o40,50,64,77,59,29,16,23
    ~50,30,12,16,39,59,76,73,61  ~30,50,73,76,59,39,16,13,21  ~60,20,03,06,29,59,86,83,60,20
      ~30,23,16,19,69,86,82,60,20,11
    ~62,60,20,03,06,29,59,86,83,50,30,10  o30,50,73,76,59,39,16,13
    o30,50,73,76,59,39,16,13|62,27  o30,50,73,76,59,39,16,13|80,09  o30,60,83,86,69,39,16,13|72,27
    o31,51,73,76,58,38,16,13|90,09  o30,50,73,76,59,39,16,13|22,67  o30,50,73,76,59,39,16,13|00,89
    o30,50,73,76,59,39,16,13|44,44  o30,60,83,86,69,39,16,13|45,45  o30,60,83,86,69,39,16,13|44,45
    """,
    # Plain, slanted; short, long and bowed flags; foot bars; flags and foot bars.
    1: """
    40,49  50,39  60,39  40,59  ~50,44,39
    22,40,49  31,40,49  33,50,49  25,50,59  15,50,59  06,50,59  17,60,69  ~24,43,50,50,59  ~25,44,50,50,59
    40,49|09,89  50,49|19,89  22,40,49|19,79  32,50,49|29,69  14,50,59|29,89  23,50,59|09,99
    ~23,42,50,50,59|19,99
    """,
    # Flat base; loop at the base; loops at both ends; z-like; swan neck; wavy base.
    2: """
    ~13,10,70,74,46,09,09,79  ~12,10,60,74,09,09,89  ~02,20,80,84,47,09,09,99  ~22,20,60,64,45,19,19,69
    ~13,10,70,74,47,19,09,07,27,49,69,88  ~12,20,70,74,38,19,08,17,37,59,79,88
    ~22,33,13,10,70,74,47,19,09,07,27,49,69,88  ~32,23,02,10,80,74,09,09,89
    ~11,60,71,73,09,09,79  ~10,70,82,09,09,89  ~13,11,30,60,73,65,37,09,09,28,49,69,88
    ~13,10,70,74,46,09,09,27,59,79,88
    """,
    # Round; flat-topped; loop in the middle; angular; large belly; soft waist.
    3: """
    ~12,10,60,64,34,34,74,79,09,07  ~01,20,70,74,34,34,84,89,19,08  ~21,30,60,64,34,34,64,69,29,28
    ~10,70,70,44,44,84,89,19,07  ~00,80,80,44,44,84,79,19,08  10,70,44,66,59,08
    ~01,20,70,73,46,35,34,54,85,89,19,07  ~01,20,70,73,36,25,24,54,95,99,19,08
    01,50,72,34,76,59,08  ~11,30,60,63,43,43,83,89,09,07  ~11,30,60,63,43,43,93,99,09,18
    ~12,10,70,74,45,74,79,09,07
    """,
    # Open; round; in one stroke; closed; lightning; h-like; short stems.
    4: """
    10,05,75|60,69  30,06,86|60,69  20,15,85|72,69  ~10,06,26,76|60,69  ~00,06,36,66|60,69
    ~10,05,46,64,70|70,69
    ~10,06,46,65,70,70,69  10,15,65|60,69  10,15,65,60,69
    69,60,05,85  59,50,06,86  60,06,86|60,69  50,16,76|50,59  79,70,05,95
      30,05,85|64,49
    20,05,85|53,59  30,06,86|53,59  10,05,85|62,49
    """,
    # Hat last; hat apart; in one stroke; small belly; large belly; long hat; soft corner.
    5: """
    ~20,14,14,43,83,89,19,08|20,70  ~20,14,14,54,85,79,29,08|20,80  ~21,14,14,43,83,89,19,08|30,80
    ~22,15,15,44,84,89,19,08|30,80  ~70,20,20,14,14,43,83,89,19,08  ~80,20,20,14,44,84,89,19,08
    ~70,20,20,15,15,44,74,79,29,18  ~60,20,20,15,15,65,76,69,39,18  ~80,20,20,14,14,43,93,99,19,08
    ~20,14,14,43,73,79,19,08|20,90  ~90,20,20,14,14,43,73,79,19,08  70,10,14,54,76,69,09
    """,
    # Curved; straight; small loop; large loop; ending within; the loop crosses the stem.
    6: """
    ~60,20,15,19,79,75,34,06  ~60,30,04,09,69,75,24,06  ~60,06,09,79,75,34,16  ~50,16,19,69,75,44,27
    ~50,21,15,19,69,66,36,06  ~40,24,18,29,59,75,45,27  ~60,21,04,09,79,74,34,06
    ~50,20,15,19,69,75,45,16  ~60,30,15,19,79,75,35,06  ~20,15,19,69,75,45,17
    """,
    # Plain; curved stem; crossed; serifed; crossed and serifed; wavy top; crossed wavy top.
    7: """
    10,70,39  00,70,29  00,70,49  ~10,80,80,44,39  ~00,70,70,44,39
    10,70,49|35,75  00,70,29|25,75  ~10,80,80,54,49|34,84  10,70,39|14,84
    12,10,80,49  01,00,70,39  ~13,10,80,80,45,49  12,10,80,49|35,85  02,00,70,39|25,75
    ~12,20,51,80,80,44,39  ~02,10,41,70,70,39  ~12,20,51,80,80,44,39|35,75
    """,
    # In one stroke; two circles; open at the top; unequal; narrow; slanted; straight-crossed.
    8: """
    o60,20,13,76,79,19,16,73  o50,30,22,65,69,29,25,62  o70,10,13,86,89,09,06,73
    o30,50,61,63,54,34,23,21|o34,54,76,77,59,39,17,16  o30,50,72,73,54,34,13,12|o34,54,76,77,59,39,17,16
    ~50,20,13,76,79,19,16,72,61  ~61,50,20,13,75,79,19,16,63,71
    o50,30,23,85,89,09,05,63  o60,10,14,67,69,29,27,74  o70,40,33,65,59,19,16,73
    """,
    # Hooked; straight stem; round head and stem apart; long hook; head begun elsewhere; triangular head.
    9: """
    ~72,60,10,15,65,71,71,77,59,29,18  ~71,30,02,15,55,72,71,78,59,29,18  ~72,60,10,15,65,71,71,69
    ~71,40,11,14,45,72,71,79  o30,50,71,74,55,35,14,11|72,69  o30,50,71,74,55,35,14,11|71,79
    o30,50,71,74,55,35,14,11|~72,78,49,19,07  ~72,60,10,15,65,71,71,79,29,07
    ~64,25,02,20,60,74,69,49  ~75,15,10,60,83,79,29,18  ~70,20,03,25,55,72,70,70,59
    ~70,70,10,03,15,64,70,70,59  70,20,03,25,64,70,69
    """,
}
# fmt: on


def drawn_digits(count: int, random: np.random.Generator) -> tuple[list[Strokes], np.ndarray]:
    """Draw so many digits, of the ten classes in equal parts, each by a writer of its own."""
    labels = np.arange(count) % len(SHAPES)
    return [augment(written(int(label), random), random) for label in labels], labels


def plain(shape: str) -> Strokes:
    """Draw a skeleton as it stands in the table."""
    return [line(path, corners(path)) for path in shape.split("|")]


def written(digit: int, random: np.random.Generator) -> Strokes:
    """Draw a digit by one of its skeletons: corners astray, another width, other ways of the pen."""
    shapes = SHAPES[digit].split()
    paths = shapes[random.integers(len(shapes))].split("|")
    strokes = astray(paths, random.normal(0, ASTRAY, (10, 10, 2)))
    width = random.uniform(0.8, 1.15)
    strokes = [
        repenned(stroke, path, random) * [width, 1] for stroke, path in zip(strokes, paths, strict=True)
    ]
    return strokes[::-1] if random.random() < 0.3 else strokes


def astray(paths: list[str], offsets: np.ndarray) -> Strokes:
    """Draw strokes with every place of the grid moved by its offset: what meets there still meets."""
    strokes = []
    for path in paths:
        points = corners(path)
        x, y = points.astype(int).T
        strokes.append(line(path, points + offsets[x, y]))
    return strokes


def repenned(stroke: np.ndarray, path: str, random: np.random.Generator) -> np.ndarray:
    """Lead the pen another way: loops begun anywhere, not quite closed or overlapping; some reversed."""
    if path.startswith("o"):
        points, part = stroke[:-1], random.uniform(0.97, 1.1)
        steps = np.arange(int(part * len(points)) + 1) + random.integers(len(points))
        stroke = points[steps % len(points)]
    back = random.random() < (0.5 if path.startswith("o") else 0.1)
    return stroke[::-1] if back else stroke
