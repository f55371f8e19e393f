"""Training on a small sample: it learns, it repeats itself, it goes on where it was."""

import pytest
import torch
from torch.nn import functional

from lenet.data.held_out import held_out
from lenet.metrics import error
from lenet.training import loop


def same(a, b) -> bool:
    return all(torch.equal(p, q) for p, q in zip(a.model.parameters(), b.model.parameters(), strict=True))


@pytest.mark.slow
def test_it_learns_and_the_same_seed_gives_the_same_weights(sample, learn):
    digits = held_out(sample, 0, drawings=True).digits()["MNIST"]
    first = learn(epochs=8, state="one")
    assert error(first.model, *digits) < 40
    assert same(first, learn(epochs=8, state="another"))
    assert not same(first, learn(seed=1, epochs=8, state="a third"))
    assert (
        len(first.history) == 8 and first.history[-1]["training loss"] < first.history[0]["training loss"]
    )
    assert first.history[-1]["MNIST error"] == pytest.approx(error(first.model, *digits))


@pytest.mark.slow
def test_an_interrupted_run_goes_on_to_the_same_weights(learn, monkeypatch):
    whole = learn(state="whole")
    epochs = []
    train_epoch = loop.train_epoch

    def interrupted(*arguments):
        epochs.append(1)
        if len(epochs) == 3:
            raise KeyboardInterrupt
        return train_epoch(*arguments)

    monkeypatch.setattr(loop, "train_epoch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        learn(state="interrupted")
    again = learn(state="interrupted")
    assert same(whole, again) and len(epochs) == 4
    assert again.history == whole.history
    assert [each.digits for each in again.checkpoints] == [each.digits for each in whole.checkpoints]


@pytest.mark.slow
def test_a_finished_run_is_there_at_once_and_one_of_another_key_is_not(learn, monkeypatch):
    run = learn(epochs=1)
    epochs = []
    train_epoch = loop.train_epoch
    monkeypatch.setattr(loop, "train_epoch", lambda *a: (epochs.append(1), train_epoch(*a))[1])
    assert same(run, learn(epochs=1)) and not epochs
    learn(epochs=1, key="another key")
    assert len(epochs) == 1


def test_a_digit_on_the_field_is_scored_as_it_is_on_its_own(network):
    """Undistorted, the field's margin is what C1 pads, or what the input is framed with, or cut away."""
    digits = torch.rand(3, 28, 28)
    on_the_field = loop.field_scores(network, functional.pad(digits, [2] * 4))
    assert torch.allclose(on_the_field, network(network.input(digits)), rtol=1e-4, atol=1e-4)


def test_ink_that_is_moved_into_the_margin_is_still_read(network):
    field = torch.zeros(1, 32, 32)
    field[0, :, 0] = 1  # a line that 28x28 pixels would have lost
    scores = loop.field_scores(network, field)
    blank = loop.field_scores(network, torch.zeros(1, 32, 32))
    sees_the_margin = network.side == 32 or network.C1[0].padding[0] > 0
    assert torch.equal(scores, blank) != sees_the_margin
