"""Predict before reveal: nothing on the page tells the answer until it is asked for."""

import pytest
from drawing_hand import draw, open_tab, settle

pytestmark = pytest.mark.slow

# What can be seen of the page as text, and whether anything stands where the network's outputs are painted.
SEEN = """() => {
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const seen = [];
    while (texts.nextNode()) {
        const { parentElement: element, textContent } = texts.currentNode;
        if (element.closest(".layer header, .operation, .legend, [popover]:not(:popover-open)")) continue;
        if (element.checkVisibility({ visibilityProperty: true })) seen.push(textContent);
    }
    return seen.join(" ");
}"""
TELLING = "#answer b, #top3, #probabilities i, #probabilities .value, .reject i, #output canvas, #f6 canvas"


def test_one_key_hides_the_answer_until_it_is_pressed_again(page, examples):
    page.keyboard.press("h")
    for digit in ("7", "4"):  # hidden for the next drawing as well
        draw(page, examples[digit])
        settle(page)
        assert page.locator(TELLING).evaluate_all(
            """(parts) => parts.length > 20
                && !parts.some((part) => part.checkVisibility({ visibilityProperty: true }))"""
        )
        assert "%" not in page.evaluate(SEEN).replace("threshold", "")
        page.wait_for_function(
            "() => document.querySelector('#reading [aria-live]').textContent === 'The answer is hidden'"
        )
        page.keyboard.press("c")
    draw(page, examples["7"])
    settle(page)
    page.keyboard.press("h")
    assert page.locator("#answer b").is_visible() and page.locator("#answer").inner_text() == "7"
    page.wait_for_function(
        "() => document.querySelector('#reading [aria-live]').textContent.startsWith('7')"
    )


@pytest.mark.parametrize("tab", ["why", "compare", "stress", "learning", "two"])
def test_no_tab_tells_it(page, examples, tab):
    draw(page, examples["7"])
    page.locator("#hide").click()
    open_tab(page, tab)
    part = "recorded" if tab == "learning" else tab  # beside it stands what trains, and knows nothing
    assert page.locator(f"#{part} *").evaluate_all(
        "(parts) => !parts.some((part) => part.checkVisibility({ visibilityProperty: true }))"
    )
    assert page.locator("#hide").inner_text() == "Show"
    page.locator("#hide").click()
    assert page.locator(f"#{part} *:visible").count() > 0
