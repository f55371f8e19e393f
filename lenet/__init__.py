"""LeNet-5 reads drawn digits: from strokes or pictures to probabilities and every layer's maps."""

from lenet.drawing.placement import Digit, digit_from_image, digit_from_strokes
from lenet.drawing.strokes import DrawingError
from lenet.network.model import VARIANTS, LeNet5
from lenet.network.weights import load
from lenet.recognition import Recognition, recognise

__all__ = [
    "VARIANTS",
    "Digit",
    "DrawingError",
    "LeNet5",
    "Recognition",
    "digit_from_image",
    "digit_from_strokes",
    "load",
    "recognise",
]
