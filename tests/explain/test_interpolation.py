"""An interpolation begins as one drawing, ends as the other, and is read step by step as any digit is."""

import numpy as np
import pytest

from lenet import DrawingError, digit_from_strokes, recognise
from lenet.drawing.placement import PLACEMENTS
from lenet.drawing.strokes import drawing_from_json
from lenet.explain.interpolation import MOST_POINTS, STEPS, interpolate, paired, readings


def drawing(strokes, pad=(280, 280)):
    return drawing_from_json({"strokes": strokes, "pad": list(pad)})


@pytest.mark.parametrize("placement", PLACEMENTS)
@pytest.mark.parametrize(
    ("first", "second", "way"), [("3", "8", "strokes"), ("4", "5", "strokes"), ("1", "4", "ink")]
)
def test_the_ends_are_the_two_drawings_own_digits(examples, placement, first, second, way):
    between = interpolate(drawing(examples[first]), drawing(examples[second]), placement)
    assert between.way == way and between.digits.shape == (STEPS, 28, 28)
    for digit, own in zip(between.digits[[0, -1]], (first, second), strict=True):
        np.testing.assert_allclose(
            digit, digit_from_strokes(examples[own], placement, (280, 280)), atol=1e-4
        )


def test_each_point_is_what_the_network_recognises(network, examples):
    digits = interpolate(drawing(examples["3"]), drawing(examples["8"])).digits
    read = readings(network, digits)
    for digit, probabilities, rejected in zip(digits, read.probabilities, read.rejected, strict=True):
        alone = recognise(network, digit)
        np.testing.assert_allclose(probabilities, alone.probabilities, atol=1e-4)
        assert rejected == (alone.verdict is None)


def test_points_move_in_straight_lines_at_equal_shares_of_the_length():
    bent = np.array([[0.0, 0.0], [30.0, 0.0], [30.0, 10.0]])  # its corner lies at 3/4 of its length
    straight = np.array([[0.0, 100.0], [100.0, 100.0]])
    first, second = paired(bent, straight)
    np.testing.assert_allclose(first, bent)
    np.testing.assert_allclose(second, [[0, 100], [75, 100], [100, 100]])


def test_each_step_is_placed_and_inked_as_any_drawing(examples):
    lines = [[[40, 40], [40, 240]]], [[[240, 40], [240, 240]]]
    half_way = interpolate(*map(drawing, lines), "resize").digits[STEPS // 2]
    np.testing.assert_allclose(
        half_way, digit_from_strokes([[[140, 40], [140, 240]]], "resize", (280, 280)), atol=1e-5
    )
    for digit in interpolate(drawing(examples["2"]), drawing(examples["9"])).digits:
        x = (digit.sum(0) @ np.arange(28)) / digit.sum()
        assert x == pytest.approx(14, abs=0.1)  # centred by its mass, at every step


def test_ink_is_mixed_in_proportion(examples):
    one, four = (digit_from_strokes(examples[digit]) for digit in "14")
    digits = interpolate(drawing(examples["1"]), drawing(examples["4"])).digits
    np.testing.assert_allclose(digits[STEPS // 2], (one + four) / 2, atol=1e-6)
    np.testing.assert_allclose(digits[6], 0.75 * one + 0.25 * four, atol=1e-6)


def test_single_steps_are_those_of_the_whole(examples):
    both = drawing(examples["6"]), drawing(examples["0"])
    whole = interpolate(*both).digits
    np.testing.assert_array_equal(interpolate(*both, steps=range(7, 8)).digits[0], whole[7])


def test_a_dot_grows_into_a_stroke_and_a_repeated_point_is_a_dot():
    line = drawing([[[60, 40], [60, 200]]])
    for dot in ([[[90, 90]]], [[[90, 90], [90, 90]]]):
        digits = interpolate(drawing(dot), line, "resize").digits
        ink = digits.sum(axis=(1, 2))
        assert np.isfinite(digits).all() and (np.diff(ink) > 0).all()


def test_without_ink_there_is_nothing_between(examples):
    assert interpolate(drawing([]), drawing(examples["1"])) is None
    off = drawing([[[900, 900]]])
    assert interpolate(drawing(examples["1"]), off, "resize") is None


def test_very_long_drawings_are_mixed_as_ink(examples):
    scribble = [[[(37 * i) % 280, (53 * i) % 280] for i in range(MOST_POINTS)]]
    assert interpolate(drawing(scribble), drawing(examples["1"])).way == "ink"


def test_between_drawings_an_unknown_placement_is_refused(examples):
    with pytest.raises(DrawingError, match="none of"):
        interpolate(drawing(examples["1"]), drawing(examples["1"]), "corner")
