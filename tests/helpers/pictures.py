"""Makes README's pictures: `python tests/helpers/pictures.py [FOLDER]` (default `.pictures`)."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from browser import chromium
from drawing_hand import draw, opened, settle
from serving import ROOT, serving

SPOKEN = "() => document.querySelector('#reading [aria-live]').textContent !== ''"
PICTURES = {  # name: how the browser looks at the page
    "page": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "device_scale_factor": 2},
}


def take_pictures(browser, address: str, folder: Path) -> None:
    """Draws our own 5 on the page and keeps what it looks like, once a way of looking."""
    folder.mkdir(exist_ok=True)
    strokes = json.loads((ROOT / "lenet/web/static/pad/hands.json").read_text())[0]["digits"]["5"]
    for name, options in PICTURES.items():
        with opened(browser, address, **options) as page:
            page.mouse.move(0, 0)
            draw(page, strokes)
            settle(page)
            page.wait_for_function(SPOKEN)
            page.screenshot(path=folder / f"{name}.png")


if __name__ == "__main__":
    with serving() as address, chromium() as browser:
        take_pictures(browser, address, Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".pictures")
