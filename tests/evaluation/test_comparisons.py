"""The comparisons: each row is what it says, subsets are fair, and one command writes what it measured."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
import torch
from torch import nn

from lenet.data import datasets, subsets, training_set
from lenet.data.datasets import Mnist
from lenet.evaluation.comparisons import __main__ as command
from lenet.evaluation.comparisons import results, table
from lenet.evaluation.comparisons.networks import HIDDEN, ORDER
from lenet.evaluation.comparisons.paper import FIGURE_9
from lenet.evaluation.comparisons.rows import CONVOLUTION, DIGITS, LADDER, ROWS
from lenet.evaluation.comparisons.runs import data as data_of
from lenet.metrics import student_interval, student_quantile
from lenet.network import weights
from lenet.network.cost import multiply_accumulates
from lenet.network.layers import RBF, PartialConv2d, ScaledTanh, Subsampling
from lenet.network.model import VARIANTS, original
from lenet.training.loop import field_scores


def parameters(network) -> dict[str, int]:
    return {name: sum(p.numel() for p in layer.parameters()) for name, layer in network.named_children()}


@pytest.mark.parametrize("name", ROWS)
def test_every_row_builds_and_scores_ten_classes(name):
    network = ROWS[name].build()
    assert network(network.input(torch.rand(3, 28, 28))).shape == (3, 10)
    assert field_scores(network, torch.rand(3, 32, 32)).shape == (3, 10)


@pytest.mark.parametrize("name", ROWS)
def test_training_on_the_field_scores_as_reading_does(name):
    network = ROWS[name].build().eval()
    digits = torch.rand(2, 28, 28)
    field = nn.functional.pad(digits, [2] * 4)
    assert torch.allclose(field_scores(network, field), network(network.input(digits)), atol=1e-5)


def test_the_ladder_has_the_parameters_that_one_counts():
    counts = {
        name: (sum(parameters(row.build()).values()), row.aside, row.negatives)
        for name, row in LADDER.items()
    }
    assert counts == {
        "1998": (60_000, False, True),
        "average": (60_000 - 12 - 32, False, True),
        "maximum": (60_000 - 12 - 32, True, True),
        "full C3": (59_956 - 1_516 + 2_416, False, True),
        "plain tanh": (60_856, False, True),
        "softmax": (60_856 + 850, False, True),
        "rectified": (61_706, False, True),
        "all distortions": (61_706, False, True),
        "drawings": (61_706, False, True),
    }


def test_each_rung_changes_what_it_says_and_nothing_else():
    rungs = [(name, row) for name, row in LADDER.items() if not row.aside]
    changed = {}
    for (_, before), (name, after) in pairwise(rungs):
        was, now = ({n: repr(m) for n, m in each.build().named_children()} for each in (before, after))
        changed[name] = {layer for layer in was if was[layer] != now[layer]}
        if before.recipe != after.recipe:
            differ = zip(before.recipe._asdict().items(), after.recipe, strict=True)
            changed[name] |= {field for (field, old), new in differ if old != new}
    squashed = {"C1", "C3", "C5", "F6"}
    assert changed == {
        "average": {"S2", "S4"},
        "full C3": {"C3"},
        "plain tanh": squashed,
        "softmax": {"OUTPUT", "batch", "peak_rate", "softness"},
        "rectified": squashed,
        "all distortions": {"distortions"},
        "drawings": {"drawings"},
    }


def test_the_rungs_layers_are_of_the_kinds_they_name():
    first, average, maximum = (LADDER[name].build() for name in ("1998", "average", "maximum"))
    assert repr(first) == repr(original()) and isinstance(first.S2, Subsampling)
    assert isinstance(average.S4, nn.AvgPool2d) and isinstance(maximum.S4, nn.MaxPool2d)
    assert isinstance(average.C3[0], PartialConv2d) and parameters(average)["C3"] == 1_516
    full, plain = LADDER["full C3"].build(), LADDER["plain tanh"].build()
    assert isinstance(full.C3[1], ScaledTanh) and parameters(full)["C3"] == 2_416
    assert not full.C3[0].bias.any() and full.C3[0].weight.abs().max() <= 150**-0.5
    assert isinstance(plain.F6[-1], nn.Tanh) and isinstance(plain.OUTPUT, RBF) and plain.rubbish == -40
    last = LADDER["drawings"].build()
    assert last.rubbish == 0 and last.C1[0].bias.any()  # PyTorch's start
    assert [repr(layer) for layer in last.children()] == [
        repr(layer) for layer in VARIANTS["relu-32"]().children()
    ]


def test_networks_without_convolution_by_hand():
    linear, hidden, shuffled, whole = (CONVOLUTION[name].build() for name in CONVOLUTION)
    assert sum(parameters(linear).values()) == 7_850 and multiply_accumulates(linear) == 7_840
    count = sum(parameters(hidden).values())
    assert count == 785 * HIDDEN + 10 * HIDDEN + 10 and abs(count / 61_706 - 1) < 0.01
    assert multiply_accumulates(hidden) == 784 * HIDDEN + 10 * HIDDEN
    digit = torch.rand(28, 28)
    weight, bias = linear.C1[0].weight.view(10, 784), linear.C1[0].bias
    assert torch.allclose(linear(linear.input(digit[None]))[0], weight @ digit.flatten() + bias, atol=1e-5)
    x, plain = (each.input(digit[None]).flatten() for each in (shuffled, whole))
    assert torch.equal(x, plain[ORDER]) and sorted(ORDER.tolist()) == list(range(1024))
    assert parameters(shuffled) == parameters(whole) and not torch.equal(x, plain)
    assert all(row.recipe == CONVOLUTION["linear"].recipe for row in CONVOLUTION.values())


@pytest.fixture
def mnist():
    """A thousand empty digits, each of which knows its number, of unequal classes."""
    classes = np.random.default_rng(1).choice(10, 1000, p=[0.19] + [0.09] * 9)
    return Mnist(np.arange(1000, dtype=np.float32)[:, None, None] * np.ones((1, 28, 28)), classes)


def test_subsets_are_stratified_and_nested(mnist):
    smaller = set()
    for count in (10, 30, 100, 300):
        digits, classes = subsets.subset(mnist, count, seed=3)
        numbers = digits[:, 0, 0].astype(int)
        assert (mnist.classes[numbers] == classes).all()
        assert (np.bincount(classes, minlength=10) == count // 10).all()
        assert smaller < set(numbers) and len(set(numbers)) == count
        smaller = set(numbers)
    assert smaller != set(subsets.subset(mnist, 300, seed=4).digits[:, 0, 0].astype(int))
    assert len(set(subsets.subset(mnist, 55_000, seed=3).digits[:, 0, 0])) == 1000


@pytest.mark.parametrize(("count", "shown"), [(30, 10_000), (1000, 10_000), (12_000, 12_000)])
def test_an_epoch_has_ten_thousand_digits_at_least(count, shown):
    some = Mnist(np.zeros((count, 28, 28), np.float32), np.arange(count) % 10)
    epochs = subsets.epochs_of(some)
    _, classes = epochs.epoch(torch.Generator().manual_seed(0))
    assert epochs.epoch_size() == len(classes) == shown
    assert set(classes.tolist()) == set(range(10))


def test_students_interval_by_hand():
    tabulated = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 9: 2.262, 30: 2.042}
    for freedom, expected in tabulated.items():
        assert student_quantile(freedom) == pytest.approx(expected, abs=5e-4)
    assert student_interval(2.0, 0.3, 3) == pytest.approx(
        (2 - 4.303 * 0.1732, 2 + 4.303 * 0.1732), abs=1e-3
    )


def test_the_paper_s_rows_are_those_of_its_figure():
    assert len(FIGURE_9) == 27 and FIGURE_9["LeNet-5"] == (0.95, 401)
    errors = [each.error for each in FIGURE_9.values()]
    assert (min(errors), max(errors)) == (0.7, 12.0)


def test_the_cards_tables_are_those_that_the_file_makes():
    text = (weights.FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"{table.MARKERS[0]}\n{table.tables(results.read())}\n{table.MARKERS[1]}" in text


def test_rows_that_are_not_asked_for_stay_in_their_order():
    kept = {"digits": {"30 digits": 3}, "paper": {"LeNet-5": 1}}
    found = results.merged(kept, "digits", {"10 digits": 2, "relu-32": 4}, DIGITS)
    assert list(found) == ["digits", "paper"]
    assert list(found["digits"].items()) == [("10 digits", 2), ("30 digits", 3), ("relu-32", 4)]


def test_a_row_of_two_groups_has_the_figures_of_its_newest_runs_in_both(tmp_path, monkeypatch):
    monkeypatch.setattr(weights, "FOLDER", tmp_path)
    for nothing in ("picture.save", "table.write"):
        monkeypatch.setattr(f"lenet.evaluation.comparisons.__main__.{nothing}", lambda *_: None)
    command.write("digits", {"30 digits": {"mean": 13.0}, "relu-32": {"mean": 0.49}}, 0)
    command.write("paper", {"relu-32": {"mean": 0.45}}, 0)  # the shipped network, not this row
    command.write("convolution", {"linear": {"mean": 11.1}, "relu-32": {"mean": 0.54}}, 0)
    found = results.read()
    assert found["digits"] == {"30 digits": {"mean": 13.0}, "relu-32": {"mean": 0.54}}
    assert found["convolution"]["relu-32"] == {"mean": 0.54} and found["paper"]["relu-32"] == {"mean": 0.45}


def test_unknown_names_are_refused(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["comparisons", "linear", "quadratic"])
    with pytest.raises(SystemExit):
        command.main()
    assert "unknown name quadratic" in capsys.readouterr().err


@pytest.fixture
def few(data, tmp_path, monkeypatch):
    """A folder for what is written, and MNIST with few digits."""
    whole = {split: datasets.mnist(split, data) for split in ("train", "test")}
    counts = {"train": 1200, "test": 500}
    monkeypatch.setattr(
        datasets, "mnist", lambda split, _: Mnist(*(part[: counts[split]] for part in whole[split]))
    )
    monkeypatch.setattr(subsets, "HELD_OUT_DIGITS", 200)
    monkeypatch.setattr(subsets, "AN_EPOCH", 500)
    monkeypatch.setattr(command, "pool", lambda: ThreadPoolExecutor(1))
    monkeypatch.setattr(command, "KEPT", tmp_path / ".training")
    monkeypatch.setattr(weights, "FOLDER", tmp_path)
    (tmp_path / "README.md").write_text(f"before\n{table.MARKERS[0]}\nold\n{table.MARKERS[1]}\nafter\n")
    return tmp_path


@pytest.mark.slow
def test_one_command_writes_file_tables_and_picture(few, monkeypatch, capsys):
    arguments = ["comparisons", "convolution", "30 digits", "--epochs", "1", "--seeds", "2"]
    monkeypatch.setattr(sys, "argv", arguments)
    command.main()

    found = results.read()
    assert list(found) == ["digits", "convolution"]
    assert list(found["convolution"]) == list(CONVOLUTION) and list(found["digits"]) == ["30 digits"]
    row = found["convolution"]["relu-32"]
    assert (row["parameters"], row["multiply-accumulates"], row["epochs"]) == (61_706, 416_520, 1)
    assert row["steps"] == 8 and len(row["test errors"]) == 2  # 1,000 digits in batches of 128
    assert row["mean"] == pytest.approx(np.mean(row["test errors"]), abs=1e-3)
    assert row["interval"][0] <= row["mean"] <= row["interval"][1]
    assert (few / "comparisons.png").read_bytes().startswith(b"\x89PNG")
    text = (few / "README.md").read_text()
    assert text.startswith("before\n") and text.endswith("\nafter\n") and "old" not in text
    assert table.tables(found) in text and "| shuffled pixels | `relu-32` on" in text
    printed = capsys.readouterr().out
    assert "digits is finished after" in printed and "\nFinished in" in printed

    monkeypatch.setattr(sys, "argv", [*arguments[:1], "linear", *arguments[3:]])
    command.main()
    assert "epoch 1/1" not in capsys.readouterr().out  # kept, and not trained again
    assert results.read() == found


@pytest.mark.slow
def test_a_rung_learns_from_the_pools_that_the_networks_learn_from(data, monkeypatch):
    monkeypatch.setattr(training_set, "NEGATIVES", 60)
    once = {name: share._replace(inkings=1) for name, share in training_set.SHARES.items()}
    monkeypatch.setattr(training_set, "SHARES", once)
    job = command.Job("1998", 1, 0, data, None)
    learned, held_out = data_of(job)
    assert list(learned.pools) == ["MNIST", "letters", "doodles", "rules"]
    assert list(held_out) == ["MNIST"]
