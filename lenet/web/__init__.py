"""The page: the only package that knows Gradio, Starlette and the browser."""

from typing import TYPE_CHECKING, Any

from lenet.web.gradio_internals import skip_type_stubs

if TYPE_CHECKING:
    from lenet.web.components.sketchpad import Sketchpad

skip_type_stubs()

__all__ = ["Sketchpad"]


def __getattr__(name: str) -> Any:
    """Import Gradio no sooner than its component is wanted: the app has to set its environment first."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from lenet.web.components.sketchpad import Sketchpad

    return Sketchpad
