"""The same reading for programs, by Gradio's documented API: strokes or a picture in, numbers out."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

import gradio as gr

from lenet.drawing.payload import digit_of
from lenet.drawing.picture_file import decoded
from lenet.drawing.placement import PLACEMENTS, digit_from_image
from lenet.drawing.strokes import DrawingError
from lenet.network.model import LeNet5
from lenet.recognition import recognise
from lenet.web.checks import Drawn, one_of
from lenet.web.components.sketchpad import Sketchpad, clear_errors
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work
from lenet.web.gradio_internals import left
from lenet.web.pictures import PICTURES_AT_ONCE
from lenet.web.refusals import Refusal


class Picture(gr.File):
    """Take an uploaded file; without one in the API page's example, which sends a drawing."""

    is_template = True  # for the browser it is Gradio's own File

    def preprocess(self, payload: Any) -> str | None:
        """Return where the file is; Gradio's own would write an empty one at every call."""
        return None if payload is None else payload.path

    def example_payload(self) -> None:
        """Show no picture in the example."""

    def example_value(self) -> None:
        """Show no picture in the example."""


class Choice(gr.Radio):
    """Take one of several names; `value` is the default."""

    is_template = True  # for the browser it is Gradio's own Radio

    def __init__(self, label: str, names: Collection[str], value: str):
        super().__init__(list(names), value=value, label=label, visible=False)
        self.names = tuple(names)

    def get_config(self, cls: type | None = None) -> dict[str, Any]:
        """Return what the page is told: all that Gradio's own Radio tells."""
        return super().get_config(cls or gr.Radio)

    def preprocess(self, payload: Any) -> str:
        """Return the name that arrived; gr.Error with one sentence for anything else."""
        with clear_errors():
            return one_of(str(self.label), self.names, payload)


def add_api(page: gr.Blocks, pad: Sketchpad, models: Mapping[str, LeNet5], work: Work) -> None:
    """Add the event `recognise` to the Blocks being built; its first input is their sketchpad."""

    async def recognise_by_api(
        drawing: Drawn, image: str | None, placement: str, network: str, request: gr.Request
    ) -> dict:
        """Read a digit from strokes or from an image.

        Args:
            drawing: {"strokes": [[[x, y], ...], ...], "pad": [width, height]}, x right and y down; or null.
            image: a file with one digit, dark on light or light on dark; or null.
            placement: "mass" (centre of mass, as in MNIST), "box" (bounding box) or "resize" (stretch).
            network: the network that reads, "lenet5" or another.

        Returns:
            {"probabilities": ten numbers, "top3": [{"class", "probability"}], "verdict": the class or null}
            (null: not a digit)
        """
        asked = request.request
        assert asked is not None
        piece = partial(recognised, models[network], drawing, image, placement)
        try:
            return await work.done(asked.scope[CLIENT], left(page, asked), piece)
        except Refusal as refusal:
            raise gr.Error(str(refusal), print_exception=False) from None

    gr.Button(visible=False).click(
        recognise_by_api,
        [
            pad,
            Picture(visible=False, label="image"),
            Choice("placement", PLACEMENTS, value="mass"),
            Choice("network", models, value=next(iter(models))),
        ],
        gr.JSON(visible=False, label="recognition"),
        api_name="recognise",
        queue=False,
        concurrency_limit=None,  # whose turn it is, Work knows
    )


def recognised(model: LeNet5, drawing: Drawn, image: str | None, placement: str) -> dict[str, Any]:
    """Tell what a network makes of a drawing, or of the picture in the file `image`, as plain JSON.

    {"verdict": class or None, "top3": [{"class", "probability"}, ...], "probabilities": ten numbers};
    the lists are empty where there is no ink. Raises gr.Error with one sentence for bad input.
    """
    with clear_errors():
        if drawing is not None and image is None:
            digit = digit_of(drawing, placement)
        elif image is not None and drawing is None:
            with PICTURES_AT_ONCE:
                digit = digit_from_image(decoded(image), placement)
        else:
            raise DrawingError("Send either a drawing or an image.")
    if digit is None:
        return {"verdict": None, "top3": [], "probabilities": []}
    recognition = recognise(model, digit)
    return {
        "verdict": recognition.verdict,
        "top3": [{"class": number, "probability": p} for number, p in recognition.top3],
        "probabilities": recognition.probabilities.tolist(),
    }
