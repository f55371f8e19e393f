"""How well networks read: `python -m lenet.evaluation [NETWORK ...]`, shipped ones or the paths of others.

Prints, for each, its errors on the test sets, by placement and by writer, its confusions, its calibration,
what it rejects, how it reads pictures on dirty paper, and how far digits may be perturbed; puts pictures
into `.evaluation/`. Data sets that are missing are downloaded first.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from lenet.data import datasets
from lenet.data.test_sets import TestSets, read_test_sets
from lenet.drawing.payload import PlacedPicture, digit_of, drawing_or_picture
from lenet.drawing.strokes import Drawing
from lenet.evaluation import plots
from lenet.evaluation.cards import listed
from lenet.evaluation.papers import placed_from_paper
from lenet.evaluation.report import REJECTED_SHARES, Report, evaluate
from lenet.evaluation.robustness import READ
from lenet.evaluation.round_trip import round_trip
from lenet.explain.perturbations import PERTURBATIONS
from lenet.network.model import VARIANTS, LeNet5
from lenet.network.weights import WeightsError, load
from lenet.recognition import probabilities_of, recognise, softmax
from lenet.training.kept import KeptError, check_writable

PICTURES = Path(__file__).parents[2] / ".evaluation"


def report_text(name: str, model: LeNet5, report: Report) -> str:
    """Write a report as text."""
    low, high = report.writers.interval
    calibrated = (
        f"{each} {before:.2f} -> {after:.2f}" for each, (before, after) in report.calibration.items()
    )
    lines = [
        name,
        "  error, %                  " + listed(report.errors),
        "  top-3 error               " + listed(report.outside_top3),
        "  pen digits, by writer     " + listed(report.writers.errors, ".1f"),
        f"    over writers            median {report.writers.median:.2f}, 95 % interval of the mean "
        f"{low:.2f} to {high:.2f}",
        f"  calibration error         {', '.join(calibrated)} with temperature "
        f"{model.calibration.temperature:.2f}",
        "  digits rejected           " + listed(report.rejected),
        "  non-digits rejected       " + listed(report.negatives_rejected, ".1f"),
        "  error by % rejected       "
        + "; ".join(
            f"{name}: " + listed(dict(zip(map("{:g}".format, REJECTED_SHARES), each, strict=True)))
            for name, each in report.error_when_rejecting.items()
        ),
        "  pictures on dirty paper: MNIST digits missed, rejected or misread, %",
        *(f"    {kind:<18}{error:.2f}" for kind, error in report.on_paper.items()),
        "  confusion matrix on MNIST: rows are classes, columns are answers",
        *("    " + " ".join(f"{count or '.':>4}" for count in row) for row in report.confusion),
        f"  range with at most {READ:g} % error (in brackets: the paper's claim)",
    ]
    for perturbation, (low, high) in report.read_between().items():
        _, _, _, title, unit, claim = PERTURBATIONS[perturbation]
        paper = f"   ({claim[0]:g} to {claim[1]:g})" if claim else ""
        lines.append(f"    {title:<18}{low:.2f} to {high:.2f}, {unit}{paper}")
    return "\n".join(lines)


def save_pictures(name: str, model: LeNet5, sets: TestSets, report: Report) -> None:
    """Save a report's pictures: a random batch, the misread digits, confusions, calibration, robustness."""
    stem = "-".join(part for part in Path(name).with_suffix("").parts if part.strip("./\\"))
    digits, classes = sets.mnist
    shown, read = probabilities_of(model, report.mnist), report.mnist.argmax(1)
    labels = [
        f"{c} read as {r}, {p:.0%}" if c != r else f"{r}, {p:.0%}"
        for c, r, p in zip(classes, read, shown.max(1), strict=True)
    ]
    some = np.random.default_rng(0).choice(len(digits), 48, replace=False)
    bad = np.flatnonzero(read != classes)
    for kind, chosen, title in (
        ("batch", some, f"{name}: random digits of MNIST's test set, and the answers"),
        ("misread", bad, f"{name}: the {len(bad)} misread digits of MNIST's test set"),
    ):
        plots.batch(
            PICTURES / f"{stem}-{kind}.png",
            title,
            digits[chosen],
            [labels[i] for i in chosen],
            read[chosen] != classes[chosen],
        )
    plots.confusion(
        PICTURES / f"{stem}-confusion.png", f"{name} on MNIST: misread digits", report.confusion
    )
    plots.calibration(
        PICTURES / f"{stem}-calibration.png",
        f"{name} on MNIST",
        softmax(report.mnist).max(1),
        shown.max(1),
        read == classes,
    )
    plots.robustness(
        PICTURES / f"{stem}-robustness.png",
        f"{name}: error when MNIST's test digits are perturbed",
        {each: (perturbation, report.curves[each]) for each, perturbation in PERTURBATIONS.items()},
    )


def drawings_of(path: Path) -> list[tuple[Drawing | PlacedPicture, int | None]]:
    """Read the drawings and right classes (None: not a digit) in a file that the page has saved.

    {"drawings": [{"strokes": ..., "pad": ..., "class": 0 to 9 or null}, ...]}. Raises ValueError, with
    one sentence, for any other.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))["drawings"]
        found = [(drawing_or_picture(each), each["class"]) for each in kept]
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} holds no drawings exported from the page.") from error
    if not found or not all(right is None or right in range(10) for _, right in found):
        raise ValueError(f"{path} holds no drawings with a class from 0 to 9, or null.")
    return found


def drawings_text(
    name: str, model: LeNet5, drawings: list[tuple[Drawing | PlacedPicture, int | None]]
) -> str:
    """Write how a network reads drawings: how many are right, and a line for each that is not."""
    lines, right = [], 0
    for number, (drawing, expected) in enumerate(drawings, start=1):
        digit = digit_of(drawing, "mass")
        verdict = None if digit is None else recognise(model, digit).verdict
        right += verdict == expected
        if verdict != expected:
            names = ["not a digit" if each is None else str(each) for each in (expected, verdict)]
            lines.append(f"  drawing {number}: {names[0]}, read as {names[1]}")
    return "\n".join([f"{name}: {right} of {len(drawings)} drawings read correctly", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description="How well networks read.")
    parser.add_argument(
        "networks",
        nargs="*",
        metavar="NETWORK",
        help=f"any of {', '.join(VARIANTS)}, or the path of a .safetensors file; default: all",
    )
    parser.add_argument(
        "--drawings",
        type=Path,
        metavar="FILE",
        help='read these drawings instead: a file exported by "Report an error"',
    )
    arguments = parser.parse_args()
    try:
        models = {name: load(name) for name in arguments.networks or VARIANTS}
        if arguments.drawings:
            drawings = drawings_of(arguments.drawings)
            for name, model in models.items():
                print(drawings_text(name, model, drawings))
        else:
            check_writable(PICTURES)
            evaluate_all(models)
    except KeyboardInterrupt:
        raise SystemExit("lenet.evaluation: interrupted.") from None
    except (datasets.DataError, KeptError, ValueError, WeightsError) as failure:
        raise SystemExit(f"lenet.evaluation: {failure}") from None


def evaluate_all(models: dict[str, LeNet5]) -> None:
    """Measure networks on the test sets, print the reports, and save the pictures."""
    sets = read_test_sets(datasets.data_folder())
    pictures = placed_from_paper(sets.mnist)
    for name, model in models.items():
        report = evaluate(model, sets, pictures, name)
        save_pictures(name, model, sets, report)
        print(report_text(name, model, report) + "\n")
    difference, same = round_trip(sets.mnist.digits)
    print(
        f"MNIST's test digits as images, ten times as large, preprocessed again: mean absolute difference "
        f"{difference:.4f}, centre of mass on the same pixel for {same:.2%}.\nPictures: {PICTURES}"
    )


if __name__ == "__main__":
    main()
