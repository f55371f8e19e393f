"""The licences of everything that requirements.txt installs: `python tests/helpers/licences.py`.

A line a package, from what it says of itself, its dependencies and theirs included. Ends with 1 where one
names no licence, or only one of those that would bind the whole program (GPL, AGPL). A package that only
names others, and holds no file, needs none.
"""

import re
import sys
from importlib.metadata import Distribution, PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REQUIREMENTS = Path(__file__).parents[2] / "requirements.txt"
DENIED = re.compile(r"(?<![A-Z])A?GPL|(?<!Lesser )General Public|Affero", re.IGNORECASE)
NOTHING = "(holds no file)"
UNTOLD = ("", "UNKNOWN", "Other/Proprietary License")  # says nothing of what is allowed


def licence(about: PackageMetadata) -> str:
    """What the package says: its SPDX expression, else its classifiers, else its licence's first line."""
    if expression := about.get("License-Expression"):
        return expression
    classified = [
        each.split(" :: ")[-1] for each in about.get_all("Classifier", []) if "License ::" in each
    ]
    told = [each for each in classified if each not in (*UNTOLD, "OSI Approved")]
    if told:
        return ", ".join(told)
    return (about.get("License") or "").strip().partition("\n")[0]


def complaint(text: str) -> str | None:
    """What is wrong with a licence; of alternatives (A OR B) one that may be used is enough."""
    if text in UNTOLD:
        return "names no licence"
    if all(DENIED.search(each) for each in re.split(r"\bOR\b", text)):
        return "would bind the whole program"
    return None


def holds_files(package: Distribution) -> bool:
    """Whether it installs anything besides its own description."""
    return any(not file.parts[0].endswith(".dist-info") for file in package.files or [])


def installed(wanted: list[Requirement]) -> dict[str, Distribution | None]:
    """The packages and all that they need on this machine, by name; None where one is not installed."""
    found: dict[str, Distribution | None] = {}
    seen = set()
    while wanted:
        requirement = wanted.pop()
        name = canonicalize_name(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            try:
                found[name] = distribution(name)
            except PackageNotFoundError:
                found[name] = None
                continue
            needs = [Requirement(text) for text in found[name].requires or []]
            wanted += [need for need in needs if not need.marker or need.marker.evaluate({"extra": extra})]
    return dict(sorted(found.items()))


def required(text: str) -> list[Requirement]:
    """The lines of a requirements file, without its comments."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line]


def main() -> int:
    """Prints the list, and what is wrong with it last; 1 where something is."""
    wrong = []
    for name, package in installed(required(REQUIREMENTS.read_text(encoding="utf-8"))).items():
        if package is None:
            wrong.append(f"{name}: is not installed")
            continue
        text = licence(package.metadata) or ("" if holds_files(package) else NOTHING)
        print(f"{name:32} {package.version:18} {text}")
        if found := complaint(text):
            wrong.append(f"{name}: {found}")
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
