"""The command that regenerates the weights: its order of runs, and what it writes."""

import threading
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor

import pytest

import train
from lenet.data import datasets
from lenet.data.datasets import Mnist, PenDigits
from lenet.evaluation import cards
from lenet.network import weights
from lenet.network.model import VARIANTS


def test_distillation_goes_first_once_its_teachers_are_finished(monkeypatch):
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
    monkeypatch.setattr(train.cards, "write_all", lambda readme: None)
    monkeypatch.setattr(train, "cores", lambda: 2)
    arguments = Namespace(variants=list(VARIANTS), seeds=3, epochs=7, data=None)
    train.regenerate(ThreadPoolExecutor(2), arguments)

    assert len(began) == len(set(finished)) == 5 + 3 * 7  # all five teachers, and seven rows of three seeds
    for job, before in began:
        if job.recipe.distillation:
            assert len(job.teachers) == 5 and set(job.teachers) <= set(before)
            assert not any(each.recipe.distillation for each in job.teachers)
    assert "lenet5" not in [job.variant for job, _ in began[-12:]]
    assert {variant for variant, _ in written} == set(VARIANTS)
    assert all(len(rows["shipped"]) == 3 for _, rows in written)


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
    compared = {
        "lenet5": ("without distillation", 5),
        "1998": ("without distortions", 2),
    }  # all five teachers, always
    assert {(name, each["seeds"]) for name, each in card["compared"].items()} == {compared[variant]}
    assert weights.load(variant).calibration.temperature == card["calibration"]["temperature"]
    if variant == "lenet5":
        assert weights.checkpoints()[-1][0]["digits"] > 0
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
