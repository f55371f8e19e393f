"""A picture of a digit to its ink: what is paper, what is ink, and how wide the pen was."""

import numpy as np
from PIL import Image, ImageFilter, ImageOps
from PIL.ExifTags import Base

from lenet.drawing.strokes import DrawingError

MAX_PIXELS = 25_000_000  # a phone's photo is 12 million
WORKING_SIDE = 1_000  # pixels: larger pictures are averaged down to it before anything else
BLOCK = 100  # pixels of the averaged picture: its side that is made at a time
LEAST_CONTRAST = 0.04  # of the whole range: less is paper with nothing on it
PEN_RANGE = (1.24, 5.3)  # pixels of the 28x28 digit, left alone: 99.8 % of MNIST lies in it
PEN_TARGET = 2.2  # the median of MNIST by the same measure: where other pens are brought
FINE = 5  # working pixels for one of the digit while the pen is corrected


def ink_of(image: Image.Image | np.ndarray) -> np.ndarray | None:
    """Find the ink of a whole picture: (h, w) float32, 0 = paper, 1 = ink; None where there is none.

    Which of dark and light is the paper is decided by the picture's border. Uneven lighting is
    taken out as a quadratic surface through the paper, its noise by a threshold. Raises
    DrawingError for what is no picture or has more than MAX_PIXELS pixels.
    """
    light = brightness(image)
    if light is None or np.ptp(light) < LEAST_CONTRAST:
        return None
    dark_side = light < otsu(light)
    border = np.concatenate([dark_side[0], dark_side[-1], dark_side[:, 0], dark_side[:, -1]])
    paper = dark_side if border.mean() > 0.5 else ~dark_side
    difference = np.abs(light - lighting(light, paper))
    noise = 1.4826 * np.median(difference[paper])
    depth = np.percentile(difference[~paper], 98)
    if depth < max(LEAST_CONTRAST, 4 * noise):
        return None
    floor = 4 * noise
    ink = np.clip((difference - floor) / (depth - floor), 0, 1).astype(np.float32)
    ink[ink < 1 / 512] = 0
    if noise > 1 / 512:
        ink = despeckled(ink)
    return ink if ink.any() else None


def brightness(image: Image.Image | np.ndarray) -> np.ndarray | None:
    """Turn a picture grey, (h, w) float64 from 0 to 1; transparent parts are paper. None if empty."""
    picture = image if isinstance(image, Image.Image) else picture_of(image)
    checked_size(picture.width, picture.height)
    if picture.width == 0 or picture.height == 0:
        return None
    picture.load()  # a TIFF turns itself upright
    picture = in_working_size(picture, picture.getexif().get(Base.Orientation, 1))
    if picture.mode == "RGBA":
        on_white = flattened(picture, "white")
        return on_white if np.ptp(on_white) >= LEAST_CONTRAST else flattened(picture, "black")
    grey = np.asarray(picture, dtype=np.float64)
    if not np.isfinite(grey).all():
        raise DrawingError("The image has pixels that are not finite numbers.")
    return grey / max(255.0 if picture.mode == "L" else 1.0, grey.max())


def in_working_size(picture: Image.Image, orientation: int) -> Image.Image:
    """Turn a picture upright, at most WORKING_SIDE pixels wide and high, in a mode that averages well.

    orientation: EXIF's number. A large picture is averaged block by block: there is never a second one.
    """
    factor = -(-max(picture.size) // WORKING_SIDE)
    small = averaged(picture, factor) if factor > 1 else grey_or_transparent(picture)
    small.getexif()[Base.Orientation] = orientation
    return ImageOps.exif_transpose(small)


def averaged(picture: Image.Image, factor: int) -> Image.Image:
    """Average each square of `factor` pixels into one."""
    side = BLOCK * factor
    blocks = {
        (left // factor, top // factor): grey_or_transparent(
            picture.crop((left, top, min(left + side, picture.width), min(top + side, picture.height)))
        ).reduce(factor)
        for top in range(0, picture.height, side)
        for left in range(0, picture.width, side)
    }
    whole = Image.new(blocks[0, 0].mode, (-(-picture.width // factor), -(-picture.height // factor)))
    for corner, block in blocks.items():
        whole.paste(block, corner)
    return whole


def checked_size(width: int, height: int) -> None:
    """Raise DrawingError for a picture of more than MAX_PIXELS pixels."""
    if width * height > MAX_PIXELS:
        raise DrawingError(f"The image is {width}x{height}: at most {MAX_PIXELS:,} pixels are accepted.")


def grey_or_transparent(picture: Image.Image) -> Image.Image:
    """Convert a picture to a mode that averages well: L, F for deeper greys, or RGBA where transparent."""
    if picture.mode in ("I;16", "I;16B", "I", "F"):
        return Image.fromarray(np.asarray(picture, dtype=np.float32))
    return picture.convert("RGBA" if picture.has_transparency_data else "L")


def flattened(picture: Image.Image, paper: str) -> np.ndarray:
    """Lay a picture with transparency on paper of one colour: grey from 0 to 1."""
    whole = Image.alpha_composite(Image.new("RGBA", picture.size, paper), picture)
    return np.asarray(whole.convert("L"), dtype=np.float64) / 255


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


def otsu(light: np.ndarray) -> float:
    """Find the level that best splits a picture in a dark and a light part (Otsu 1979)."""
    counts, edges = np.histogram(light, bins=256)
    levels = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)[:-1]
    sum_below = np.cumsum(counts * levels)[:-1]
    above, sum_above = light.size - below, (counts * levels).sum() - sum_below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sum_below / below - sum_above / above) ** 2
    best = np.flatnonzero(between >= np.nanmax(between) * (1 - 1e-9))
    return float(edges[1:-1][best].mean())  # the middle, where an empty stretch separates the two


def lighting(light: np.ndarray, paper: np.ndarray) -> np.ndarray | float:
    """Estimate the paper's own brightness everywhere: a quadratic surface fitted to its pixels."""
    level = float(np.median(light[paper]))
    if np.median(np.abs(light[paper] - level)) < 1e-6:  # drawn by a program, not lit by a lamp
        return level
    height, width = light.shape
    some = np.flatnonzero(paper)[:: max(1, int(paper.sum()) // 20_000)]
    down, across = np.linspace(-1, 1, height)[:, None], np.linspace(-1, 1, width)
    y, x = down[some // width, 0], across[some % width]
    surface = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1)
    (one, by_x, by_y, by_xy, by_xx, by_yy), *_ = np.linalg.lstsq(surface, light.ravel()[some], rcond=None)
    return (one + by_x * across + by_xx * across**2) + (by_y + by_xy * across) * down + by_yy * down**2


def despeckled(ink: np.ndarray) -> np.ndarray:
    """Remove lone pixels that noise lifted over the threshold, by a median of 5x5."""
    picture = Image.fromarray(np.round(ink * 255).astype(np.uint8))
    return np.asarray(picture.filter(ImageFilter.MedianFilter(5)), dtype=np.float32) / 255


def cropped(ink: np.ndarray) -> np.ndarray:
    """Cut a picture to its ink's box."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def area_average(ink: np.ndarray, scale_y: float, scale_x: float) -> np.ndarray:
    """Scale a picture by averaging areas: every new pixel is the mean of what it covers."""
    down, across = overlaps(ink.shape[0], scale_y), overlaps(ink.shape[1], scale_x)
    return (down @ ink @ across.T).astype(np.float32)


def overlaps(length: int, scale: float) -> np.ndarray:
    """Compute how much of each new pixel each old one covers: (new, length); an end may be in part."""
    new = max(1, int(np.ceil(length * scale - 1e-9)))
    edges = np.arange(length + 1) * scale
    cells = np.arange(new)[:, None]
    covered = np.minimum(edges[1:], cells + 1) - np.maximum(edges[:-1], cells)
    return np.maximum(covered, 0)


def pen_width(ink: np.ndarray) -> float:
    """Measure a stroke's width in pixels: twice its area over the length of its outline.

    The outline's length is the total variation of the grey, so it needs no threshold; exact for a
    long straight stroke.
    """
    framed = np.pad(ink.astype(np.float64), 1)
    slope_y, slope_x = np.diff(framed, axis=0)[:, :-1], np.diff(framed, axis=1)[:-1]
    return 2 * framed.sum() / np.hypot(slope_y, slope_x).sum()


def pen_corrected(drawing: np.ndarray, box: int) -> np.ndarray:
    """Give a drawing, cut to its ink, a pen in MNIST's range once it is placed in `box` pixels.

    What lies in PEN_RANGE is returned as it is; wider or thinner strokes are thinned or thickened
    by a round brush, to PEN_TARGET, and cut again.
    """
    placed = area_average(drawing, box / max(drawing.shape), box / max(drawing.shape))
    if PEN_RANGE[0] <= pen_width(placed / placed.max()) <= PEN_RANGE[1]:
        return drawing
    scale = min(1.0, box * FINE / max(drawing.shape))
    work = area_average(drawing, scale, scale)
    unit = max(work.shape) / box  # working pixels for one of the digit
    work = work / work.max()
    radius = (PEN_TARGET * unit - pen_width(work)) / 2
    work = np.pad(work, int(np.ceil(abs(radius))) + 1)
    return cropped(thickened(work, radius) if radius > 0 else 1 - thickened(1 - work, -radius))


def thickened(ink: np.ndarray, radius: float) -> np.ndarray:
    """Give every pixel the most ink within `radius` pixels: the stroke grows by a round brush."""
    reach = int(np.floor(radius))
    framed = np.pad(ink, reach)
    height, width = ink.shape
    grown = ink
    for y in range(-reach, reach + 1):
        for x in range(-reach, reach + 1):
            if y * y + x * x <= radius * radius:
                top, left = reach + y, reach + x
                grown = np.maximum(grown, framed[top : top + height, left : left + width])
    return grown
