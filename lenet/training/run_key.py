"""What a kept run is known by: a digest of all that shaped it, so that none is taken for another."""

import ast
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[1]
SHAPING = (  # the code that a run's weights come from
    "network/layers.py",
    "network/model.py",
    "drawing/inking.py",
    "drawing/placement.py",
    "drawing/strokes.py",
    "data/*.py",
    "data/*.json",
    "training/loop.py",
    "training/losses.py",
)
MEASURING = {"data/test_sets.py", "data/held_out.py"}  # among them, and shapes nothing


def run_key(*choices: Any) -> str:
    """Digest the choices of a run (what JSON can hold), and the code that carries them out."""
    return hashlib.sha256(json.dumps([choices, code_digest()]).encode()).hexdigest()


@cache
def code_digest() -> str:
    """Digest the code that shapes a run, but for its comments, docstrings and layout."""
    digest = hashlib.sha256()
    for pattern in SHAPING:
        for path in sorted(PACKAGE.glob(pattern)):
            if path.relative_to(PACKAGE).as_posix() not in MEASURING:
                text = path.read_text(encoding="utf-8")
                digest.update(bare(text).encode() if path.suffix == ".py" else text.encode())
    return digest.hexdigest()


def bare(code: str) -> str:
    """Write Python code without its comments and docstrings, in one layout."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
