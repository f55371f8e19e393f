"""What can be taken away: a link as a QR code, all maps as a NumPy file."""

import base64
import io

import numpy as np
import segno

from lenet.drawing.placement import Digit
from lenet.recognition import Recognition
from lenet.web.checks import InputError

LONGEST = 2_900  # ASCII characters that fit into the largest QR code


def qr(link: str) -> str:
    """Draw a link as the SVG of a QR code; InputError for what is none, or too long."""
    if not link or not link.isascii():
        raise InputError("A link must be ASCII text and not empty.")
    if len(link) > LONGEST:
        raise InputError("This drawing has too many points for a QR code; use the link.")
    return segno.make(link, error="l", micro=False).svg_inline(
        omitsize=True, dark="#15171c", light="#ffffff"
    )


def maps_file(digit: Digit, recognition: Recognition) -> str:
    """Write the digit, the probabilities and every layer's maps as an .npz file, in base64."""
    file = io.BytesIO()
    arrays = {"digit": digit, "probabilities": recognition.probabilities} | recognition.trace
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return base64.b64encode(file.getvalue()).decode("ascii")
