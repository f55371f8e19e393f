"""In a real browser: three placements of one drawing side by side, and the digit's way between them."""

import base64
from itertools import cycle

import numpy as np
import pytest
from drawing_hand import (
    PHONE,
    answers,
    choose,
    draw,
    heard,
    in_a_corner,
    pixels_of,
    place,
    settle,
    strokes_on,
    verdict,
)

from lenet import VARIANTS, digit_from_strokes, load, recognise
from lenet.drawing.picture import area_average, pen_width
from lenet.drawing.placement import PLACEMENTS
from lenet.web.components.sketchpad import PAD

pytestmark = pytest.mark.slow

KEEP_FRAMES = """() => {
    const moving = document.querySelector(".moving");
    const [answer, pad] = ["answer", "sketchpad"].map((id) => document.getElementById(id));
    window.frames_ = [];
    new MutationObserver(() => {
        const { data } = moving.getContext("2d").getImageData(0, 0, moving.width, moving.height);
        const ink = btoa(String.fromCharCode(...data.filter((_, at) => at % 4 === 0)));
        const answered = answer.dataset.drawing === pad.dataset.drawing;
        frames_.push({ share: Number(moving.dataset.share), side: moving.width, ink, answered });
    }).observe(moving, { attributeFilter: ["data-share"] });
}"""
LANDED = "() => frames_.at(-1)?.share === 1 && document.querySelector('.moving').hidden"


def test_all_three_placements_answer_side_by_side(page, examples):
    failures = 0
    for network, name in zip(VARIANTS, cycle("58"), strict=False):
        choose(page, network)
        model = load(network)
        draw(page, in_a_corner(examples[name]))
        shown = answers(page)
        expected = {
            each: verdict(recognise(model, digit_from_strokes(strokes_on(page), each, (PAD, PAD))))
            for each in PLACEMENTS
        }
        assert shown == expected
        failures += expected["resize"] != expected["mass"] == name
        odd = [each for each in PLACEMENTS if list(expected.values()).count(expected[each]) == 1]
        marked = page.locator("[data-placement].odd").all()
        assert [button.get_attribute("data-placement") for button in marked] == odd
        words = page.locator("[data-placement='mass'] input").get_attribute("aria-label")
        assert words == f"Centre of mass: read as {expected['mass']}"
        page.keyboard.press("c")
        settle(page)
        assert page.locator("[data-placement] b:visible").count() == 0
    assert failures > len(VARIANTS) / 2  # the famous failure, and all saw it side by side


def test_the_failure_is_shown_and_cured_on_the_same_drawing(page, examples):
    draw(page, in_a_corner(examples["5"]))
    shown = answers(page)
    for placement in PLACEMENTS:
        place(page, placement)
        big = page.locator("#answer b").first.inner_text()
        assert big == shown[placement]
        assert answers(page) == shown
    assert big == "5"


def test_where_all_agree_nothing_stands_out(page, examples):
    draw(page, examples["0"])
    assert set(answers(page).values()) == {"0"}
    assert page.locator("[data-placement].odd").count() == 0


def test_placements_are_asked_once_the_drawing_rests_and_not_again_for_a_look_inside(own_page, examples):
    page, asked = own_page, []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))  # no timer of the page's runs out
    draw(page, examples["3"])
    assert settle(page) == "3"
    assert asked.count("read") > 1 and asked.count("placements") == 0
    page.clock.resume()
    answers(page)
    assert asked.count("placements") == 1
    reads = asked.count("read")
    page.locator("#c1 canvas[data-map='2']").hover()
    page.wait_for_function("() => document.querySelector('.hint').textContent.includes(' = ')")
    settle(page)
    place(page, "box")
    answers(page)
    page.evaluate("new Promise((rested) => setTimeout(rested, 400))")
    assert asked.count("read") > reads and asked.count("placements") == 1


def test_what_is_out_of_sight_asks_nothing_until_it_is_seen(pages, examples):
    requests = []
    with pages(**PHONE) as page, heard(page, "request", requests.append):
        draw(page, examples["3"], by="finger")
        assert settle(page) == "3"
        page.locator("[data-placement='mass']").scroll_into_view_if_needed()
        answers(page)  # by then the drawing has rested long enough for every question
        asked = [request.url.rpartition("/")[2] for request in requests]
        assert "placements" in asked and "why" not in asked
        page.locator("#tab-why").tap()
        page.wait_for_selector("#why .sentence b")
        assert sum(request.url.endswith("/why") for request in requests) == 1


def as_digit(frame) -> np.ndarray:
    """A frame of the movement, 0 paper to 1 ink, brought to 28x28."""
    light = np.frombuffer(base64.b64decode(frame["ink"]), np.uint8).reshape(frame["side"], frame["side"])
    ink = 1 - (light - light.min()) / np.float32(np.ptp(light))
    return area_average(ink, 28 / frame["side"], 28 / frame["side"])


@pytest.mark.parametrize(("first", "then"), [("resize", "mass"), ("mass", "box"), ("box", "resize")])
def test_a_switch_moves_the_strokes_from_where_they_lay_to_where_they_land(page, examples, first, then):
    draw(page, in_a_corner(examples["4"]))
    place(page, first)
    answers(page)
    page.wait_for_function("() => document.querySelector('.moving').hidden")
    page.evaluate(KEEP_FRAMES)
    place(page, then)
    page.wait_for_function(LANDED)
    frames = page.evaluate("frames_")
    assert all(frame["answered"] for frame in frames)  # the answer came before any movement
    shares = [frame["share"] for frame in frames]
    assert shares[0] == 0 and shares[-1] == 1 and shares == sorted(shares)
    ends = [digit_from_strokes(strokes_on(page), placement, (PAD, PAD)) for placement in (first, then)]
    for frame, digit in ((frames[0], ends[0]), (frames[-1], ends[1])):
        assert np.corrcoef(as_digit(frame).ravel(), digit.ravel())[0, 1] > 0.97
    widths = [pen_width(as_digit(frame)) for frame in frames]
    assert max(widths) < 1.25 * min(widths)  # while the drawing's size changed threefold
    shown = 255 - pixels_of(page, "#digit")[..., :3].mean(-1)
    assert np.corrcoef(shown.ravel(), ends[1].ravel())[0, 1] > 0.999


def test_nothing_moves_for_those_who_asked_for_stillness_nor_for_a_bent_digit(pages, examples):
    with pages(reduced_motion="reduce") as page:
        page.evaluate(KEEP_FRAMES)
        draw(page, examples["6"])
        settle(page)
        place(page, "box")
        assert answers(page)["box"] == "6"
        assert page.evaluate("frames_") == []
    with pages() as page:
        page.evaluate(KEEP_FRAMES)
        draw(page, examples["6"])
        settle(page)
        page.evaluate("() => store.change({ view: { ...store.now().view, amounts: { rotation: 20 } } })")
        settle(page)
        place(page, "box")
        answers(page)
        assert page.evaluate("frames_") == []
