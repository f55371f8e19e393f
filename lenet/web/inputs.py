"""Inputs without a part of their own on the page, and what is said where they do not fit."""

import reprlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import gradio as gr

from lenet.drawing.strokes import kind

UNFITTING = "An input has not the form that the API page shows, or is a file that was not uploaded."


class Page(gr.Blocks):
    """Gradio's Blocks, where an input that Gradio itself cannot take gets one sentence, too."""

    async def preprocess_data(self, block_fn: Any, inputs: list[Any], *rest: Any, **more: Any) -> list[Any]:
        """The inputs of an event, checked; gr.Error with one sentence where they are not of its form."""
        with fitting():
            return await super().preprocess_data(block_fn, inputs, *rest, **more)


@contextmanager
def fitting() -> Iterator[None]:
    """Lets an input that does not fit reach the visitor as one sentence."""
    try:
        yield
    except gr.Error:
        raise
    except Exception as error:  # Gradio's own parts raise many kinds: none of them is for a visitor
        raise gr.Error(UNFITTING, print_exception=False) from error


class Choice(gr.Radio):
    """One of several names. With `optional`, None is one, too."""

    is_template = True  # for the browser it is Gradio's own Radio

    def __init__(self, names: list[str] | tuple[str, ...], optional: bool = False, **arguments: Any):
        super().__init__(list(names), visible=False, **arguments)
        self.names, self.optional = tuple(names), optional

    def get_config(self, cls: type | None = None) -> dict[str, Any]:
        """What the page is told: all that Gradio's own Radio tells, that it is not visible above all."""
        return super().get_config(cls or gr.Radio)

    def preprocess(self, payload: Any) -> str | None:
        """The name that arrived; gr.Error with one sentence for anything else."""
        if payload is None and self.optional:
            return None
        if not isinstance(payload, str) or payload not in self.names:
            what = reprlib.repr(payload) if isinstance(payload, str) else kind(payload)
            raise gr.Error(
                f"The {self.label} is {what}: {', '.join(self.names)} are accepted.", print_exception=False
            )
        return payload


class Text(gr.Textbox):
    """A text as it arrived, of whatever type: the question that takes it judges it."""

    is_template = True  # for the browser it is Gradio's own Textbox

    def preprocess(self, payload: Any) -> Any:
        return payload
