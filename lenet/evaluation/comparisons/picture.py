"""The picture of the comparisons: errors with their 95 % intervals, a dot a seed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from lenet.evaluation import plots
from lenet.evaluation.comparisons.results import Results
from lenet.evaluation.comparisons.table import TITLES
from lenet.evaluation.plots import BLUE, GREY, ORANGE

LEAST = 0.02  # per cent: where a logarithmic axis ends, and what reaches beyond it


def save(path: Path, results: Results) -> None:
    """Draw a panel for each group that there is."""
    heights = [2.4 if group == "digits" else 0.6 + 0.25 * len(rows) for group, rows in results.items()]
    figure, grid = plt.subplots(
        len(results),
        1,
        figsize=(8, sum(heights) + 0.6 * len(results)),
        squeeze=False,
        height_ratios=heights,
    )
    for axes, (group, rows) in zip(grid.flat, results.items(), strict=True):
        PANELS[group](axes, rows)
        axes.set_title(f"{TITLES[group]}: test error, %")
    plots.save(figure, path)


def by_row(axes: Axes, rows: dict[str, dict]) -> None:
    """Draw a line of text and its error a row, the first one on top."""
    for at, each in enumerate(rows.values()):
        ours = each.get("measured") != "1998"
        if each.get("interval"):
            low, high = (max(end, LEAST) for end in each["interval"])
            axes.plot([low, high], [at, at], color=BLUE, alpha=0.3, linewidth=5, solid_capstyle="butt")
        seeds = each.get("test errors", [])
        axes.plot(seeds, [at] * len(seeds), "o", color=GREY, markersize=3)
        axes.plot(
            each["mean"],
            at,
            "|" if ours else "o",
            color=BLUE if ours else GREY,
            markersize=9 if ours else 4,
        )
        axes.annotate(
            f"{each['mean']:.2f}",
            (each["mean"], at),
            (0, 5),
            textcoords="offset points",
            ha="center",
            fontsize=7,
        )
    axes.set(yticks=range(len(rows)), yticklabels=[name.strip("`") for name in rows])
    axes.set(ylim=(len(rows) - 0.4, -0.9))
    axes.grid(visible=False, axis="y")


def by_row_from_0(axes: Axes, rows: dict[str, dict]) -> None:
    by_row(axes, rows)
    axes.set_xlim(0, None)


def by_row_logarithmic(axes: Axes, rows: dict[str, dict]) -> None:
    by_row(axes, rows)
    in_plain_numbers(axes, "x")


def by_digits(axes: Axes, rows: dict[str, dict]) -> None:
    """Draw the test error and the training error against the number of training digits."""
    digits = [each["digits"] for each in rows.values()]
    for each in rows.values():
        seeds = [max(error, LEAST) for error in each["test errors"]]
        axes.plot([each["digits"]] * len(seeds), seeds, "o", color=GREY, markersize=3)
        if each["interval"]:
            ends = [max(end, LEAST) for end in each["interval"]]
            axes.plot([each["digits"]] * 2, ends, color=BLUE, alpha=0.3, linewidth=5, solid_capstyle="butt")
    axes.plot(digits, [each["mean"] for each in rows.values()], color=BLUE, label="test error")
    training = [max(each["training error"], LEAST) for each in rows.values()]
    axes.plot(
        digits,
        training,
        "--",
        color=ORANGE,
        label=f"training error (at the bottom: {LEAST:g} or less)",
    )
    axes.set_xlabel("training digits")
    in_plain_numbers(axes, "x", subs=[])
    in_plain_numbers(axes, "y")
    axes.legend()


def in_plain_numbers(axes: Axes, axis: Literal["x", "y"], subs: Sequence[int] = (2, 5)) -> None:
    """Make an axis logarithmic; its numbers, in full, stand at powers of ten and `subs` times each."""
    getattr(axes, f"set_{axis}scale")("log", subs=subs)
    scale = getattr(axes, f"{axis}axis")
    scale.set_major_formatter("{x:,g}")
    scale.set_minor_formatter("{x:,g}")
    axes.tick_params(axis=axis, which="minor", labelsize=7)


PANELS: dict[str, Callable[[Axes, dict[str, dict]], None]] = {
    "ladder": by_row_from_0,
    "digits": by_digits,
    "convolution": by_row_logarithmic,
    "paper": by_row_logarithmic,
}
