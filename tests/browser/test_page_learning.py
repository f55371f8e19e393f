"""Training watched again in a real browser: its moments read the visitor's own digit."""

import csv

import numpy as np
import pytest
from drawing_hand import drawn, pixels_of, probabilities, settle, slide

from lenet import recognise
from lenet.network import weights

pytestmark = pytest.mark.slow


def test_training_is_watched_again_on_the_drawing(page, examples):
    digit = drawn(page, examples["5"])
    page.locator("#tab-learning").click()
    checkpoints = weights.checkpoints()
    expected = " ".join(str(recognise(model, digit).top3[0][0]) for _, model in checkpoints)
    page.wait_for_function(
        "(answers) => document.querySelector('#recorded')?.dataset.answers === answers", arg=expected
    )
    slide(page, "#recorded input", 2)
    settle(page)
    recognition = recognise(checkpoints[2][1], digit)
    assert probabilities(page) == pytest.approx(recognition.probabilities.tolist(), abs=1e-3)
    facts = checkpoints[2][0]
    error = f"{facts['errors']['MNIST error']:.0f} %"  # an early one: above 10 %, without decimals
    seen = int(float(f"{facts['digits']:.2g}"))  # that count is of whole batches: a little too high
    words = f"after about {seen:,} training examples: validation error {error}"
    assert page.locator("#recorded .sentence").inner_text().endswith(words)
    assert page.locator("#recorded input").get_attribute("aria-valuetext") == words
    page.locator("#network").click()
    page.locator("[role=option][data-network='1998']").click()  # that is 1998 as it is, trained
    assert settle(page) == "5"


def test_the_whole_training_plays(page, examples):
    drawn(page, examples["0"])
    page.locator("#tab-learning").click()
    page.locator("#recorded .play").click()
    page.wait_for_function("() => document.querySelector('#recorded input')?.value === '0'")
    page.wait_for_function(
        """() => {
            const slider = document.querySelector("#recorded input");
            return slider.value === slider.max;
        }"""
    )
    assert settle(page) == "0"


def test_the_charts_have_numbers_on_their_axes_and_are_saved(page, examples, tmp_path):
    digit = drawn(page, examples["5"])
    page.locator("#tab-learning").click()
    page.wait_for_selector("#recorded .classes path", state="attached")
    error, classes = page.locator("#recorded .chart").all()
    assert error.locator(".number.y").all_text_contents()[-3:] == ["1 %", "10 %", "100 %"]
    assert classes.locator(".number.y").all_text_contents() == ["0", "50", "100 %"]
    assert classes.locator(".number.x").all_text_contents() == ["0", "10,000", "100,000", "1,000,000"]
    checkpoints = weights.checkpoints()
    saved = []
    for chart in (error, classes):
        with page.expect_download() as download:
            chart.get_by_role("button", name="Save as CSV").click()
        download.value.save_as(tmp_path / "chart.csv")
        columns, *rows = csv.reader((tmp_path / "chart.csv").read_text().splitlines())
        assert columns[0] == "training examples (in whole batches)"
        saved.append(np.array(rows, float))
    seen = [facts["digits"] for facts, _ in checkpoints]
    assert saved[0].tolist() == [
        [count, facts["errors"]["MNIST error"]] for count, (facts, _) in zip(seen, checkpoints, strict=True)
    ]
    expected = [recognise(model, digit).probabilities for _, model in checkpoints]
    assert saved[1][:, 0].tolist() == seen
    np.testing.assert_allclose(saved[1][:, 1:], 100 * np.array(expected), atol=0.1)


def test_an_early_checkpoint_is_neither_blank_nor_sure(page, examples):
    """Its values are far below a trained network's: colours and legends follow them; no digit is told."""
    drawn(page, examples["7"])
    legend = page.locator(".layer-f6 .legend")
    trained = legend.inner_text()
    page.locator("#tab-learning").click()
    slide(page, "#recorded input", 0)
    page.wait_for_function("() => store.now().answer.question.view.checkpoint === 0")
    assert "in-training" in page.locator("#network").get_attribute("class")
    assert page.locator(".reads .heading").inner_text().startswith("Undecided")
    assert page.locator("#answer").inner_text() == "–"
    page.locator("#tab-layers").click()
    assert legend.inner_text() != trained
    shades = {tuple(pixel) for row in pixels_of(page, "#f6 canvas") for pixel in row}
    assert len(shades) > 10
    page.locator("#tab-why").click()  # which speaks of the trained network
    page.wait_for_function("() => store.now().answer.question.view.checkpoint === null")
    assert "in-training" not in page.locator("#network").get_attribute("class")
    page.locator("#tab-layers").click()
    assert legend.inner_text() == trained
    assert settle(page) == "7"
