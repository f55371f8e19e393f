"""What the page is told once: its networks, their weights, perturbations, checkpoints of training."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import nn

from lenet.evaluation.about import ABOUT
from lenet.evaluation.comparisons import results
from lenet.explain.perturbations import PERTURBATIONS
from lenet.network.geometry import core_of, layers
from lenet.network.layers import RBF, PartialConv2d
from lenet.network.model import LeNet5
from lenet.network.weights import card, required
from lenet.training.experiments import EXPERIMENTS
from lenet.training.live.settings import DIGITS, RATES, SEEDS, Settings
from lenet.web.packets import packed

TESTED = {
    "mnist": "MNIST",
    "drawn": "pen digits, mass",
}  # test sets, as the page and as the cards name them

INLIERS = 0.99  # of the weights lie within the colours' ends

Checkpoints = Sequence[tuple[dict[str, Any], LeNet5]]


def description(models: Mapping[str, LeNet5], checkpoints: Checkpoints) -> dict[str, Any]:
    """Describe all that the page's parts are given; the networks in the page's order."""
    return {
        "networks": [described_network(name, model) for name, model in models.items()],
        "perturbations": described_perturbations(),
        "checkpoints": [facts | {"c1": c1_kernels(model)} for facts, model in checkpoints],
        "training": described_training(),
        "comparisons": kept_comparisons(),
    }


def described_network(name: str, model: LeNet5) -> dict[str, Any]:
    """Describe a network; by its card, its errors in %, its rejection threshold, and where colours end."""
    facts = card(name)
    return {
        "name": name,
        "title": ABOUT[name].title,
        "line": ABOUT[name].line,
        "parameters": sum(p.numel() for p in model.parameters()),
        "errors": {
            each: required(facts, "test error %", digits, "shipped") for each, digits in TESTED.items()
        },
        "errorsWithout": required(facts, "error % without a map"),
        "rejectAbove": model.calibration.rejection_threshold,
        "side": model.side,
        "kernels": c1_kernels(model),
        "layers": [
            layer._asdict()
            | {
                "limit": required(facts, "map limits", layer.name),
                "kernelLimit": kernel_limit(core_of(getattr(model, layer.name))),
            }
            for layer in layers(model)
        ],
    }


def c1_kernels(model: LeNet5) -> dict[str, Any]:
    """Pack C1's kernels (6, 5, 5)."""
    return packed(core_of(model.C1).weight[:, 0].detach().numpy())


def kernel_limit(core: nn.Module) -> float | None:
    """Find where the colours of a layer's kernels end, whatever an outlier is; None where it has none."""
    if not isinstance(core, nn.Conv2d | PartialConv2d):
        return None
    sizes = core.weight.detach().abs()
    return float(sizes[sizes > 0].quantile(INLIERS, interpolation="higher"))


def described_perturbations() -> list[dict[str, Any]]:
    """Describe the perturbations: ends, the amount that changes nothing, and the 1998 paper's claim."""
    return [
        {
            "name": name,
            "ends": [float(each.amounts[0]), float(each.amounts[-1])],
            "neutral": each.neutral,
            "claim": each.claim,
        }
        for name, each in PERTURBATIONS.items()
    ]


def described_training() -> dict[str, Any]:
    """Describe what can be trained: the settings to begin with, the ends of some, and experiments."""
    return {
        "settings": Settings()._asdict(),
        "digits": DIGITS,
        "rates": RATES,
        "seeds": SEEDS,
        "experiments": [
            each._asdict() | {"name": name, "runs": [settings._asdict() for settings in each.runs]}
            for name, each in EXPERIMENTS.items()
        ],
    }


def kept_comparisons() -> dict[str, Any] | None:
    """Describe what the comparisons came to; raises WeightsError for a file of another form."""
    try:
        return described_comparisons(results.read())
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise results.unreadable() from error


def described_comparisons(found: results.Results) -> dict[str, Any] | None:
    """Describe the ladder, the rows on convolution, and the errors by training digits; None without any."""
    groups = {name: found.get(name, {}) for name in ("ladder", "convolution", "digits")}
    every = [each for rows in groups.values() for each in rows.values()]
    if not every:
        return None
    return {
        "seeds": max(len(each["test errors"]) for each in every),
        "ladder": described_rows(groups["ladder"]),
        "convolution": described_rows(groups["convolution"]),
        "digits": [
            {
                "digits": each["digits"],
                "error": each["mean"],
                "interval": each["interval"],
                "trainingError": each["training error"],
            }
            for each in groups["digits"].values()
        ],
    }


def described_rows(rows: Mapping[str, dict]) -> list[dict[str, Any]]:
    """Describe a group's rows, each a network with its error."""
    return [
        {
            "name": name,
            "what": each["what"].replace("`", ""),
            "isAside": each["aside"],
            "error": each["mean"],
            "interval": each["interval"],
        }
        for name, each in rows.items()
    ]


@torch.inference_mode()
def learned_weights(model: LeNet5) -> dict[str, dict[str, Any]]:
    """Pack the weights that can be looked at: C1 (6, 5, 5), C3 (16, 6, 5, 5), OUTPUT (10, 84)."""
    output = model.OUTPUT
    rows = output.centres if isinstance(output, RBF) else output.weight
    weights = {"C3": core_of(model.C3).weight, "OUTPUT": rows}
    return {"C1": c1_kernels(model)} | {name: packed(weight.numpy()) for name, weight in weights.items()}
