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
BESIDE = {"data/test_sets.py", "data/held_out.py", "data/download.py"}  # among them, and shapes nothing

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def run_key(*choices: Any) -> str:
    """Digest the choices of a run (what JSON can hold), and the code that carries them out."""
    return hashlib.sha256(json.dumps([choices, code_digest()]).encode()).hexdigest()


@cache
def code_digest() -> str:
    """Digest the code that shapes a run, but for its comments, docstrings, annotations and layout."""
    digest = hashlib.sha256()
    for pattern in SHAPING:
        for path in sorted(PACKAGE.glob(pattern)):
            if path.relative_to(PACKAGE).as_posix() not in BESIDE:
                text = path.read_text(encoding="utf-8")
                digest.update(bare(text).encode() if path.suffix == ".py" else text.encode())
    return digest.hexdigest()


def bare(code: str) -> str:
    """Write Python code without its comments, docstrings and annotations, in one layout."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | Definition) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(WithoutAnnotations().visit(tree))


class WithoutAnnotations(ast.NodeTransformer):
    """Take the annotations out of a tree; of a class's fields, as NamedTuple has them, the names stay.

    Their names and their order are code. A module's layers are declared for the types' sake alone.
    """

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: Definition) -> Definition:
        """Keep a function but for what it says it returns, or a class; neither may be empty."""
        self.generic_visit(node)
        if not isinstance(node, ast.ClassDef):
            node.returns = None
        node.body = node.body or [ast.Pass()]
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> Definition:
        """Keep a field without a value as its name alone."""
        if not any(ast.unparse(base) in ("nn.Module", "torch.nn.Module") for base in node.bases):
            node.body = [named(statement) for statement in node.body]
        return self.visit_FunctionDef(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt | None:
        """Keep an assignment; leave out what only declares a type."""
        if node.value is None:
            return None
        assigned = ast.Assign([node.target], self.visit(node.value))
        return ast.copy_location(assigned, node)


def named(statement: ast.stmt) -> ast.stmt:
    """Turn a declaration without a value into its name."""
    if isinstance(statement, ast.AnnAssign) and statement.value is None:
        return ast.copy_location(ast.Expr(statement.target), statement)
    return statement
