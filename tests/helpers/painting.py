"""Digits painted as pictures, with any brush on any paper."""

import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

HANDS = Path(__file__).parents[2] / "lenet/web/static/pad/hands.json"
FINE = 3  # times as large a page is painted, and averaged: soft edges


def painted(strokes, side=400, width=30, paper=(255, 255, 255), pen=(0, 0, 0), scale=1.2) -> Image.Image:
    """A picture of strokes whose points lie on a pad of 280."""
    picture = Image.new("RGB", (side, side), paper)
    brush = ImageDraw.Draw(picture)
    for stroke in strokes:
        points = [(x * scale + 20, y * scale + 30) for x, y in stroke]
        brush.line(points, fill=pen, width=width, joint="curve")
        for x, y in (points[0], points[-1]):
            brush.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=pen)
    return picture


def paint(n: int, side: int, size: int, corner=None) -> np.ndarray:
    """Our own digit n, black on white: (side, side) uint8, its longer side `size`, a pen of side/30.

    corner: (x, y) of its box; else it lies in the middle.
    """
    strokes = json.loads(HANDS.read_text(encoding="utf-8"))[0]["digits"][str(n)]
    points = np.concatenate([np.array(stroke, float) for stroke in strokes])
    low, extent, pen = points.min(axis=0), np.ptp(points, axis=0), max(1, round(side / 30))
    scale = (size - pen) / extent.max()
    start = (side - extent * scale) / 2 if corner is None else np.array(corner, float) + pen / 2
    page = Image.new("L", (side * FINE, side * FINE), 255)
    brush, reach = ImageDraw.Draw(page), pen * FINE / 2
    for stroke in strokes:
        line = [tuple(each) for each in ((np.array(stroke, float) - low) * scale + start) * FINE]
        brush.line(line, fill=0, width=pen * FINE, joint="curve")
        for x, y in line:
            brush.ellipse([x - reach, y - reach, x + reach, y + reach], fill=0)
    return np.asarray(page.reduce(FINE))
