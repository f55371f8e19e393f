"""What stays in the browser, and what is taken away as a file, in a real browser."""

import json

import numpy as np
import pytest
from drawing_hand import choose, draw, drawn, heard, settle
from PIL import Image

from lenet import VARIANTS, digit_from_strokes, load, recognise
from lenet.evaluation import __main__ as evaluation

pytestmark = pytest.mark.slow


def test_the_last_drawing_survives_a_reload_and_stays_in_the_browser(own_page, examples):
    page = own_page
    drawn(page, examples["2"])
    page.reload()
    page.wait_for_function("() => document.querySelector('#answer')?.dataset.digit === '2'")
    page.locator("#clear").click()
    settle(page)
    page.reload()
    page.wait_for_selector("#sketchpad.empty canvas")
    page.wait_for_selector("#c3 canvas", state="attached")
    assert settle(page) == ""


def saved(page, button, folder):
    """The file that a button of the sheet lets the visitor take away."""
    with page.expect_download() as download:
        page.locator(f"#save-{button}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_what_can_be_taken_away(page, examples, tmp_path):
    digit = drawn(page, examples["8"])
    page.locator("#share").click()
    with Image.open(saved(page, "picture", tmp_path)) as picture:
        assert picture.size == (1600, 900)
    strokes = json.loads(saved(page, "strokes", tmp_path).read_text())["strokes"]
    np.testing.assert_allclose(digit_from_strokes(strokes), digit, atol=0.02)


def test_the_maps_of_every_network_can_be_taken_away(page, examples, tmp_path):
    digit = drawn(page, examples["8"])
    for network in VARIANTS:
        choose(page, network)
        page.locator("#share").click()
        with np.load(saved(page, "maps", tmp_path)) as maps:
            recognition = recognise(load(network), digit)
            assert set(maps) == {"digit", "probabilities", *recognition.trace}
            for layer, values in recognition.trace.items():
                np.testing.assert_allclose(maps[layer], values, atol=0.02 * np.abs(values).max())
        page.keyboard.press("Escape")


def test_a_wrong_reading_is_kept_here_and_leaves_as_a_file_that_evaluation_reads(page, examples, tmp_path):
    drawn(page, examples["4"])
    sent = []
    with heard(page, "request", sent.append):
        page.locator("#wrong").click()
        page.locator("[data-right='9']").click()
        assert page.locator("[data-right='9']").get_attribute("aria-pressed") == "true"
        page.locator("[data-right='none']").click()  # another word on the same drawing takes the first back
        assert "1 saved" in page.locator(".kept").inner_text()
        page.locator("[data-right='none']").click()
        pressed = page.locator("[aria-pressed='true'][data-right]")
        assert page.locator("#export").is_hidden() and pressed.count() == 0
        page.locator("[data-right='9']").click()
        draw(page, [examples["4"][0][:4]])  # over ink: another drawing, and the same digit
        settle(page)
        page.locator("#wrong").click()
        assert pressed.count() == 0
        page.locator("[data-right='4']").click()
        assert "2 saved" in page.locator(".kept").inner_text()
        with page.expect_download() as download:
            page.locator("#export").click()
        download.value.save_as(tmp_path / "wrong.json")
    assert sent and not any(
        '"class"' in (request.post_data or "") for request in sent
    )  # the right digit stays here
    drawings = evaluation.drawings_of(tmp_path / "wrong.json")
    assert [right for _, right in drawings] == [9, 4]
    for network in VARIANTS:
        told = evaluation.drawings_text(network, load(network), drawings)
        assert "1 of 2 drawings read correctly" in told and "drawing 1: 9, read as 4" in told
    page.locator("#forget").click()
    assert page.locator("#export").is_hidden()
