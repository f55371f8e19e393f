"""Five runs hold out everybody once, and nobody learns from whom they hold out."""

import numpy as np
import pytest

from lenet.data import training_set
from lenet.data.folds import FOLDS, holds_out, unseen_alphabet
from lenet.data.held_out import held_out
from lenet.data.sources import read_sources
from lenet.data.training_set import HELD_OUT_DIGITS, RUBBISH_CLASS, drawn_pools


def test_five_folds_hold_out_each_writer_once():
    writers = np.arange(1, 31)
    times = sum(holds_out(writers, seed).astype(int) for seed in range(FOLDS))
    assert (times == 1).all()
    assert (holds_out(writers, 7) == holds_out(writers, 2)).all()


@pytest.fixture(scope="module")
def sources(data):
    return read_sources(data)


def keys(drawings):
    return {b"".join(np.asarray(stroke).tobytes() for stroke in strokes) for strokes in drawings}


@pytest.mark.slow
def test_no_run_learns_from_whom_it_holds_out(sources, monkeypatch):
    monkeypatch.setattr(training_set, "SHAPES", 10)
    monkeypatch.setattr(training_set, "NEGATIVES", 10)
    letters, doodles = sources.negatives
    for seed in range(FOLDS):
        pools = drawn_pools(sources, seed, digits=True)
        for name, source in {"pen digits": sources.pen, "UJI digits": sources.uji}.items():
            out = holds_out(source.writers, seed)
            held = keys(source.drawings[i] for i in np.flatnonzero(out))
            assert out.any() and not keys(pools[name][0]) & held
            assert len(pools[name][0]) == (~out).sum()
        alphabet = unseen_alphabet(letters, seed)
        out = holds_out(letters.writers, seed) | alphabet
        assert len(set(letters.alphabets[alphabet])) == 1 and "UJI" not in letters.alphabets[alphabet]
        held = keys(letters.drawings[i] for i in np.flatnonzero(out))
        assert not keys(pools["letters"][0]) & held
        held = keys(doodles.drawings[i] for i in np.flatnonzero(holds_out(doodles.designs, seed)))
        assert held and not keys(pools["doodles"][0]) & held
        assert all(
            (classes == RUBBISH_CLASS).all()
            for name, (_, classes) in pools.items()
            if name in training_set.NEGATIVE_POOLS
        )


@pytest.mark.slow
def test_a_network_of_mnist_alone_learns_from_no_drawn_digit_and_all_writers_are_held_out(sources):
    assert set(drawn_pools(sources, 0, digits=False)) == set(training_set.NEGATIVE_POOLS)
    unseen = held_out(sources, 0, drawings=False)
    assert (
        len(unseen.drawn["pen digits"].classes) == 7_494 and len(unseen.drawn["UJI digits"].classes) == 220
    )
    some = held_out(sources, 0, drawings=True)
    assert set(some.drawn["pen digits"].writers) == {5, 10, 15, 20, 25, 30}
    assert set(some.drawn["UJI digits"].writers) == {5, 10}
    for each in (unseen, some):
        assert len(each.mnist.digits) == HELD_OUT_DIGITS
        assert (each.mnist.digits == sources.mnist.digits[-HELD_OUT_DIGITS:]).all()
        assert all(len(digits) and digits.shape[1:] == (28, 28) for digits in each.negatives.values())
