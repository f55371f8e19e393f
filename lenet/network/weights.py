"""Trained weights on disk: a safetensors file a variant, and beside it the card that vouches for it.

Of `lenet5` there is also a file of snapshots: the network at moments of its training.
"""

import hashlib
import json
import math
from pathlib import Path
from typing import Any

import safetensors.torch
from safetensors import SafetensorError
from torch import Tensor

from lenet.network.model import VARIANTS, Judgement, LeNet5

FOLDER = Path(__file__).parents[2] / "weights"


class WeightsError(RuntimeError):
    """Weights that are missing, damaged or another network's, with one sentence that says which."""


def load(variant: str = "lenet5") -> LeNet5:
    """The trained network of that name, in eval mode, with its judgement.

    The file must be the one its card was written for (SHA-256) and hold exactly the variant's
    tensors; loading it never runs code. Raises ValueError for an unknown name, WeightsError for a
    file that is missing, damaged or another variant's.
    """
    if variant not in VARIANTS:
        raise ValueError(f"There is no variant {variant!r}: choose one of {', '.join(VARIANTS)}.")
    described = card(variant)
    model = filled(variant, tensors(f"{variant}.safetensors", told(described, "sha256")))
    model.judgement = judgement(variant, described.get("judgement", {}))
    return model


def snapshots(variant: str = "lenet5") -> list[tuple[dict, LeNet5]]:
    """The network at moments of its training, from untrained to finished, in eval mode.

    With each its moment: {"digits": seen so far, "errors": {held-out set: per cent}}. Errors as `load`.
    """
    described = card(variant)
    moments, sha256 = told(described, "snapshots", "moments"), told(described, "snapshots", "sha256")
    weights: dict[str, dict[str, Tensor]] = {}
    for name, tensor in tensors(f"{variant}-snapshots.safetensors", sha256).items():
        number, _, name = name.partition("/")
        weights.setdefault(number, {})[name] = tensor.float()
    if not isinstance(moments, list) or weights.keys() != {str(number) for number in range(len(moments))}:
        raise WeightsError(f"The card of {variant!r} tells of other snapshots than its file holds.")
    return [(moment, filled(variant, weights[str(number)])) for number, moment in enumerate(moments)]


def card(variant: str = "lenet5") -> dict:
    """What `train.py` wrote about a variant: data, recipe, seeds, versions, figures, SHA-256."""
    path = FOLDER / f"{variant}.json"
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise WeightsError(f"{path} cannot be read: `python train.py {variant}` makes it.") from error
    if not isinstance(described, dict) or described.get("variant") != variant:
        raise WeightsError(f"{path} is not the card of {variant!r}.")
    return described


def told(described: dict, *names: str) -> Any:
    """What a card tells under these names, each inside the one before; WeightsError where it does not."""
    found: Any = described
    for name in names:
        if not isinstance(found, dict) or name not in found:
            raise WeightsError(f"The card of {described['variant']!r} does not tell its {' '.join(names)}.")
        found = found[name]
    return found


def judgement(variant: str, facts: Any) -> Judgement:
    """A card's judgement; WeightsError where it could not be one."""
    try:
        fitted = Judgement(**facts)
        possible = 0 < fitted.temperature < math.inf and 0 <= fitted.refused_above <= 1
    except TypeError:
        possible = False
    if not possible:
        raise WeightsError(f"The card of {variant!r} tells no judgement that a network could have.")
    return fitted


def save(variant: str, model: LeNet5, facts: dict, moments: list[tuple[dict, dict[str, Tensor]]]) -> None:
    """Writes a variant's weights and its card, and snapshots where there are any.

    moments: for each snapshot its moment and its weights. The files' SHA-256 are added to the facts.
    """
    FOLDER.mkdir(exist_ok=True)
    own = {name: tensor.contiguous() for name, tensor in model.state_dict().items()}
    whole_card = {"variant": variant, "sha256": write(f"{variant}.safetensors", own)} | facts
    if moments:
        kept = {f"{i}/{name}": t for i, (_, weights) in enumerate(moments) for name, t in weights.items()}
        sha256 = write(f"{variant}-snapshots.safetensors", kept)
        whole_card["snapshots"] = {"sha256": sha256, "moments": [moment for moment, _ in moments]}
    replace(FOLDER / f"{variant}.json", json.dumps(whole_card, indent=2).encode() + b"\n")


def tensors(name: str, sha256: str) -> dict[str, Tensor]:
    """What the file holds, once its SHA-256 is the one its card gives."""
    path = FOLDER / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WeightsError(f"{path} cannot be read: `python train.py` makes it.") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise WeightsError(f"{path} is not the file that its card describes (its SHA-256 differs).")
    try:
        return safetensors.torch.load(content)
    except SafetensorError as error:
        raise WeightsError(f"{path} holds no weights.") from error


def filled(variant: str, weights: dict[str, Tensor]) -> LeNet5:
    """The variant with these weights, in eval mode; WeightsError where they are another network's."""
    model = VARIANTS[variant]()
    try:
        model.load_state_dict(weights)
    except RuntimeError as error:
        raise WeightsError(f"These are not the weights of {variant!r}.") from error
    return model.eval()


def write(name: str, weights: dict[str, Tensor]) -> str:
    """Writes tensors to a file of that name; its SHA-256."""
    content = safetensors.torch.save(weights, {"made by": "train.py"})
    replace(FOLDER / name, content)
    return hashlib.sha256(content).hexdigest()


def replace(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
