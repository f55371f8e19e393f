"""The same reading for programs: strokes or a picture in, numbers out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import gradio as gr
from PIL import Image, UnidentifiedImageError

from lenet.drawing import Digit, digit_from_image
from lenet.explaining import UnitError
from lenet.model import LeNet5
from lenet.placed import Placed
from lenet.placed import digit_of as digit_of_drawing
from lenet.recognition import recognise
from lenet.strokes import Drawing, DrawingError


class Picture(gr.File):
    """An uploaded file; without one in the API page's example, which sends a drawing."""

    is_template = True  # for the browser it is Gradio's own File

    def example_payload(self) -> None:
        return None

    def example_value(self) -> None:
        return None


def recognised(
    model: LeNet5, drawing: Drawing | Placed | None, image: str | None, placement: str
) -> dict[str, Any]:
    """What a network makes of a drawing, or of the picture in the file `image`, as plain JSON.

    {"verdict": class or None, "top3": [{"class", "probability"}, ...], "probabilities": ten numbers};
    the lists are empty where there is no ink. Raises gr.Error with one sentence for bad input.
    """
    with clear_errors():
        digit = digit_of(drawing, image, placement)
    if digit is None:
        return {"verdict": None, "top3": [], "probabilities": []}
    recognition = recognise(model, digit)
    return {
        "verdict": recognition.verdict,
        "top3": [{"class": number, "probability": p} for number, p in recognition.top3],
        "probabilities": recognition.probabilities.tolist(),
    }


@contextmanager
def clear_errors() -> Iterator[None]:
    """Lets what is wrong with a drawing, or with a unit, reach the caller as its one sentence."""
    try:
        yield
    except (DrawingError, UnitError) as error:
        raise gr.Error(str(error), print_exception=False) from error


def digit_of(drawing: Drawing | Placed | None, image: str | None, placement: str) -> Digit | None:
    if (drawing is None) == (image is None):
        raise DrawingError("Send either a drawing or an image.")
    if image is None:
        return digit_of_drawing(drawing, placement)
    with opened(image) as picture:
        return digit_from_image(picture, placement)


@contextmanager
def opened(file: str | BinaryIO) -> Iterator[Image.Image]:
    """The picture in a file, while it is read; DrawingError with one sentence for what is none."""
    try:
        with Image.open(file) as picture:
            yield picture
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as error:
        if isinstance(error, DrawingError):
            raise
        raise DrawingError(
            "The file is no picture that can be read: PNG, JPEG, WebP, GIF, BMP and TIFF are."
        ) from error
