"""Regenerate `weights/`: the networks, their cards and curves, the model card, and the table in README.md.

    python train.py [VARIANT ...] [--seeds N] [--epochs N] [--data FOLDER]
    python train.py --means [VARIANT ...] [--data FOLDER]

Data (MNIST, pen digits, UJI Pen Characters, Omniglot) is downloaded where missing. One run takes one core,
so as many run side by side as there are cores. Runs are kept in `.training`: started again after an
interruption, there or on another machine that the folder was copied to, the command goes on from each run's
last finished epoch. Finished ones, as a clone has, are only evaluated: delete the folder to train afresh.
The same seed on the same machine gives the same weights. MNIST's last 5,000 training digits and about a
fifth of all writers, others for each of five seeds, are held out and guide the choices. Each run reads the
test sets after its last epoch, again whenever the command is started, and the shipped one in detail, for
its card. `python -m lenet.evaluation.comparisons` writes the comparisons of the model card. With --means,
only the mean outputs, which replace what is switched off on the page, are written, of the weights as they
are. That takes less than a minute.
"""

import argparse
import platform
import time
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import torch

from lenet.data import datasets
from lenet.data.image_augmentation import Amounts
from lenet.data.sources import read_sources
from lenet.data.subsets import learned_and_held_out
from lenet.data.test_sets import read_test_sets
from lenet.evaluation import cards, facts, letters, plots
from lenet.evaluation.ablation import error_by_map_off
from lenet.evaluation.papers import placed_from_paper
from lenet.evaluation.report import evaluate
from lenet.explain.ablation import mean_outputs
from lenet.metrics import over_writers
from lenet.network import weights
from lenet.network.model import VARIANTS
from lenet.training.calibration import calibrate
from lenet.training.kept import KeptError, check_whole, check_writable
from lenet.training.pool import cores, interruptible, pool
from lenet.training.recipes import RECIPES
from lenet.training.runs import HeldOutScores, Job, Result, recipe_facts, run, train_or_resume

# fmt: off
COMPARED = {  # trained for its error alone, which stands on the variant's card
    "1998":   {"without distortions": RECIPES["1998"]._replace(distortions=Amounts())},
}
# fmt: on

REPLAYED = "lenet5"  # the variant whose checkpoints and letters are shipped, too

ROOT = Path(__file__).parent
KEPT = ROOT / ".training"  # where runs keep their last epoch, and finished ones their weights


def main() -> None:
    arguments = parsed_arguments()
    runs = {variant: jobs(variant, arguments) for variant in arguments.variants}
    executor, began = pool(), time.monotonic()
    with interruptible(executor, "train.py"):
        try:
            if arguments.means:
                check_writable(weights.FOLDER)
                learned, _ = learned_and_held_out(datasets.mnist("train", arguments.data))
                for variant in arguments.variants:
                    write_means(variant, learned.digits)
                return
            prepare(runs, arguments.data)
        except (datasets.DataError, weights.WeightsError, KeptError) as failure:
            raise SystemExit(f"train.py: {failure}") from None
        regenerate(executor, runs)
    hours, minutes = divmod(round((time.monotonic() - began) / 60), 60)
    print(f"Finished in {hours} h {minutes} min on {cores()} cores.")


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "variants", nargs="*", metavar="VARIANT", help=f"any of {', '.join(VARIANTS)}; default: all"
    )
    parser.add_argument("--seeds", type=int, help="runs per network, to average over; the first is shipped")
    parser.add_argument("--epochs", type=int, help="epochs per run; default: as in the recipes")
    parser.add_argument(
        "--data", type=Path, default=datasets.data_folder(), help="default: LENET_DATA or .data"
    )
    parser.add_argument("--means", action="store_true", help="only write the mean outputs; trains nothing")
    arguments = parser.parse_args()
    if unknown := set(arguments.variants) - set(VARIANTS):
        parser.error(f"unknown variant {', '.join(sorted(unknown))}: choose from {', '.join(VARIANTS)}")
    if any(given is not None and given < 1 for given in (arguments.epochs, arguments.seeds)):
        parser.error("--seeds and --epochs must be at least 1")
    arguments.variants = arguments.variants or list(VARIANTS)
    return arguments


def prepare(runs: dict[str, dict[str, list[Job]]], data: Path) -> None:
    """Look at all that the runs write to, go on from, and read, before they begin."""
    check_writable(KEPT, weights.FOLDER, ROOT / "README.md")
    check_whole(job.state for rows in runs.values() for job in chain(*rows.values()))
    read_sources(data)  # fetched once, before the runs need them side by side
    read_test_sets(data)


def regenerate(executor: Executor, runs: dict[str, dict[str, list[Job]]]) -> None:
    """Train all runs, and write each variant's files and the tables as soon as its runs are finished."""
    running: dict[Future, Job | str] = {  # a run, or the variant that is written
        executor.submit(run, job): job for rows in runs.values() for job in chain(*rows.values())
    }
    results: dict[Job, Result] = {}
    while running:
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            done, result = running.pop(future), future.result()
            if not isinstance(done, Job):
                cards.write_all(ROOT / "README.md")
                print(f"{done} is finished: {weights.FOLDER / done}.safetensors\n", flush=True)
                continue
            results[done], rows = result, runs[done.variant]
            if results.keys() >= set(chain(*rows.values())):
                came_to = {name: [results[job] for job in row] for name, row in rows.items()}
                running[executor.submit(write, done.variant, rows, came_to)] = done.variant


def jobs(variant: str, arguments: argparse.Namespace) -> dict[str, list[Job]]:
    """List the runs of a variant: "shipped", of which the first is, and those it is compared with."""
    rows = {}
    for name, recipe in ({"shipped": RECIPES[variant]} | COMPARED.get(variant, {})).items():
        recipe = recipe._replace(epochs=arguments.epochs or recipe.epochs)
        kept = f"{variant}-{name}".replace(" ", "-")
        rows[name] = [
            Job(variant, recipe, seed, arguments.data, KEPT / f"{kept}-{seed}.pt")
            for seed in range(arguments.seeds or recipe.seeds)
        ]
    return rows


@cache
def on_paper(folder: Path) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Place MNIST's test digits from pictures on dirty paper: minutes, once a process."""
    return placed_from_paper(read_test_sets(folder).mnist)


def write(variant: str, runs: dict[str, list[Job]], came_to: dict[str, list[Result]]) -> None:
    """Calibrate a variant's first run, and write its weights, checkpoints, card and training curves."""
    job, results = runs["shipped"][0], came_to["shipped"]
    all_runs = [train_or_resume(each) for each in runs["shipped"]]
    shipped = all_runs[0]
    pooled = HeldOutScores.pooled([each.held_out for each in results])
    calibrate(shipped.model, *pooled.for_calibration())
    sets = read_test_sets(job.folder)
    learned, held_out = learned_and_held_out(datasets.mnist("train", job.folder))
    card = {
        "parameters": sum(parameter.numel() for parameter in shipped.model.parameters()),
        "data": "MNIST and drawings" if job.recipe.drawings else "MNIST",
        "recipe": recipe_facts(job, shipped.model.rubbish),
        **facts.errors_over_seeds([result.errors for result in results]),
        "writers": facts.writers_facts(
            over_writers(np.mean([each.wrong for each in results], axis=0), sets.pen.writers)
        ),
        "compared": {
            name: facts.errors_over_seeds([result.errors for result in each])
            for name, each in came_to.items()
            if name != "shipped"
        },
        "held out": facts.held_out_facts(shipped.model, pooled),
        **evaluate(shipped.model, sets, on_paper(job.folder), variant).facts(),
        "test sets read": {"times": len(results), "on": date.today().isoformat()},
        "error % without a map": {
            layer: [round(error, 2) for error in errors]
            for layer, errors in error_by_map_off(
                shipped.model, mean_outputs(shipped.model, learned.digits), *sets.mnist
            ).items()
        },
        "map limits": facts.map_limits(shipped.model, held_out.digits[:1000]),
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "numpy": np.__version__,
        },
    }
    checkpoints = shipped.checkpoints if variant == REPLAYED else []
    weights.save(
        weights.FOLDER,
        variant,
        shipped.model,
        card,
        [
            ({"digits": each.digits, "errors": facts.rounded(each.errors)}, each.weights)
            for each in checkpoints
        ],
    )
    write_means(variant, learned.digits)
    plots.training_curves(weights.FOLDER / f"{variant}.png", variant, [each.history for each in all_runs])
    if variant == REPLAYED:
        letters.save_sheets(shipped.model, job.folder, weights.FOLDER)


def write_means(variant: str, learned: np.ndarray) -> None:
    """Write the mean outputs of a variant's weights, and of its checkpoints, over digits (n, 28, 28)."""
    models = [weights.load(variant)]
    if variant == REPLAYED:
        models += [model for _, model in weights.checkpoints(variant)]
    weights.save_means(variant, [mean_outputs(model, learned) for model in models])


if __name__ == "__main__":
    main()
