"""A report adds up, and its pictures are made."""

import numpy as np
import pytest

from lenet import load
from lenet.data.test_sets import read_test_sets
from lenet.evaluation import __main__ as evaluation
from lenet.evaluation.papers import PAPERS, placed_from_paper
from lenet.evaluation.report import evaluate
from lenet.explain.perturbations import PERTURBATIONS


@pytest.mark.slow
def test_a_report_adds_up_and_its_pictures_are_made(data, tmp_path, monkeypatch):
    monkeypatch.setattr(evaluation, "PICTURES", tmp_path)
    sets = read_test_sets(data)
    some = sets._replace(
        mnist=type(sets.mnist)(*(part[:1000] for part in sets.mnist)),
        pen=type(sets.pen)(*(part[:600] for part in sets.pen)),
        placed={name: digits[:600] for name, digits in sets.placed.items()},
    )
    model = load("lenet5")
    pictures = placed_from_paper(type(sets.mnist)(*(part[:30] for part in sets.mnist)))
    found = evaluate(model, some, pictures, "lenet5")
    assert found.confusion.sum() == 1000
    assert found.errors["MNIST"] == pytest.approx(100 - 100 * np.trace(found.confusion) / 1000)
    assert found.outside_top3["MNIST"] <= found.errors["MNIST"]
    errors = found.writers.errors
    shares = [(some.pen.writers == writer).mean() for writer in errors]
    assert np.dot(shares, list(errors.values())) == pytest.approx(found.errors["pen digits, mass"])
    evaluation.save_pictures("lenet5", model, some, found)
    assert {path.name for path in tmp_path.iterdir()} == {
        f"lenet5-{name}.png" for name in ("batch", "misread", "confusion", "calibration", "robustness")
    }
    evaluation.save_pictures("../of my own/first.safetensors", model, some, found)
    assert (tmp_path / "of my own-first-batch.png").exists()
    text = evaluation.report_text("lenet5", model, found)
    assert f"{found.errors['MNIST']:.2f}" in text and "Rotation" in text
    facts = found.facts()
    assert facts["rejected %"].keys() == facts["calibration error %"].keys() == {"MNIST", "pen digits"}
    assert facts["negatives rejected %"].keys() == {"letters", "unseen alphabet", "doodles"}
    assert facts["not read on dirty paper %"].keys() == PAPERS.keys()
    assert all(kind in text for kind in PAPERS)
    by_share = facts["error % by rejected %"]["MNIST"]
    assert by_share["0"] == pytest.approx(found.errors["MNIST"]) and by_share["5"] <= by_share["0"]
    assert facts["read between"].keys() == PERTURBATIONS.keys()
