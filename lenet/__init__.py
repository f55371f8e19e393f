"""LeNet-5 reads drawn digits: from strokes or pictures to probabilities and every layer's maps."""

from lenet.drawing import Digit, digit_from_image, digit_from_strokes
from lenet.model import VARIANTS, LeNet5
from lenet.recognition import Recognition, recognise
from lenet.strokes import DrawingError
from lenet.weights import load

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
