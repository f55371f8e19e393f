"""Links that hold a drawing: they open as they were shared, those from the page of old, too."""

import json
from contextlib import contextmanager

import numpy as np
import pytest
from drawing_hand import choose, draw, pixels_of, settle, strokes_on
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
