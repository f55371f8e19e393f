"""A recognition says what the network computed, and only that."""

import math
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from lenet import VARIANTS, LeNet5, digit_from_image, digit_from_strokes, load, recognise
from lenet.network.model import Calibration
from lenet.recognition import softmax


@pytest.fixture
def digits(examples):
    return {int(name): digit_from_strokes(strokes) for name, strokes in examples.items()}


@pytest.mark.parametrize("variant", VARIANTS)
def test_our_ten_examples_are_read_by_every_network(variant, digits):
    model = load(variant)
    assert [recognise(model, digits[number]).verdict for number in range(10)] == list(range(10))


def drawn_by_lines(side: int, draw) -> np.ndarray | None:
    """The digit in a picture of so many pixels a side; `draw(pen, scale)` paints it larger."""
    picture = Image.new("L", (8 * side, 8 * side), 255)
    draw(ImageDraw.Draw(picture), 8)
    return digit_from_image(picture.resize((side, side), Image.Resampling.LANCZOS))


@pytest.mark.parametrize("width", [70, 84, 98, 112])
@pytest.mark.parametrize("roundness", [0.4, 0.5])  # of the width; with 0.2 it is a box, and rejected
def test_a_zero_that_is_a_rounded_rectangle_is_read(model, width, roundness):
    def draw(pen, scale):
        box = [scale * each for each in (100 - width / 2, 30, 100 + width / 2, 170)]
        pen.rounded_rectangle(box, roundness * scale * width, outline=0, width=14 * scale)

    assert recognise(model, drawn_by_lines(200, draw)).verdict == 0


def test_a_thin_small_one_with_a_short_flag_is_no_seven(model):
    def read(flag, angle, pen_width):
        def draw(pen, scale):
            x, top, length = scale * 16, scale * 4, scale * 20
            end = (x - flag * length * math.cos(angle), top + flag * length * math.sin(angle))
            for to in ((x, top + length), end):
                pen.line([(x, top), to], fill=0, width=round(pen_width * scale))

        return recognise(model, drawn_by_lines(28, draw)).verdict

    kinds = product((0.15, 0.2, 0.25, 0.3), (0.5, 0.8, 1.1), (1, 1.5, 2))
    assert Counter(read(*each) for each in kinds)[1] >= 34  # of 36


def test_probabilities_are_the_softmax_of_the_output(model, digits):
    recognition = recognise(model, digits[4])
    with torch.no_grad():
        scores = model(model.input(digits[4][None])) / model.calibration.temperature
    expected = torch.softmax(scores[0].double(), 0).numpy()
    np.testing.assert_allclose(recognition.probabilities, expected, atol=1e-9)
    assert recognition.probabilities.sum() == pytest.approx(1)


def test_the_top_three_are_the_likeliest_in_order(model, digits):
    recognition = recognise(model, digits[9])
    ranked = sorted(enumerate(recognition.probabilities), key=lambda pair: -pair[1])
    assert recognition.top3 == [(number, pytest.approx(p)) for number, p in ranked[:3]]


def test_the_trace_has_every_layer_without_a_batch_axis(model, digits):
    trace = recognise(model, digits[2]).trace
    assert {name: output.shape for name, output in trace.items()} == {
        "C1": (6, 28, 28),
        "S2": (6, 14, 14),
        "C3": (16, 10, 10),
        "S4": (16, 5, 5),
        "C5": (120, 1, 1),
        "F6": (84,),
        "OUTPUT": (10,),
    }


@pytest.mark.parametrize(("rubbish", "verdict"), [(0.0, 3), (4.0, None)])
def test_the_verdict_is_none_where_rubbish_outweighs_the_ten(digits, rubbish, verdict):
    class Fixed(LeNet5):
        def trace(self, digits):
            return {"OUTPUT": torch.tensor([[0.0, 0, 0, 4, 0, 0, 0, 0, 0, 0]])}

    network = Fixed(28, paper=0.0, ink=1.0, rubbish=rubbish)
    network.calibration = Calibration(temperature=2.0, rejection_threshold=0.25)
    recognition = recognise(network, digits[0])
    weights = np.exp(np.array([0.0, 0, 0, 2, 0, 0, 0, 0, 0, 0, rubbish / 2]))
    assert recognition.rubbish == pytest.approx(weights[10] / weights.sum())
    assert recognition.verdict == verdict
    np.testing.assert_allclose(recognition.probabilities, weights[:10] / weights[:10].sum())


def test_softmax_of_huge_scores_stays_a_probability():
    np.testing.assert_allclose(softmax(np.array([1e4, 0, -1e4])), [1, 0, 0])


def test_threads_get_their_own_answers(model, digits):
    alone = {number: recognise(model, digit) for number, digit in digits.items()}
    with ThreadPoolExecutor(8) as threads:
        together = list(
            threads.map(lambda number: (number, recognise(model, digits[number])), [*digits] * 20)
        )
    for number, recognition in together:
        np.testing.assert_array_equal(recognition.trace["C3"], alone[number].trace["C3"])
