"""The page on paper: one sheet, light whatever the theme, with its bars, without its buttons."""

import re

import pytest
from drawing_hand import draw, opened, settle

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_hand_out_is_one_light_sheet_with_bars(browser, app, examples, theme):
    with opened(browser, app, color_scheme=theme) as page:
        draw(page, examples["4"])
        assert settle(page) == "4"
        page.emulate_media(media="print")
        page.wait_for_function("getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('#answer b')).color")
            == "rgb(21, 23, 28)"
        )
        bar = "document.querySelector('.probabilities i')"
        assert page.evaluate(f"getComputedStyle({bar}).printColorAdjust") == "exact"
        assert page.locator("#undo").is_hidden() and page.locator("#answer").is_visible()
        corner = "[...document.querySelector('#digit').getContext('2d').getImageData(0, 0, 1, 1).data]"
        page.wait_for_function(f"String({corner}) === '255,255,255,255'")
        sheets = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
        page.emulate_media(media="screen")
