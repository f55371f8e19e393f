"""Maps and units switched off on the page: by each gesture, in what follows, in links, and on again."""

import pytest
from drawing_hand import (
    PHONE,
    choose,
    drawn,
    open_tab,
    probabilities,
    settle,
)

from lenet import load, recognise
from lenet.explain.ablation import margins, without, zeros
from lenet.network.weights import card, means

pytestmark = pytest.mark.slow

OFF = "store.now().view.off"


def map_of(page, layer, number):
    return page.locator(f"#{layer.lower()} .map canvas").nth(number)


def off(page):
    """What is off, once the page shows the answer without it."""
    settle(page)
    return [tuple(each) for each in page.evaluate(OFF)]


def assert_reads_without(page, digit, parts, network="lenet5", kept=lambda values: values):
    expected = recognise(without(load(network), parts, kept(means(network)[0])), digit)
    assert off(page) == parts
    page.wait_for_function(
        "(first) => Math.abs(store.now().answer.packet.probabilities[0] - first) < 1e-5",
        arg=float(expected.probabilities[0]),
    )
    assert probabilities(page) == pytest.approx(expected.probabilities.tolist(), abs=1e-5)


def hatched(page, layer):
    return page.locator(f"#{layer.lower()} .map.silent canvas").evaluate_all(
        "(grids) => grids.map((grid) => Number(grid.dataset.map))"
    )


def test_shift_and_a_click_switch_maps_off_and_all_after_them_follows(page, examples):
    digit = drawn(page, examples["7"])
    steps = page.evaluate("store.now().history.past.length")
    map_of(page, "C3", 1).click(modifiers=["Shift"])
    map_of(page, "C3", 10).click(modifiers=["Shift"])
    assert_reads_without(page, digit, [("C3", 1), ("C3", 10)])
    assert hatched(page, "C3") == hatched(page, "S4") == [1, 10] and hatched(page, "C1") == []
    assert page.locator(".reads .heading").inner_text() == "2 maps off: it reads"
    assert page.locator("#dock").is_hidden() and page.locator("#off-dock").is_visible()
    map_of(page, "C3", 1).click(modifiers=["Shift"])
    assert_reads_without(page, digit, [("C3", 10)])
    page.locator(".restore").click()
    assert_reads_without(page, digit, [])
    assert page.locator(".restore").is_hidden() and page.locator("#off-dock").is_hidden()
    assert page.locator(".reads .heading").inner_text() == "Prediction"
    assert page.evaluate("store.now().history.past.length") == steps


def test_a_click_pins_as_ever_and_the_docks_switch_is_its_maps(page, examples):
    digit = drawn(page, examples["3"])
    map_of(page, "C1", 3).click()
    page.locator("#dock .off-switch").click()
    assert_reads_without(page, digit, [("C1", 3)])
    assert page.locator("#dock .off-switch").inner_text() == "Switch on"
    page.locator("#dock .only").click()
    assert_reads_without(page, digit, [("C1", each) for each in (0, 1, 2, 4, 5)])
    assert hatched(page, "S2") == [0, 1, 2, 4, 5]
    page.keyboard.press("Escape")  # unpins
    page.keyboard.press("Escape")  # switches the last one on
    assert_reads_without(page, digit, [("C1", each) for each in (0, 1, 2, 4)])


def test_the_key_o_switches_the_unit_that_has_the_focus(page, examples):
    digit = drawn(page, examples["3"])
    page.keyboard.press("o")
    assert off(page) == []  # no unit is pointed at
    page.locator("#tab-layers").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "f6":
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("o")
    assert_reads_without(page, digit, [("F6", 1)])
    page.evaluate("store.change({ singleKeys: false })")
    page.keyboard.press("o")
    assert off(page) == [("F6", 1)]


def test_a_long_press_switches_a_map_and_pins_nothing(pages, examples):
    with pages(**PHONE) as page:
        digit = drawn(page, examples["3"])
        open_tab(page, "layers")
        grid = map_of(page, "C1", 2)
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        place = {"x": box["x"] + 20, "y": box["y"] + 20}
        device = page.context.new_cdp_session(page)
        device.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [place]})
        page.wait_for_function(f"{OFF}.length === 1")
        device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert_reads_without(page, digit, [("C1", 2)])
        assert not page.evaluate("store.now().pinned")
        grid.tap()
        assert page.evaluate("store.now().pinned")


def test_zero_is_offered_in_place_of_the_mean(page, examples):
    choose(page, "sigmoid")
    digit = drawn(page, examples["3"])
    map_of(page, "C1", 2).click(modifiers=["Shift"])
    assert_reads_without(page, digit, [("C1", 2)], "sigmoid")
    page.locator("#off-dock [value=zero]").check()
    assert_reads_without(page, digit, [("C1", 2)], "sigmoid", zeros)


def test_another_network_has_all_its_maps_on(page, examples):
    drawn(page, examples["3"])
    map_of(page, "C1", 2).click(modifiers=["Shift"])
    assert off(page) == [("C1", 2)]
    choose(page, "tanh")
    assert off(page) == [] and hatched(page, "C1") == []


def test_a_link_carries_what_is_off_and_going_back_restores(own_page, app, examples):
    page = own_page
    drawn(page, examples["3"])
    map_of(page, "C3", 4).click(modifiers=["Shift"])
    settle(page)
    page.locator("#share").click()
    link = page.locator("#link").input_value()
    page.keyboard.press("Escape")
    page.locator(".restore").click()
    page.evaluate("(hash) => { location.hash = hash }", link[link.index("#") :])
    page.wait_for_function(f"{OFF}.length === 1")
    assert off(page) == [("C3", 4)]
    page.go_back()
    page.wait_for_function(f"{OFF}.length === 0")


def test_each_map_shows_what_the_margin_would_lose_without_it(page, examples):
    digit = drawn(page, examples["7"])
    expected = margins(load(), digit, [], means()[0])
    page.wait_for_selector(
        ".layers:not(.awaited) #c3 .worth[data-lost]:not([data-lost=''])", state="attached"
    )
    for layer in ("C1", "C3"):
        shown = page.locator(f"#{layer.lower()} .worth").evaluate_all(
            "(bars) => bars.map((bar) => Number(bar.dataset.lost))"
        )
        assert shown == pytest.approx(expected.lost[layer].tolist(), abs=1e-3)
    assert page.locator("#f6 .sorted rect").count() == 84
    map_of(page, "C1", 2).click(modifiers=["Shift"])
    now = margins(load(), digit, [("C1", 2)], means()[0]).now
    page.wait_for_selector("#off-dock dd >> nth=1")
    shown = [float(each.get_attribute("data-margin")) for each in page.locator("#off-dock dd").all()]
    assert shown == pytest.approx([expected.on, now], abs=0.05)  # the maps travel in half precision


def test_the_dock_opens_without_what_it_told_of_an_earlier_drawing(page, examples):
    drawn(page, examples["3"])
    map_of(page, "C1", 2).click(modifiers=["Shift"])
    settle(page)
    page.locator(".restore").click()
    drawn(page, examples["7"])
    seen = page.evaluate("""() => {  // read before any answer can have come
        const click = new MouseEvent("click", { bubbles: true, shiftKey: true });
        document.querySelectorAll("#c1 .map canvas")[2].dispatchEvent(click);
        const part = (name) => document.querySelector(`#off-dock${name}`);
        const visibility = (name) => getComputedStyle(part(name)).visibility;
        return [part("").hidden, visibility(" .margin"), visibility(" .tiles")];
    }""")
    assert seen == [False, "hidden", "hidden"]
    settle(page)
    assert page.locator("#off-dock .margin").is_visible() and page.locator("#off-dock .tiles").is_visible()


def test_the_test_error_without_a_single_map_is_the_cards(page, examples):
    drawn(page, examples["7"])
    map_of(page, "C1", 2).click(modifiers=["Shift"])
    known = card()["error % without a map"]["C1"][2]
    page.wait_for_function(
        "(words) => document.querySelector('#off-dock .error h3').textContent.endsWith(words)",
        arg=f"→ {known:.2f} %",
    )
    map_of(page, "C1", 3).click(modifiers=["Shift"])
    page.wait_for_selector("#off-dock .error", state="hidden")


def test_a_hidden_answer_is_not_told_by_what_is_off(page, examples):
    drawn(page, examples["7"])
    page.locator("#hide").click()
    map_of(page, "C1", 2).click(modifiers=["Shift"])
    assert off(page) == [("C1", 2)]
    assert page.locator(".reads .heading").inner_text() == "What will it say?"
    for telling in ("#off-dock .margin", "#off-dock .units", "#probabilities .whole >> nth=7"):
        assert page.locator(telling).is_hidden(), telling
    assert page.locator("#c1 .worth >> nth=0").get_attribute("data-lost") == ""


def test_why_has_the_same_switches(page, examples):
    digit = drawn(page, examples["7"])
    open_tab(page, "why")
    page.locator("#why button[data-part='S4 10']").click()
    assert_reads_without(page, digit, [("S4", 10)])
    page.wait_for_selector("#why button[data-part='S4 10'][aria-pressed=true]")
    page.locator(".restore").click()
    assert_reads_without(page, digit, [])


def test_stress_and_a_checkpoint_are_read_without_it(page, examples):
    drawn(page, examples["7"])
    map_of(page, "C1", 2).click(modifiers=["Shift"])
    open_tab(page, "stress")
    page.wait_for_selector("[data-perturbation=scale] .line[d^=M]")
    whole = page.evaluate("store.now().answer.packet.off.whole.probabilities[7]")
    assert off(page) == [("C1", 2)] and 0 <= whole <= 1
    page.evaluate("store.change({ view: { ...store.now().view, checkpoint: 0 } })")
    assert off(page) == [("C1", 2)]
    assert page.evaluate("store.now().answer.packet.off.parts.length") == 1
