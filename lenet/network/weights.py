"""Trained weights on disk: one safetensors file per network, with its card beside it.

Of `lenet5` there is also a file of checkpoints: the network as it was in the course of its training.
Another file holds each layer's mean output, in half precision: what parts keep when they are switched off.
"""

import hashlib
import json
import math
import os
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import safetensors.torch
from safetensors import SafetensorError
from torch import Tensor

from lenet.network.geometry import layers
from lenet.network.model import VARIANTS, Calibration, LeNet5

FOLDER = Path(__file__).parents[2] / "weights"
SUFFIX = ".safetensors"
OF_CHECKPOINTS = Calibration(rejection_threshold=0.5)  # of the reject class, against all ten

VariantOrPath = str | os.PathLike[str]


class WeightsError(RuntimeError):
    """Weights that are missing, damaged or another network's, with one sentence that says which."""


def load(variant_or_path: VariantOrPath = "lenet5") -> LeNet5:
    """Load a trained network with its calibration, in eval mode.

    variant_or_path: a name of VARIANTS, or the path of a safetensors file (a text that ends in
    .safetensors, or any os.PathLike) with its card, a .json of the same name, beside it. The file must be
    the one its card was written for (SHA-256) and hold exactly its variant's tensors; loading it never runs
    code. Warns where the card has no calibration. Raises ValueError for an unknown name, WeightsError for
    a file that is missing, damaged or another network's.
    """
    described = card(variant_or_path)
    content = tensors(weights_file(variant_or_path), required(described, "sha256"))
    return filled(described["variant"], content, calibration(described))


def checkpoints(variant_or_path: VariantOrPath = "lenet5") -> list[tuple[dict[str, Any], LeNet5]]:
    """Load the network as it was in the course of its training, from untrained to finished, in eval mode.

    With each its facts: {"digits": seen so far, "errors": {held-out set: per cent}}. Errors as `load`.
    """
    described = card(variant_or_path)
    facts, sha256 = (required(described, "checkpoints", name) for name in ("facts", "sha256"))
    weights = by_number(tensors(checkpoints_file(weights_file(variant_or_path)), sha256))
    if not isinstance(facts, list) or len(weights) != len(facts):
        raise WeightsError(f"The card of {described['variant']!r} lists other checkpoints than its file.")
    variant = described["variant"]
    return [(each, filled(variant, own, OF_CHECKPOINTS)) for each, own in zip(facts, weights, strict=True)]


def means(variant_or_path: VariantOrPath = "lenet5") -> list[dict[str, Tensor]]:
    """Load each layer's mean output over the digits that the network learned from, by name, C1 to F6.

    {"C1": (6, h, w), ..., "F6": (84,)}, of the network first, then of each of its checkpoints. Errors as
    `load`.
    """
    described = card(variant_or_path)
    content = tensors(means_file(weights_file(variant_or_path)), required(described, "means", "sha256"))
    found, expected = by_number(content), shapes_of(described["variant"])
    if not found or any({name: each.shape for name, each in own.items()} != expected for own in found):
        raise WeightsError(f"These are not the means of {described['variant']!r}.")
    return [{name: own[name] for name in expected} for own in found]


def by_number(content: dict[str, Tensor]) -> list[dict[str, Tensor]]:
    """Sort tensors by the number before their name, "0/C1", which counts from 0."""
    groups: dict[str, dict[str, Tensor]] = {}
    for name, tensor in content.items():
        number, _, name = name.partition("/")
        groups.setdefault(number, {})[name] = tensor.float()
    numbers = [str(number) for number in range(len(groups))]
    return [groups[number] for number in numbers] if groups.keys() == set(numbers) else []


def numbered(groups: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Write the number of each group before its tensors' names, as `by_number` reads them."""
    return {f"{i}/{name}": each for i, group in enumerate(groups) for name, each in group.items()}


def shapes_of(variant: str) -> dict[str, tuple[int, ...]]:
    """List the shapes of what can be switched off in a variant, by layer."""
    return {layer.name: layer.shape for layer in layers(VARIANTS[variant]()) if layer.name != "OUTPUT"}


def weights_file(variant_or_path: VariantOrPath) -> Path:
    """Find a network's safetensors file; ValueError for a text that is neither variant nor such a path."""
    if isinstance(variant_or_path, os.PathLike) or str(variant_or_path).endswith(SUFFIX):
        return Path(variant_or_path)
    if variant_or_path not in VARIANTS:
        names = ", ".join(VARIANTS)
        raise ValueError(f"There is no variant {variant_or_path!r}: choose {names}, or a {SUFFIX} file.")
    return FOLDER / f"{variant_or_path}{SUFFIX}"


def checkpoints_file(path: Path) -> Path:
    """Name the file of checkpoints that stands beside a safetensors file."""
    return path.with_name(f"{path.stem}-checkpoints{SUFFIX}")


def means_file(path: Path) -> Path:
    """Name the file of mean outputs that stands beside a safetensors file."""
    return path.with_name(f"{path.stem}-means{SUFFIX}")


def card(variant_or_path: VariantOrPath = "lenet5") -> dict[str, Any]:
    """Read what is known of a network: variant, data, recipe, seeds, versions, figures, SHA-256."""
    weights = weights_file(variant_or_path)
    path = weights.with_suffix(".json")
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise unreadable(path if weights.exists() else weights) from error
    variants = [variant_or_path] if variant_or_path in VARIANTS else list(VARIANTS)
    if not isinstance(described, dict) or described.get("variant") not in variants:
        raise WeightsError(f"{path} is not the card of {' or '.join(map(repr, variants))}.")
    return described


def required(described: dict[str, Any], *names: str) -> Any:
    """Return what a card tells under these names, each inside the one before; else WeightsError."""
    found: Any = described
    for name in names:
        if not isinstance(found, dict) or name not in found:
            raise WeightsError(f"The card of {described['variant']!r} lacks {' > '.join(names)}.")
        found = found[name]
    return found


def calibration(described: dict[str, Any]) -> Calibration:
    """Return a card's calibration, or warn that there is none; WeightsError where it could not be one."""
    if "calibration" not in described:
        nothing = "no calibration: nothing is rejected, and the temperature is 1"
        warnings.warn(f"The card of {described['variant']!r} has {nothing}.", stacklevel=3)
        return Calibration()
    try:
        fitted = Calibration(**described["calibration"])
        possible = 0 < fitted.temperature < math.inf and 0 <= fitted.rejection_threshold <= 1
    except TypeError:
        possible = False
    if not possible:
        raise WeightsError(f"The card of {described['variant']!r} has an invalid calibration.")
    return fitted


def save(
    path: str | os.PathLike[str],
    variant: str,
    model: LeNet5,
    facts: dict[str, Any],
    checkpoints: Sequence[tuple[dict[str, Any], dict[str, Tensor]]] = (),
) -> None:
    """Write a network's weights, its card and, where there are any, its checkpoints.

    path: a .safetensors file, or a folder, in which it is named as its variant. facts: what else stands on
    the card, beside the variant, the calibration and the files' SHA-256. checkpoints: for each its facts
    and its weights.
    """
    path = Path(path) if Path(path).suffix == SUFFIX else Path(path) / f"{variant}{SUFFIX}"
    path.parent.mkdir(parents=True, exist_ok=True)
    content, new_card = packed(variant, model, facts)
    replace(path, content)
    if checkpoints:
        sha256 = write(checkpoints_file(path), numbered([each for _, each in checkpoints]))
        new_card["checkpoints"] = {"sha256": sha256, "facts": [each for each, _ in checkpoints]}
    write_card(path, new_card)


def packed(variant: str, model: LeNet5, facts: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """Return what `save` writes of a network without checkpoints: its safetensors file and its card."""
    content = bytes_of({name: tensor.contiguous() for name, tensor in model.state_dict().items()})
    identity = {"variant": variant, "sha256": hashlib.sha256(content).hexdigest()}
    return content, identity | facts | {"calibration": model.calibration._asdict()}


def save_means(variant_or_path: VariantOrPath, means: Sequence[Mapping[str, Tensor]]) -> None:
    """Write mean outputs, those of the network first, beside its weights, and their SHA-256 on its card."""
    path, described = weights_file(variant_or_path), card(variant_or_path)
    halves = {name: tensor.half().contiguous() for name, tensor in numbered(means).items()}
    write_card(path, described | {"means": {"sha256": write(means_file(path), halves)}})


def write_card(path: Path, new_card: dict[str, Any]) -> None:
    """Write the card that stands beside a safetensors file."""
    replace(path.with_suffix(".json"), json.dumps(new_card, indent=2).encode() + b"\n")


def tensors(path: Path, sha256: str) -> dict[str, Tensor]:
    """Read what a file holds, once its SHA-256 is the one its card gives."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise WeightsError(f"{path} is not the file that its card describes (its SHA-256 differs).")
    try:
        return safetensors.torch.load(content)
    except SafetensorError as error:
        raise WeightsError(f"{path} contains no weights.") from error


def unreadable(path: Path) -> WeightsError:
    """Say that a file cannot be read, and how a shipped one is regenerated."""
    variant = path.stem.removesuffix("-means").removesuffix("-checkpoints")
    how = f"; `python train.py {variant}` regenerates it." if path.parent == FOLDER else "."
    return WeightsError(f"{path} cannot be read{how}")


def filled(variant: str, weights: dict[str, Tensor], calibration: Calibration) -> LeNet5:
    """Build the variant with these weights, in eval mode; WeightsError where they are another network's."""
    model = VARIANTS[variant]()
    model.calibration = calibration
    try:
        model.load_state_dict(weights)
    except RuntimeError as error:
        raise WeightsError(f"These are not the weights of {variant!r}.") from error
    return model.eval()


def write(path: Path, weights: dict[str, Tensor]) -> str:
    """Write tensors to a file; return its SHA-256."""
    content = bytes_of(weights)
    replace(path, content)
    return hashlib.sha256(content).hexdigest()


def bytes_of(weights: dict[str, Tensor]) -> bytes:
    return safetensors.torch.save(weights, {"made by": "train.py"})


def replace(path: Path, content: bytes) -> None:
    """Write a file atomically."""
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
