"""The evaluation's command line: networks by name or path, and drawings that the page has saved."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lenet import VARIANTS, load
from lenet.data.doodles import doodles
from lenet.evaluation import __main__ as evaluation
from lenet.network import weights

ROOT = Path(__file__).parents[2]


def test_drawings_that_the_page_saved_are_read(examples, tmp_path):
    kept = [{"strokes": examples[name], "pad": [280, 280], "class": int(name)} for name in examples]
    drawings, kinds, _ = doodles()
    face = [stroke.tolist() for stroke in drawings[list(kinds).index("face")]]
    kept.append({"strokes": face, "pad": [280, 280], "class": None})
    path = tmp_path / "drawings.json"
    path.write_text(json.dumps({"drawings": kept}))
    assert (
        evaluation.drawings_text("lenet5", load(), evaluation.drawings_of(path))
        == "lenet5: 11 of 11 drawings read correctly"
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


@pytest.fixture
def seven(examples, tmp_path):
    """A file with one drawing, a 7."""
    path = tmp_path / "drawings.json"
    kept = [{"strokes": examples["7"], "pad": [280, 280], "class": 7}]
    path.write_text(json.dumps({"drawings": kept}))
    return path


def test_networks_are_named_by_variant_or_by_path(seven, tmp_path, monkeypatch, capsys):
    mine = str(tmp_path / "mine.safetensors")
    weights.save(mine, "1998", load("1998"), {})
    monkeypatch.setattr("sys.argv", ["evaluation", "tanh", mine, "--drawings", str(seven)])
    evaluation.main()
    assert capsys.readouterr().out.splitlines() == [
        f"{name}: 1 of 1 drawings read correctly" for name in ("tanh", mine)
    ]


def test_a_path_that_is_missing_ends_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["evaluation", str(tmp_path / "nowhere.safetensors")])
    with pytest.raises(SystemExit, match=r"^lenet.evaluation: .*nowhere\.safetensors cannot be read\.$"):
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
