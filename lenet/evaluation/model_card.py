"""The tables of README.md and the model card `weights/README.md`, written from the variants' cards."""

from pathlib import Path

from lenet.evaluation.about import ABOUT
from lenet.explain.perturbations import AXES, READ
from lenet.network import weights
from lenet.network.model import VARIANTS

MARKERS = ("<!-- results: written by train.py -->", "<!-- end of results -->")
OPEN_QUESTIONS = """\
- The paper does not say which of its losses, equation 8 or 9, made its figures, nor a value for j. Assumed:
  equation 9 with j = 40, distances divided by 8: around each code a Gaussian of standard deviation 2.
- It does not say how S coefficients and the biases start. Assumed: 0.5 and 0.
- Its +-2.4/fan-in leaves no signal in F6 with the paper's input range. Assumed: +-1/sqrt(fan-in), as in the
  authors' own later library.
- It gives kinds of distortion, no amounts. Assumed: shift 2 pixels, scale and squeeze 15 %, shear 0.25.
- Its section II-A averages in S2 and S4, its section II-B adds. Assumed: the sum.
- It does not say how its test of robustness cut what left the field. Here the field is 28x28.
"""
DATA = """\
- MNIST: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document
  recognition, Proceedings of the IEEE 86(11), 1998. Not part of this project.
- Pen digits: E. Alpaydin, F. Alimoglu, Pen-based recognition of handwritten digits, UCI Machine Learning
  Repository, 1998, data set 81, CC BY 4.0. Not part of this project.
- Rubbish (drawings that are no digit): made by the rules in `lenet/data/negative_samples.py`. The
  collection that judges a network, `lenet/data/negative_collection.json`, was drawn for this project.
"""


def write_all(readme: Path) -> None:
    """README.md's table between its markers, and the model card, from all cards there are."""
    cards = {name: weights.card(name) for name in VARIANTS if (weights.FOLDER / f"{name}.json").exists()}
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(MARKERS[0])
    after = rest.split(MARKERS[1])[1]
    between = f"{MARKERS[0]}\n{results_table(cards)}\n{MARKERS[1]}"
    readme.write_text(f"{before}{between}{after}", encoding="utf-8")
    (weights.FOLDER / "README.md").write_text(model_card(cards), encoding="utf-8")


def results_table(cards: dict[str, dict]) -> str:
    """The errors of all variants, those they are compared with below them."""
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
    parts = [
        "# The networks' card",
        "Written by `train.py`; do not edit. Errors are the mean over the seeds and their standard "
        "deviation, at the fixed last epoch. Nothing was chosen by a test set. The shipped file is that of "
        "seed 0.",
        results_table(cards),
        *(variant_part(variant, card) for variant, card in cards.items()),
        f"## Open questions, and what was assumed\n\n{OPEN_QUESTIONS.strip()}",
        f"## Data, licence, citation\n\n{DATA.strip()}",
    ]
    return "\n\n".join(parts) + "\n"


def variant_part(variant: str, card: dict) -> str:
    made, judged, about = card["recipe"], card["judgement"], ABOUT[variant]
    bent = ", ".join(f"{kind} {amount:g}" for kind, amount in made["distortions"].items() if amount)
    teachers = made.get("teachers")
    taught = f", and the mean answer of {teachers['networks']} untaught ones" if teachers else ""
    calibration, refused = card["calibration error %"], card["refused %"]
    kinds = [f"{kind} {share:g}" for kind, share in refused.items()]
    errors = {name: each["shipped"] for name, each in card["test error %"].items()}
    lines = [
        f"Data: {card['data']}, and rubbish. {card['parameters']:,} parameters, {card['seeds']} seeds.",
        f"Recipe: {made['optimiser']}, {made['epochs']} epochs, batches of {made['batch']}, peak rate "
        f"{made['peak rate']:g}, weight decay {made['weight decay']:g}; {made['loss']}{taught}; "
        f"distorted by {bent or 'nothing'}.",
        f"Shipped file, errors in per cent: {listed(errors)}; not among the top three: "
        f"{listed(card['not among the top three %'])}.",
        f"Calibration: expected calibration error {calibration['before']:.2f} % before, "
        f"{calibration['after']:.2f} % after a temperature of {judged['temperature']:.2f}, fitted to "
        "held-out digits.",
        f"Refused as not a digit (a share of rubbish above {judged['refused_above']:.2f}), in per cent: "
        f"{', '.join(kinds)}.",
        f"Read with at most {READ:g} % of errors: "
        + "; ".join(
            f"{name} {low:g} to {high:g} {AXES[name].unit}"
            + (f" (paper: {AXES[name].claim[0]:g} to {AXES[name].claim[1]:g})" if AXES[name].claim else "")
            for name, (low, high) in card["read between"].items()
        )
        + ".",
        f"Departures from the paper: {about.departures}.",
    ]
    return f"## `{variant}`: {about.line}\n\n![training curves]({variant}.png)\n\n" + "\n".join(
        f"- {line}" for line in lines
    )


def listed(shares: dict[str, float]) -> str:
    return ", ".join(f"{name} {share:.2f}" for name, share in shares.items())
