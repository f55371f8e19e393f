"""The same reading for programs: strokes or a picture in, numbers out."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any, BinaryIO

import gradio as gr
from PIL import Image

from lenet.drawing.payload import Placed
from lenet.drawing.payload import digit_of as digit_of_drawing
from lenet.drawing.picture import MAX_PIXELS, checked_size
from lenet.drawing.placement import Digit, digit_from_image
from lenet.drawing.strokes import Drawing, DrawingError
from lenet.explain.unit import UnitError
from lenet.network.model import LeNet5
from lenet.recognition import recognise

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")  # Pillow knows more, one of which runs a program
PICTURES_AT_ONCE = BoundedSemaphore(2)  # the largest takes up to 410 MB while it is read; others wait


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
    with PICTURES_AT_ONCE:
        return digit_from_image(decoded(image), placement)


def decoded(file: str | BinaryIO) -> Image.Image:
    """The picture in a file (of several, the first), or DrawingError."""
    try:
        with Image.open(file, formats=FORMATS) as picture:
            checked_size(picture.width, picture.height)
            picture.load()
            return picture
    except DrawingError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise DrawingError(
            f"The picture is too large: at most {MAX_PIXELS:,} pixels are accepted."
        ) from None
    except Exception as error:  # a file can be broken in more ways than Pillow has errors of its own
        raise DrawingError(
            "The file is no picture that can be read: PNG, JPEG, WebP, GIF, BMP and TIFF are."
        ) from error
