"""The texts and pictures that are written from the networks' cards: README's table and the model card."""

from pathlib import Path

from lenet.data.training_set import NEGATIVE_POOLS
from lenet.evaluation import papers, plots, robustness
from lenet.evaluation.about import ABOUT
from lenet.explain.perturbations import PERTURBATIONS
from lenet.network import weights
from lenet.network.model import VARIANTS

PLACEMENTS = {"mass": "centre of mass", "box": "bounding box", "resize": "stretch"}  # as the page has them
NAMES = {"rules": "drawings by rule", "digit shapes": "digits by rule"}  # of facts
DISTORTIONS = {
    "rotation": "rotation up to {:g}°",
    "scale": "scale up to {:.0%}",
    "stretch": "width up to {:.0%}",
    "shear": "shear up to {:g}",
    "shift": "shift up to {:g} pixels",
    "elastic": "elastic with a standard deviation of {:g} half sides",
    "pen": "{:.0%} of digits inked wider and as many thinner",
}

MARKERS = ("<!-- results: written by train.py -->", "<!-- end of results -->")


def write_all(readme: Path) -> None:
    """Write README.md's table, and the model card's text and pictures, from all cards there are."""
    cards = {name: weights.card(name) for name in VARIANTS if (weights.FOLDER / f"{name}.json").exists()}
    for path, text in ((readme, results_table(cards)), (weights.FOLDER / "README.md", model_card(cards))):
        before, rest = path.read_text(encoding="utf-8").split(MARKERS[0])
        after = rest.split(MARKERS[1])[1]
        path.write_text(f"{before}{MARKERS[0]}\n{text}\n{MARKERS[1]}{after}", encoding="utf-8")
    plots.writers(weights.FOLDER / "writers.png", {name: each["writers"] for name, each in cards.items()})
    by_share = {name: each["error % by rejected %"] for name, each in cards.items()}
    plots.rejecting(weights.FOLDER / "rejecting.png", by_share)


def results_table(cards: dict[str, dict]) -> str:
    """Write a table of the errors of all variants, those they are compared with below them."""
    rows = [
        "| network | parameters | MNIST | pen digits | median writer | 95 % interval of the mean "
        "| bounding box | stretch | seeds |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for variant, card in cards.items():
        for name, runs in {"": card, **card["compared"]}.items():
            mnist, mass, box, resize = (shown(each) for each in runs["test error %"].values())
            label = f"`{variant}`" + (f" {name}" if name else "")
            median, interval = over(card["writers"]) if not name else ("", "")
            cells = [
                label,
                f"{card['parameters']:,}",
                mnist,
                mass,
                median,
                interval,
                box,
                resize,
                runs["seeds"],
            ]
            rows.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(rows)


def over(writers: dict) -> tuple[str, str]:
    """Write the median over writers, and the interval of the mean."""
    low, high = writers["interval"]
    return f"{writers['median']:.2f} %", f"{low:.2f} to {high:.2f} %"


def shown(result: dict[str, float]) -> str:
    spread = f" ± {result['spread']:.2f}" if "spread" in result else ""
    return f"{result['mean']:.2f}{spread} %"


def model_card(cards: dict[str, dict]) -> str:
    parts = [results_table(cards), *(variant_part(variant, card) for variant, card in cards.items())]
    return "\n\n".join(parts)


def variant_part(variant: str, card: dict) -> str:
    about = ABOUT[variant]
    lines = [line for part in (made, came_to, believed, rejects, pictured, robust) for line in part(card)]
    lines.append(f"Departures from the paper: {about.departures}.")
    return f"## `{variant}`: {about.line}\n\n![training curves]({variant}.png)\n\n" + "\n".join(
        f"- {line}" for line in lines
    )


def made(card: dict) -> list[str]:
    """Write what a network learned from, and how."""
    recipe = card["recipe"]
    kinds = ", ".join(
        DISTORTIONS[kind].format(amount) for kind, amount in recipe["distortions"].items() if amount
    )
    pools = {
        name: f"{an_epoch:,} {NAMES.get(name, name)}" for name, (_, an_epoch) in recipe["an epoch"].items()
    }
    digits = [text for name, text in pools.items() if name not in NEGATIVE_POOLS]
    negatives = [text for name, text in pools.items() if name in NEGATIVE_POOLS]
    return [
        f"Training data: {card['data']}, plus negative samples (not digits). {card['parameters']:,} "
        f"parameters, {card['seeds']} seeds. Each epoch has MNIST's training digits except the last "
        f"{recipe['held out']['MNIST digits']:,}; {''.join(f'{each}; ' for each in digits)}and negative "
        f"samples: {', '.join(negatives)}.",
        f"Recipe: {recipe['optimiser']}, {recipe['epochs']} epochs, batch size {recipe['batch']}, peak "
        f"learning rate {recipe['peak rate']:g}, weight decay {recipe['weight decay']:g}; "
        f"{recipe['loss']}; random distortions: {kinds or 'none'}.",
    ]


def came_to(card: dict) -> list[str]:
    """Write how a network errs: on the test sets, over writers, and on what was held out."""
    shipped = {name: each["shipped"] for name, each in card["test error %"].items()}
    by_seed = ", ".join(f"{error:.2f}" for error in card["test error %"]["MNIST"]["each"])
    writers, read = card["writers"], card["test sets read"]
    median, interval = over(writers)
    by_writer = ", ".join(f"{error:g}" for error in writers["error %"].values())
    held_out = []
    for name, each in card["held out"]["errors"].items():
        of_writers = f" (median writer {each['median']:.2f} %)" if "median" in each else ""
        held_out.append(f"{name} {each['error']:.2f} %{of_writers}")
    seeds = "seed" if read["times"] == 1 else "seeds"
    return [
        f"Test sets, after the last epoch of {read['times']} {seeds}, last measured on {read['on']}. "
        f"Error of the shipped weights in %: {listed(shipped)}; top-3 error: "
        f"{listed(card['not among the top three %'])}. MNIST by seed: {by_seed}.",
        f"Error over the {len(writers['error %'])} test writers, mean over the seeds: median {median}, "
        f"95 % interval of the mean {interval}; by writer, in %: {by_writer}.",
        f"Held-out error over all seeds: {', '.join(held_out)}.",
    ]


def believed(card: dict) -> list[str]:
    """Write how far a network's probabilities can be believed."""
    errors = "; ".join(
        f"{name} {each['before']:.2f} % before, {each['after']:.2f} % after"
        for name, each in card["calibration error %"].items()
    )
    temperature = f"{card['calibration']['temperature']:.2f} (fitted to held-out drawn digits)"
    return [f"Expected calibration error on the test sets with a temperature of {temperature}: {errors}."]


def rejects(card: dict) -> list[str]:
    """Write what a network rejects, and what its error would be if it rejected more."""
    threshold = card["calibration"]["rejection_threshold"]
    by_share = "; ".join(
        f"{name}: " + ", ".join(f"{error:g} at {share} %" for share, error in each.items())
        for name, each in card["error % by rejected %"].items()
    )
    return [
        f"Rejected as not a digit (probability of the reject class above {threshold:.2f}), in %: test "
        f"sets, {listed(card['rejected %'])}; held out, over all seeds, "
        f"{listed(card['held out']['rejected %'])}.",
        f"Error in % when a share of the digits, the least certain, is rejected, by the gap between the "
        f"two best scores, as for the paper's Figure 10: {by_share}.",
    ]


def pictured(card: dict) -> list[str]:
    """Write how many pictures on dirty paper a network does not read; nothing where it was not measured."""
    errors = card.get("not read on dirty paper %")
    if not errors:
        return []
    return [
        f"Pictures on dirty paper, of {papers.DIGITS:,} MNIST test digits missed, rejected or misread, "
        f"in %: {listed(errors)}."
    ]


def robust(card: dict) -> list[str]:
    """Write the range of each perturbation that a network copes with, and what ablating a map costs."""
    ranges = (
        f"{title_of(name)} {low:g} to {high:g}{claim_of(name)}"
        for name, (low, high) in card["read between"].items()
    )
    without = "; ".join(
        f"{layer} " + ", ".join(f"{error:g}" for error in errors)
        for layer, errors in card["error % without a map"].items()
    )
    return [
        f"Robust, with at most {robustness.READ:g} % error on {robustness.DIGITS:,} MNIST test digits: "
        f"{'; '.join(ranges)}.",
        f"MNIST error in % with one map fixed at its mean, map by map: {without}.",
    ]


def title_of(perturbation: str) -> str:
    """Write a perturbation's title, with its unit in brackets."""
    _, _, _, title, unit, _ = PERTURBATIONS[perturbation]
    return f"{title.lower()} ({unit})"


def claim_of(perturbation: str) -> str:
    """Write what the paper claims of a perturbation, if anything."""
    claim = PERTURBATIONS[perturbation].claim
    return f" (paper: {claim[0]:g} to {claim[1]:g})" if claim else ""


def listed(shares: dict, form: str = ".2f") -> str:
    return ", ".join(f"{set_name(str(name))} {share:{form}}" for name, share in shares.items())


def set_name(fact: str) -> str:
    """Write a test set's name, with its preprocessing in brackets where there are several."""
    digits, _, placement = fact.partition(", ")
    return f"{digits} ({PLACEMENTS[placement]})" if placement else digits
