"""Whatever became of the files in weights/, the app says so in one sentence or reads as it should."""

import json
import re
import shutil
import subprocess
import sys
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenet import VARIANTS, digit_from_strokes, load, recognise
from lenet.network import weights
from lenet.network.model import Calibration
from lenet.network.weights import WeightsError
from lenet.web.description import description

ROOT = weights.FOLDER.parent
KINDS = {"means": weights.means, "checkpoints": weights.checkpoints}  # of a network's other files
FILES = sorted(path.name for path in weights.FOLDER.glob("*.safetensors"))
CARDS = [f"{variant}.json" for variant in VARIANTS]


@pytest.fixture(scope="module")
def intact(tmp_path_factory):
    folder = tmp_path_factory.mktemp("intact") / "weights"
    shutil.copytree(weights.FOLDER, folder)
    return folder


@pytest.fixture
def folder(intact, tmp_path, monkeypatch):
    """A copy of the shipped weights, to damage."""
    copy = tmp_path / "weights"
    shutil.copytree(intact, copy)
    monkeypatch.setattr(weights, "FOLDER", copy)
    return copy


def load_everything():
    """All that the app reads from weights/ when it starts."""
    models, checkpoints = {variant: load(variant) for variant in VARIANTS}, weights.checkpoints()
    for variant in VARIANTS:
        weights.means(variant)
    return models, checkpoints, description(models, checkpoints)


def refusal() -> str:
    with pytest.raises(WeightsError) as refused:
        load_everything()
    return one_sentence(str(refused.value))


def one_sentence(text: str) -> str:
    assert text.endswith(".") and "\n" not in text and len(re.findall(r"\.(?:\s|$)", text)) == 1
    return text


def edit(path, change):
    """Rewrites a card with what `change` makes of it."""
    path.write_text(json.dumps(change(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")


DAMAGE = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-40]),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "another kind of file": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" * 100),
}


def reader_of(name):
    """What reads this file of a network."""
    stem = name.split(".")[0]
    for kind, read in KINDS.items():
        if stem.endswith(f"-{kind}"):
            return partial(read, stem.removesuffix(f"-{kind}"))
    return partial(load, stem)


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", FILES + CARDS)
def test_a_damaged_file_is_named(folder, name, damage):
    DAMAGE[damage](folder / name)
    with pytest.raises(WeightsError) as refused:
        reader_of(name)()
    assert name in one_sentence(str(refused.value))


@pytest.mark.parametrize("damage", sorted(DAMAGE.keys() - {"missing"}))  # nothing need have been compared
def test_damaged_comparisons_are_named(folder, damage):
    DAMAGE[damage](folder / "comparisons.json")
    assert "comparisons.json" in refusal()


@pytest.mark.parametrize(
    "content", [[], 7, None, {"ladder": 7}, {"digits": {"10 digits": {}}}, {"digits": {"10 digits": None}}]
)
def test_comparisons_of_another_form_are_named(folder, content):
    (folder / "comparisons.json").write_text(json.dumps(content), encoding="utf-8")
    assert "comparisons.json" in refusal()


@pytest.mark.parametrize("suffixes", [("safetensors",), ("json",), ("safetensors", "json")], ids="+".join)
def test_files_of_two_networks_of_the_same_shape_swapped_are_noticed(folder, suffixes):
    for suffix in suffixes:
        one, other = folder / f"lenet5.{suffix}", folder / f"tanh.{suffix}"
        content = one.read_bytes()
        one.write_bytes(other.read_bytes())
        other.write_bytes(content)
    refusal()


def without(*names):
    def change(card):
        inner = card
        for name in names[:-1]:
            inner = inner[name]
        del inner[names[-1]]
        return card

    return change


def with_facts(change):
    """The card with other facts of its checkpoints."""

    def changed(card):
        card["checkpoints"]["facts"] = change(card["checkpoints"]["facts"])
        return card

    return changed


@pytest.mark.parametrize(
    "change",
    [
        without("sha256"),
        without("variant"),
        without("checkpoints"),
        without("checkpoints", "sha256"),
        without("checkpoints", "facts"),
        without("means"),
        without("error % without a map"),
        without("test error %"),
        without("test error %", "MNIST", "shipped"),
        without("map limits", "C3"),
        lambda card: card | {"sha256": 7},
        lambda card: card | {"checkpoints": []},
        with_facts(lambda facts: 12),
        with_facts(lambda facts: facts[1:]),
        with_facts(lambda facts: facts + facts),
        lambda card: card | {"calibration": None},
        lambda card: card | {"calibration": {"temperature": 0, "rejection_threshold": 0.5}},
        lambda card: card | {"calibration": {"temperature": float("nan"), "rejection_threshold": 0.5}},
        lambda card: card | {"calibration": {"temperature": "warm", "rejection_threshold": 0.5}},
        lambda card: card | {"calibration": {"temperature": 1, "rejection_threshold": 7}},
        lambda card: card | {"calibration": {"mood": 1}},
        lambda card: [card],
        lambda card: None,
    ],
)
def test_a_card_that_is_not_whole_is_refused(folder, change):
    edit(folder / "lenet5.json", change)
    refusal()


def test_means_of_another_networks_shapes_are_refused(folder):
    edit(folder / "relu-28.json", lambda card: card | {"means": weights.card("tanh")["means"]})
    shutil.copy(folder / "tanh-means.safetensors", folder / "relu-28-means.safetensors")
    assert refusal() == "These are not the means of 'relu-28'."


def test_a_card_nested_too_deeply_is_refused(folder):
    (folder / "lenet5.json").write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    assert "lenet5.json" in refusal()


VALUES = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5)
FACTS = st.fixed_dictionaries(
    {}, optional={"temperature": VALUES, "rejection_threshold": VALUES, "x": VALUES}
)


@given(VALUES | FACTS)
@settings(max_examples=200, deadline=None)
def test_anything_as_a_calibration_is_one_or_is_refused(facts):
    try:
        assert weights.calibration({"variant": "lenet5", "calibration": facts}) == Calibration(**facts)
    except WeightsError as error:
        one_sentence(str(error))


def test_no_byte_of_a_network_can_change_unnoticed(intact, examples, monkeypatch):
    """The answer is the intact file's, or there is none."""
    monkeypatch.setattr(weights, "FOLDER", intact)
    path, digit = intact / "lenet5.safetensors", digit_from_strokes(examples["5"])
    content, expected = path.read_bytes(), recognise(load(), digit).probabilities

    @given(st.integers(0, len(content) - 1), st.integers(0, 255))
    @settings(max_examples=100, deadline=None)
    def with_a_byte_changed(place, value):
        path.write_bytes(content[:place] + bytes([value]) + content[place + 1 :])
        try:
            assert (recognise(load(), digit).probabilities == expected).all()
        except WeightsError as error:
            assert content[place] != value and "SHA-256" in one_sentence(str(error))

    try:
        with_a_byte_changed()
    finally:
        path.write_bytes(content)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["lenet5.safetensors", "1998.json", "lenet5-checkpoints.safetensors", "tanh-means.safetensors"]
)
def test_the_app_ends_with_that_sentence_and_no_traceback(tmp_path, name):
    for part in ("app.py", "lenet", "weights"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, tmp_path / part)
    (tmp_path / "weights" / name).write_bytes(b"not any more")
    done = subprocess.run(
        [sys.executable, "app.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1
    assert name in one_sentence(done.stderr.strip())
