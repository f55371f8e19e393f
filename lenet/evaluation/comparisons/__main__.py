"""Train what the comparisons compare: `python -m lenet.evaluation.comparisons [NAME ...]`.

    python -m lenet.evaluation.comparisons [NAME ...] [--seeds N] [--epochs N] [--data FOLDER]

NAME is a group (ladder, digits, convolution, paper) or a row; without one, all are made. Writes
`weights/comparisons.json`, its picture, and the tables in `weights/README.md`, each group as soon as it is
finished; rows that are not asked for stay. Runs are kept in `.training` as train.py's are: interrupted, the
same command goes on from each run's last epoch. MNIST's test set is read once a run, after the last epoch.
"""

import argparse
import time
from collections.abc import Iterator
from concurrent.futures import Executor, as_completed
from pathlib import Path

from lenet.data import datasets
from lenet.data.sources import read_sources
from lenet.evaluation.comparisons import picture, results, table
from lenet.evaluation.comparisons.facts import facts_of
from lenet.evaluation.comparisons.paper import figure_9
from lenet.evaluation.comparisons.rows import GROUPS, ROWS
from lenet.evaluation.comparisons.runs import Job, Result, run
from lenet.network import weights
from lenet.training.kept import KeptError, check_whole, check_writable
from lenet.training.pool import interruptible, pool

KEPT = Path(__file__).parents[3] / ".training"  # where train.py, too, keeps its runs
COMMAND = "lenet.evaluation.comparisons"


def main() -> None:
    arguments = parsed_arguments()
    began = time.monotonic()
    runs = {group: jobs for group in GROUPS if (jobs := jobs_of(group, arguments))}
    executor = pool()
    with interruptible(executor, COMMAND):
        try:
            prepare(runs, arguments.data)
            if "paper" in arguments.names:
                write("paper", figure_9(), began)
        except (datasets.DataError, weights.WeightsError, KeptError) as failure:
            raise SystemExit(f"{COMMAND}: {failure}") from None
        for group, came_to in finished(executor, runs):
            facts = {row: facts_of(ROWS[row], arguments.epochs, each) for row, each in came_to.items()}
            write(group, facts, began)
    print(f"Finished in {minutes_since(began)}.")


def prepare(runs: dict[str, dict[str, list[Job]]], data: Path) -> None:
    """Look at all that the runs write to, go on from, and read, before they begin."""
    check_writable(KEPT, weights.FOLDER, weights.FOLDER / "README.md")
    check_whole(job.state for rows in runs.values() for jobs in rows.values() for job in jobs)
    results.read()
    fetch(data, {row for rows in runs.values() for row in rows})


def fetch(folder: Path, rows: set[str]) -> None:
    """Read, and so fetch, what the rows need, before the runs need it side by side."""
    for split in ("train", "test") if rows else ():
        datasets.mnist(split, folder)
    if any(ROWS[row].negatives for row in rows):
        read_sources(folder)


def parsed_arguments() -> argparse.Namespace:
    names = [*GROUPS, "paper", *ROWS]
    parser = argparse.ArgumentParser(prog=f"python -m {COMMAND}", description=__doc__.split("\n")[0])
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"any of {'; '.join(names)}; default: all groups"
    )
    parser.add_argument("--seeds", type=int, default=3, help="runs per row; default: %(default)s")
    parser.add_argument("--epochs", type=int, default=30, help="epochs per run; default: %(default)s")
    parser.add_argument(
        "--data", type=Path, default=datasets.data_folder(), help="default: LENET_DATA or .data"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(names):
        parser.error(f"unknown name {', '.join(sorted(unknown))}: choose from {'; '.join(names)}")
    if arguments.epochs < 1 or arguments.seeds < 1:
        parser.error("--seeds and --epochs must be at least 1")
    arguments.names = arguments.names or [*GROUPS, "paper"]
    return arguments


def jobs_of(group: str, arguments: argparse.Namespace) -> dict[str, list[Job]]:
    """List a group's runs by row, of the rows that are asked for."""
    names = arguments.names
    rows = [row for row in GROUPS[group] if group in names or row in names]
    return {
        row: [
            Job(
                row,
                arguments.epochs,
                seed,
                arguments.data,
                KEPT / f"comparison-{row.replace(' ', '-')}-{seed}.pt",
            )
            for seed in range(arguments.seeds)
        ]
        for row in rows
    }


def finished(
    executor: Executor, runs: dict[str, dict[str, list[Job]]]
) -> Iterator[tuple[str, dict[str, list[Result]]]]:
    """Train all runs, each once; give each group, and its rows' results, as soon as it is finished."""
    every = dict.fromkeys(job for rows in runs.values() for jobs in rows.values() for job in jobs)
    running = {executor.submit(run, job): job for job in every}
    came_to: dict[Job, Result] = {}
    missing = {group: {job for jobs in rows.values() for job in jobs} for group, rows in runs.items()}
    for future in as_completed(running):
        came_to[running[future]] = future.result()
        print(f"{len(came_to)} of {len(every)} runs are finished", flush=True)
        for group in [group for group, jobs in missing.items() if jobs <= came_to.keys()]:
            del missing[group]
            yield group, {row: [came_to[job] for job in jobs] for row, jobs in runs[group].items()}


def write(group: str, rows: dict[str, dict], began: float) -> None:
    """Put a group's rows into the file, and write the picture and the tables anew.

    A row that stands in another group, too, has the same figures there: those of its newest runs.
    """
    found = results.merged(results.read(), group, rows, GROUPS.get(group, rows))
    if group in GROUPS:  # rows of the paper's figure have the same names, and are shipped networks
        for other in found.keys() & GROUPS.keys():
            found[other] |= {row: rows[row] for row in rows.keys() & found[other].keys()}
    results.write(found)
    picture.save(weights.FOLDER / "comparisons.png", found)
    table.write(weights.FOLDER / "README.md", found)
    print(
        f"{group} is finished after {minutes_since(began)}: {weights.FOLDER / results.FILE}\n", flush=True
    )


def minutes_since(began: float) -> str:
    return f"{(time.monotonic() - began) / 60:.1f} min"


if __name__ == "__main__":
    main()
