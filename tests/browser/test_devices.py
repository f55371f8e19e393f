"""Small screens, a page at twice its size, a stylus, high contrast: nothing is cut off, all can be used."""

from contextlib import contextmanager

import pytest
from drawing_hand import choose, draw, drawn_pixels, open_tab, settle

pytestmark = pytest.mark.slow

TOUCH = {"is_mobile": True, "has_touch": True}
SCREENS = {
    "phone": {"viewport": {"width": 390, "height": 844}, **TOUCH},
    "small phone": {"viewport": {"width": 360, "height": 640}, **TOUCH},
    "phone on its side": {"viewport": {"width": 844, "height": 390}, **TOUCH},
    "twice as large": {"viewport": {"width": 640, "height": 360}, "device_scale_factor": 2},
}
CONTROLS = "#network, #share, #undo, #clear, .keypad button, .placements label, .switch label, [role=tab]"
# Controls that another control overlaps, or that stick out of the page.
BAD = """(selector) => {
    const controls = [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
    const boxes = controls.map((each) => each.getBoundingClientRect());
    const along = (a, b, start, end) => a[start] < b[end] - 1 && b[start] < a[end] - 1;
    const overlap = (a, b) => along(a, b, "left", "right") && along(a, b, "top", "bottom");
    const scrolls = (each) => each.closest(".tabs, .keypad");
    // What is scrolled under the bar of tabs comes out again.
    const isFixed = (each) => each.closest(".tabs") !== null;
    const collide = (i, j) => isFixed(controls[i]) === isFixed(controls[j]) && overlap(boxes[i], boxes[j]);
    return controls.filter((each, i) =>
        boxes.some((_, j) => i !== j && collide(i, j)) ||
        (!scrolls(each) && (boxes[i].left < 0 || boxes[i].right > innerWidth)),
    ).map((each) => each.outerHTML);
}"""

# Words of a list of terms that are wider than their column.
OVERFLOWING = """(list) => [...list.querySelectorAll(".name, .factors, b")]
    .filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent)"""


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_has_a_whole_pad_every_control_and_the_answer(pages, examples, screen):
    options = SCREENS[screen]
    with pages(**options) as page:
        draw(page, examples["5"], by="finger" if "has_touch" in options else "mouse")
        assert settle(page) == "5"
        pad = page.locator("#sketchpad").bounding_box()
        size = options["viewport"]
        assert pad["x"] >= 0 and pad["x"] + pad["width"] <= size["width"]
        assert pad["y"] >= 0 and pad["y"] + pad["height"] <= size["height"]
        assert pad["width"] >= 280
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.evaluate(BAD, CONTROLS) == []
        answer = page.locator("#answer b").bounding_box()
        assert answer["y"] >= 0 and answer["y"] + answer["height"] <= size["height"]


@pytest.mark.parametrize("screen", SCREENS)
def test_what_a_unit_did_fits_the_screen(pages, examples, screen):
    options = SCREENS[screen]
    width = options["viewport"]["width"]
    with pages(**options) as page:
        choose(page, "1998")
        page.locator("[data-example='7']").click()
        settle(page)
        page.locator("#tab-layers").click()
        for layer in ("C1", "S2", "C3", "S4", "C5", "F6", "OUTPUT"):
            page.locator(f"#{layer.lower()} .map canvas").first.click()
            page.wait_for_function(
                "(layer) => document.querySelector('#dock').dataset.unit?.startsWith(layer)", arg=layer
            )
            parts = [page.locator("#dock"), *page.locator("#dock :is(h3, p, dl, .controls)").all()]
            for box in filter(None, (part.bounding_box() for part in parts)):
                assert box["x"] >= 0 and box["x"] + box["width"] <= width, layer
            page.locator("#dock .unpin").click()


def test_a_tap_right_after_a_stroke_is_heard(pages, examples):
    with pages(**SCREENS["phone"]) as page:
        draw(page, examples["7"], by="finger")
        page.locator("#undo").tap()
        page.wait_for_selector("#redo:enabled")


def test_a_phone_says_not_a_digit(pages):
    with pages(**SCREENS["phone"]) as page:
        draw(page, [[[140, 140]]], by="finger")
        settle(page)
        assert page.locator("#reading .heading").is_visible()
        assert page.locator("#reading .heading").inner_text() == "Not a digit"


@contextmanager
def layers_on_a_phone(pages, examples):
    """A phone on which a 7 is drawn, and the layers are open."""
    with pages(**SCREENS["phone"]) as page:
        draw(page, examples["7"], by="finger")
        settle(page)
        page.locator("#tab-layers").tap()
        yield page


def test_who_draws_on_while_a_unit_is_pinned_sees_the_answer_and_the_unit(pages, examples):
    with layers_on_a_phone(pages, examples) as page:
        page.locator("#c3 canvas[data-map='3']").tap()
        page.wait_for_selector("#dock .figures:visible")
        page.locator("#tab-draw").tap()
        page.wait_for_selector("#dock .figures", state="hidden")
        draw(page, [[[90, 150], [200, 150]]], by="finger")
        assert settle(page) == "7"
        dock, shares = (page.locator(part).bounding_box() for part in ("#dock", "#probabilities"))
        assert dock["y"] > shares["y"] + shares["height"]
        assert page.locator("#dock h3").inner_text() == "C3, map 3"


def test_on_a_phone_the_dock_leaves_the_layer_that_it_explains_in_sight(pages, examples):
    with layers_on_a_phone(pages, examples) as page:
        for layer in ("c1", "c3", "output"):
            page.locator(f"#{layer} .map canvas").first.tap()
            page.wait_for_selector("#dock:visible")
            dock, maps = (page.locator(part).bounding_box() for part in ("#dock", f"#{layer}"))
            tabs = page.locator(".tabs").bounding_box()
            assert dock["height"] <= 0.46 * 844 + 1
            assert dock["y"] + dock["height"] == pytest.approx(tabs["y"], abs=2)
            assert maps["y"] >= 0 and maps["y"] + maps["height"] <= dock["y"]
            page.locator("#dock .unpin").click()


def test_a_stylus_draws_however_hard_it_presses(pages, examples):
    with pages(**SCREENS["phone"]) as page:
        box = page.locator("#sketchpad").bounding_box()
        device = page.context.new_cdp_session(page)
        (stroke,) = examples["3"]
        ink = []
        for force in (0.1, 0.9):
            for number, (x, y) in enumerate([*stroke, stroke[-1]]):
                kind = (
                    "mousePressed"
                    if number == 0
                    else "mouseReleased"
                    if number == len(stroke)
                    else "mouseMoved"
                )
                at = {"x": box["x"] + x * box["width"] / 280, "y": box["y"] + y * box["width"] / 280}
                pen = {"pointerType": "pen", "button": "left", "buttons": int(kind != "mouseReleased")}
                device.send(
                    "Input.dispatchMouseEvent", {"type": kind, "force": force, "clickCount": 1} | at | pen
                )
            assert settle(page) == "3"
            ink.append(drawn_pixels(page))
            page.locator("#clear").click()
            settle(page)
        assert ink[0] == pytest.approx(ink[1], rel=0.02)


def test_high_contrast_shows_what_is_chosen_and_how_likely_each_digit_is(pages, examples):
    with pages(forced_colors="active") as page:
        draw(page, examples["5"])
        settle(page)
        for one, other in (
            ("[data-placement='mass']", "[data-placement='box']"),
            ("[data-class='5'] i", "[data-class='5'] .track"),
        ):
            colours = [
                page.locator(f"#reading {part}").evaluate(
                    "(part) => getComputedStyle(part).backgroundColor"
                )
                for part in (one, other)
            ]
            assert colours[0] != colours[1], one
        page.locator("#network").click()
        lit, plain = [
            option.evaluate("(option) => getComputedStyle(option).backgroundColor")
            for option in page.locator("[role=option]").all()[:2]
        ]
        assert lit != plain


def test_who_wants_less_motion_sees_an_example_at_once(pages):
    with pages(reduced_motion="reduce") as page:
        page.evaluate("""() => {
            window.asked = -1; // the one who follows hears at once
            store.follow(["question"], () => (asked += 1));
        }""")
        page.locator("[data-example='5']").click()
        page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '5'")
        assert settle(page) == "5" and page.evaluate("asked") == 1


def test_a_phones_report_of_an_error_opens_inside_the_window(pages):
    with pages(**SCREENS["phone"]) as page:
        page.locator("[data-example='7']").tap()
        settle(page)
        page.locator("#wrong").tap()
        box = page.locator("#right").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_a_tab_opens_at_its_top(pages):
    with pages(**SCREENS["phone"]) as page:
        page.locator("[data-example='7']").tap()
        open_tab(page, "layers")
        page.wait_for_function("() => { scrollTo(0, 900); return scrollY > 500; }")
        open_tab(page, "stress")
        assert page.evaluate("scrollY") == 0
    with pages(viewport={"width": 1280, "height": 360}) as page:
        page.locator("[data-example='7']").click()
        open_tab(page, "compare")
        page.locator("#compare").evaluate("(tab) => tab.scrollTo(0, 300)")
        assert page.locator("#compare").evaluate("(tab) => tab.scrollTop") > 0
        open_tab(page, "layers")
        open_tab(page, "compare")
        assert page.locator("#compare").evaluate("(tab) => tab.scrollTop") == 0


def test_a_tap_on_a_phone_outlines_the_receptive_field_on_the_small_digit(pages):
    with pages(**SCREENS["phone"]) as page:
        page.locator("[data-example='7']").tap()
        open_tab(page, "layers")
        seen = page.locator(".glance .placed .seen")
        assert seen.is_hidden()
        page.locator("#c1 .map canvas").first.tap()
        seen.wait_for()
        field, digit = seen.bounding_box(), page.locator(".glance .placed canvas").bounding_box()
        pixel = (digit["width"] - 2) / 28
        assert 5 * pixel == pytest.approx(field["width"], abs=2.5)  # 5 pixels and its own line
        assert digit["x"] < field["x"] and field["x"] + field["width"] < digit["x"] + digit["width"]
        page.locator("#dock .unpin").tap()
        seen.wait_for(state="hidden")


def test_a_phone_shows_the_answer_at_a_glance_while_it_is_out_of_sight(pages):
    with pages(**SCREENS["phone"]) as page:
        page.locator("[data-example='7']").tap()
        settle(page)
        glance = page.locator(".glance")
        assert glance.is_hidden()
        page.locator(".placements label").first.tap()
        settle(page)
        glance.wait_for()
        assert glance.locator("b").inner_text() == page.locator("#answer").get_attribute("data-digit")
        likeliest = page.locator("#top3 em").first.text_content()
        assert glance.locator("strong").inner_text() == likeliest
        assert glance.bounding_box()["y"] > 0
        page.evaluate("scrollTo(0, 0)")
        glance.wait_for(state="hidden")


def test_a_phones_list_of_networks_ends_above_the_bar_of_tabs(pages):
    with pages(**SCREENS["small phone"]) as page:
        page.locator("#network").tap()
        listed, bar = page.locator("#networks").bounding_box(), page.locator(".tabs").bounding_box()
        assert listed["y"] + listed["height"] <= bar["y"]


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
def test_a_wide_windows_list_of_networks_stays_inside_it(pages, size):
    width, height = size
    with pages(viewport={"width": width, "height": height}) as page:
        page.locator("#network").click()
        box = page.locator("#networks").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width


def test_a_phones_dock_shows_all_its_figures_without_scrolling_sideways(pages):
    with pages(**SCREENS["phone"]) as page:
        page.locator("[data-example='7']").tap()
        open_tab(page, "layers")
        for layer in ("C1", "C3", "C5"):
            page.locator(f"#{layer.lower()} .map canvas").first.tap()
            page.wait_for_function(
                "(layer) => document.querySelector('#dock').dataset.unit?.startsWith(layer)", arg=layer
            )
            figures = page.locator("#dock .figures")
            assert figures.evaluate("(all) => all.scrollWidth <= all.clientWidth"), layer
            if layer != "C5":
                page.locator("#dock .unpin").tap()
        wide = page.locator("#dock .term-rows").evaluate(OVERFLOWING)
        assert wide == []


def test_a_phones_rows_of_networks_bear_the_figures_that_the_note_explains(pages):
    with pages(**SCREENS["phone"]) as page:
        page.locator("[data-example='7']").tap()
        open_tab(page, "compare")
        figures = page.locator("#compare .rows button").first.locator(".figure")
        boxes = figures.evaluate_all("(all) => all.map((each) => each.getBoundingClientRect().toJSON())")
        assert len(boxes) > 1 and len({round(box["y"]) for box in boxes}) == 1
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
