"""A picture of any mode to its brightness, upright, and no larger than it is worked on."""

import numpy as np
from PIL import Image, ImageOps
from PIL.ExifTags import Base

from lenet.drawing.colour import light_by_colour
from lenet.drawing.strokes import DrawingError

MAX_PIXELS = 25_000_000  # a phone's photo is 12 million
WORKING_SIDE = 1_000  # pixels: larger pictures are averaged down to it before anything else
BLOCK = 100  # pixels of the averaged picture: its side that is made at a time
LEAST_CONTRAST = 0.04  # of the whole range: less is paper with nothing on it
DEEP = ("I;16", "I;16L", "I;16B", "I;16N", "I", "F")  # Pillow's modes of more than eight bits a pixel


def brightness(image: Image.Image | np.ndarray) -> np.ndarray | None:
    """Turn a picture grey, (h, w) float64 from 0 to 1; transparent parts are paper. None if empty."""
    picture = image if isinstance(image, Image.Image) else picture_of(image)
    checked_size(picture.width, picture.height)
    if picture.width == 0 or picture.height == 0:
        return None
    picture.load()  # a TIFF turns itself upright
    picture = in_working_size(picture, picture.getexif().get(Base.Orientation, 1))
    if picture.mode == "RGBA":
        on_white = light_by_colour(flattened(picture, "white"))
        return (
            on_white if np.ptp(on_white) >= LEAST_CONTRAST else light_by_colour(flattened(picture, "black"))
        )
    if picture.mode == "RGB":
        return light_by_colour(picture)
    grey = np.asarray(picture, dtype=np.float64)
    if not np.isfinite(grey).all():
        raise DrawingError("The image has pixels that are not finite numbers.")
    return grey / max(255.0 if picture.mode == "L" else 1.0, grey.max())


def in_working_size(picture: Image.Image, orientation: int) -> Image.Image:
    """Turn a picture upright, at most WORKING_SIDE pixels wide and high, in a mode that averages well.

    orientation: EXIF's number. A large picture is averaged block by block: there is never a second one.
    """
    factor = -(-max(picture.size) // WORKING_SIDE)
    small = averaged(picture, factor) if factor > 1 else plain(picture)
    small.getexif()[Base.Orientation] = orientation
    return ImageOps.exif_transpose(small)


def averaged(picture: Image.Image, factor: int) -> Image.Image:
    """Average each square of `factor` pixels into one."""
    side = BLOCK * factor
    blocks = {
        (left // factor, top // factor): plain(
            picture.crop((left, top, min(left + side, picture.width), min(top + side, picture.height)))
        ).reduce(factor)
        for top in range(0, picture.height, side)
        for left in range(0, picture.width, side)
    }
    whole = Image.new(blocks[0, 0].mode, (-(-picture.width // factor), -(-picture.height // factor)))
    for corner, block in blocks.items():
        whole.paste(block, corner)
    return whole


def checked_size(width: int, height: int, most: int = MAX_PIXELS, works: int = MAX_PIXELS) -> None:
    """Raise DrawingError for a picture of more pixels than `most`; `works`: how many do for certain."""
    if width * height > most:
        raise DrawingError(
            f"The image is {width}x{height}: at most {most:,} pixels are accepted; "
            f"{fitting(width, height, min(most, works))} works."
        )


def fitting(width: int, height: int, most: int) -> str:
    """Write the largest size of this shape that has no more pixels than `most`."""
    scale = min(1.0, (most / (width * height)) ** 0.5)
    return f"{max(1, int(width * scale))}x{max(1, int(height * scale))}"


def plain(picture: Image.Image) -> Image.Image:
    """Convert a picture to a mode that averages well: L, F (deeper greys), RGB, or RGBA (transparent)."""
    if picture.mode in DEEP:
        return Image.fromarray(np.asarray(picture, dtype=np.float32))
    if picture.mode == "La":
        picture = picture.convert("LA")  # the only one that it converts to
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode == "LAB":
        return picture.getchannel("L")
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def flattened(picture: Image.Image, paper: str) -> Image.Image:
    """Lay a picture with transparency on paper of one colour: RGB."""
    return Image.alpha_composite(Image.new("RGBA", picture.size, paper), picture).convert("RGB")


def picture_of(array: np.ndarray) -> Image.Image:
    """Turn an array (h, w), (h, w, 3) or (h, w, 4), 8-bit or floats from 0 to 1, into a Pillow image."""
    array = np.asarray(array)
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] not in (3, 4)):
        raise DrawingError(
            f"An array of shape {array.shape} is not an image: use (h, w), (h, w, 3) or (h, w, 4)."
        )
    checked_size(array.shape[1], array.shape[0])
    if np.issubdtype(array.dtype, np.floating):
        if not np.isfinite(array).all() or array.size and (array.min() < 0 or array.max() > 1):
            raise DrawingError("An image of floats must have values from 0 to 1.")
        array = np.round(array * 255)
    elif array.dtype != np.uint8 and array.dtype != bool:
        raise DrawingError(
            f"An image of {array.dtype} is not accepted: use 8-bit integers, or floats from 0 to 1."
        )
    elif array.dtype == bool:
        array = array * 255
    return Image.fromarray(array.astype(np.uint8))
