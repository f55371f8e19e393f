"""Training from end to end, on a small sample: it learns, it repeats itself, it goes on where it was."""

import numpy as np
import pytest
import torch

import train
from lenet import datasets, evaluation, training_set, weights
from lenet.datasets import Mnist, PenDigits

pytestmark = pytest.mark.slow


def test_equation_9_written_out():
    scores = -torch.tensor([[0.5, 60.0, 48.0], [70.0, 2.0, 90.0]])  # minus the squared distances
    classes = torch.tensor([0, 2])
    y = -scores.numpy()
    eq9 = np.mean([y[p, d] + np.log(np.exp(-5.0) + np.exp(-y[p]).sum()) for p, d in enumerate(classes)])
    assert train.loss_of(scores, classes, 5.0).item() == pytest.approx(eq9, rel=1e-5)


@pytest.fixture
def sample(data, tmp_path, monkeypatch):
    """A few hundred digits of each data set, and nothing written outside a folder of the test's own."""
    monkeypatch.setattr(training_set, "HELD_OUT_DIGITS", 200)
    monkeypatch.setattr(train, "UNFINISHED", tmp_path / "unfinished")
    mnist, pen = datasets.mnist("train", data), datasets.pen_digits("train", data)
    some = np.isin(pen.writers, (1, *training_set.HELD_OUT_WRITERS))
    some &= np.cumsum(some) % 3 == 0
    drawings = [pen.drawings[i] for i in np.flatnonzero(some)]
    return Mnist(mnist.digits[:1200], mnist.classes[:1200]), PenDigits(
        drawings, pen.classes[some], pen.writers[some]
    )


def same(a, b) -> bool:
    return all(torch.equal(p, q) for p, q in zip(a.parameters(), b.parameters(), strict=True))


def test_it_learns_and_the_same_seed_gives_the_same_weights(sample, tmp_path, monkeypatch):
    first = train.trained("lenet5", 0, 8, *sample)
    assert evaluation.error(first, *training_set.held_out(*sample)["MNIST"]) < 40
    monkeypatch.setattr(train, "UNFINISHED", tmp_path / "another place")
    assert same(first, train.trained("lenet5", 0, 8, *sample))
    assert not same(first, train.trained("lenet5", 1, 8, *sample))


def test_an_interrupted_run_goes_on_to_the_same_weights(sample, tmp_path, monkeypatch):
    whole = train.trained("lenet5", 0, 3, *sample)
    monkeypatch.setattr(train, "UNFINISHED", tmp_path / "interrupted")
    epochs = []
    train_epoch = train.train_epoch

    def interrupted(*arguments):
        epochs.append(1)
        if len(epochs) == 3:
            raise KeyboardInterrupt
        return train_epoch(*arguments)

    monkeypatch.setattr(train, "train_epoch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        train.trained("lenet5", 0, 3, *sample)
    assert same(whole, train.trained("lenet5", 0, 3, *sample))
    assert len(epochs) == 4


def test_a_run_of_another_recipe_is_not_resumed(sample, monkeypatch):
    train.trained("lenet5", 0, 2, *sample)
    monkeypatch.setitem(train.RECIPES, "lenet5", train.Recipe(peak_rate=0.001, pen_digits=True))
    path = train.UNFINISHED / "lenet5-0.pt"
    assert train.resumed(path, {}, train.recipe("lenet5", 2)) == 0


def test_one_command_writes_weights_card_and_table(sample, data, tmp_path, monkeypatch, capsys):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{train.TABLE[0]}\nold\n{train.TABLE[1]}\nafter\n")
    monkeypatch.setattr(train, "ROOT", tmp_path)
    monkeypatch.setattr(weights, "FOLDER", tmp_path / "weights")
    mnist, pen = sample
    test_mnist, test_pen = datasets.mnist("test", data), datasets.pen_digits("test", data)
    monkeypatch.setattr(
        datasets,
        "mnist",
        lambda split, _: mnist if split == "train" else Mnist(*(a[:500] for a in test_mnist)),
    )
    monkeypatch.setattr(
        datasets,
        "pen_digits",
        lambda split, _: pen if split == "train" else PenDigits(*(a[:200] for a in test_pen)),
    )
    monkeypatch.setattr("sys.argv", ["train.py", "lenet5", "--epochs", "2", "--seeds", "2"])
    train.main()

    card = weights.card("lenet5")
    assert card["seeds"] == 2 and card["recipe"]["epochs"] == 2
    assert set(card["test error %"]) == {f"pen digits, {p}" for p in ("mass", "box", "resize")} | {"MNIST"}
    assert all({"mean", "spread", "shipped"} == set(errors) for errors in card["test error %"].values())
    weights.load("lenet5")
    text = readme.read_text()
    assert text.startswith("before\n") and text.endswith("\nafter\n") and "old" not in text
    assert f"{card['test error %']['MNIST']['mean']:.2f} ±" in text
    assert "| `lenet5` |" in capsys.readouterr().out
    assert not train.UNFINISHED.exists()


def test_missing_data_ends_in_one_sentence(monkeypatch, tmp_path):
    def refuse(*arguments, **options):
        raise OSError("no network")

    monkeypatch.setattr(datasets, "download_url", refuse)
    monkeypatch.setattr("sys.argv", ["train.py", "--data", str(tmp_path)])
    with pytest.raises(SystemExit, match=r"train.py: .*put train-images-idx3-ubyte.gz into"):
        train.main()
