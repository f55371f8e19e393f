"""What the scripts that compare choices have in common: a process a choice, and a line for each."""

import argparse
import multiprocessing
import sys
from collections.abc import Callable, Collection
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))


def compare(
    figures: Callable[[str, int | None], dict[str, float]], names: Collection[str], text: str
) -> None:
    """Prints `figures(name, epochs)` for the choices that the command line names, or for all.

    text: the script's own, of which the first line stands in its help.
    """
    parser = argparse.ArgumentParser(description=text.split("\n")[0])
    parser.add_argument("choices", nargs="*", metavar="CHOICE", help=f"of {', '.join(map(repr, names))}")
    parser.add_argument("--epochs", type=int, help="default: as the recipe says")
    arguments = parser.parse_args()
    choices = arguments.choices or list(names)
    if unknown := [choice for choice in choices if choice not in names]:
        parser.error(f"unknown choice {', '.join(unknown)}")
    context = multiprocessing.get_context("spawn")
    # A process a choice, since each changes what is constant elsewhere.
    with ProcessPoolExecutor(context.cpu_count(), context, max_tasks_per_child=1) as pool:
        for name, row in zip(
            choices, pool.map(figures, choices, [arguments.epochs] * len(choices)), strict=True
        ):
            print(f"{name:<26}" + ", ".join(f"{key} {value:.4g}" for key, value in row.items()), flush=True)
