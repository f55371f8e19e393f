"""Trained weights on disk: one safetensors file a variant, and beside it the card that vouches for it."""

import hashlib
import json
from pathlib import Path

import safetensors.torch
from safetensors import SafetensorError

from lenet.model import VARIANTS, LeNet5

FOLDER = Path(__file__).parents[1] / "weights"


class WeightsError(RuntimeError):
    """Weights that are missing, damaged or another network's, with one sentence that says which."""


def load(variant: str = "lenet5") -> LeNet5:
    """The trained network of that name, in eval mode.

    The file must be the one its card was written for (SHA-256) and hold exactly the variant's
    tensors; loading it never runs code. Raises ValueError for an unknown name, WeightsError for a
    file that is missing, damaged or another variant's.
    """
    if variant not in VARIANTS:
        raise ValueError(f"There is no variant {variant!r}: choose one of {', '.join(VARIANTS)}.")
    path = FOLDER / f"{variant}.safetensors"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WeightsError(f"{path} cannot be read: `python train.py {variant}` makes it.") from error
    if hashlib.sha256(content).hexdigest() != card(variant)["sha256"]:
        raise WeightsError(f"{path} is not the file that its card describes (its SHA-256 differs).")
    model = VARIANTS[variant]()
    try:
        model.load_state_dict(safetensors.torch.load(content))
    except (SafetensorError, RuntimeError) as error:
        raise WeightsError(f"{path} does not hold the weights of {variant!r}.") from error
    return model.eval()


def card(variant: str = "lenet5") -> dict:
    """What `train.py` wrote about a variant: data, recipe, seeds, versions, errors, map limits, SHA-256."""
    path = FOLDER / f"{variant}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(f"{path} cannot be read: `python train.py {variant}` makes it.") from error


def save(variant: str, model: LeNet5, facts: dict) -> None:
    """Writes a variant's weights and its card, the file's SHA-256 added to the facts."""
    FOLDER.mkdir(exist_ok=True)
    content = safetensors.torch.save(model.state_dict(), {"variant": variant})
    whole_card = {"variant": variant, "sha256": hashlib.sha256(content).hexdigest()} | facts
    replace(FOLDER / f"{variant}.safetensors", content)
    replace(FOLDER / f"{variant}.json", json.dumps(whole_card, indent=2).encode() + b"\n")


def replace(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
