"""Live training in a real browser: a network learns before one's eyes, and reads for the whole page."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from drawing_hand import PHONE, draw, opened, settle
from serving import serving
from trainer import kept_ready

from lenet import digit_from_strokes, load, recognise

pytestmark = pytest.mark.slow

PREPARED = 120_000  # ms that torch and the digits may take on a machine that is busy with other things
LAB = "#live"
TRAIN = "**/train?*"  # where live training is spoken of
MAIN = f"{LAB} .lab-buttons .main"


@pytest.fixture(scope="module")
def training_app(to_train):
    """The address of an app that trains."""
    with serving(**to_train) as address, kept_ready(address):
        yield address


@pytest.fixture
def lab(browser, training_app):
    """A page with the tab open, ready to train."""
    with opened(browser, training_app) as page:
        open_lab(page)
        yield page


def open_lab(page):
    page.locator("#tab-learning").click()
    await_phase(page, "ready")


def await_phase(page, phase):
    page.wait_for_function(
        "(phase) => document.querySelector('.lab-buttons .main')?.dataset.phase === phase",
        arg=phase,
        timeout=PREPARED,
    )


def await_error_below(page, run, error):
    """Waits until a run's held-out error, in the list of runs, is below so many per cent."""
    page.wait_for_function(
        """([run, error]) => {
            const written = document.querySelector(`.runs li:nth-child(${run}) .error`)?.textContent;
            return written && parseFloat(written) < error;
        }""",
        arg=[run, error],
        timeout=PREPARED,
    )


def test_it_learns_reads_above_and_gives_the_old_network_back(lab, examples):
    draw(lab, examples["7"])
    assert settle(lab) == "7"
    before = lab.locator("#network").inner_text()
    lab.locator(MAIN).click()
    await_error_below(lab, 1, 20)
    for part in (
        ".error-chart .held-out[d*=L]",
        ".trace-chart .answer[d*=L]",
        ".gradients li",
        ".batch canvas",
    ):
        lab.locator(f"{LAB} {part}").first.wait_for(state="attached")
    lab.locator(".use").click()
    lab.wait_for_function("() => store.now().answer.question.view.checkpoint === 'live'")
    settle(lab)
    assert "in-training" in lab.locator("#network").get_attribute("class")
    lab.wait_for_function(
        "() => document.querySelector('.reads .heading').textContent === 'Prediction (training)'"
    )
    lab.keyboard.press("c")
    draw(lab, examples["1"])
    settle(lab)
    lab.wait_for_function("() => document.querySelector('#answer').dataset.digit === '1'")
    lab.locator("#tab-layers").click()  # whose maps and kernels are the training network's
    lab.wait_for_function("() => store.now().answer.kernels !== undefined")
    lab.locator("#tab-why").click()
    lab.wait_for_function("() => store.now().answer.question.view.checkpoint === null")
    assert settle(lab) == "1"
    assert lab.locator("#network").inner_text() == before
    lab.locator("#tab-learning").click()
    lab.wait_for_function("() => store.now().answer.question.view.checkpoint === 'live'")
    lab.locator(".use").click()
    lab.wait_for_function("() => store.now().answer.question.view.checkpoint === null")
    assert lab.locator("#network").inner_text() == before


def test_runs_stay_beside_each_other_and_are_hidden_and_deleted(lab):
    seen = "Number(document.querySelector('#live .progress').textContent.split(' ')[0].replaceAll(',', ''))"
    lab.locator(MAIN).click()
    await_error_below(lab, 1, 50)
    lab.locator("[data-setting=distortions]").uncheck()
    lab.locator(".lab-buttons .again").click()
    lab.locator(".runs li:nth-child(2)").wait_for()
    assert lab.locator(".runs .words").all_text_contents() == ["distorted", "undistorted"]
    lab.locator("#tab-walk").click()  # it goes on meanwhile
    lab.wait_for_function("() => document.querySelector('#walk canvas') !== null")
    before = lab.evaluate(seen)
    lab.locator("#tab-learning").click()
    lab.wait_for_function(f"(before) => {seen} > before", arg=before)
    lab.locator(MAIN).click()
    await_phase(lab, "paused")
    lab.locator(".lab-buttons .step").click()
    curves = lab.locator(".error-chart [data-run]")
    assert curves.count() == 2
    lab.locator(".runs li:first-child input").uncheck()
    lab.wait_for_function("() => document.querySelectorAll('.error-chart [data-run]').length === 1")
    lab.get_by_role("button", name="Delete run 1").click()
    lab.wait_for_function("() => document.querySelectorAll('.runs li').length === 1")
    assert lab.locator(".runs b").inner_text() == "2"


def test_weights_and_curves_are_saved_and_read_again(lab, examples, tmp_path):
    draw(lab, examples["7"])
    settle(lab)
    lab.locator(MAIN).click()
    await_error_below(lab, 1, 20)
    lab.locator(MAIN).click()
    await_phase(lab, "paused")
    lab.locator(".use").click()
    lab.wait_for_function("() => store.now().answer.question.view.checkpoint === 'live'")
    settle(lab)
    shown = lab.evaluate("store.now().answer.packet.probabilities")
    with (
        lab.expect_download(
            lambda file: file.suggested_filename.endswith("json"), timeout=PREPARED
        ) as card,
        lab.expect_download(
            lambda file: file.suggested_filename.endswith("safetensors"), timeout=PREPARED
        ) as weights_file,
    ):
        lab.locator(".status .save").click()
    for file in (card.value, weights_file.value):
        file.save_as(tmp_path / file.suggested_filename)
    [weights] = tmp_path.glob("*.safetensors")
    assert json.loads(weights.with_suffix(".json").read_text())
    digit = digit_from_strokes(lab.evaluate("store.now().question.drawing.strokes"))
    ours = recognise(load(weights), digit).probabilities
    assert int(np.argmax(shown)) == int(ours.argmax())  # its temperature is fitted only now
    lab.locator(f"{LAB} .error-chart").hover()
    with lab.expect_download() as download:
        lab.locator(f"{LAB} .error-chart").get_by_role("button", name="Save as CSV").click()
    download.value.save_as(tmp_path / "curves.csv")
    columns, *rows = csv.reader((tmp_path / "curves.csv").read_text().splitlines())
    assert columns[:3] == ["run", "settings", "training examples"]
    assert [int(row[2]) for row in rows] == sorted(int(row[2]) for row in rows)
    assert rows[0][2] == "0" and len(rows) > 10


def test_one_batch_at_a_time_from_the_beginning(lab):
    lab.locator(".lab-buttons .step").click()
    await_phase(lab, "paused")
    lab.wait_for_function("() => document.querySelector('.batch h3').textContent.startsWith('Batch 1:')")
    assert lab.locator(".batch li:visible").count() == 32
    lab.locator(".lab-buttons .step").click()
    lab.wait_for_function("() => document.querySelector('.batch h3').textContent.startsWith('Batch 2:')")


def test_an_experiment_sets_itself_up_and_runs_one_after_the_other(lab):
    lab.locator("[data-experiment='too few digits']").click()
    sentence = lab.locator(".status p")
    lab.wait_for_function("() => document.querySelector('.status').classList.contains('experiment')")
    assert "learned by heart" in sentence.inner_text()
    assert lab.locator("[data-setting=digits]").get_attribute("aria-valuetext") == "100"
    lab.locator(".runs li:nth-child(2)").wait_for(timeout=PREPARED)
    await_phase(lab, "paused")
    assert lab.locator(".runs .words").all_text_contents() == ["100 digits", "10,000 digits"]


def test_with_the_answer_hidden_it_trains_and_tells_nothing(lab, examples):
    draw(lab, examples["7"])
    settle(lab)
    lab.keyboard.press("h")
    lab.locator(MAIN).click()
    await_error_below(lab, 1, 50)
    lab.locator(".use").click()
    lab.wait_for_function("() => store.now().answer.question.view.checkpoint === 'live'")
    settle(lab)
    telling = lab.locator("#answer b, #top3, #probabilities .value, .trace-chart *")
    assert telling.evaluate_all(
        "(parts) => !parts.some((part) => part.checkVisibility({ visibilityProperty: true }))"
    )
    assert lab.locator(f"{LAB} .error-chart").is_visible()
    assert lab.locator(".reads .heading").inner_text() == "What will it say?"


def test_nothing_essential_is_out_of_sight(lab, examples):
    draw(lab, examples["7"])
    lab.locator(MAIN).click()
    await_error_below(lab, 1, 50)
    lab.locator(MAIN).click()
    await_phase(lab, "paused")
    shown = lab.locator(
        f"{LAB} :is(button, select, input, .chart svg, canvas, .gradients li, .runs li):visible"
    )
    boxes = shown.evaluate_all("(parts) => parts.map((part) => part.getBoundingClientRect().toJSON())")
    assert len(boxes) > 50
    for box in boxes:
        assert box["left"] >= 0 and box["right"] <= 1280 + 1
        assert box["top"] >= 0 and box["bottom"] <= 720 + 1


def test_who_comes_second_watches_with_a_drawing_of_their_own(lab, browser, training_app, examples):
    lab.locator(MAIN).click()
    await_error_below(lab, 1, 80)
    with opened(browser, training_app) as other:
        draw(other, examples["4"])
        settle(other)
        other.locator("#tab-learning").click()
        other.locator(".status .watch").click()
        await_error_below(other, 1, 80)
        assert other.locator(".runs .words").inner_text().startswith("watched: ")
        other.locator(f"{LAB} .trace-chart .answer[d*=L]").wait_for(state="attached")
        assert other.locator(MAIN).is_disabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_serious_finding(browser, training_app, scheme):
    """By axe-core's rules."""
    package = pytest.importorskip("axe_playwright_python", reason="pip install -r tests/requirements.txt")
    with opened(browser, training_app, color_scheme=scheme) as page:
        open_lab(page)
        page.locator(MAIN).click()
        await_error_below(page, 1, 80)
        page.locator(MAIN).click()
        await_phase(page, "paused")
        page.evaluate(Path(package.__file__).with_name("axe.min.js").read_text(encoding="utf-8"))
        found = page.evaluate(
            "async () => (await axe.run('#learning', { resultTypes: ['violations'] })).violations"
        )
        assert [each for each in found if each["impact"] in ("serious", "critical")] == []


def test_it_trains_on_a_phone(browser, training_app, examples):
    with opened(browser, training_app, **PHONE) as page:
        draw(page, examples["7"], by="finger")
        settle(page)
        open_lab(page)
        page.locator(MAIN).tap()
        await_error_below(page, 1, 50)
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_lost_connection_comes_back_and_the_run_has_gone_on(browser, training_app):
    sockets = []

    def pass_on(socket):
        socket.connect_to_server()
        sockets.append(socket)

    with opened(browser, training_app, before=lambda page: page.route_web_socket(TRAIN, pass_on)) as page:
        open_lab(page)
        page.locator(MAIN).click()
        await_error_below(page, 1, 80)
        sockets[0].close(code=4000)  # as a network that breaks off does, and no browser that is closed
        page.wait_for_function(
            "() => document.querySelector('.status p')?.textContent.startsWith('Connection lost')"
        )
        await_error_below(page, 1, 30)
        assert len(sockets) == 2 and page.locator(".runs li").count() == 1


@pytest.mark.parametrize(
    ("status", "words", "button"),
    [
        ({"phase": "missing", "bytes": 9_900_000}, "Fetch it once (10 MB)", ".fetch"),
        ({"phase": "fetching", "done": 5e6, "of": 1e7}, "5 MB of 10 MB", "progress"),
        (
            {"phase": "busy", "sentence": "Someone else is training.", "here": True},
            "training. Watch it",
            ".watch",
        ),
        ({"phase": "failed", "sentence": "The training process has ended."}, "has ended", None),
        ({"phase": "preparing"}, "begins when they are ready", None),
    ],
)
def test_every_state_says_what_to_do_next(browser, app, status, words, button):
    asked = []

    def answer(socket):
        socket.on_message(lambda message: asked.append(json.loads(message)["do"]))
        socket.send(json.dumps({"status": {"sentence": ""} | status}))

    with opened(browser, app, before=lambda page: page.route_web_socket(TRAIN, answer)) as page:
        page.locator("#tab-learning").click()
        page.wait_for_function(
            "(words) => document.querySelector('.status p')?.textContent.includes(words)", arg=words
        )
        is_without = status["phase"] in ("missing", "fetching")
        assert page.locator("#recorded").is_visible() == is_without
        if button:
            page.locator(f".status {button}").click()
        if button in (".fetch", ".watch"):
            page.wait_for_function("() => true")
            assert asked[-1] == button.removeprefix(".")


def test_where_training_is_off_the_recorded_one_is_shown(page, examples):
    draw(page, examples["7"])
    page.locator("#tab-learning").click()
    page.wait_for_function(
        "() => document.querySelector('.status p')?.textContent.includes('switched off')"
    )
    assert page.locator("#recorded").is_visible()
    page.wait_for_selector("#recorded .classes path", state="attached")
