"""The networks' cards: what each is, the figures on its card, and the texts that are written from them."""

from pathlib import Path
from statistics import mean, stdev
from typing import Any, NamedTuple

import numpy as np
import torch

from lenet.evaluation.robustness import READ
from lenet.explain.perturbations import PERTURBATIONS
from lenet.network import weights
from lenet.network.model import VARIANTS, LeNet5

MARKERS = ("<!-- results: written by train.py -->", "<!-- end of results -->")


class About(NamedTuple):
    """What a variant is: its title and a line, and where it departs from the 1998 paper."""

    title: str
    line: str
    departures: str


SIMPLIFIED = (
    "C3 reads all maps of S2, S2 and S4 average without coefficient, bias or squash, OUTPUT is linear with "
    "a softmax; AdamW, one cycle"
)

ABOUT = {
    "lenet5": About(
        "LeNet-5, for drawings",
        "the textbooks’ LeNet-5, taught MNIST and how people draw",
        f"{SIMPLIFIED}; rectified units; input 28x28, padded by C1; pen drawings among the training data",
    ),
    "1998": About(
        "LeNet-5 of 1998",
        "as published: Table I, trained subsampling, ten 7×12 codes",
        "AdamW in one cycle and batches of 64, not stochastic diagonal Levenberg-Marquardt one digit at "
        "a time; weights start within 1/sqrt(fan-in), S coefficients at 0.5; distortions of the paper's "
        "kinds, their amounts ours; negative samples among the training data",
    ),
    "relu-28": About(
        "28×28, no padding",
        "smaller maps and 44,426 parameters, the shape of many tutorials",
        f"{SIMPLIFIED}; rectified units; input 28x28 without padding, so maps are smaller",
    ),
    "relu-32": About(
        "32×32, rectified",
        "the default’s shape and the paper’s input size, MNIST alone",
        f"{SIMPLIFIED}; rectified units",
    ),
    "tanh": About(
        "Tanh",
        "hyperbolic tangents and Xavier’s start, MNIST alone",
        f"{SIMPLIFIED}; plain tanh; input 28x28, padded by C1",
    ),
    "sigmoid": About(
        "Logistic sigmoid",
        "squashed to 0..1; hard to train from a plain start",
        f"{SIMPLIFIED}; logistic sigmoids, whose weights start four times Xavier's",
    ),
}


def errors_over_seeds(runs: list[dict[str, float]]) -> dict[str, Any]:
    """Count the seeds, and sum up their test errors in per cent, by test set."""
    sets = {name: summary([each[name] for each in runs]) for name in runs[0]}
    return {"seeds": len(runs), "test error %": sets}


def summary(errors: list[float]) -> dict[str, float]:
    """Compute the mean over the seeds, from two seeds on their standard deviation, and the first's own."""
    spread = {"spread": round(stdev(errors), 3)} if len(errors) > 1 else {}
    return {"mean": round(mean(errors), 3)} | spread | {"shipped": round(errors[0], 3)}


def rounded(shares: dict[str, float]) -> dict[str, float]:
    """Round shares as they stand on a card."""
    return {name: round(share, 2) for name, share in shares.items()}


@torch.inference_mode()
def map_limits(model: LeNet5, digits: np.ndarray) -> dict[str, float]:
    """Compute where the page's colours end: each layer's 97th percentile of |value| > 0 on digits."""
    sizes = {name: output.abs() for name, output in model.trace(model.input(digits)).items()}
    return {
        name: round(float(np.percentile(size[size > 0].numpy(), 97)), 2) for name, size in sizes.items()
    }


def write_all(readme: Path) -> None:
    """Write README.md's table and the model card's text between their markers, from all cards there are."""
    cards = {name: weights.card(name) for name in VARIANTS if (weights.FOLDER / f"{name}.json").exists()}
    for path, text in ((readme, results_table(cards)), (weights.FOLDER / "README.md", model_card(cards))):
        before, rest = path.read_text(encoding="utf-8").split(MARKERS[0])
        after = rest.split(MARKERS[1])[1]
        path.write_text(f"{before}{MARKERS[0]}\n{text}\n{MARKERS[1]}{after}", encoding="utf-8")


def results_table(cards: dict[str, dict]) -> str:
    """Write a table of the errors of all variants, those they are compared with below them."""
    rows = [
        "| network | parameters | MNIST test | pen digits: mass | box | resize | seeds |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for variant, card in cards.items():
        for name, runs in {"": card, **card["compared"]}.items():
            figures = " | ".join(shown(each) for each in runs["test error %"].values())
            label = f"`{variant}`" + (f" {name}" if name else "")
            rows.append(f"| {label} | {card['parameters']:,} | {figures} | {runs['seeds']} |")
    return "\n".join(rows)


def shown(result: dict[str, float]) -> str:
    spread = f" ± {result['spread']:.2f}" if "spread" in result else ""
    return f"{result['mean']:.2f}{spread} %"


def model_card(cards: dict[str, dict]) -> str:
    parts = [results_table(cards), *(variant_part(variant, card) for variant, card in cards.items())]
    return "\n\n".join(parts)


def variant_part(variant: str, card: dict) -> str:
    made, fitted, about = card["recipe"], card["calibration"], ABOUT[variant]
    distortions = ", ".join(f"{kind} {amount:g}" for kind, amount in made["distortions"].items() if amount)
    teachers = made.get("teachers")
    distilled = (
        f", and the mean answer of {teachers['networks']} networks trained without distillation"
        if teachers
        else ""
    )
    calibration = card["calibration error %"]
    errors = {name: each["shipped"] for name, each in card["test error %"].items()}
    lines = [
        f"Data: {card['data']}, and negative samples. {card['parameters']:,} parameters, "
        f"{card['seeds']} seeds.",
        f"Recipe: {made['optimiser']}, {made['epochs']} epochs, batches of {made['batch']}, peak rate "
        f"{made['peak rate']:g}, weight decay {made['weight decay']:g}; {made['loss']}{distilled}; "
        f"distorted by {distortions or 'nothing'}.",
        f"Shipped file, errors in per cent: {listed(errors)}; not among the top three: "
        f"{listed(card['not among the top three %'])}.",
        f"Calibration: expected calibration error {calibration['before']:.2f} % before, "
        f"{calibration['after']:.2f} % after a temperature of {fitted['temperature']:.2f}, fitted to "
        "MNIST's held-out digits.",
        f"Rejected as not a digit (a share of rubbish above {fitted['rejection_threshold']:.2f}), in per "
        f"cent: {listed(card['rejected %'], 'g')}.",
        f"Read with at most {READ:g} % of errors: "
        + "; ".join(
            f"{name} {low:g} to {high:g} {PERTURBATIONS[name].unit}{claim_of(name)}"
            for name, (low, high) in card["read between"].items()
        )
        + ".",
        f"Departures from the paper: {about.departures}.",
    ]
    return f"## `{variant}`: {about.line}\n\n![training curves]({variant}.png)\n\n" + "\n".join(
        f"- {line}" for line in lines
    )


def claim_of(perturbation: str) -> str:
    """Write what the paper claims of a perturbation, if anything."""
    claim = PERTURBATIONS[perturbation].claim
    return f" (paper: {claim[0]:g} to {claim[1]:g})" if claim else ""


def listed(shares: dict, form: str = ".2f") -> str:
    return ", ".join(f"{name} {share:{form}}" for name, share in shares.items())
