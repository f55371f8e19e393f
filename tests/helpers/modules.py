"""The page's JavaScript modules, and what they import."""

import re
from urllib.parse import urljoin

from lenet.web.static_files import FOLDER

IMPORT = re.compile(r"""^(?:import|export)\s[^'"]*?from\s+"(\.[^"]+)";$""", re.MULTILINE)


def imported_by(module: str) -> list[str]:
    """The modules that a module names in its imports."""
    return [urljoin(module, each) for each in IMPORT.findall((FOLDER / module).read_text("utf-8"))]


def reached_from(*modules: str) -> set[str]:
    """These modules, and all that they import."""
    reached, waiting = set(), list(modules)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += imported_by(name)
    return reached
