"""Training on a small sample: it learns, it repeats itself, it goes on where it was."""

import pytest
import torch

from lenet.data import training_set
from lenet.metrics import error
from lenet.training import loop
from lenet.training.loop import Recipe


def same(a, b) -> bool:
    return all(torch.equal(p, q) for p, q in zip(a.model.parameters(), b.model.parameters(), strict=True))


@pytest.mark.slow
def test_it_learns_and_the_same_seed_gives_the_same_weights(sample, learn):
    first = learn(epochs=8, state="one")
    assert error(first.model, *training_set.held_out(*sample)["MNIST"]) < 40
    assert same(first, learn(epochs=8, state="another"))
    assert not same(first, learn(seed=1, epochs=8, state="a third"))
    assert (
        len(first.history) == 8 and first.history[-1]["training loss"] < first.history[0]["training loss"]
    )
    assert first.history[-1]["MNIST error"] == pytest.approx(
        error(first.model, *training_set.held_out(*sample)["MNIST"])
    )


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
def test_a_finished_run_is_there_at_once_and_one_of_another_recipe_is_not(learn, monkeypatch):
    run = learn(epochs=1)
    epochs = []
    train_epoch = loop.train_epoch
    monkeypatch.setattr(loop, "train_epoch", lambda *a: (epochs.append(1), train_epoch(*a))[1])
    assert same(run, learn(epochs=1)) and not epochs
    learn(epochs=1, recipe=Recipe(peak_rate=0.001, pen_digits=True))
    assert len(epochs) == 1
