"""How the page looks in a real browser: nothing is cut off, nothing is hard to read, nothing is foreign."""

import pytest
from drawing_hand import CONTRAST, draw, settle
from pictures import PICTURES, take_pictures
from PIL import Image

pytestmark = pytest.mark.slow


def test_nothing_of_gradios_own_stands_on_the_page(page):
    blocks = page.locator("main .block:visible").evaluate_all("(blocks) => blocks.map(({ id }) => id)")
    assert blocks == ["header", "pad", "reading", "tabs"]


def test_the_essentials_fit_a_projector_without_scrolling(page, examples):
    draw(page, examples["5"])
    settle(page)
    for part in ("#sketchpad", "#digit", "#answer", "#top3", "#probabilities", "#c1", "#c3", "#clear"):
        box = page.locator(part).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 1280, part
        assert box["y"] >= 0 and box["y"] + box["height"] <= 720, part


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1280, 1920])
def test_no_width_scrolls_sideways(pages, width):
    with pages(viewport={"width": width, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(pages, examples, scheme):
    """WCAG AA: 4.5 to 1 for text."""
    with pages(color_scheme=scheme) as page:
        draw(page, examples["4"])
        settle(page)
        for selector in ("h1", ".tagline", "#clear", ".heading", "#top3 em", ".value", ".caption",
                         ".logit", ".limit-head", ".layer header p", ".legend span", ".tag"):  # fmt: skip
            assert page.locator(selector).first.evaluate(CONTRAST) >= 4.5, selector


def test_readmes_pictures_can_be_made(pages, tmp_path):
    take_pictures(pages, tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == set(PICTURES)
    for path in tmp_path.iterdir():
        with Image.open(path) as picture:
            assert len(picture.convert("RGB").getcolors(2**24)) > 200  # a page, not a blank
