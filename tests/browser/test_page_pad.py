"""The pad in a real browser: pens, fingers and keys make strokes, and take them back."""

import numpy as np
import pytest
from drawing_hand import PHONE, draw, drawn_pixels, settle, strokes_on

pytestmark = pytest.mark.slow


def test_undo_redo_and_clear_by_buttons(page, examples):
    draw(page, examples["4"])
    assert settle(page) == "4"
    whole = drawn_pixels(page)
    page.locator("#undo").click()
    settle(page)
    assert 0 < drawn_pixels(page) < whole
    page.locator("#undo").click()
    assert settle(page) == "" and drawn_pixels(page) == 0
    assert page.locator("#undo").is_disabled()
    page.locator("#redo").click()
    page.locator("#redo").click()
    assert settle(page) == "4" and drawn_pixels(page) == whole
    page.locator("#clear").click()
    assert settle(page) == "" and drawn_pixels(page) == 0
    page.locator("#undo").click()  # clearing can be taken back
    assert settle(page) == "4" and drawn_pixels(page) == whole


def test_undo_redo_and_clear_by_keys(page, examples):
    draw(page, examples["7"])
    settle(page)
    page.keyboard.press("Control+z")
    assert settle(page) == ""
    page.keyboard.press("Control+y")
    assert settle(page) == "7"
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Shift+z")
    assert settle(page) == "7"
    page.keyboard.press("Escape")  # one too many must not cost the drawing
    assert settle(page) == "7"
    page.keyboard.press("c")
    assert settle(page) == ""
    page.keyboard.press("c")  # nothing to clear is nothing to undo
    page.keyboard.press("Control+z")
    assert settle(page) == "7"


def test_clear_twice_and_draw_again(page, examples):
    for name in ("1", "8", "2"):
        draw(page, examples[name])
        assert settle(page) == name
        page.locator("#clear").click()
        assert settle(page) == ""
        page.keyboard.press("c")
        assert settle(page) == "" and drawn_pixels(page) == 0


def test_examples_are_played_back_as_strokes(page):
    for name in "0123456789":
        page.locator(f"[data-example='{name}']").click()
        page.wait_for_function(f"() => document.querySelector('#answer').dataset.digit === '{name}'")
    page.wait_for_function("() => !document.querySelector('#undo').disabled")
    page.locator("#undo").click()
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '8'")


def test_examples_by_keyboard_alone(page):
    page.locator("[data-example='3']").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '3'")
    page.wait_for_function(
        "() => document.querySelector('#reading [aria-live]').textContent.startsWith('3, ')"
    )


def test_ink_ends_at_the_edge_of_the_pad(page):
    draw(page, [[[140, 60], [400, 140], [140, 220], [-90, 350]]])
    settle(page)
    (stroke,) = strokes_on(page)
    np.testing.assert_allclose(stroke, [[140, 60], [280, 140], [140, 220], [0, 280]], atol=1)


def test_focus_stays_near_when_a_pressed_button_has_nothing_left_to_do(page, examples):
    draw(page, examples["1"])
    settle(page)
    page.locator("#clear").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "undo"


def test_escape_in_the_api_panel_leaves_the_drawing_alone(own_page, examples):
    draw(own_page, examples["4"])
    settle(own_page)
    own_page.locator("#show-keys").click()
    own_page.locator("#use-api").click()
    own_page.wait_for_url("**view=api**")
    own_page.keyboard.press("Escape")
    assert settle(own_page) == "4"


def test_a_tap_is_a_dot(page):
    box = page.locator("#sketchpad").bounding_box()
    page.mouse.click(box["x"] + 60, box["y"] + 60)
    assert settle(page) != "" and drawn_pixels(page) > 100


def test_a_second_finger_and_the_right_button_draw_nothing(pages):
    with pages(**PHONE) as page:
        box = page.locator("#sketchpad").bounding_box()
        device = page.context.new_cdp_session(page)
        first, second = ({"x": box["x"] + at, "y": box["y"] + at, "id": at} for at in (60, 250))
        along = first | {"y": box["y"] + 200}
        touch = [("touchStart", [first]), ("touchMove", [along]), ("touchStart", [along, second])]
        for kind, points in [*touch, ("touchEnd", [])]:
            device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        settle(page)
        alone = drawn_pixels(page)
        assert alone > 100
        page.locator("#clear").click()
        for kind, points in [*touch[:2], ("touchEnd", [])]:
            device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        settle(page)
        assert drawn_pixels(page) == alone
    with pages() as page:
        box = page.locator("#sketchpad").bounding_box()
        page.mouse.click(box["x"] + 60, box["y"] + 60, button="right")
        assert drawn_pixels(page) == 0


def test_two_fingers_zoom_the_page_and_leave_no_stroke(pages):
    with pages(**PHONE) as page:
        box = page.locator("#sketchpad").bounding_box()
        middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        device = page.context.new_cdp_session(page)
        device.send("Input.synthesizePinchGesture", middle | {"scaleFactor": 2})
        assert page.evaluate("visualViewport.scale") == pytest.approx(2, rel=0.2)
        settle(page)
        assert drawn_pixels(page) == 0 and page.locator("#undo").is_disabled()
        device.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})


def test_an_example_does_not_join_a_stroke_under_way(page, examples):
    box = page.locator("#sketchpad").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 200)
    for key in ("5", "r", "c", "Control+z"):
        page.keyboard.press(key)
    page.mouse.up()
    settle(page)
    assert len(strokes_on(page)) == 1
    page.locator("#undo").click()
    assert settle(page) == "" and drawn_pixels(page) == 0


def test_a_palm_beside_the_stylus_draws_nothing(pages):
    with pages(**PHONE) as page:
        box = page.locator("#sketchpad").bounding_box()
        device = page.context.new_cdp_session(page)
        stylus = {"pointerType": "pen", "button": "left", "clickCount": 1}
        for kind, at in (("mousePressed", 50), ("mouseMoved", 90), ("mouseReleased", 90)):
            place = {"x": box["x"] + at, "y": box["y"] + at, "buttons": int(kind != "mouseReleased")}
            device.send("Input.dispatchMouseEvent", {"type": kind} | stylus | place)
        settle(page)
        written = drawn_pixels(page)
        assert written > 100
        page.touchscreen.tap(box["x"] + 250, box["y"] + 250)
        settle(page)
        assert drawn_pixels(page) == written


def test_a_phone_on_its_side_has_a_pad_that_fits(pages):
    with pages(**PHONE | {"viewport": {"width": 844, "height": 390}}) as page:
        assert page.locator("#sketchpad").bounding_box()["height"] <= 390 - 58


@pytest.mark.parametrize("ratio", [1, 1.5, 3])
def test_the_pad_is_crisp_and_keeps_the_drawing_when_the_window_changes(pages, examples, ratio):
    with pages(device_scale_factor=ratio) as page:
        draw(page, examples["9"])
        settle(page)
        page.set_viewport_size({"width": 700, "height": 900})
        page.wait_for_function(
            """(ratio) => { const pad = document.querySelector("#sketchpad canvas");
                const smaller = pad.clientWidth > 300 && pad.clientWidth < 350;
                return smaller && pad.width === Math.round(pad.clientWidth * ratio); }""",
            arg=ratio,
        )
        assert drawn_pixels(page) > 1000
        assert settle(page) == "9"
