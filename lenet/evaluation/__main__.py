"""How well the shipped networks read: `python -m lenet.evaluation [VARIANT ...]`.

Prints, for each variant, its errors on the test sets, by placement and by writer, its confusions, its
calibration, what it refuses, and how far digits may be changed; puts pictures into `.evaluation/`.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from lenet.data import datasets
from lenet.drawing.payload import Placed, digit_of, drawn_or_placed
from lenet.drawing.strokes import Drawing
from lenet.evaluation import plots
from lenet.evaluation.report import Report, TestSets, evaluated, test_sets
from lenet.explain import perturbations as robustness
from lenet.metrics import round_trip
from lenet.network.model import VARIANTS, LeNet5
from lenet.network.weights import WeightsError, load
from lenet.recognition import probabilities_of, recognise, softmax

PICTURES = Path(__file__).parents[2] / ".evaluation"


def told(variant: str, model: LeNet5, report: Report) -> str:
    """The report as text."""
    before, after = report.calibration
    rubbish = np.mean(list(report.rubbish_refused.values()))
    lines = [
        f"{variant}",
        "  error, per cent           " + listed(report.errors, ".2f"),
        "  not among the top three   " + listed(report.outside_top3, ".2f"),
        "  by pen digits' writer     " + listed(report.writers, ".1f"),
        f"  calibration error         {before:.2f} before, {after:.2f} with temperature "
        f"{model.judgement.temperature:.2f}",
        f"  refused as not a digit    digits: {listed(report.refused, '.1f')}; rubbish: {rubbish:.1f}",
        "    rubbish by kind         " + listed(report.rubbish_refused, ".1f"),
        "  MNIST, rows are read as columns",
        *("    " + " ".join(f"{count or '.':>4}" for count in row) for row in report.confusion),
        f"  read with at most {robustness.READ:g} % of errors between (in brackets: the paper)",
    ]
    for name, axis in robustness.AXES.items():
        low, high = robustness.read_between(axis, report.curves[name])
        claim = f"   ({axis.claim[0]:g} and {axis.claim[1]:g})" if axis.claim else ""
        lines.append(f"    {name:<10}{low:.2f} and {high:.2f} {axis.unit}{claim}")
    return "\n".join(lines)


def listed(shares: dict, form: str) -> str:
    return ", ".join(f"{name} {share:{form}}" for name, share in shares.items())


def pictured(variant: str, model: LeNet5, sets: TestSets, report: Report) -> None:
    """The report as pictures: a random batch, the misread digits, confusions, calibration, robustness."""
    digits, classes = sets.mnist
    shown, read = probabilities_of(model, report.mnist), report.mnist.argmax(1)
    labels = [
        f"{c} read {r}, {p:.0%}" if c != r else f"{r}, {p:.0%}"
        for c, r, p in zip(classes, read, shown.max(1), strict=True)
    ]
    some = np.random.default_rng(0).choice(len(digits), 48, replace=False)
    bad = np.flatnonzero(read != classes)
    for name, chosen, title in (
        ("batch", some, f"{variant}: digits of MNIST's test set taken at random, and how they are read"),
        ("misread", bad, f"{variant}: the {len(bad)} misread digits of MNIST's test set"),
    ):
        plots.batch(
            PICTURES / f"{variant}-{name}.png",
            title,
            digits[chosen],
            [labels[i] for i in chosen],
            read[chosen] != classes[chosen],
        )
    plots.confusion(
        PICTURES / f"{variant}-confusion.png", f"{variant} on MNIST: misread digits", report.confusion
    )
    plots.calibration(
        PICTURES / f"{variant}-calibration.png",
        f"{variant} on MNIST",
        softmax(report.mnist).max(1),
        shown.max(1),
        read == classes,
    )
    plots.robustness(
        PICTURES / f"{variant}-robustness.png",
        f"{variant}: error when MNIST's test digits are changed",
        {name: (axis, report.curves[name]) for name, axis in robustness.AXES.items()},
    )


def drawings_of(path: Path) -> list[tuple[Drawing | Placed, int | None]]:
    """The drawings and right classes (None: not a digit) in a file that the page has saved.

    {"drawings": [{"strokes": ..., "pad": ..., "class": 0 to 9 or null}, ...]}. Raises ValueError, with
    one sentence, for any other.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))["drawings"]
        found = [(drawn_or_placed(each), each["class"]) for each in kept]
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} holds no drawings that the page has saved.") from error
    if not found or not all(right is None or right in range(10) for _, right in found):
        raise ValueError(f"{path} holds no drawings with a class from 0 to 9, or null.")
    return found


def told_of(variant: str, model: LeNet5, drawings: list[tuple[Drawing | Placed, int | None]]) -> str:
    """How the network reads these drawings: a line each where it is wrong, and how many are right."""
    lines, right = [], 0
    for number, (drawing, expected) in enumerate(drawings, start=1):
        digit = digit_of(drawing, "mass")
        verdict = None if digit is None else recognise(model, digit).verdict
        right += verdict == expected
        if verdict != expected:
            names = ["not a digit" if each is None else str(each) for each in (expected, verdict)]
            lines.append(f"  drawing {number}: is {names[0]}, read as {names[1]}")
    return "\n".join([f"{variant}: {right} of {len(drawings)} drawings read rightly", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description="How well the shipped networks read.")
    parser.add_argument(
        "variants", nargs="*", metavar="VARIANT", help=f"of {', '.join(VARIANTS)}; default all"
    )
    parser.add_argument(
        "--drawings", type=Path, metavar="FILE", help='read these instead: a file saved by "Wrong?"'
    )
    arguments = parser.parse_args()
    try:
        models = {variant: load(variant) for variant in arguments.variants or VARIANTS}
        if arguments.drawings:
            drawings = drawings_of(arguments.drawings)
            for variant, model in models.items():
                print(told_of(variant, model, drawings))
        else:
            evaluate(models)
    except (datasets.DataError, ValueError, WeightsError) as failure:
        raise SystemExit(f"lenet.evaluation: {failure}") from None


def evaluate(models: dict[str, LeNet5]) -> None:
    """Measures the networks on the test sets, prints it, and makes the pictures."""
    sets = test_sets(datasets.data_folder())
    for variant, model in models.items():
        report = evaluated(model, sets, variant)
        pictured(variant, model, sets, report)
        print(told(variant, model, report) + "\n")
    difference, same = round_trip(sets.mnist.digits)
    print(
        f"MNIST's test digits as pictures, ten times as large, placed again: mean absolute difference "
        f"{difference:.4f}, centre of mass on the same pixel for {same:.2%}.\nPictures: {PICTURES}"
    )


if __name__ == "__main__":
    main()
