"""Digits painted as pictures, with any brush on any paper."""

from PIL import Image, ImageDraw


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
