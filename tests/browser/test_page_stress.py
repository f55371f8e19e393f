"""The stress test in a real browser: the digit is bent, and everything follows."""

import json

import numpy as np
import pytest
from drawing_hand import choose, draw, drawn, pixels_of, probabilities, settle, slide

from lenet import VARIANTS, load, recognise
from lenet.explain.sweeps import POINTS, perturbed
from lenet.explain.sweeps import sweep as sweep_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("network", VARIANTS)
def test_the_stress_tests_lines_and_breaks_are_the_networks(page, examples, network):
    choose(page, network)
    digit = drawn(page, examples["4"])
    page.locator("#tab-stress").click()
    page.wait_for_function(
        "() => document.querySelector('[data-perturbation=scale] .line').getAttribute('d') !== ''"
    )
    for name, sweep in sweep_of(load(network), digit).items():
        part = page.locator(f"[data-perturbation='{name}']")
        rest = np.flatnonzero(
            np.isclose(
                sweep.amounts,
                sweep.amounts[0]
                if name in ("noise", "covered")
                else (1 if name in ("scale", "squeeze") else 0),
            )
        )[0]
        answer = sweep.probabilities[rest].argmax()
        line = part.locator(".line").get_attribute("d")
        heights = [float(point.split()[1]) for point in line.replace("M", "L").split("L")[1:]]
        assert len(heights) == POINTS
        np.testing.assert_allclose(1 - np.array(heights) / 96, sweep.probabilities[:, answer], atol=0.003)
        lost = (sweep.probabilities.argmax(1) != answer) | sweep.rejected
        broken = [
            i
            for i in (
                max([i for i in range(rest) if lost[i]], default=None),
                min([i for i in range(rest + 1, POINTS) if lost[i]], default=None),
            )
            if i is not None
        ]
        shown = json.loads(part.get_attribute("data-breaks"))
        assert shown == pytest.approx([sweep.amounts[i] for i in broken], rel=1e-3, abs=1e-6)


def test_a_slider_bends_the_digit_and_everything_follows(page, examples):
    digit = drawn(page, examples["7"])
    before = pixels_of(page, "#digit"), pixels_of(page, "#c1 canvas[data-map='0']")
    page.locator("#tab-stress").click()
    slide(page, "[data-perturbation='rotation'] input", 0.75)  # from -90 to 90: 45 degrees
    settle(page)
    recognition = recognise(load(), perturbed(digit, {"rotation": 45.0}))
    assert probabilities(page) == pytest.approx(recognition.probabilities.tolist(), abs=1e-3)
    assert not np.array_equal(before[0], pixels_of(page, "#digit"))
    assert not np.array_equal(before[1], pixels_of(page, "#c1 canvas[data-map='0']"))
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
    page.locator("#tab-stress").click()
    page.locator("#overlay").select_option("tanh")
    page.wait_for_function(
        "() => document.querySelector('[data-perturbation=noise] .other').getAttribute('d') !== ''"
    )
    line = page.locator("[data-perturbation='noise'] .other").get_attribute("d")
    heights = [float(point.split()[1]) for point in line.replace("M", "L").split("L")[1:]]
    expected = sweep_of(load("tanh"), digit)["noise"].probabilities[:, 9]
    np.testing.assert_allclose(1 - np.array(heights) / 96, expected, atol=0.003)
