"""What can be taken away: a link as a QR code, all maps as a NumPy file."""

import base64
import io

import gradio as gr
import numpy as np
import segno

from lenet.recognition import Recognition

LONGEST = 2_900  # ASCII characters that fit into the largest QR code


def qr(link: str) -> str:
    """The link as the SVG of a QR code; gr.Error with one sentence for what is none, or too long."""
    if not isinstance(link, str) or not link or not link.isascii():
        raise gr.Error("A link is a text of ASCII characters, and not empty.", print_exception=False)
    if len(link) > LONGEST:
        raise gr.Error(
            "This drawing has too many points for a QR code: use the link.", print_exception=False
        )
    return segno.make(link, error="l", micro=False).svg_inline(
        omitsize=True, dark="#15171c", light="#ffffff"
    )


def maps(digit: np.ndarray, recognition: Recognition) -> str:
    """The digit, the probabilities and every layer's maps as an .npz file, in base64."""
    file = io.BytesIO()
    np.savez_compressed(file, digit=digit, probabilities=recognition.probabilities, **recognition.trace)
    return base64.b64encode(file.getvalue()).decode("ascii")
