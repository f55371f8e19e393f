"""Two drawings in a real browser: what differs inside the network, and the way from one to the other."""

import csv
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import pytest
from drawing_hand import choose, open_tab, opened, pixels_of, settle
from PIL import Image

from lenet import VARIANTS, load, recognise
from lenet.drawing.strokes import Drawing
from lenet.explain.interpolation import STEPS, interpolate, readings

pytestmark = pytest.mark.slow

PAD = (280.0, 280.0)

TRAVELLED = """performance.getEntriesByType("resource")
    .filter(({ name }) => name.includes("/page/two")).map(({ decodedBodySize }) => decodedBodySize)"""


@contextmanager
def still(pages, **options):
    """The page, on which examples appear at once, so that a key stands for exactly its strokes."""
    with pages(reduced_motion="reduce", **options) as page:
        yield page


@contextmanager
def own_still(browser, app):
    """The same, for a test that moves the slider, which then stays there for every pair of drawings."""
    with opened(browser, app, reduced_motion="reduce") as page:
        yield page


def press(page, digit) -> str:
    """Puts the example on the pad by its key; the digit that is read."""
    before = page.locator("#sketchpad").get_attribute("data-drawing")
    page.keyboard.press(digit)
    page.wait_for_function(
        "(before) => document.querySelector('#sketchpad').dataset.drawing !== before", arg=before
    )
    return settle(page)


def keep_and_draw(page, kept, drawn):
    """Keeps one example, puts the other on the pad, and waits for both and what is between."""
    press(page, kept)
    page.locator("#tab-two").click()
    page.locator("#keep").click()
    press(page, drawn)
    wait_for_step(page, STEPS // 2)


def wait_for_step(page, step):
    page.wait_for_function(
        """([step, last]) => [["kept", 0], ["way", step], ["now", last]].every(([row, at]) =>
            document.querySelector(`#two .f6[data-row="${row}"]`).dataset.step === String(at))""",
        arg=[step, STEPS - 1],
    )


def between(examples, kept, drawn):
    """What the server should find: the interpolation of two examples."""
    strokes = [[np.array(stroke, dtype=float) for stroke in examples[digit]] for digit in (kept, drawn)]
    return interpolate(Drawing(strokes[0], PAD), Drawing(strokes[1], PAD))


def answers(model, digits) -> list[str]:
    read = readings(model, digits)
    return [
        "?" if no else str(row.argmax()) for row, no in zip(read.probabilities, read.rejected, strict=True)
    ]


def runs(labels) -> list[tuple[str, int, int]]:
    """[(label, first step, last step)], equal neighbours put together."""
    starts = [i for i, label in enumerate(labels) if i == 0 or label != labels[i - 1]]
    return [
        (labels[first], first, after - 1)
        for first, after in zip(starts, [*starts[1:], len(labels)], strict=True)
    ]


def way(page, layer, number=0, row="way"):
    return pixels_of(page, f"#two .{layer}[data-row='{row}'] canvas:nth-of-type({number + 1})")


@pytest.mark.parametrize("network", VARIANTS)
def test_both_their_difference_and_the_flips_are_the_networks_own(pages, examples, network):
    model, interpolation = load(network), between(examples, "3", "8")
    with still(pages) as page:
        choose(page, network)
        press(page, "3")
        layer_of = {"input": "#digit", "c1": "#c1 canvas[data-map='4']", "c3": "#c3 canvas[data-map='9']"}
        layer_of["f6"] = "#f6 canvas"
        number = {"input": 0, "c1": 4, "c3": 9, "f6": 0}
        kept = {layer: pixels_of(page, selector) for layer, selector in layer_of.items()}
        keep_and_draw(page, "3", "8")
        open_tab(page, "layers")
        now = {layer: pixels_of(page, selector) for layer, selector in layer_of.items()}
        open_tab(page, "two")
        for layer in layer_of:
            for row, expected in (("kept", kept[layer]), ("now", now[layer])):
                shown = way(page, layer, number[layer], row)
                np.testing.assert_allclose(shown.astype(int), expected.astype(int), atol=4)
        first, second = (recognise(model, digit).trace["C1"][4] for digit in interpolation.digits[[0, -1]])
        limit = float(page.locator("#two .head .scale span:last-child").nth(1).inner_text())
        difference, shown = second - first, way(page, "c1", 4, "difference").astype(int)
        more, less = difference > 0.3 * limit, difference < -0.3 * limit
        assert more.any() and less.any()
        assert (shown[more][:, 2] > shown[more][:, 0]).all()  # blue
        assert (shown[less][:, 2] < shown[less][:, 0]).all()  # orange
        expected = runs(answers(model, interpolation.digits))
        assert page.locator("#two").get_attribute("data-answers") == " ".join(
            f"{label}:{first}-{last}" for label, first, last in expected
        )
        sentence = page.locator("#two .sentence").inner_text()
        assert len(expected) > 1
        if len(expected) > 5:  # too many to be told one by one
            assert f"flips {len(expected) - 1} times" in sentence
        else:
            for (_, _, last), (label, _, _) in pairwise(expected):
                flip = round(100 * (last + 0.5) / (STEPS - 1))
                assert f"to {'“not a digit”' if label == '?' else label} at {flip} %" in sentence
        assert page.locator("#two .strip span").all_inner_texts() == [label for label, _, _ in expected]


def test_the_lines_are_the_probabilities_along_the_way(pages, examples):
    read = readings(load(), between(examples, "3", "8").digits)
    with still(pages) as page:
        keep_and_draw(page, "3", "8")
        for digit in range(10):
            line = page.locator(f"#two .classes [data-digit='{digit}']").get_attribute("d")
            heights = [float(point.split()[1]) for point in line.replace("M", "L").split("L")[1:]]
            np.testing.assert_allclose(1 - np.array(heights) / 100, read.probabilities[:, digit], atol=1e-3)


def test_the_morphs_numbers_are_told_at_the_slider_and_saved(pages, examples, tmp_path):
    read = readings(load(), between(examples, "3", "8").digits)
    with still(pages) as page:
        keep_and_draw(page, "3", "8")
        morph = page.locator("#two .chart")
        assert "flips from 3" in morph.locator("svg[role=img]").get_attribute("aria-label")
        morph.get_by_role("button", name="Save as CSV").focus()
        page.keyboard.press("Tab")  # to the slider, halfway
        likeliest = read.probabilities[STEPS // 2].argmax()
        assert morph.locator(".readout").inner_text().startswith(f"{likeliest}: ")
        assert "at 50 %" in morph.locator(".readout").inner_text()
        with page.expect_download() as download:
            morph.get_by_role("button", name="Save as CSV").click()
        download.value.save_as(tmp_path / "morph.csv")
        with page.expect_download() as download:
            morph.get_by_role("button", name="Save as PNG").click()
        download.value.save_as(tmp_path / "morph.png")
    columns, *rows = csv.reader((tmp_path / "morph.csv").read_text().splitlines())
    assert columns[:2] == ["morph (%)", "probability of 0 (%)"] and columns[-1] == "prediction"
    numbers = np.array([row[1:11] for row in rows], float)
    np.testing.assert_allclose(numbers, 100 * read.probabilities, atol=0.1)
    with Image.open(tmp_path / "morph.png") as picture:
        assert (
            len(picture.convert("RGB").getcolors(2**24)) > 100
        )  # two colours, their words, and their edges


def test_the_slider_shows_the_digit_between_its_maps_and_its_answer(browser, app, examples):
    interpolation, model = between(examples, "3", "8"), load()
    with own_still(browser, app) as page:
        keep_and_draw(page, "3", "8")
        slider = page.locator("#two input[type=range]")
        slider.focus()
        for _ in range(4):
            page.keyboard.press("ArrowLeft")
        step = STEPS // 2 - 4
        wait_for_step(page, step)
        recognition = recognise(model, interpolation.digits[step])
        answer = "?" if recognition.verdict is None else str(recognition.verdict)
        says = page.locator("#two .says[data-row='way']")
        assert says.locator(".digit").inner_text() == answer
        assert f"{round(100 * step / (STEPS - 1))} %" in says.locator(".who").inner_text()
        assert answer.replace("?", "not a digit") in slider.get_attribute("aria-valuetext")
        ink = np.round(interpolation.digits[step] * 255)
        shown = way(page, "input")[..., 0].astype(float)
        paper, black = shown[ink == 0], shown[ink == 255]
        assert (paper == paper[0]).all() and (black == black[0]).all() and paper[0] > black[0]
        np.testing.assert_allclose((paper[0] - shown) / (paper[0] - black[0]), ink / 255, atol=0.01)
        strongest = np.unravel_index(recognition.trace["F6"].argmax(), (12, 7))
        f6 = way(page, "f6").astype(int)
        assert f6[strongest][:3].sum() == f6[..., :3].sum(-1).min()


def test_drawings_of_unlike_stroke_counts_are_mixed_as_ink_and_it_can_be_played(browser, app):
    with own_still(browser, app) as page:
        keep_and_draw(page, "1", "4")
        assert "is blended" in page.locator("#two .how").text_content()
        assert "one stroke and the other two strokes" in page.locator("#two .how").text_content()
        press(page, "7")
        page.wait_for_function(
            "() => document.querySelector('#two .how').textContent.includes('in a straight line')"
        )
        page.locator("#two .play").click()
        value = "Number(document.querySelector('#two input[type=range]').value)"
        page.wait_for_function(f"() => {value} < 4")
        page.wait_for_function(
            f"(last) => {value} === last && !document.querySelector('.interpolation.playing')",
            arg=STEPS - 1,
        )
        wait_for_step(page, STEPS - 1)
        np.testing.assert_array_equal(way(page, "input"), way(page, "input", row="now"))


def test_what_to_do_is_said_and_the_kept_drawing_outlives_other_tabs_and_networks(pages):
    with still(pages) as page:
        page.locator("#tab-two").click()
        sentence = page.locator("#two .sentence")
        assert "Draw a digit, keep it" in sentence.inner_text()
        assert page.locator("#keep").is_disabled() and page.locator("#let-go").is_hidden()
        press(page, "2")
        assert "Keep this drawing" in sentence.inner_text() and page.locator(".two-body").is_hidden()
        page.locator("#keep").focus()
        page.keyboard.press("Enter")
        assert "This drawing is kept" in sentence.inner_text() and page.locator("#keep").is_disabled()
        page.keyboard.press("c")
        settle(page)
        assert "One drawing is kept" in sentence.inner_text()
        press(page, "6")
        wait_for_step(page, STEPS // 2)
        kept = way(page, "input", row="kept")
        page.locator("#tab-compare").click()
        page.wait_for_function(
            """() => [...document.querySelectorAll("#compare .rows button")]
                .every((row) => row.dataset.reads === "6")"""
        )
        page.locator("#tab-two").click()
        choose(page, "relu-28")
        page.wait_for_selector("#two .c1[data-row='now'][data-step] canvas[width='24']")
        np.testing.assert_array_equal(way(page, "input", row="kept"), kept)
        page.locator("#let-go").click()
        assert page.locator(".two-body").is_hidden() and page.locator("#let-go").is_hidden()
        assert "Keep this drawing" in sentence.inner_text()


def test_what_travels_is_little(pages):
    with still(pages) as page:
        page.evaluate("performance.clearResourceTimings()")
        keep_and_draw(page, "8", "0")
        page.wait_for_function(
            f"() => {TRAVELLED}.length >= 4"
        )  # the interpolation, the maps of three steps
        assert 0 < max(page.evaluate(TRAVELLED)) < 60_000


@pytest.mark.parametrize("width", [1280, 1000, 390, 340])
def test_it_fits_every_width_with_whole_pixels(pages, width):
    with still(pages, viewport={"width": width, "height": 800}) as page:
        keep_and_draw(page, "3", "5")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        cells = page.evaluate(
            """() => [...document.querySelectorAll("#two .maps canvas")]
                .map((canvas) => canvas.getBoundingClientRect().width / canvas.width)"""
        )
        assert cells and all(cell == round(cell) for cell in cells)
        places = page.evaluate(
            """() => [...document.querySelectorAll("#two .maps, #two .says")].map((cell) => {
                const { left, right } = cell.getBoundingClientRect(); return [left, right]; })"""
        )
        assert places and all(left >= 0 and right <= width for left, right in places)
