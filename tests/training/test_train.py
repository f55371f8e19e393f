"""The command that regenerates the weights: its order of runs, and what it writes."""

from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

import train
from lenet.data import datasets
from lenet.data.datasets import Mnist, PenDigits
from lenet.data.test_sets import read_test_sets
from lenet.data.training_set import HELD_OUT_DIGITS
from lenet.evaluation import cards
from lenet.explain.ablation import mean_outputs
from lenet.network import weights
from lenet.network.model import VARIANTS
from lenet.training import loop, runs


def test_each_variant_is_written_once_all_its_runs_are_finished(monkeypatch):
    finished, written = [], []

    def write(variant, rows, came_to):
        runs = [job for row in rows.values() for job in row]
        assert set(runs) <= set(finished)
        assert {name: [each[1] for each in row] for name, row in came_to.items()} == {
            name: [job.seed for job in row] for name, row in rows.items()
        }
        written.append(variant)

    def run(job):
        finished.append(job)
        return job.variant, job.seed

    monkeypatch.setattr(train, "run", run)
    monkeypatch.setattr(train, "write", write)
    monkeypatch.setattr(train.cards, "write_all", lambda readme: None)
    arguments = Namespace(seeds=2, epochs=None, data=None)
    train.regenerate(ThreadPoolExecutor(2), {each: train.jobs(each, arguments) for each in VARIANTS})
    assert sorted(written) == sorted(VARIANTS)
    assert len(set(finished)) == 2 * (len(VARIANTS) + len(train.COMPARED))
    assert {job.recipe.epochs for job in finished if job.variant == "lenet5"} == {
        train.RECIPES["lenet5"].epochs
    }


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["lenet5", "1998"])
def test_one_command_writes_weights_cards_curves_and_tables(
    variant, sample, data, tmp_path, monkeypatch, capsys
):
    readme = tmp_path / "README.md"
    (tmp_path / "weights").mkdir()
    for path in (readme, tmp_path / "weights/README.md"):
        path.write_text(f"before\n{cards.MARKERS[0]}\nold\n{cards.MARKERS[1]}\nafter\n")
    monkeypatch.setattr(train, "ROOT", tmp_path)
    monkeypatch.setattr(train, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(train, "pool", lambda: ThreadPoolExecutor(1))
    monkeypatch.setattr(weights, "FOLDER", tmp_path / "weights")
    sets = read_test_sets(data)
    few = sets._replace(
        mnist=Mnist(*(part[:100] for part in sets.mnist)),
        pen=PenDigits(*(part[:200] for part in sets.pen)),
        placed={name: digits[:200] for name, digits in sets.placed.items()},
    )
    mnist = Mnist(*(part[-HELD_OUT_DIGITS - 3_000 :] for part in datasets.mnist("train", data)))
    monkeypatch.setattr(datasets, "mnist", lambda part, folder: {"train": mnist}[part])
    for module in (train, runs):
        monkeypatch.setattr(module, "read_sources", lambda folder: sample)
        monkeypatch.setattr(module, "read_test_sets", lambda folder: few)
    monkeypatch.setattr("sys.argv", ["train.py", variant, "--epochs", "2", "--seeds", "2"])
    train.main()

    card = weights.card(variant)
    assert card["seeds"] == 2 and card["recipe"]["epochs"] == 2
    assert set(card["test error %"]) == {f"pen digits, {p}" for p in ("mass", "box", "resize")} | {"MNIST"}
    assert all(
        {"mean", "spread", "shipped", "each"} == set(errors) for errors in card["test error %"].values()
    )
    writers = card["writers"]["error %"]
    assert set(writers) == {str(writer) for writer in few.pen.writers}
    shares = [(few.pen.writers == int(writer)).mean() for writer in writers]
    assert np.dot(shares, list(writers.values())) == pytest.approx(
        card["test error %"]["pen digits, mass"]["mean"], abs=0.02
    )
    held_out = card["held out"]
    assert held_out["errors"]["MNIST"]["digits"] == 2 * 200  # both runs'
    people = 30 if variant == "1998" else 12  # two folds' writers; a network of MNIST alone has seen nobody
    assert len(held_out["errors"]["pen digits"]["error %"]) == people
    assert held_out["rejected %"].keys() >= {"MNIST", "letters", "unseen alphabet", "doodles"}
    compared = {"lenet5": set(), "1998": {("without distortions", 2)}}
    assert {(name, each["seeds"]) for name, each in card["compared"].items()} == compared[variant]
    assert card["test sets read"]["times"] == 2
    assert weights.load(variant).calibration.temperature == card["calibration"]["temperature"]
    if variant == "lenet5":
        assert weights.checkpoints()[-1][0]["digits"] > 0
    means, file = weights.means(variant), tmp_path / f"weights/{variant}-means.safetensors"
    assert len(means) == 1 + (len(weights.checkpoints()) if variant == "lenet5" else 0)
    expected = mean_outputs(weights.load(variant), mnist.digits[:-HELD_OUT_DIGITS])
    assert all(torch.allclose(means[0][layer], each, atol=1e-2) for layer, each in expected.items())
    assert (tmp_path / f"weights/{variant}.png").read_bytes().startswith(b"\x89PNG")
    text = readme.read_text()
    assert text.startswith("before\n") and text.endswith("\nafter\n") and "old" not in text
    assert f"{card['test error %']['MNIST']['mean']:.2f} ±" in text
    assert f"## `{variant}`" in (tmp_path / "weights/README.md").read_text()
    assert f"{variant} is finished" in capsys.readouterr().out

    monkeypatch.setattr(loop, "train_epoch", None)  # nothing is trained again: the runs are kept
    (tmp_path / f"weights/{variant}.safetensors").unlink()
    train.main()
    assert weights.card(variant)["sha256"] == card["sha256"]

    content = file.read_bytes()
    file.unlink()
    monkeypatch.setattr("sys.argv", ["train.py", variant, "--means", "--data", str(data)])
    train.main()
    assert file.read_bytes() == content and weights.card(variant)["means"] == card["means"]


def test_missing_data_ends_in_one_sentence(monkeypatch, tmp_path):
    def refuse(*arguments, **options):
        raise OSError("no network")

    monkeypatch.setattr(datasets, "download", refuse)
    monkeypatch.setattr("sys.argv", ["train.py", "--data", str(tmp_path)])
    with pytest.raises(
        SystemExit, match=r"^train.py: .*is missing and could not be downloaded .*: put .* into .*\.$"
    ):
        train.main()
