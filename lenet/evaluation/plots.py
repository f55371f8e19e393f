"""The pictures of training and evaluation, as PNG files."""

from pathlib import Path

import matplotlib as mpl
import numpy as np

mpl.use("Agg")  # draws files, and needs no screen
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from lenet.evaluation.robustness import READ
from lenet.explain.perturbations import Perturbation

BLUE, ORANGE, GREY = "#2f6fde", "#d9772b", "#8a8f98"
plt.rcParams |= {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.grid": True,
    "grid.color": "#e6e8ec",
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
}


def save(figure: Figure, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110, metadata={"Software": None})
    plt.close(figure)


def training_curves(path: Path, variant: str, histories: list[list[dict[str, float]]]) -> None:
    """Plot loss and error of every epoch, in training and on each held-out set; a line a seed."""
    figure, (losses, errors) = plt.subplots(1, 2, figsize=(9, 3.2))
    for axes, kind in ((losses, "loss"), (errors, "error")):
        names = [name for name in histories[0][0] if name.endswith(kind)]
        for name, colour in zip(names, (GREY, BLUE, ORANGE), strict=False):
            for seed, history in enumerate(histories):
                epochs = range(1, len(history) + 1)
                label = name.removesuffix(kind) + ("" if "training" in name else "held out")
                axes.plot(
                    epochs,
                    [row[name] for row in history],
                    color=colour,
                    alpha=1 if seed == 0 else 0.35,
                    linewidth=1.4 if seed == 0 else 0.9,
                    label=label if seed == 0 else None,
                )
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter("{x:g}")
        axes.yaxis.set_minor_formatter("{x:g}")
        axes.tick_params(axis="y", which="minor", labelsize=7)
        axes.set_xlabel("epoch")
    losses.set_title(f"{variant}: loss")
    errors.set_title("error, % (training: on distorted digits)")
    errors.legend()
    save(figure, path)


def batch(path: Path, title: str, digits: np.ndarray, labels: list[str], wrong: np.ndarray) -> None:
    """Show digits (n, 28, 28) in rows of twelve, a label under each; those that are wrong in orange."""
    rows = max(1, -(-len(digits) // 12))
    figure, grid = plt.subplots(rows, 12, figsize=(9, 0.3 + rows * 0.95), squeeze=False)
    for axes in grid.flat:
        axes.axis("off")
    for axes, digit, label, bad in zip(grid.flat, digits, labels, wrong, strict=False):
        axes.imshow(digit, cmap="gray_r", vmin=0, vmax=1)
        axes.set_title(label, fontsize=7.5, loc="center", y=-0.28, color=ORANGE if bad else "black")
    figure.suptitle(title, x=0.01, ha="left", fontsize=10)
    save(figure, path)


def confusion(path: Path, title: str, counts: np.ndarray) -> None:
    """Show counts (10, 10), the class in rows, what it was read as in columns; the diagonal left blank."""
    wrong = counts - np.diag(np.diag(counts))
    figure, axes = plt.subplots(figsize=(4.6, 4.2))
    axes.imshow(wrong, cmap="Oranges", vmin=0, vmax=max(3, wrong.max()))
    for row, column in zip(*np.nonzero(wrong), strict=True):
        axes.text(column, row, wrong[row, column], ha="center", va="center", fontsize=8)
    axes.set(xticks=range(10), yticks=range(10), xlabel="answer", ylabel="class", title=title)
    axes.grid(visible=False)
    save(figure, path)


def calibration(path: Path, title: str, before: np.ndarray, after: np.ndarray, right: np.ndarray) -> None:
    """Plot how often the first class is right against its probability, without and with the temperature.

    before, after: (n,) probabilities of the first class; right: (n,) booleans.
    """
    figure, axes = plt.subplots(figsize=(4.2, 3.8))
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.8)
    edges = np.linspace(0, 1, 11)
    for name, first, colour in (("uncalibrated", before, GREY), ("with fitted temperature", after, BLUE)):
        bins = np.digitize(first, edges[1:-1])
        kept = [b for b in range(10) if (bins == b).sum() >= 5]
        axes.plot(
            [first[bins == b].mean() for b in kept],
            [right[bins == b].mean() for b in kept],
            "o-",
            color=colour,
            markersize=4,
            label=name,
        )
    axes.set(xlabel="predicted probability", ylabel="share correct", title=title)
    axes.legend()
    save(figure, path)


def writers(path: Path, errors: dict[str, dict]) -> None:
    """Show each network's errors by writer, a dot each, with their median and the mean's 95 % interval.

    errors: by network, as they stand on its card: {"error %": by writer, "median", "interval"}.
    """
    figure, axes = plt.subplots(figsize=(9, 0.7 + 0.42 * len(errors)))
    names = list(errors)
    for row, each in enumerate(errors.values()):
        every = np.array(list(each["error %"].values()))
        height = row + np.linspace(-0.16, 0.16, len(every))  # dots of one error stand one above the other
        low, high = each["interval"]
        axes.plot([low, high], [row, row], color=BLUE, alpha=0.25, linewidth=9, solid_capstyle="butt")
        axes.plot(every, height, "o", color=BLUE, markersize=3.5, alpha=0.75)
        axes.plot(each["median"], row, "|", color=ORANGE, markersize=17, markeredgewidth=2)
    axes.set(yticks=range(len(names)), yticklabels=names, xlabel="error, %", xlim=(-0.2, None))
    axes.invert_yaxis()
    axes.set_title(
        "pen digits: one dot per test writer; orange: median writer; band: 95 % interval of the mean"
    )
    save(figure, path)


def rejecting(path: Path, errors: dict[str, dict[str, dict[str, float]]]) -> None:
    """Plot the error of what is left against the share rejected: the paper's Figure 10, a line a network.

    errors: by network and test set, the error by the share rejected, both in per cent.
    """
    sets = list(next(iter(errors.values())))
    figure, grid = plt.subplots(1, len(sets), figsize=(9, 3.2), squeeze=False)
    for axes, name in zip(grid.flat, sets, strict=True):
        for network, each in errors.items():
            shares = [float(share) for share in each[name]]
            axes.plot(shares, list(each[name].values()), "o-", markersize=3, linewidth=1.2, label=network)
        axes.set(xlabel="rejected, least certain first, %", title=f"{name}: error, %")
        axes.set_ylim(0, None)
    grid[0, 0].legend()
    save(figure, path)


def sheet(path: Path, title: str, rows: dict[str, np.ndarray]) -> None:
    """Show drawings (n, 28, 28) in rows, a label before each."""
    longest = max(len(digits) for digits in rows.values())
    figure, axes = plt.subplots(figsize=(2.0 + 0.3 * longest, 0.4 + 0.3 * len(rows)))
    paper = np.ones((28 * len(rows), 28 * longest))
    for row, digits in enumerate(rows.values()):
        for column, digit in enumerate(digits):
            paper[28 * row : 28 * (row + 1), 28 * column : 28 * (column + 1)] = 1 - digit
    axes.imshow(paper, cmap="gray", vmin=0, vmax=1)
    axes.set(xticks=[], yticks=14 + 28 * np.arange(len(rows)), yticklabels=list(rows), title=title)
    axes.grid(visible=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    save(figure, path)


def robustness(path: Path, title: str, curves: dict[str, tuple[Perturbation, np.ndarray]]) -> None:
    """Plot the error at each amount of each perturbation, the paper's claim as a band."""
    rows = -(-len(curves) // 3)
    figure, grid = plt.subplots(rows, 3, figsize=(10, 2.3 * rows), sharey=True, squeeze=False)
    for axes in grid.flat[len(curves) :]:
        axes.axis("off")
    for axes, (perturbation, errors) in zip(grid.flat, curves.values(), strict=False):
        if perturbation.claim:
            axes.axvspan(*perturbation.claim, color=BLUE, alpha=0.10, linewidth=0)
        axes.axhline(READ, color=GREY, linewidth=0.8, linestyle="--")
        axes.plot(perturbation.amounts, errors, "o-", color=BLUE, markersize=3)
        if perturbation.neutral == 1:
            axes.set_xscale("log", base=2)
            axes.xaxis.set_major_formatter("{x:g}")
        axes.set(title=perturbation.title, xlabel=perturbation.unit, ylim=(0, 100))
        axes.xaxis.label.set_fontsize(7)
    grid[0, 0].set_ylabel("error, %")
    figure.suptitle(
        f"{title}; shaded: the 1998 paper's claim; dashed: {READ:g} %", x=0.01, ha="left", fontsize=10
    )
    save(figure, path)
