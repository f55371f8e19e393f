"""The page's JavaScript modules, and what they import."""

import re
from urllib.parse import urljoin

from lenet.web.static_files import FOLDER

IMPORT = re.compile(r"""^(?:import|export)\s[^'"]*?from\s+"(\.[^"]+)";$""", re.MULTILINE)
LATER = re.compile(r"""=> import\("(\.[^"]+)"\)""")


def imported_by(module: str, pattern: re.Pattern = IMPORT) -> list[str]:
    """The modules that a module names in its imports."""
    return [urljoin(module, each) for each in pattern.findall((FOLDER / module).read_text("utf-8"))]


def reached_from(*modules: str, later: bool = False) -> set[str]:
    """These modules, and all that they import; later: also what they load once the page is at rest."""
    reached, waiting = set(), list(modules)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += imported_by(name) + (imported_by(name, LATER) if later else [])
    return reached
