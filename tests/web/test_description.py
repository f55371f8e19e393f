"""What the page is told of comparisons, perturbations and kernels is what there is, and it shows all."""

import re

import pytest

from lenet.network.geometry import core_of
from lenet.network.weights import load
from lenet.training.live.settings import settings_of
from lenet.web.description import (
    described_comparisons,
    described_network,
    described_perturbations,
    described_training,
)
from lenet.web.static_files import FOLDER

ROW = {"what": "The recipe of `1998`.", "mean": 0.6, "interval": [0.5, 0.7], "test errors": [0.5, 0.6, 0.7]}


def test_the_ladder_convolution_and_the_errors_by_digits_are_described():
    found = {
        "ladder": {"1998": ROW | {"aside": False}, "maximum": ROW | {"aside": True, "interval": None}},
        "convolution": {"linear": ROW | {"aside": False}},
        "digits": {"10 digits": ROW | {"digits": 10, "training error": 0.0}},
        "paper": {"LeNet-5": {"mean": 0.95}},
    }
    first = {
        "name": "1998",
        "what": "The recipe of 1998.",
        "isAside": False,
        "error": 0.6,
        "interval": [0.5, 0.7],
    }
    assert described_comparisons(found) == {
        "seeds": 3,
        "ladder": [first, first | {"name": "maximum", "isAside": True, "interval": None}],
        "convolution": [first | {"name": "linear"}],
        "digits": [{"digits": 10, "error": 0.6, "interval": [0.5, 0.7], "trainingError": 0.0}],
    }


def test_what_is_not_measured_is_not_described():
    assert described_comparisons({}) is None
    assert described_comparisons({"paper": {"LeNet-5": {"mean": 0.95}}}) is None


def test_the_page_has_a_measure_for_each_perturbation_and_no_other():
    """It shows the rows of MEASURES: a perturbation without one would be sent, and not shown."""
    code = (FOLDER / "tabs" / "stress" / "measures.js").read_text(encoding="utf-8")
    table = code.split("export const MEASURES = {\n")[1].split("\n};")[0]
    shown = re.findall(r'^  "?([\w ]+)"?: \{', table, re.MULTILINE)
    assert sorted(shown) == sorted(each["name"] for each in described_perturbations())


@pytest.mark.parametrize("name", ["lenet5", "1998"])
def test_colours_of_kernels_hold_99_percent_of_a_layers_weights(name):
    """One outlier leaves the others no paler; absent connections, as in C3 of 1998, do not count."""
    model = load(name)
    limits = {layer["name"]: layer["kernelLimit"] for layer in described_network(name, model)["layers"]}
    for layer in ("C1", "C3", "C5"):
        sizes = core_of(getattr(model, layer)).weight.detach().abs().flatten()
        sizes = sizes[sizes > 0]
        assert (sizes <= limits[layer]).float().mean() == pytest.approx(0.99, abs=0.01)
        assert 0 < limits[layer] < sizes.max()
    assert limits["S2"] is limits["F6"] is None


def test_what_the_page_begins_with_and_every_experiment_can_be_trained():
    told = described_training()
    all_settings = [
        told["settings"],
        *(each for experiment in told["experiments"] for each in experiment["runs"]),
    ]
    assert len(all_settings) > 4
    for settings in all_settings:
        assert settings_of(settings, has_drawings=False)._asdict() == settings


def test_the_two_runs_of_an_experiment_differ():
    for experiment in described_training()["experiments"]:
        first, second = experiment["runs"]
        assert first != second, experiment["title"]
