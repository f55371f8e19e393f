"""Strokes become MNIST's kind of digit, whatever their place, size and brush."""

import tracemalloc

import numpy as np
import pytest

from lenet import DrawingError, digit_from_strokes
from lenet.drawing.inking import ink
from lenet.drawing.picture import pen_width
from lenet.drawing.placement import BOX, CENTRE, PEN_WIDTH, PLACEMENTS, centre_of_mass

DRAWN = [str(digit) for digit in range(10)]


def arrays(strokes):
    return [np.array(stroke, dtype=float) for stroke in strokes]


def naive_ink(strokes, width, side=28):
    """The definition of the pen, pixel by pixel and segment by segment."""
    picture = np.zeros((side, side))
    for row in range(side):
        for column in range(side):
            centre, nearest = np.array([column + 0.5, row + 0.5]), np.inf
            for stroke in strokes:
                ends = stroke[1:] if len(stroke) > 1 else stroke
                for a, b in zip(stroke, ends, strict=False):
                    step = b - a
                    along = np.clip((centre - a) @ step / max(step @ step, 1e-12), 0, 1)
                    nearest = min(nearest, np.linalg.norm(centre - a - along * step))
            picture[row, column] = np.clip(width / 2 + 0.5 - nearest, 0, 1)
    return picture


@pytest.mark.parametrize("width", [1.0, 2.4, 5.0])
def test_the_pen_is_its_definition(width):
    random = np.random.default_rng(1)
    strokes = [random.uniform(-6, 34, (count, 2)) for count in (1, 2, 9)]  # some of it off the paper
    np.testing.assert_allclose(ink(strokes, width), naive_ink(strokes, width), atol=1e-5)


def test_a_tap_is_a_round_dot_in_the_middle():
    dot = digit_from_strokes([[(200, 17)]])
    assert dot.shape == (28, 28) and dot.dtype == np.float32
    assert centre_of_mass(dot) == pytest.approx((CENTRE, CENTRE))
    np.testing.assert_allclose(dot, dot.T, atol=1e-6)
    assert dot.sum() == pytest.approx(np.pi * (PEN_WIDTH / 2) ** 2, rel=0.1)


def test_a_point_repeated_is_the_same_dot():
    once, often = digit_from_strokes([[(5, 5)]]), digit_from_strokes([[(5, 5)] * 40, [(5, 5)]])
    np.testing.assert_array_equal(once, often)


@pytest.mark.parametrize("nothing", [[], [[]], [np.empty((0, 2))]])
@pytest.mark.parametrize("placement", PLACEMENTS)
def test_nothing_drawn_is_none(nothing, placement):
    assert digit_from_strokes(nothing, placement, pad=(280, 280)) is None


@pytest.mark.parametrize("digit", DRAWN)
@pytest.mark.parametrize("placement", ["box", "mass"])
def test_place_and_size_of_a_drawing_do_not_matter(examples, digit, placement):
    strokes = arrays(examples[digit])
    expected = digit_from_strokes(strokes, placement)
    for factor in (1e-6, 0.01, 1, 37, 1e5):
        for offset in ((0, 0), (-3 * factor, 1000 * factor)):
            moved = [stroke * factor + offset for stroke in strokes]
            np.testing.assert_allclose(digit_from_strokes(moved, placement), expected, atol=1e-4)


@pytest.mark.parametrize("digit", DRAWN)
def test_mass_puts_the_centre_of_mass_on_mnists_pixel(examples, digit):
    placed = digit_from_strokes(examples[digit])
    assert centre_of_mass(placed) == pytest.approx((CENTRE, CENTRE), abs=0.05)


@pytest.mark.parametrize("digit", DRAWN)
def test_the_ink_fits_a_box_of_twenty_pixels(examples, digit):
    box = digit_from_strokes(examples[digit], "box")
    rows, columns = (np.flatnonzero(box.max(axis=axis) > 0.5) for axis in (1, 0))
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == BOX
    assert rows[0] + rows[-1] == pytest.approx(27, abs=1) and columns[0] + columns[-1] == pytest.approx(
        27, abs=1
    )


def test_resize_shrinks_the_whole_pad():
    corner = digit_from_strokes([[(5, 5)]], "resize", pad=(280, 280))
    assert centre_of_mass(corner) == pytest.approx((0.3, 0.3), abs=0.3)
    wide = digit_from_strokes([[(390, 100)]], "resize", pad=(400, 200))
    assert centre_of_mass(wide)[0] > 26 and centre_of_mass(wide)[1] == pytest.approx(13.5, abs=0.1)


def test_a_stroke_far_off_the_pad_costs_no_more_than_one_on_it():
    far = [[(-1e9, 140), (1e9, 140)], [(1e9, 1e9), (1e9, -1e9)], [(5e8, 0)]]
    across = [[(-9, 140), (289, 140)]]
    np.testing.assert_allclose(
        digit_from_strokes(far, "resize", (280, 280)),
        digit_from_strokes(across, "resize", (280, 280)),
        atol=1e-5,
    )
    assert digit_from_strokes([[(1e9, 1e9)]], "resize", (280, 280)) is None


def test_the_memory_of_inking_is_bounded():
    zigzag = np.random.default_rng(0).uniform(0, 280, (20_000, 2))
    tracemalloc.start()
    digit_from_strokes([zigzag])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 150e6


def test_resize_needs_the_pad():
    with pytest.raises(DrawingError, match="needs the pad"):
        digit_from_strokes([[(1, 2)]], "resize")


def test_another_placement_is_refused():
    with pytest.raises(DrawingError, match="none of resize, box, mass"):
        digit_from_strokes([[(1, 2)]], "middle")


def test_the_brush_of_the_drawing_cannot_matter_but_ours_can(examples):
    thin, thick = (digit_from_strokes(examples["3"], pen_width=width) for width in (1.5, 4))
    assert pen_width(thin) == pytest.approx(1.5, rel=0.2)
    assert pen_width(thick) == pytest.approx(4, rel=0.2)


@pytest.mark.slow
def test_the_pen_is_as_wide_as_mnists(data):
    from lenet.data import datasets

    mnist = datasets.mnist("train", data).digits[::20]
    pen = datasets.pen_digits("train", data).drawings[::7]
    typical = np.median([pen_width(digit) for digit in mnist])
    ours = np.median([pen_width(digit_from_strokes(strokes)) for strokes in pen])
    assert ours == pytest.approx(typical, rel=0.03)
