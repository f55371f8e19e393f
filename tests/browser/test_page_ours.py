"""In a real browser: digits of our own hands, at random and misread."""

import pytest
from drawing_hand import choose, opened, settle, strokes_on

from lenet import VARIANTS, digit_from_strokes, load, recognise
from lenet.explain.misreads import FAIR
from lenet.web.hands import own_drawings

pytestmark = pytest.mark.slow


def test_random_brings_digits_of_our_hands_and_never_the_same_twice_running(page):
    ours = [[stroke.tolist() for stroke in strokes] for _, strokes in own_drawings()]
    brought = []
    for _ in range(6):
        page.locator("#random").click()
        page.wait_for_function(
            """(ours) => {
                const asked = JSON.stringify(store.now().question.drawing.strokes);
                return ours.some((one) => JSON.stringify(one) === asked);
            }""",
            arg=ours,
        )
        settle(page)
        brought.append(strokes_on(page))
    assert all(one != other for one, other in zip(brought, brought[1:], strict=False))


def pressed_misread(page) -> dict | None:
    """What the server found when the button was pressed; the page may ask several times."""
    responses = []

    def note(response):
        responses.append(response)

    page.on("response", note)
    page.locator("#misread").click()
    page.wait_for_function("() => document.querySelector('#misread').ariaBusy === null")
    page.remove_listener("response", note)
    [*_, last] = (each for each in responses if each.url.endswith("/page/misread"))
    return last.json()["packet"]


def test_misread_brings_a_digit_that_this_network_misreads_and_others_read(page):
    for network in VARIANTS:
        choose(page, network)
        found = next(filter(None, (pressed_misread(page) for _ in range(5))))  # a search may end without
        page.wait_for_function(
            "(strokes) => JSON.stringify(store.now().question.drawing.strokes) === JSON.stringify(strokes)",
            arg=found["strokes"],
        )
        assert settle(page) == str(found["read"]) != str(found["meant"])
        assert page.locator(".pad-caption").inner_text() == f"Intended: {found['meant']}"
        digit = digit_from_strokes(found["strokes"])
        verdicts = {name: recognise(load(name), digit).verdict for name in VARIANTS}
        assert verdicts[network] == found["read"]
        assert list(verdicts.values()).count(found["meant"]) >= FAIR


def test_a_search_without_a_find_says_so(browser, app):
    def find_none(page):
        page.route("**/page/misread", lambda route: route.fulfill(json={"packet": None}))

    with opened(browser, app, before=find_none) as page:
        page.keyboard.press("m")
        page.wait_for_selector(".trouble:visible")
        assert "No misread digit" in page.locator(".trouble").inner_text()
        assert page.locator("#misread").get_attribute("aria-busy") is None


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
