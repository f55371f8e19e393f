"""Convolution without oneDNN: within its block alone, whoever else is inside, and with the same results."""

import threading

import numpy as np
import pytest
import torch

from lenet import VARIANTS, load, recognise
from lenet.network.plain_convolution import plain_convolution, switch


def test_it_is_off_within_and_as_before_after(monkeypatch):
    for before in (True, False):
        monkeypatch.setattr(switch, "enabled", before)
        with plain_convolution():
            assert switch.enabled is False
            with plain_convolution():
                assert switch.enabled is False
            assert switch.enabled is False
        assert switch.enabled is before


def test_a_failure_switches_it_on_again():
    before = switch.enabled
    with pytest.raises(ValueError, match="so"), plain_convolution():
        raise ValueError("so")
    assert switch.enabled is before


def test_of_several_threads_the_last_one_switches_it_on_again():
    before, inside, leave = switch.enabled, threading.Event(), threading.Event()

    def stay():
        with plain_convolution():
            inside.set()
            leave.wait()

    thread = threading.Thread(target=stay)
    with plain_convolution():
        thread.start()
        inside.wait()
    assert switch.enabled is False
    leave.set()
    thread.join()
    assert switch.enabled is before


@pytest.mark.parametrize("name", VARIANTS)
def test_a_digit_is_read_as_in_a_batch(name):
    model, digits = load(name), np.random.default_rng(3).random((20, 28, 28), np.float32)
    with torch.inference_mode():
        batch = model.trace(model.input(digits))
    for at, digit in enumerate(digits):
        trace = recognise(model, digit).trace
        for layer, outputs in batch.items():
            np.testing.assert_allclose(trace[layer], outputs[at].numpy(), rtol=1e-4, atol=1e-4)
