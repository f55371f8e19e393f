"""The evaluation's command line: reports that add up, and drawings that the page has saved."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from lenet import VARIANTS, load
from lenet import metrics as measures
from lenet.data.negative_collection import collection
from lenet.evaluation import __main__ as evaluation
from lenet.evaluation import report

ROOT = Path(__file__).parents[1]


def test_measures_by_hand():
    scores = np.array(
        [[9.0, 8, 7, 0, 0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]]
    )
    classes = np.array([1, 6, 0])
    assert measures.outside_top3(scores, classes) == pytest.approx(100 / 3)
    counts = measures.confusion(scores, classes)
    assert counts.sum() == 3 and counts[1, 0] == counts[6, 9] == counts[0, 0] == 1


def test_drawings_that_the_page_saved_are_read(examples, tmp_path):
    kept = [{"strokes": examples[name], "pad": [280, 280], "class": int(name)} for name in examples]
    face = [stroke.tolist() for stroke in collection(testing=True)["face"][0]]
    kept.append({"strokes": face, "pad": [280, 280], "class": None})
    path = tmp_path / "drawings.json"
    path.write_text(json.dumps({"drawings": kept}))
    assert (
        evaluation.told_of("lenet5", load(), evaluation.drawings_of(path))
        == "lenet5: 11 of 11 drawings read rightly"
    )


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"drawings": []}',
        '{"drawings": [{"strokes": [[[1, 2]]], "class": 12}]}',
        '{"drawings": [{"strokes": "x", "class": 1}]}',
    ],
)
def test_a_file_of_something_else_ends_in_one_sentence(content, tmp_path, monkeypatch):
    path = tmp_path / "drawings.json"
    path.write_text(content)
    monkeypatch.setattr("sys.argv", ["evaluation", "lenet5", "--drawings", str(path)])
    with pytest.raises(SystemExit, match=r"^lenet.evaluation: .*holds no drawings.*\.$"):
        evaluation.main()


def test_an_unknown_network_ends_in_one_sentence():
    done = subprocess.run(
        [sys.executable, "-m", "lenet.evaluation", "lenet6"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1
    assert "lenet6" in done.stderr and all(name in done.stderr for name in VARIANTS)


@pytest.mark.slow
def test_a_report_adds_up_and_its_pictures_are_made(data, tmp_path, monkeypatch):
    monkeypatch.setattr(evaluation, "PICTURES", tmp_path)
    sets = report.test_sets(data)
    some = sets._replace(
        mnist=type(sets.mnist)(*(part[:1000] for part in sets.mnist)),
        pen=type(sets.pen)(*(part[:600] for part in sets.pen)),
        placed={name: digits[:600] for name, digits in sets.placed.items()},
    )
    model = load("lenet5")
    found = report.evaluated(model, some, "lenet5")
    assert found.confusion.sum() == 1000
    assert found.errors["MNIST"] == pytest.approx(100 - 100 * np.trace(found.confusion) / 1000)
    assert found.outside_top3["MNIST"] <= found.errors["MNIST"]
    shares = [(some.pen.writers == writer).mean() for writer in found.writers]
    assert np.dot(shares, list(found.writers.values())) == pytest.approx(found.errors["pen digits, mass"])
    evaluation.pictured("lenet5", model, some, found)
    assert {path.name for path in tmp_path.iterdir()} == {
        f"lenet5-{name}.png" for name in ("batch", "misread", "confusion", "calibration", "robustness")
    }
    told = evaluation.told("lenet5", model, found)
    assert f"{found.errors['MNIST']:.2f}" in told and "rotation" in told
