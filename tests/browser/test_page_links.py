"""Links that hold a drawing: they open as they were shared, those from the page of old, too."""

import json
from contextlib import contextmanager

import numpy as np
import pytest
from drawing_hand import STORE, choose, draw, pixels_of, settle, strokes_on
from serving import ROOT

from lenet import VARIANTS

pytestmark = pytest.mark.slow

SHARED = json.loads((ROOT / "tests/javascript/state/shared_links.json").read_text(encoding="utf-8"))
STANDS = """() => [
    document.querySelector("#network code").textContent,
    document.querySelector("[data-placement]:has(:checked)").dataset.placement,
    document.querySelector("[role=tab][aria-selected=true]").id.replace("tab-", ""),
]"""
TABS = ("why", "compare", "two", "stress", "learning", "learned", "walk")
OPENED = "(strokes) => JSON.stringify(store.now().history.now.strokes) === JSON.stringify(strokes)"


def test_links_of_old_open_with_the_same_network_placement_tab_and_strokes(page):
    chosen = [*SHARED[::8], *SHARED[42:46]]  # Node reads all fifty: link.test.js
    assert [len({link[what] for link in chosen}) for what in ("network", "placement")] == [6, 3]
    assert {*TABS, None, "no such tab"} <= {link["tab"] for link in chosen}
    for shared in chosen:
        page.keyboard.press("c")
        page.locator("#tab-why").click()
        follow(page, shared["link"])
        page.wait_for_function(OPENED, arg=shared["strokes"])
        settle(page)
        tab = shared["tab"] if shared["tab"] in TABS else "why"
        assert page.evaluate(STANDS) == [shared["network"], shared["placement"], tab]
        assert strokes_on(page) == shared["strokes"]


@pytest.mark.parametrize("copies", [True, False])
def test_copy_without_a_clipboard_says_what_came_of_it(own_page, examples, copies):
    """Over plain http a page has no clipboard; the old command is left, and may be refused, too."""
    own_page.evaluate(
        """(copies) => {
            Object.defineProperty(navigator, "clipboard", { value: undefined });
            document.execCommand = (command) => command === "copy" && copies;
        }""",
        copies,
    )
    draw(own_page, examples["3"])
    settle(own_page)
    own_page.locator("#share").click()
    own_page.locator("#copy").click()
    assert own_page.locator("#copy").inner_text() == ("Copied" if copies else "Press Ctrl+C")
    selected = own_page.evaluate("[document.activeElement.id, getSelection().toString()]")
    assert selected == ["link", own_page.locator("#link").input_value()]


def follow(page, hash_):
    """Opens a link in the page that is open already."""
    page.evaluate("(hash) => { location.hash = hash; }", hash_)


def link_of(page) -> str:
    page.locator("#share").click()
    page.wait_for_selector("#qr svg")
    link = page.locator("#link").input_value()
    page.keyboard.press("Escape")
    return link


@contextmanager
def opened_at(browser, link):
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(link)
    page.wait_for_selector("#c3 canvas", state="attached")
    yield page
    context.close()
    assert errors == []


def test_a_link_restores_drawing_network_placement_and_tab(browser, app, page, examples):
    draw(page, examples["3"])
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
        assert difference.max() < 40  # points are kept to half a unit of the pad


def test_a_link_restores_every_network(page, examples):
    draw(page, examples["3"])
    links = [choose(page, network) and link_of(page) for network in VARIANTS]
    for network, link in zip(VARIANTS, links, strict=True):
        page.keyboard.press("c")
        assert settle(page) == ""
        follow(page, link[link.index("#") :])
        page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '3'")
        settle(page)
        assert page.locator("#network code").text_content() == network


LINK = "#d=AQIoUFAC&n=1998&p=box"  # one stroke, from (10, 20) to (30, 20.5)
KEPT = "[localStorage.getItem('lenet-5'), sessionStorage.getItem('lenet-5')]"


def is_shown(page, strokes):
    page.wait_for_function(OPENED, arg=strokes)


def reloaded(page):
    page.reload()
    page.wait_for_selector("html.ready")
    page.evaluate(STORE)


def test_a_link_takes_nothing_away(page, examples):
    """Undo, and going back, show what was before; it is kept until the link's drawing is changed."""
    draw(page, examples["7"])
    settle(page)
    own, kept = strokes_on(page), page.evaluate(KEPT)
    follow(page, LINK)
    is_shown(page, [[[10, 20], [30, 20.5]]])
    settle(page)
    assert page.evaluate(KEPT) == kept
    page.go_back()
    is_shown(page, own)
    assert page.evaluate(STANDS)[:2] == ["lenet5", "mass"]
    page.go_forward()
    is_shown(page, [[[10, 20], [30, 20.5]]])
    page.keyboard.press("Control+z")
    is_shown(page, own)
    assert "#" not in page.url


def test_a_links_drawing_that_is_drawn_on_is_ones_own(browser, app, examples):
    with opened_at(browser, app + LINK) as page:
        page.evaluate(STORE)
        is_shown(page, [[[10, 20], [30, 20.5]]])
        draw(page, examples["1"])
        settle(page)
        assert page.url.rstrip("/") == app.rstrip("/")
        both = strokes_on(page)
        reloaded(page)
        is_shown(page, [[[round(2 * x) / 2, round(2 * y) / 2] for x, y in stroke] for stroke in both])


def test_another_fragment_changes_nothing(page, examples):
    draw(page, examples["1"])
    page.keyboard.press("Control+z")
    before = page.evaluate("JSON.stringify(store.now().history)")
    follow(page, "#top")
    follow(page, "")
    assert page.evaluate("JSON.stringify(store.now().history)") == before


def test_each_tab_keeps_its_drawing_and_settings_are_merged(browser, app, examples):
    with opened_at(browser, app) as page:
        other = page.context.new_page()
        other.goto(app)
        other.wait_for_selector("html.ready")
        for tab in (page, other):
            tab.evaluate(STORE)
        for tab, digit in ((page, "7"), (other, "1")):
            draw(tab, examples[digit])
            settle(tab)
        own = strokes_on(page)
        page.keyboard.press("l")
        other.evaluate("store.change({ scale: 'map' })")
        reloaded(page)
        is_shown(page, [[[round(2 * x) / 2, round(2 * y) / 2] for x, y in stroke] for stroke in own])
        kept = json.loads(page.evaluate("localStorage.getItem('lenet-5-settings')"))
        assert kept == {"lecture": True, "scale": "map"}


@pytest.mark.parametrize("garbage", ["5", "{}", "[null, 7]", '"x"', "[", '{"a": 1}'])
def test_garbage_in_the_browsers_storage_does_no_harm(page, examples, garbage):
    page.evaluate("(text) => localStorage.setItem('lenet-5-wrong', text)", garbage)
    draw(page, examples["7"])
    settle(page)
    page.locator("#wrong").click()
    page.locator("#right .digits button").first.click()
    page.wait_for_function("document.querySelector('#right .kept')?.textContent.startsWith('Saved')")


def says_so_and_works(page, sentence, six):
    page.wait_for_function(
        "(words) => document.querySelector('.trouble').textContent.includes(words)", arg=sentence
    )
    draw(page, six)
    assert settle(page) == "6"
    assert page.locator(".trouble").is_hidden()


def test_a_broken_link_says_so_and_the_page_works(page, examples):
    follow(page, "#d=AQECAg&p=<img src=x onerror=alert(1)>")
    says_so_and_works(page, "does not have", examples["6"])


def test_a_page_that_begins_with_a_broken_link_says_so_and_works(browser, app, examples):
    with opened_at(browser, f"{app}/#d=AQIDBAU") as page:
        says_so_and_works(page, "damaged", examples["6"])
