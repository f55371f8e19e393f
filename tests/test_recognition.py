"""A recognition says what the network computed, and only that."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

from lenet import digit_from_strokes, recognise
from lenet.recognition import softmax


@pytest.fixture
def digits(examples):
    return {int(name): digit_from_strokes(strokes) for name, strokes in examples.items()}


def test_our_ten_examples_are_read(model, digits):
    assert [recognise(model, digits[number]).verdict for number in range(10)] == list(range(10))


def test_probabilities_are_the_softmax_of_the_output(model, digits):
    recognition = recognise(model, digits[4])
    with torch.no_grad():
        scores = model(model.input(digits[4][None]))
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


def test_there_is_no_verdict_where_no_class_leads(digits):
    class Undecided(torch.nn.Module):
        def input(self, digits):
            return digits

        def trace(self, digits):
            return {"OUTPUT": torch.zeros(1, 10)}

    recognition = recognise(Undecided(), digits[0])
    assert recognition.verdict is None
    np.testing.assert_allclose(recognition.probabilities, 0.1)


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
