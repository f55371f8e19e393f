"""The page: the only package that knows Gradio, Starlette and the browser."""

from lenet.web.gradio_internals import skip_type_stubs

skip_type_stubs()

from lenet.web.components.sketchpad import Sketchpad  # noqa: E402 - imports Gradio

__all__ = ["Sketchpad"]
