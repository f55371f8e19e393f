"""A page that tests share is, for each of them, as good as one that was just loaded."""

import pytest
from drawing_hand import choose, draw, settle
from shared_pages import Pages

pytestmark = pytest.mark.slow

STATE = """() => {
    const { question, answer, theme, ...state } = store.now();
    const { activeElement: { tagName }, body: { className } } = document;
    return [JSON.stringify(state), location.href, { ...localStorage }, tagName, className, scrollY];
}"""
# But for what a screen reader was told last, which comes a while after the answer.
WORDS = """() => {
    const told = document.querySelector("#reading [aria-live]").textContent;
    return [...document.querySelectorAll("main .block:not(#tabs)")]
        .flatMap((part) => part.innerText.split(/\\s*\\n\\s*/))
        .filter((words) => words !== "" && words !== told);
}"""


def test_whatever_was_done_to_it_it_stands_as_at_first(browser, app, examples):
    pages = Pages(browser, app)
    with pages() as page:
        first = page.evaluate(STATE), page.evaluate(WORDS)
        page.evaluate("window.sameVisit = true")
        draw(page, examples["4"])
        choose(page, "1998")
        page.keyboard.press("l")
        page.locator("#shuffle").click()
        page.locator("[data-placement='box']").click()
        page.locator("[data-scale='network']").click()
        page.locator("[data-squash='before']").click()
        page.locator("#tab-two").click()
        page.locator("#keep").click()
        page.locator("#wrong").click()
        page.locator("[data-right='9']").click()
        page.keyboard.press("Escape")
        page.locator("#tab-layers").click()
        page.locator("#c1 .map canvas").first.click()
        settle(page)
        page.keyboard.press("t")
        page.locator("#tour-next").click()
        page.evaluate("location.hash = '#d=%%%'")
        page.wait_for_selector(".trouble:visible")
        page.mouse.wheel(0, 300)
        page.keyboard.press("?")
    assert page.evaluate(STATE) != first[0] and page.evaluate(WORDS) != first[1]
    with pages() as page:
        assert page.evaluate("window.sameVisit") is True
        assert page.evaluate(STATE) == first[0]
        assert page.evaluate(WORDS) == first[1]
        page.locator("#tab-two").click()
        assert page.locator("#let-go").is_hidden()
        draw(page, examples["5"])
        assert settle(page) == "5"
    pages.close()
