"""What a lecturer shows, in a real browser: the digit bent, training watched again, links to a drawing."""

import json
from contextlib import contextmanager

import numpy as np
import pytest
from drawing_hand import choose, draw, drawn, pixels_of, settle
from PIL import Image

from lenet import VARIANTS, digit_from_strokes, load, recognise
from lenet.evaluation import __main__ as evaluation
from lenet.explain.sweeps import POINTS, perturbed
from lenet.explain.sweeps import sweep as sweep_of
from lenet.network import weights

pytestmark = pytest.mark.slow


def slide(page, selector, value):
    page.evaluate(
        """([selector, value]) => {
            const slider = document.querySelector(selector);
            slider.value = value;
            slider.dispatchEvent(new Event("input"));
        }""",
        [selector, value],
    )


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
    shown = [
        float(bar.get_attribute("data-probability")) for bar in page.locator("#probabilities li").all()
    ]
    assert shown == pytest.approx(recognition.probabilities.tolist(), abs=1e-3)
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
    page.wait_for_function("() => document.querySelector('.caption').textContent.includes('bent')")
    page.locator("#tab-why").click()
    page.wait_for_function("() => !document.querySelector('.caption').textContent.includes('bent')")
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
    shown = [
        float(bar.get_attribute("data-probability")) for bar in page.locator("#probabilities li").all()
    ]
    assert shown == pytest.approx(recognition.probabilities.tolist(), abs=1e-3)
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


def link_of(page) -> str:
    page.locator("#share").click()
    page.wait_for_selector("#qr svg")
    link = page.locator("#link").input_value()
    page.keyboard.press("Escape")
    return link


def test_a_link_restores_drawing_network_placement_and_tab(browser, app, page, examples):
    digit = drawn(page, examples["3"])
    choose(page, "1998")
    page.locator("[data-placement='box']").click()
    page.locator("#tab-compare").click()
    settle(page)
    shown = pixels_of(page, "#digit")
    link = link_of(page)
    assert link.startswith(app) and len(link) < 1200
    with opened_at(browser, link) as other:
        other.wait_for_function("() => document.querySelector('#answer').dataset.digit === '3'")
        settle(other)
        assert other.locator("#network").inner_text() == page.locator("#network").inner_text()
        assert other.locator("[data-placement='box'] input").is_checked()
        assert other.locator("#tab-compare").get_attribute("aria-selected") == "true"
        difference = np.abs(pixels_of(other, "#digit").astype(int) - shown)
        assert difference.max() < 40 and digit is not None  # points are kept to half a unit of the pad


def test_a_link_restores_every_network(browser, page, examples):
    draw(page, examples["3"])
    link, *links = [choose(page, network) and link_of(page) for network in VARIANTS]
    with opened_at(browser, link) as other:
        for network, then in zip(VARIANTS, [*links, None], strict=True):
            other.wait_for_function("() => document.querySelector('#answer').dataset.digit === '3'")
            settle(other)
            assert other.locator("#network code").text_content() == network
            if then:
                other.goto("about:blank")
                other.goto(then)
                other.wait_for_selector("#c3 canvas")


@contextmanager
def opened_at(browser, link):
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(link)
    page.wait_for_selector("#c3 canvas")
    yield page
    context.close()
    assert errors == []


@pytest.mark.parametrize(
    ("hash_", "sentence"),
    [
        ("#d=AQIDBAU", "damaged"),
        ("#d=%%%", "damaged"),
        ("#d=" + "A" * 70_000, "too long"),
        ("#d=_____________w", "damaged"),
        ("#d=AQECAg&n=resnet", "a network that is not here"),
        ("#d=AQECAg&p=<img src=x onerror=alert(1)>", "a placement that is not here"),
        ("#d=AQH___8_AA", "off the pad"),
    ],
)
def test_a_broken_link_says_so_and_the_page_works(browser, app, examples, hash_, sentence):
    with opened_at(browser, f"{app}/{hash_}") as page:
        page.wait_for_function(
            "(words) => document.querySelector('.trouble').textContent.includes(words)", arg=sentence
        )
        draw(page, examples["6"])
        assert settle(page) == "6"


def test_the_last_drawing_survives_a_reload_and_stays_in_the_browser(page, examples):
    drawn(page, examples["2"])
    page.reload()
    page.wait_for_function("() => document.querySelector('#answer')?.dataset.digit === '2'")
    page.locator("#clear").click()
    settle(page)
    page.reload()
    page.wait_for_selector("#sketchpad.empty canvas")
    page.wait_for_selector("#c3 canvas")
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


def test_keys_do_what_the_list_says(page):
    page.keyboard.press("7")
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '7'")
    settle(page)
    page.keyboard.press("n")
    page.wait_for_function("() => document.querySelector('#network').innerText.includes('1998')")
    assert settle(page) == "7"
    page.keyboard.press("z")
    assert settle(page) == ""
    page.keyboard.press("y")
    assert settle(page) == "7"
    page.keyboard.press("c")
    assert settle(page) == ""
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#keys").is_hidden()
    page.keyboard.press("l")
    assert "large-type" in page.locator("body").get_attribute("class")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("large", [False, True])
def test_no_figure_touches_another(page, examples, large):
    if large:
        page.keyboard.press("l")
    draw(page, examples["4"])
    assert settle(page) == "4"
    figure, name, bar, share = (
        page.locator(part).evaluate("""(element) => {
            const words = document.createRange();
            words.selectNodeContents(element);
            return (element.innerText ? words : element).getBoundingClientRect();
        }""")
        for part in (
            "#top3 li:first-child em",
            "#probabilities [data-class='4'] .name",
            "#probabilities [data-class='4'] .track",
            "#probabilities [data-class='4'] output",
        )
    )
    for left, right in ((figure, name), (bar, share)):
        assert left["right"] + 2 < right["left"]


def test_shuffle_brings_other_hands_and_the_network_reads_them(page):
    names = set()
    for _ in range(5):
        names.add(page.locator(".keypad").get_attribute("aria-label"))
        for digit in ("1", "4", "7"):
            page.locator(f"[data-example='{digit}']").click()
            page.wait_for_function(
                "(digit) => document.querySelector('#answer').dataset.digit === digit", arg=digit
            )
        page.locator("#shuffle").click()
    assert len(names) == 5


def test_a_wrong_reading_is_kept_here_and_leaves_as_a_file_that_evaluation_reads(page, examples, tmp_path):
    sent = []
    drawn(page, examples["4"])
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.locator("#wrong").click()
    page.locator("[data-right='9']").click()
    assert page.locator("[data-right='9']").get_attribute("aria-pressed") == "true"
    page.locator("[data-right='none']").click()  # another word on the same drawing takes the first back
    assert "1 kept" in page.locator(".kept").inner_text()
    page.locator("[data-right='none']").click()
    pressed = page.locator("[aria-pressed='true'][data-right]")
    assert page.locator("#export").is_hidden() and pressed.count() == 0
    page.locator("[data-right='9']").click()
    draw(page, [examples["4"][0][:4]])  # over ink: another drawing, and the same digit
    settle(page)
    page.locator("#wrong").click()
    assert pressed.count() == 0
    page.locator("[data-right='4']").click()
    assert "2 kept" in page.locator(".kept").inner_text()
    with page.expect_download() as download:
        page.locator("#export").click()
    download.value.save_as(tmp_path / "wrong.json")
    assert not any('"class"' in body for body in sent)  # the right digit stays here
    drawings = evaluation.drawings_of(tmp_path / "wrong.json")
    assert [right for _, right in drawings] == [9, 4]
    for network in VARIANTS:
        told = evaluation.drawings_text(network, load(network), drawings)
        assert "1 of 2 drawings read rightly" in told and "drawing 1: is 9, read as 4" in told
    page.locator("#forget").click()
    assert page.locator("#export").is_hidden()
