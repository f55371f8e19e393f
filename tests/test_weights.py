"""Weights load whole and verified, or not at all."""

import json
import pickle
import shutil

import pytest
import safetensors.torch
import torch

from lenet import VARIANTS, evaluation, load, weights
from lenet.weights import WeightsError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the shipped weights, to damage."""
    copy = tmp_path / "weights"
    shutil.copytree(weights.FOLDER, copy)
    monkeypatch.setattr(weights, "FOLDER", copy)
    return copy


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_is_shipped_and_loads_in_eval_mode(variant):
    assert not load(variant).training
    assert weights.card(variant)["parameters"] == sum(p.numel() for p in load(variant).parameters())


def test_an_unknown_name_lists_the_variants():
    with pytest.raises(ValueError, match="lenet5"):
        load("../lenet5")


@pytest.mark.parametrize("damage", ["truncated", "one bit", "empty", "another file", "pickle"])
def test_a_damaged_file_is_refused(folder, damage):
    path = folder / "lenet5.safetensors"
    content = path.read_bytes()
    path.write_bytes(
        {
            "truncated": content[:-100],
            "one bit": content[:5000] + bytes([content[5000] ^ 1]) + content[5001:],
            "empty": b"",
            "another file": b"PNG" * 1000,
            "pickle": pickle.dumps({"C1.0.weight": torch.zeros(1)}),
        }[damage]
    )
    with pytest.raises(WeightsError, match="is not the file that its card describes"):
        load("lenet5")


def test_another_networks_tensors_are_refused_even_with_a_matching_card(folder):
    network = torch.nn.Linear(3, 3)
    weights.save("lenet5", network, {})
    with pytest.raises(WeightsError, match="does not hold the weights of 'lenet5'"):
        load("lenet5")


@pytest.mark.parametrize("suffix", ["safetensors", "json"])
def test_a_missing_file_says_how_to_make_it(folder, suffix):
    (folder / f"lenet5.{suffix}").unlink()
    with pytest.raises(WeightsError, match="python train.py lenet5"):
        load("lenet5")


def test_what_is_saved_is_what_loads(folder):
    network = VARIANTS["lenet5"]()
    weights.save("lenet5", network, {"note": "untrained"})
    again = load("lenet5")
    assert all(torch.equal(a, b) for a, b in zip(network.parameters(), again.parameters(), strict=True))
    assert json.loads((folder / "lenet5.json").read_text())["note"] == "untrained"
    assert safetensors.torch.load_file(folder / "lenet5.safetensors").keys() == network.state_dict().keys()


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_card_tells_the_errors_of_the_shipped_file(variant, mnist_test, pen_test):
    network, errors = load(variant), weights.card(variant)["test error %"]
    placed = evaluation.error_by_placement(network, pen_test)
    measured = {"MNIST": evaluation.error(network, *mnist_test)} | {
        f"pen digits, {placement}": error for placement, error in placed.items()
    }
    assert measured == {name: pytest.approx(errors[name]["shipped"], abs=0.03) for name in measured}
    if variant == "lenet5":
        assert placed["mass"] <= 1.5
