"""What the comparisons came to, in `weights/comparisons.json`: by group and row, errors in per cent."""

import json
from collections.abc import Iterable, Mapping

from lenet.network import weights

FILE = "comparisons.json"  # in the folder of the weights
GROUPS = ("ladder", "digits", "convolution", "paper")

Results = dict[str, dict[str, dict]]  # facts by group and row


def read() -> Results:
    """Read what is kept, nothing where there is no file; raises WeightsError for a damaged one."""
    path = weights.FOLDER / FILE
    if not path.exists():
        return {}
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise unreadable() from error


def unreadable() -> weights.WeightsError:
    """Make the error of a damaged file."""
    path = weights.FOLDER / FILE
    return weights.WeightsError(
        f"{path} cannot be read: delete it, and `python -m lenet.evaluation.comparisons` makes it anew."
    )


def merged(kept: Results, group: str, rows: Mapping[str, dict], order: Iterable[str]) -> Results:
    """Put a group's rows among those that are kept; order: of the rows in that group."""
    found = {**kept.get(group, {}), **rows}
    both = kept | {group: {name: found[name] for name in order if name in found}}
    return {name: both[name] for name in GROUPS if name in both}


def write(results: Results) -> None:
    weights.replace(
        weights.FOLDER / FILE, json.dumps(results, indent=2, ensure_ascii=False).encode() + b"\n"
    )
