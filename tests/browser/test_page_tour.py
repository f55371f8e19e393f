"""The guided tour in a real browser, and the settings that a reload must not lose."""

import re

import numpy as np
import pytest
from drawing_hand import PHONE, choose, draw, drawn_pixels, opened, pixels_of, settle, strokes_on

from lenet import digit_from_strokes, load, recognise

pytestmark = pytest.mark.slow

STANDS = [  # of the page at each stop: network, placement, tab; None is the visitor's own
    (None, "mass", None),
    (None, "resize", None),
    (None, "mass", "layers"),
    ("1998", "mass", "layers"),
    ("1998", "mass", "layers"),
    ("1998", "mass", None),
    (None, "mass", "stress"),
    (None, "mass", "compare"),
]
CLEAR = """() => {
    const box = (id) => document.getElementById(id).getBoundingClientRect();
    const [card, mark] = [box("tour"), box("tour-mark")];
    const beside = card.left >= mark.right || card.right <= mark.left;
    const apart = beside || card.top >= mark.bottom || card.bottom <= mark.top;
    const seen = ({ top, bottom }, least) => top >= least && bottom <= innerHeight;
    const wide = card.left >= 0 && card.right <= innerWidth && mark.width > 40 && mark.height > 40;
    const header = innerWidth < 1000 ? box("header").bottom - 8 : 0; // a few pixels of the mark stand out
    return apart && wide && seen(card, 0) && seen(mark, header);
}"""
ANSWERED = """() => {
    const card = document.getElementById("tour").getBoundingClientRect();
    return [...document.querySelectorAll("#answer, .glance b")].some((element) => {
        const { top, bottom, height } = element.getBoundingClientRect();
        const isFree = bottom <= card.top || innerWidth >= 1000;
        return height > 0 && top >= 0 && bottom <= innerHeight && isFree;
    });
}"""
SPOKEN_OF = [".paper-part", ".tabs [aria-selected=true]", "#compare .sentence"]
FREE = """(parts) => {
    const card = document.getElementById("tour").getBoundingClientRect();
    return parts.flatMap((part) => [...document.querySelectorAll(part)])
        .map((part) => part.getBoundingClientRect())
        .every(({ left, top, right, bottom }) => right <= card.left || left >= card.right
            || bottom <= card.top || top >= card.bottom);
}"""
STRONGEST = """(layer) => new Promise((resolve) => {
    const check = () => {
        const unit = document.querySelector("#dock").dataset.unit ?? "";
        if (unit.startsWith(layer + " ")) resolve(unit);
        else requestAnimationFrame(check);
    };
    check();
})"""


def stand(page):
    """Network, placement and tab, as the page shows them."""
    return page.evaluate("""() => [
        document.querySelector("#networks [aria-selected=true]").dataset.network,
        document.querySelector("[data-placement]:has(:checked)").dataset.placement,
        document.querySelector("[role=tab][aria-selected=true]").getAttribute("aria-controls"),
    ]""")


def settled_on_example(page, digit):
    """Puts an example on the pad by its key, all of it."""
    page.keyboard.press(digit)
    page.wait_for_function(
        "(digit) => document.querySelector('#answer').dataset.digit === digit", arg=digit
    )
    return settle(page)


@pytest.mark.parametrize(
    ("options", "large"), [({}, False), ({}, True), (PHONE, False)], ids=["1280x720", "large type", "phone"]
)
def test_every_stop_stands_as_it_should_and_its_card_covers_nothing_of_what_it_shows(pages, options, large):
    with pages(**options) as page:
        if large:
            page.keyboard.press("l")
        own = stand(page)[2]
        page.locator("#show-tour").click()
        page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '7'")
        for number, (network, placement, tab) in enumerate(STANDS, start=1):
            assert page.locator("#tour .progress").inner_text() == f"{number} of {len(STANDS)}"
            settle(page)
            shown = stand(page)
            assert shown == [network or "lenet5", placement, tab or own]
            page.wait_for_function(CLEAR)
            page.wait_for_function(ANSWERED)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            if number < len(STANDS):
                page.locator("#tour-next").click()
        assert page.locator("#tour-next").is_hidden()
        page.locator("#tour-done").click()
        assert page.locator("#tour").is_hidden() and page.locator("#tour-mark").is_hidden()
        assert stand(page) == ["lenet5", "mass", own]


def test_on_a_wide_window_the_card_leaves_the_drawing_the_open_tabs_name_and_the_summary_free(page):
    page.locator("#show-tour").click()
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '7'")
    for number in range(2, len(STANDS) + 1):
        page.locator("#tour-next").click()
        settle(page)
        if number in (3, 4, 7, 8):  # those that speak of an open tab
            page.wait_for_function(
                FREE, arg=[".paper-part", ".tabs [aria-selected=true]", "#compare .sentence"]
            )


def test_it_gives_back_the_network_the_placement_the_tab_and_the_drawing(page, examples):
    draw(page, examples["4"])
    choose(page, "tanh")
    page.locator("[data-placement='box']").click()
    page.locator("#tab-learned").click()
    settle(page)
    before, ink = stand(page), drawn_pixels(page)
    assert before == ["tanh", "box", "learned"]
    page.locator("#show-tour").click()
    for step in range(len(STANDS) - 1):
        page.keyboard.press("ArrowRight")
        assert page.locator("#tour .progress").inner_text().startswith(f"{step + 2} ")
        settle(page)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    settle(page)
    assert stand(page) == before
    page.wait_for_function("() => document.querySelector('.playing') === null")
    assert settle(page) == "4" and drawn_pixels(page) == ink


def test_placing_is_shown_to_fail_with_the_networks_own_answers_and_is_put_back(page, examples):
    settled_on_example(page, "7")
    settle(page)
    ink, by_mass = drawn_pixels(page), recognise(load(), digit_from_strokes(examples["7"]))
    page.keyboard.press("t")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelectorAll('#tour-words b').length === 2")
    strokes = strokes_on(page)
    assert drawn_pixels(page) < ink
    failed = recognise(load(), digit_from_strokes(strokes, "resize", (280, 280)))
    words = page.locator("#tour-words")
    assert words.locator("b").all_inner_texts() == [str(failed.top3[0][0]), "7"]
    assert failed.top3[0][0] != 7 and by_mass.verdict == 7
    assert ("rejects it" in words.inner_text()) is (failed.verdict is None)
    shares = [float(share) for share in re.findall(r"([\d.]+) %", words.inner_text())]
    assert shares == pytest.approx([100 * r.top3[0][1] for r in (failed, by_mass)], abs=0.11)
    # Its size and place are all that has changed: placed by mass, it is the same digit.
    np.testing.assert_allclose(digit_from_strokes(strokes), digit_from_strokes(examples["7"]), atol=0.15)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '7'")
    settle(page)
    assert drawn_pixels(page) == ink


def test_it_pins_the_strongest_cell_of_c1_and_the_three_maps_that_table_i_lets_c3_read(page, examples):
    settled_on_example(page, "7")
    digit = digit_from_strokes(examples["7"])
    page.keyboard.press("t")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    _, *place = page.evaluate(STRONGEST, "C1").split()
    c1 = recognise(load(), digit).trace["C1"]
    assert np.abs(c1[tuple(map(int, place))]) == pytest.approx(np.abs(c1).max(), rel=2e-3)
    page.keyboard.press("ArrowRight")
    page.evaluate(STRONGEST, "C3")
    assert page.locator("#s2 .field").count() == 3 and page.locator("#c1 .field").count() == 3
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('#dock').hidden")
    assert "Here it reads 7" in page.locator("#tour-words").inner_text()


def test_on_a_phone_whose_layers_were_never_opened_the_tour_pins_as_it_says(browser, app):
    with opened(browser, app, **PHONE) as page:
        settled_on_example(page, "7")
        page.locator("#show-tour").tap()
        page.locator("#tour-next").tap()
        settle(page)
        for layer, maps in (("C1", 1), ("C3", 3)):
            page.locator("#tour-next").tap()
            page.evaluate(STRONGEST, layer)
            assert page.locator(f"#{layer.lower()} .unit").count() == 1
            assert (
                page.locator(f"#{'c1' if layer == 'C1' else 's2'} .map > :is(.unit, .field)").count()
                == maps
            )
            page.wait_for_function(CLEAR)
        page.locator("#tour-back").tap()  # to another network again
        page.evaluate(STRONGEST, "C1")
        assert page.locator("#c1 .unit").count() == 1


def test_an_empty_pad_is_given_a_seven_and_by_keys_alone_it_is_walked(page):
    page.keyboard.press("t")
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '7'")
    assert "Here is a 7" in page.locator("#tour-words").inner_text()
    assert page.evaluate("document.activeElement.id") == "tour-next"
    page.keyboard.press("Enter")
    assert page.locator("#tour .progress").inner_text() == "2 of 8"
    page.locator("[data-placement='resize'] input").focus()
    page.keyboard.press("ArrowRight")  # the switch's own arrow
    assert page.locator("#tour .progress").inner_text() == "2 of 8" and stand(page)[1] == "box"
    page.keyboard.press("?")
    assert "Guided tour" in page.locator("#keys").inner_text()
    page.keyboard.press("Escape")  # closes the list, not the tour
    assert page.locator("#keys").is_hidden() and page.locator("#tour").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#tour").is_hidden() and stand(page)[1] == "mass"
    assert settle(page) == "7"  # Escape cleared nothing


def test_large_type_scale_and_network_survive_a_reload(own_page):
    page = own_page
    choose(page, "sigmoid")
    page.keyboard.press("l")
    page.locator("[data-scale='network']").click()
    zero = page.locator(".layer-c1 .legend").inner_text()
    page.reload()
    page.wait_for_selector("body.large-type [data-scale='network']:has(:checked)")
    page.wait_for_selector("#networks [data-network='sigmoid'][aria-selected='true']", state="attached")
    settle(page)
    assert page.locator(".layer-c1 .legend").inner_text() == zero
    assert page.locator(".trouble").is_hidden()
    page.keyboard.press("l")
    page.reload()
    page.wait_for_selector("[data-scale='network']:has(:checked)")
    assert "large-type" not in (page.locator("body").get_attribute("class") or "")


def test_settings_that_are_none_are_left_alone(own_page):
    page = own_page
    for kept in ("{", '"x"', '{"lecture": 7, "scale": "]"}', "null"):
        page.evaluate("(kept) => localStorage.setItem('lenet-5-settings', kept)", kept)
        page.reload()
        page.wait_for_selector("#c3 canvas", state="attached")
        assert page.evaluate("localStorage.getItem('lenet-5-settings')") == kept
        assert settled_on_example(page, "3") == "3", kept
        assert page.locator("[data-scale='layer'] input").is_checked(), kept
        assert page.locator(".trouble").is_hidden() and pixels_of(page, "#c1 canvas").any(), kept
        page.keyboard.press("Escape")
        settle(page)
