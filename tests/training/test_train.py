"""Training from end to end, on a small sample: it learns, it repeats itself, it goes on where it was."""

import threading
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

import train
from lenet import metrics as measures
from lenet.data import datasets, training_set
from lenet.data.datasets import Mnist, PenDigits
from lenet.evaluation import model_card
from lenet.network import weights
from lenet.network.model import VARIANTS
from lenet.training import loop as training
from lenet.training.loop import Recipe, snapshot_steps, trained
from lenet.training.losses import TRUST, answers, loss_of, taught, with_rubbish

RECIPE = Recipe(pen_digits=True, distortions=train.FULL)
SCORES = -torch.tensor([[0.5, 60.0, 48.0], [70.0, 2.0, 90.0]])  # minus the squared distances


def test_equation_9_written_out():
    y = -SCORES.numpy()
    eq9 = np.mean([y[p, d] + np.log(np.exp(-5.0) + np.exp(-y[p]).sum()) for p, d in enumerate([0, 2])])
    loss = loss_of(with_rubbish(SCORES, -5.0), torch.tensor([0, 2]))
    assert loss.item() == pytest.approx(eq9, rel=1e-5)


def test_equation_8_written_out():
    loss = loss_of(with_rubbish(SCORES, -5.0), torch.tensor([0, 2]), equation=8)
    assert loss.item() == pytest.approx((0.5 + 90) / 2)


def test_rubbish_is_the_eleventh_class():
    eleven = with_rubbish(torch.zeros(4, 10), 2.0)
    assert eleven.shape == (4, 11) and (eleven[:, 10] == 2).all()
    assert loss_of(eleven, torch.tensor([10] * 4)) < loss_of(eleven, torch.tensor([3] * 4))


def test_teachers_answer_with_their_mean_and_the_taught_are_judged_by_it_too():
    torch.manual_seed(1)
    teachers = [VARIANTS["lenet5"]().eval() for _ in range(3)]
    digits = torch.rand(2, 28, 28)
    mean = np.zeros((2, 11))
    for teacher in teachers:
        for i, scores in enumerate(measures.scores(teacher, digits.numpy())):
            powers = np.exp([*scores.astype(float), teacher.rubbish])
            mean[i] += powers / powers.sum() / len(teachers)
    answered = answers(teachers, teachers[0].input(digits))
    assert np.allclose(answered, mean, atol=1e-6)

    eleven = with_rubbish(torch.randn(2, 10), 0.0)
    told = np.log(np.exp(eleven.numpy()) / np.exp(eleven.numpy()).sum(1, keepdims=True))
    classes = torch.tensor([3, 10])
    by_class, by_teachers = -(told[0, 3] + told[1, 10]) / 2, -(mean * told).sum() / 2
    loss = taught(loss_of(eleven, classes), eleven, answered)
    assert loss.item() == pytest.approx((1 - TRUST) * by_class + TRUST * by_teachers, rel=1e-4)


def test_snapshots_lie_closest_at_the_start():
    steps = sorted(snapshot_steps(20_000))
    assert steps[0] == training.FIRST_SNAPSHOT and steps[-1] == 20_000 and len(steps) == 11
    assert np.allclose(np.diff(np.log(steps)), np.log(2000) / 10, atol=0.06)
    assert sorted(snapshot_steps(4))[-1] == 4


def test_a_taught_run_goes_first_once_its_teachers_are_finished(monkeypatch):
    began, finished, written = [], [], []
    other, last_teacher = threading.Event(), threading.Event()

    def run(job):
        began.append((job, list(finished)))
        if job.variant != "lenet5":
            other.set()
            assert last_teacher.wait(60)
        elif job.seed == 4:  # the last teacher is not waited for by what needs none
            assert other.wait(60)
        finished.append(job)
        if job.seed == 4:
            last_teacher.set()

    monkeypatch.setattr(train, "run", run)
    monkeypatch.setattr(train, "write", lambda variant, rows, came_to: written.append((variant, came_to)))
    monkeypatch.setattr(train.model_card, "write_all", lambda readme: None)
    monkeypatch.setattr(train, "cores", lambda: 2)
    arguments = Namespace(variants=list(VARIANTS), seeds=3, epochs=7, data=None)
    train.regenerate(ThreadPoolExecutor(2), arguments)

    assert len(began) == len(set(finished)) == 5 + 3 * 7  # all five teachers, and seven rows of three seeds
    for job, before in began:
        if job.recipe.taught:
            assert len(job.teachers) == 5 and set(job.teachers) <= set(before)
            assert not any(each.recipe.taught for each in job.teachers)
    assert "lenet5" not in [job.variant for job, _ in began[-12:]]
    assert {variant for variant, _ in written} == set(VARIANTS)
    assert all(len(rows["shipped"]) == 3 for _, rows in written)


slow = pytest.mark.slow


@pytest.fixture
def sample(data, monkeypatch):
    """A few hundred digits of each data set."""
    monkeypatch.setattr(training_set, "HELD_OUT_DIGITS", 200)
    monkeypatch.setattr(training_set, "RUBBISH", 100)
    mnist, pen = datasets.mnist("train", data), datasets.pen_digits("train", data)
    some = np.isin(pen.writers, (1, *training_set.HELD_OUT_WRITERS))
    some &= np.cumsum(some) % 3 == 0
    drawings = [pen.drawings[i] for i in np.flatnonzero(some)]
    return Mnist(mnist.digits[:1200], mnist.classes[:1200]), PenDigits(
        drawings, pen.classes[some], pen.writers[some]
    )


@pytest.fixture
def learn(sample, tmp_path):
    """learn(seed, epochs, state) trains lenet5 on the sample."""

    def learn(seed=0, epochs=3, state="state", recipe=RECIPE):
        made = lambda: (training_set.training_set(*sample, seed), training_set.held_out(*sample))  # noqa: E731
        return trained("lenet5", recipe, seed, epochs, made, tmp_path / f"{state}.pt")

    return learn


def same(a, b) -> bool:
    return all(torch.equal(p, q) for p, q in zip(a.model.parameters(), b.model.parameters(), strict=True))


@slow
def test_it_learns_and_the_same_seed_gives_the_same_weights(sample, learn):
    first = learn(epochs=8, state="one")
    assert measures.error(first.model, *training_set.held_out(*sample)["MNIST"]) < 40
    assert same(first, learn(epochs=8, state="another"))
    assert not same(first, learn(seed=1, epochs=8, state="a third"))
    assert (
        len(first.history) == 8 and first.history[-1]["training loss"] < first.history[0]["training loss"]
    )
    assert first.history[-1]["MNIST error"] == pytest.approx(
        measures.error(first.model, *training_set.held_out(*sample)["MNIST"])
    )


@slow
def test_snapshots_are_the_network_on_its_way(learn):
    run = learn(epochs=4)
    seen = [snapshot.digits for snapshot in run.snapshots]
    assert seen[0] == 0 and seen == sorted(seen) and len(seen) == 12
    last = run.snapshots[-1].weights
    assert all(torch.equal(last[name], tensor.half()) for name, tensor in run.model.state_dict().items())


@slow
def test_an_interrupted_run_goes_on_to_the_same_weights(learn, monkeypatch):
    whole = learn(state="whole")
    epochs = []
    train_epoch = training.train_epoch

    def interrupted(*arguments):
        epochs.append(1)
        if len(epochs) == 3:
            raise KeyboardInterrupt
        return train_epoch(*arguments)

    monkeypatch.setattr(training, "train_epoch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        learn(state="interrupted")
    again = learn(state="interrupted")
    assert same(whole, again) and len(epochs) == 4
    assert again.history == whole.history
    assert [s.digits for s in again.snapshots] == [s.digits for s in whole.snapshots]


@slow
def test_a_finished_run_is_there_at_once_and_one_of_another_recipe_is_not(learn, monkeypatch):
    run = learn(epochs=1)
    epochs = []
    train_epoch = training.train_epoch
    monkeypatch.setattr(training, "train_epoch", lambda *a: (epochs.append(1), train_epoch(*a))[1])
    assert same(run, learn(epochs=1)) and not epochs
    learn(epochs=1, recipe=Recipe(peak_rate=0.001, pen_digits=True))
    assert len(epochs) == 1


@slow
@pytest.mark.parametrize("variant", ["lenet5", "1998"])
def test_one_command_writes_weights_cards_curves_and_tables(
    variant, sample, data, tmp_path, monkeypatch, capsys
):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{model_card.MARKERS[0]}\nold\n{model_card.MARKERS[1]}\nafter\n")
    monkeypatch.setattr(train, "ROOT", tmp_path)
    monkeypatch.setattr(train, "UNFINISHED", tmp_path / "unfinished")
    monkeypatch.setattr(train, "pool", lambda: ThreadPoolExecutor(1))
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
    monkeypatch.setattr("sys.argv", ["train.py", variant, "--epochs", "2", "--seeds", "2"])
    train.main()

    card = weights.card(variant)
    assert card["seeds"] == 2 and card["recipe"]["epochs"] == 2
    assert set(card["test error %"]) == {f"pen digits, {p}" for p in ("mass", "box", "resize")} | {"MNIST"}
    assert all({"mean", "spread", "shipped"} == set(errors) for errors in card["test error %"].values())
    compared = {"lenet5": ("untaught", 5), "1998": ("without distortions", 2)}  # all five teach, always
    assert {(name, each["seeds"]) for name, each in card["compared"].items()} == {compared[variant]}
    assert weights.load(variant).judgement.temperature == card["judgement"]["temperature"]
    if variant == "lenet5":
        assert weights.snapshots()[-1][0]["digits"] > 0
    assert (tmp_path / f"weights/{variant}.png").read_bytes().startswith(b"\x89PNG")
    text = readme.read_text()
    assert text.startswith("before\n") and text.endswith("\nafter\n") and "old" not in text
    assert f"{card['test error %']['MNIST']['mean']:.2f} ±" in text
    assert f"## `{variant}`" in (tmp_path / "weights/README.md").read_text()
    assert f"{variant} is finished" in capsys.readouterr().out
    assert not train.UNFINISHED.exists()


def test_missing_data_ends_in_one_sentence(monkeypatch, tmp_path):
    def refuse(*arguments, **options):
        raise OSError("no network")

    monkeypatch.setattr(datasets, "download_url", refuse)
    monkeypatch.setattr("sys.argv", ["train.py", "--data", str(tmp_path)])
    with pytest.raises(SystemExit, match=r"train.py: .*put train-images-idx3-ubyte.gz into"):
        train.main()
