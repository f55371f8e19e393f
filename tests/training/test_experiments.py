"""What the page says of its experiments in training holds, whatever the seed."""

import numpy as np
import pytest
import torch

from lenet.training.experiments import EXPERIMENTS
from lenet.training.live.material import prepared
from lenet.training.live.run import LiveRun, gradient_norms

pytestmark = pytest.mark.slow

SEEDS = (0, 1, 2)
SHORTENED = 20_000  # digits seen
TRAINING, HELD_OUT = 2, 4  # where a point has its error, in per cent


@pytest.fixture(scope="module")
def material(data):
    torch.set_num_threads(1)
    return prepared(data)


@pytest.fixture
def run(material, seed):
    """run(experiment, which): one of its runs, with this seed, until it has seen so many digits."""

    def trained(experiment, which, seen=SHORTENED):
        live = LiveRun(EXPERIMENTS[experiment].runs[which]._replace(seed=seed), material)
        while live.seen < seen:
            live.step()
        live.end(material.often)
        return live

    return trained


def errors(live, kind) -> np.ndarray:
    """The error at each point where the held-out one was measured."""
    return np.array([point[kind] for point in live.points if point[HELD_OUT] is not None])


def at_the_end(live, kind) -> float:
    return errors(live, kind)[-1]


@pytest.mark.parametrize("seed", SEEDS)
def test_too_few_digits_are_learned_by_heart(run):
    few, many = run("too few digits", 0), run("too few digits", 1)
    assert at_the_end(few, TRAINING) < 1 and at_the_end(few, HELD_OUT) > 10
    assert at_the_end(many, HELD_OUT) < 10


@pytest.mark.parametrize("seed", SEEDS)
def test_at_a_rate_that_is_too_high_the_error_stays_several_times_higher_and_jumps(run):
    good, high = run("too high a rate", 0), run("too high a rate", 1)
    assert at_the_end(high, HELD_OUT) > 3 * at_the_end(good, HELD_OUT)
    assert errors(high, HELD_OUT).min() > at_the_end(good, HELD_OUT)
    jumps = [np.diff(errors(live, HELD_OUT))[-8:].max() for live in (good, high)]
    assert jumps[1] > 2 * jumps[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_distortions_are_harder_to_learn_and_help(run):
    shortened = EXPERIMENTS["distortions"].seen // 2
    plain, distorted = (run("distortions", which, shortened) for which in (0, 1))
    assert at_the_end(distorted, TRAINING) > 2 * at_the_end(plain, TRAINING)
    assert at_the_end(distorted, HELD_OUT) < at_the_end(plain, HELD_OUT)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plainly_initialised_sigmoid_is_slow_to_start_as_its_gradient_is_lost_on_the_way(run):
    sigmoid, relu = (run("sigmoid", which, 6_000) for which in (0, 1))
    assert errors(sigmoid, HELD_OUT).min() > 80
    assert at_the_end(relu, HELD_OUT) < 20
    slow, quick = (gradient_norms(live.model) for live in (sigmoid, relu))
    assert 200 * slow["C1"] < slow["OUTPUT"] and 50 * quick["C1"] > quick["OUTPUT"]


def test_every_experiment_is_tested_here():
    assert set(EXPERIMENTS) == {"too few digits", "too high a rate", "distortions", "sigmoid"}
