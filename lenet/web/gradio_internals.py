"""Gradio without the writing of its type stubs, which is much of the time it takes to import."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


class WithoutStubs(MetaPathFinder):
    """Finds `gradio.component_meta`, and takes the writing of stubs out of it.

    For an editor's sake Gradio parses the source of every one of its components while it is imported,
    renders a .pyi file of each, and compares it with the one on disk. Nothing at run time reads them.
    """

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "gradio.component_meta":
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def without_stubs(module: ModuleType) -> None:
            execute(module)
            module.create_or_modify_pyi = lambda *_: None

        spec.loader.exec_module = without_stubs
        return spec


def write_none() -> None:
    """To be called before Gradio is imported; afterwards it changes nothing."""
    sys.meta_path.insert(0, WithoutStubs())
