"""In a real browser: every control's name, key, room and contrast; what the keys do."""

import pytest
from drawing_hand import CONTRAST, answers, choose_file, draw, in_a_corner, settle

pytestmark = pytest.mark.slow


def test_every_new_control_is_named_and_reached_by_keyboard(page, three):
    page.locator("#clear").evaluate("(button) => (button.disabled = false)")
    page.locator("#clear").focus()
    reached = []
    for _ in range(15):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    assert [name for name in reached if name in ("picture", "shuffle", "random", "misread")] == [
        "picture",
        "shuffle",
        "random",
        "misread",
    ]
    assert "not kept" in page.locator("#picture").get_attribute("title")
    assert "MNIST" in page.locator("#misread").get_attribute("title")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("p")
    assert chooser.value.element.get_attribute("accept") == "image/*"
    page.keyboard.press("r")
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit !== ''")
    page.locator("#show-keys").click()
    assert {"R", "M", "P, Ctrl V"} <= set(page.locator("#keys kbd").all_inner_texts())


@pytest.mark.parametrize("width", [360, 390, 600, 1000, 1024, 1200, 1280, 1920])
def test_controls_fit_where_they_stand(pages, width):
    with pages(viewport={"width": width, "height": 900 if width == 1920 else 720}) as page:
        buttons = page.locator("#pad button, [data-placement]").all()
        assert len(buttons) > 18
        for button in buttons:
            room, needed = button.evaluate("(b) => [b.clientWidth, b.scrollWidth]")
            assert needed <= room, button.get_attribute("id")
        tools, keypad, sees, paper = (
            page.locator(part).bounding_box() for part in (".tools", ".keypad", ".sees", "#sketchpad")
        )
        if width >= 1000:
            for rail in (tools, keypad):
                assert paper["x"] + paper["width"] < rail["x"] and rail["x"] + rail["width"] < sees["x"]
            assert keypad["y"] + keypad["height"] <= paper["y"] + paper["height"] + 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_new_words_stand_out_from_what_is_behind_them(pages, examples, three, scheme):
    with pages(color_scheme=scheme) as page:
        draw(page, in_a_corner(examples["5"]))
        answers(page)
        assert page.locator(".odd b").count() == 1
        marks = page.locator("[data-placement] b").all()
        assert len(marks) == 3 and all(mark.evaluate(CONTRAST) >= 4.5 for mark in marks)
        choose_file(page, three)
        page.wait_for_selector(".pad-caption:visible")
        for selector in (".pad-caption", "#picture", "#random", "#misread"):
            assert page.locator(selector).evaluate(CONTRAST) >= 4.5, selector


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
            "#probabilities [data-class='4'] .value",
        )
    )
    for left, right in ((figure, name), (bar, share)):
        assert left["right"] + 2 < right["left"]
