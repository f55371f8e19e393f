"""README's picture of how a drawing becomes a digit shows what the program does."""

import numpy as np
import pytest
from pictures import EXAMPLE, example, steps, steps_picture

from lenet.drawing.inking import SIDE
from lenet.drawing.placement import BOX, CENTRE, centre_of_mass, digit_from_strokes


def test_the_steps_are_those_of_the_placements():
    strokes = example(EXAMPLE)
    scaled, inked, centred = steps(strokes)
    assert np.array_equal(inked, digit_from_strokes(strokes, "box"))
    assert np.array_equal(centred, digit_from_strokes(strokes, "mass"))
    inside = np.concatenate(scaled) - (SIDE - BOX) / 2
    assert inside.min() >= 0 and inside.max() <= BOX


def test_the_last_step_is_one_that_can_be_seen():
    _, inked, centred = steps(example(EXAMPLE))
    assert np.hypot(*np.subtract(centre_of_mass(inked), CENTRE)) > 1
    assert centre_of_mass(centred) == pytest.approx((CENTRE, CENTRE), abs=0.2)


def test_the_picture_has_four_panels():
    assert [axes.get_title("left") for axes in steps_picture(example(EXAMPLE)).axes] == [
        "1. strokes",
        "2. scaled",
        "3. inked",
        "4. centred",
    ]
