"""The 1998 paper's Figure 9: the methods of its time and their errors on MNIST, and our networks' own."""

from typing import NamedTuple

from lenet.metrics import student_interval
from lenet.network import weights
from lenet.network.cost import multiply_accumulates
from lenet.network.model import VARIANTS


class Published(NamedTuple):
    """A method of Figure 9: test error in per cent, thousands of multiply-accumulates by Figure 11."""

    error: float
    thousands: int | None = None


# fmt: off
FIGURE_9 = {  # [deslant]: of digits set upright; [dist]: learned from distorted digits, too
    "Linear":                    Published(12.0, 4),
    "[deslant] Linear":          Published(8.4),
    "Pairwise":                  Published(7.6, 36),
    "K-NN Euclidean":            Published(5.0),
    "[deslant] K-NN":            Published(2.4, 24_000),
    "40 PCA + quadratic":        Published(3.3, 39),
    "1000 RBF + linear":         Published(3.6, 794),
    "[16×16] Tangent distance":  Published(1.1, 20_000),
    "SVM poly 4":                Published(1.1, 14_000),
    "RS-SVM poly 5":             Published(1.0, 650),
    "[dist] V-SVM poly 9":       Published(0.8, 28_000),
    "28×28-300-10":              Published(4.7),
    "[dist] 28×28-300-10":       Published(3.6),
    "[deslant] 20×20-300-10":    Published(1.6, 123),
    "28×28-1000-10":             Published(4.5, 795),
    "[dist] 28×28-1000-10":      Published(3.8),
    "28×28-300-100-10":          Published(3.05, 267),
    "[dist] 28×28-300-100-10":   Published(2.5),
    "28×28-500-150-10":          Published(2.95, 469),
    "[dist] 28×28-500-150-10":   Published(2.45),
    "[16×16] LeNet-1":           Published(1.7, 100),
    "LeNet-4":                   Published(1.1, 260),
    "LeNet-4 / Local":           Published(1.1, 20_000),
    "LeNet-4 / K-NN":            Published(1.1, 10_000),
    "LeNet-5":                   Published(0.95, 401),
    "[dist] LeNet-5":            Published(0.8),
    "[dist] Boosted LeNet-4":    Published(0.7, 460),
}
# fmt: on


def figure_9() -> dict[str, dict]:
    """List the paper's methods and our networks, by their cards, from the largest error to the smallest."""
    published = {
        name: {
            "measured": "1998",
            "mean": each.error,
            "multiply-accumulates": each.thousands and 1000 * each.thousands,
        }
        for name, each in FIGURE_9.items()
    }
    rows = published | {f"`{variant}`": ours(variant) for variant in VARIANTS}
    return dict(sorted(rows.items(), key=lambda row: -row[1]["mean"]))


def ours(variant: str) -> dict:
    """Give one of our networks as a row: the error over its seeds from its card, its cost by its layers."""
    card = weights.card(variant)
    seeds, errors = card["seeds"], card["test error %"]["MNIST"]
    spread = errors.get("spread")
    return {
        "measured": "here",
        "mean": errors["mean"],
        "standard deviation": spread,
        "interval": [round(end, 3) for end in student_interval(errors["mean"], spread, seeds)]
        if spread
        else None,
        "seeds": seeds,
        "test errors": errors.get("each", []),
        "multiply-accumulates": multiply_accumulates(VARIANTS[variant]()),
    }
