"""Training watched again in a real browser: its moments read the visitor's own digit."""

import pytest
from drawing_hand import drawn, probabilities, settle, slide

from lenet import recognise
from lenet.network import weights

pytestmark = pytest.mark.slow


def test_training_is_watched_again_on_the_drawing(page, examples):
    digit = drawn(page, examples["5"])
    page.locator("#tab-learning").click()
    checkpoints = weights.checkpoints()
    expected = " ".join(str(recognise(model, digit).top3[0][0]) for _, model in checkpoints)
    page.wait_for_function(
        "(answers) => document.querySelector('#learning').dataset.answers === answers", arg=expected
    )
    slide(page, "#learning input", 2)
    settle(page)
    recognition = recognise(checkpoints[2][1], digit)
    assert probabilities(page) == pytest.approx(recognition.probabilities.tolist(), abs=1e-3)
    assert f"{checkpoints[2][0]['digits']:,}" in page.locator("#learning .sentence").inner_text()
    page.locator("#network").click()
    page.locator("[role=option][data-network='1998']").click()  # that is 1998 as it is, trained
    assert settle(page) == "5"


def test_the_whole_training_plays(page, examples):
    drawn(page, examples["0"])
    page.locator("#tab-learning").click()
    page.locator("#learning .play").click()
    page.wait_for_function("() => document.querySelector('#learning input').value === '0'")
    page.wait_for_function(
        """() => {
            const slider = document.querySelector("#learning input");
            return slider.value === slider.max;
        }"""
    )
    assert settle(page) == "0"
