"""The stress test in a real browser: the digit is bent, and everything follows."""

import csv
import json
import re

import numpy as np
import pytest
from drawing_hand import choose, draw, drawn, pixels_of, probabilities, settle, slide
from PIL import Image

from lenet import VARIANTS, load, recognise
from lenet.explain.perturbations import PERTURBATIONS
from lenet.explain.sweeps import POINTS, perturbed
from lenet.explain.sweeps import sweep as sweep_of

pytestmark = pytest.mark.slow

NAMES = '[data-perturbation="{}"]'


def heights_of(curve) -> np.ndarray:
    """A curve's probabilities; its frame is 100 high."""
    points = curve.get_attribute("d").replace("M", "L").split("L")[1:]
    return 1 - np.array([float(point.split()[1]) for point in points]) / 100


def open_stress(page) -> None:
    page.locator("#tab-stress").click()
    page.wait_for_selector("#stress .frame .line[d^='M']", state="attached")


@pytest.mark.parametrize("network", VARIANTS)
def test_the_stress_tests_curves_and_breaks_are_the_networks(page, examples, network):
    choose(page, network)
    digit = drawn(page, examples["4"])
    open_stress(page)
    for name, sweep in sweep_of(load(network), digit).items():
        part = page.locator(NAMES.format(name))
        neutral = PERTURBATIONS[name].neutral
        rest = int(np.flatnonzero(sweep.amounts == neutral)[0])
        answer = sweep.probabilities[rest].argmax()
        np.testing.assert_allclose(
            heights_of(part.locator(".line")), sweep.probabilities[:, answer], atol=0.003
        )
        np.testing.assert_allclose(heights_of(part.locator(".reject-share")), sweep.rubbish, atol=0.003)
        lost = (sweep.probabilities.argmax(1) != answer) | sweep.rejected
        middle = [
            np.sqrt(a * b) if neutral == 1 else (a + b) / 2
            for a, b in zip(sweep.amounts[:-1], sweep.amounts[1:], strict=True)
        ]
        below = [middle[i] for i in range(rest) if lost[i] and not lost[i + 1 : rest + 1].any()]
        above = [middle[i] for i in range(rest, POINTS - 1) if lost[i + 1] and not lost[rest : i + 1].any()]
        shown = json.loads(part.get_attribute("data-breaks"))
        assert shown == pytest.approx(below + above, rel=1e-3, abs=1e-5)
        sentence = part.locator(".finding").inner_text()
        assert ("below" in sentence, "above" in sentence) == (bool(below), bool(above))


def test_shading_stays_in_its_frame_and_names_what_is_read(page, examples):
    drawn(page, examples["4"])
    open_stress(page)
    outside = page.evaluate("""() => [...document.querySelectorAll("#stress .plot")].flatMap((plot) => {
        const frame = plot.getBoundingClientRect();
        return [...plot.querySelectorAll(".lost rect")].map((part) => part.getBoundingClientRect())
            .filter(({ left, right }) => left < frame.left - 0.5 || right > frame.right + 0.5);
    })""")
    assert outside == []
    assert page.locator("#stress .lost rect").count() > 0
    words = set(page.locator("#stress .labels text").all_text_contents())
    assert words and words <= {"rejected", *"012356789"}


def test_the_sliders_lie_on_the_axes(page, examples):
    drawn(page, examples["7"])
    open_stress(page)
    slide(page, NAMES.format("shift x") + " input", 0.25)
    slide(page, NAMES.format("rotation") + " input", 1)
    off = page.evaluate("""() => [...document.querySelectorAll("#stress .plot")].map((plot) => {
        const slider = plot.querySelector("input");
        const [frame, track] = [plot, slider].map((part) => part.getBoundingClientRect());
        const knob = parseFloat(getComputedStyle(slider).getPropertyValue("--knob"))
            * parseFloat(getComputedStyle(document.documentElement).fontSize);
        const line = plot.querySelector(".now line").getBoundingClientRect();
        const middle = track.left + knob / 2 + slider.value * (track.width - knob);
        return [track.top + track.height / 2 - frame.bottom, middle - (line.left + line.right) / 2];
    })""")
    assert len(off) == 9
    assert np.abs(off).max() < 1


def test_pointing_at_a_chart_tells_its_values_and_moves_nothing(page, examples):
    digit = drawn(page, examples["7"])
    open_stress(page)
    plot = page.locator(NAMES.format("rotation") + " .plot")
    plot.scroll_into_view_if_needed()
    box, below = plot.bounding_box(), page.locator("#stress").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 20)
    readout = plot.locator(".readout")
    sweep = sweep_of(load(), digit)["rotation"]
    assert readout.is_visible()
    answer, rejected = re.findall(r"7: ([\d.]+) %, not a digit: ([\d.]+) %", readout.inner_text())[0]
    assert readout.inner_text().startswith("−45°")
    assert float(answer) == pytest.approx(100 * sweep.probabilities[6, 7], abs=0.2)
    assert float(rejected) == pytest.approx(100 * sweep.rubbish[6], abs=0.2)
    assert page.locator("#stress").bounding_box() == below
    page.mouse.move(box["x"] - 100, 1)
    assert readout.is_hidden()


def test_the_arrow_keys_tell_the_values_as_well(page, examples):
    drawn(page, examples["7"])
    open_stress(page)
    page.locator(NAMES.format("scale") + " .save").last.focus()
    page.keyboard.press("Tab")  # from the buttons to the slider
    readout = page.locator(NAMES.format("scale") + " .readout")
    assert "1×" in readout.inner_text()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    slider = page.locator(NAMES.format("scale") + " input")
    assert slider.get_attribute("aria-valuetext").split(", ")[1].startswith(("reads", "not a digit"))
    assert "1×" not in readout.inner_text().split()[0]
    page.keyboard.press("Tab")
    assert readout.is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_press_saves_a_chart_as_a_picture_or_as_numbers(pages, examples, tmp_path, scheme):
    with pages(color_scheme=scheme) as page:
        digit = drawn(page, examples["7"])
        open_stress(page)
        chart = page.locator(NAMES.format("shift y"))
        chart.hover()
        with page.expect_download() as download:
            chart.get_by_role("button", name="Save as PNG").click()
        assert download.value.suggested_filename == "stress shift y.png"
        download.value.save_as(tmp_path / "chart.png")
        accent = page.evaluate("getComputedStyle(document.body).getPropertyValue('--accent')")
        width = chart.bounding_box()["width"]
        with Image.open(tmp_path / "chart.png") as picture:
            assert picture.width == pytest.approx(2 * (width + 32), abs=4)  # twice the size, and a margin
            pixels = np.asarray(picture.convert("RGB")).reshape(-1, 3)
        assert pixels[0].tolist() == {"light": [255, 255, 255], "dark": [15, 17, 19]}[scheme]
        accent = list(bytes.fromhex(accent.strip("# ")))
        assert (pixels == accent).all(1).sum() > 300  # the curve
        with page.expect_download() as download:
            chart.get_by_role("button", name="Save as CSV").click()
        download.value.save_as(tmp_path / "chart.csv")
    columns, *rows = csv.reader((tmp_path / "chart.csv").read_text().splitlines())
    sweep = sweep_of(load(), digit)["shift y"]
    assert columns[:2] == ["Shift down (pixels)", "probability of 7 (%)"] and len(rows) == POINTS
    numbers = np.array([row[:3] for row in rows], float)
    np.testing.assert_allclose(numbers[:, 0], sweep.amounts, rtol=1e-5)
    np.testing.assert_allclose(numbers[:, 1], 100 * sweep.probabilities[:, 7], atol=0.3)
    np.testing.assert_allclose(numbers[:, 2], 100 * sweep.rubbish, atol=0.3)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_nine_charts_and_their_key_fill_the_workspace(pages, examples, size):
    """80 x 24.75 rem, at the root size of that screen; at 1280x720 no number is smaller than 12 px."""
    width, height = size
    with pages(viewport={"width": width, "height": height}) as page:
        drawn(page, examples["4"])
        root = width / 80
        page.evaluate(
            """(root) => {
                document.documentElement.style.fontSize = `${root}px`;
                const { style } = document.querySelector("#stress");
                Object.assign(style, { position: "fixed", inset: "0 auto auto 0", width: "77.5rem" });
            }""",
            root,
        )
        open_stress(page)
        assert page.locator("#stress").evaluate("(panel) => panel.scrollHeight") <= 24.75 * root
        boxes = [part.bounding_box() for part in page.locator("#stress .perturbations > *").all()]
        assert len({box["y"] for box in boxes[:5]}) == 1 and len({box["y"] for box in boxes[5:]}) == 1
        sizes = page.evaluate("""() => [...document.querySelectorAll("#stress *")]
            .filter(({ childNodes }) => [...childNodes].some(({ data }) => data?.trim()))
            .filter((each) => each.checkVisibility())
            .map((each) => [each.matches(".number"), parseFloat(getComputedStyle(each).fontSize)])""")
        page.evaluate(
            """() => {
                document.documentElement.style.fontSize = "";
                document.querySelector("#stress").removeAttribute("style");
            }"""
        )
    assert min(size for is_number, size in sizes if is_number) >= 0.75 * root - 0.01
    assert min(size for is_number, size in sizes if not is_number) >= 0.8125 * root - 0.01


def test_a_slider_bends_the_digit_and_everything_follows(page, examples):
    digit = drawn(page, examples["7"])
    maps = "store.now().answer.packet.maps.C1.data"
    before = pixels_of(page, "#digit"), page.evaluate(maps)
    page.locator("#tab-stress").click()
    slide(page, "[data-perturbation='rotation'] input", 0.75)  # from -90 to 90: 45 degrees
    settle(page)
    recognition = recognise(load(), perturbed(digit, {"rotation": 45.0}))
    assert probabilities(page) == pytest.approx(recognition.probabilities.tolist(), abs=1e-3)
    assert not np.array_equal(before[0], pixels_of(page, "#digit"))
    assert page.evaluate(maps) != before[1]
    page.locator("#reset").click()
    settle(page)
    np.testing.assert_array_equal(before[0], pixels_of(page, "#digit"))


def test_no_other_tab_is_opened_on_a_bent_digit(page, examples):
    draw(page, examples["7"])
    assert settle(page) == "7"
    page.locator("#tab-stress").click()
    slide(page, "[data-perturbation='rotation'] input", 0.95)
    page.wait_for_function("() => document.querySelector('.caption').textContent.includes('stress test')")
    page.locator("#tab-why").click()
    page.wait_for_function("() => !document.querySelector('.caption').textContent.includes('stress test')")
    assert settle(page) == "7"


def test_an_axis_can_be_played(page, examples):
    drawn(page, examples["3"])
    page.locator("#tab-stress").click()
    page.locator("[data-perturbation='shift x'] .play").click()
    slider = "document.querySelector(\"[data-perturbation='shift x'] input\").value"
    page.wait_for_function(f"() => {slider} > 0.9")
    page.wait_for_function(f"() => {slider} < 0.1")
    page.wait_for_function("() => document.querySelector('.playing') === null")
    assert settle(page) == "3"


def test_a_second_network_can_be_laid_over(page, examples):
    digit = drawn(page, examples["9"])
    open_stress(page)
    page.locator("#overlay").select_option("tanh")
    page.wait_for_selector(f"{NAMES.format('noise')} .other[d^='M']", state="attached")
    expected = sweep_of(load("tanh"), digit)["noise"].probabilities[:, 9]
    other = page.locator(NAMES.format("noise") + " .other")
    np.testing.assert_allclose(heights_of(other), expected, atol=0.003)
