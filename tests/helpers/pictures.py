"""Makes README's pictures: `python tests/helpers/pictures.py [FOLDER] [--steps]` (default `.pictures`).

--steps makes only the one of how a drawing becomes a digit, which needs no browser.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from browser import chromium
from drawing_hand import draw, settle
from serving import ROOT, serving
from shared_pages import Pages

from lenet.drawing.inking import SIDE, ink
from lenet.drawing.placement import (
    BOX,
    CENTRE,
    PEN_WIDTH,
    Digit,
    centre_of_mass,
    digit_from_strokes,
    fitted,
)
from lenet.drawing.strokes import Strokes
from lenet.evaluation.plots import BLUE, GREY, ORANGE, Figure, plt, save

PAD = 280  # the side of the page's pad
EXAMPLE = "7"  # its centre of mass lies off the centre of its box
ON_THE_PAD = (0.55, (20, 110))  # how much smaller it is drawn, and where: neither matters

SPOKEN = "() => document.querySelector('#reading [aria-live]').textContent !== ''"
PICTURES = {  # name: how the browser looks at the page
    "page": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "device_scale_factor": 2},
}


def take_pictures(pages: Pages, folder: Path) -> None:
    """Draws our own 5 on the page and keeps what it looks like, once a way of looking."""
    folder.mkdir(exist_ok=True)
    strokes = example("5")
    for name, options in PICTURES.items():
        with pages(**options) as page:
            page.mouse.move(0, 0)
            draw(page, strokes)
            settle(page)
            page.wait_for_function(SPOKEN)
            page.screenshot(path=folder / f"{name}.png")


def example(digit: str) -> Strokes:
    """One of our own digits, as the page plays it."""
    digits = json.loads((ROOT / "lenet/web/static/pad/hands.json").read_text(encoding="utf-8"))[0]["digits"]
    return [np.array(stroke, dtype=float) for stroke in digits[digit]]


def steps(strokes: Strokes) -> tuple[Strokes, Digit, Digit]:
    """The strokes scaled, then inked, then centred: the last is what the network reads."""
    scaled = fitted(strokes, BOX - PEN_WIDTH)
    return scaled, ink(scaled, PEN_WIDTH), digit_from_strokes(strokes)


def steps_picture(strokes: Strokes) -> Figure:
    """The four steps of a drawing side by side: strokes, scaled, inked, centred."""
    scaled, inked, centred = steps(strokes)
    figure, panels = plt.subplots(1, 4, figsize=(9, 2.6))
    frame = (SIDE - BOX) / 2
    for axes, title in zip(panels, ("1. strokes", "2. scaled", "3. inked", "4. centred"), strict=True):
        axes.set_title(title)
        axes.set(xlim=(0, SIDE), ylim=(SIDE, 0), aspect="equal", xticks=(), yticks=())
        axes.spines[:].set_visible(True)
        axes.spines[:].set_color(GREY)
    panels[0].set(xlim=(0, PAD), ylim=(PAD, 0))
    for axes, drawn in ((panels[0], strokes), (panels[1], scaled)):
        for stroke in drawn:
            axes.plot(*stroke.T, "o-", color=BLUE, markersize=2, linewidth=0.8)
    for axes, digit in ((panels[2], inked), (panels[3], centred)):
        axes.imshow(digit, cmap="gray_r", vmin=0, vmax=1, extent=(0, SIDE, SIDE, 0))
        x, y = (place + 0.5 for place in centre_of_mass(digit))
        axes.plot(x, y, "o", color=ORANGE, label="centre of mass")
    for axes in panels[1:3]:
        axes.add_patch(plt.Rectangle((frame, frame), BOX, BOX, fill=False, edgecolor=GREY, linestyle=":"))
    for at in (panels[3].axhline, panels[3].axvline):
        at(CENTRE + 0.5, color=GREY, linewidth=0.6)
    words = (
        f"points on a pad of {PAD}×{PAD}",
        f"longer side {BOX} pixels, pen included",
        f"one pen, {PEN_WIDTH:g} pixels wide",
        f"centre of mass at ({CENTRE}, {CENTRE})",
    )
    for axes, text in zip(panels, words, strict=True):
        axes.set_xlabel(text, fontsize=8)
    return figure


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Makes README's pictures.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / ".pictures")
    parser.add_argument("--steps", action="store_true", help="only that of the four steps")
    arguments = parser.parse_args()
    size, place = ON_THE_PAD
    save(
        steps_picture([stroke * size + place for stroke in example(EXAMPLE)]),
        arguments.folder / "steps.png",
    )
    if not arguments.steps:
        with serving() as address, chromium() as browser:
            take_pictures(Pages(browser, address), arguments.folder)
