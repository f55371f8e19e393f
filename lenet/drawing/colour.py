"""The brightness of a coloured picture: its luminance, or what tells ink as light as the paper from it."""

import numpy as np
from PIL import Image

from lenet.drawing.paper import otsu

MORE = 3.0  # times the contrast of luminance: so much has the contrast of colour that is used instead
SAMPLE = 20_000  # pixels are enough to find the direction in which colours differ most
WHITE = np.sqrt(3)  # the distance from black, by which distances of colours are comparable to brightness


def light_by_colour(picture: Image.Image) -> np.ndarray:
    """Turn a picture (RGB) grey: (h, w) float64 from 0 to 1.

    It is the luminance, unless the colours beside it split in two much more clearly: then it is where each
    lies on the axis along which they vary most (their first principal component).
    """
    grey = np.asarray(picture.convert("L"), dtype=np.float64) / 255
    colours = np.asarray(picture)
    every = max(1, grey.size // SAMPLE)
    some = colours.reshape(-1, 3)[::every] / 255
    hues = some - grey.ravel()[::every, None]
    if not hues.any():
        return grey
    axis = np.linalg.eigh(hues.T @ hues / len(hues) - np.outer(hues.mean(axis=0), hues.mean(axis=0)))[1][
        :, -1
    ]
    if contrast(hues @ axis) / WHITE < MORE * contrast(grey.ravel()[::every]):
        return grey
    along = -grey * axis.sum()
    for band, share in enumerate(axis):
        along += colours[..., band] * (share / 255)
    return (along - along.min()) / WHITE


def contrast(values: np.ndarray) -> float:
    """Measure how far apart the means of the two parts are in which values split best."""
    if np.ptp(values) == 0:
        return 0.0
    high = values >= otsu(values)
    return float(values[high].mean() - values[~high].mean())
