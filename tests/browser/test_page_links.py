"""Fifty links shared from the page of old: each opens as it did, whatever the page is made of today."""

import json

import pytest
from drawing_hand import settle, strokes_on
from serving import ROOT

pytestmark = pytest.mark.slow

SHARED = json.loads((ROOT / "tests/javascript/state/shared_links.json").read_text(encoding="utf-8"))
STANDS = """() => [
    document.querySelector("#network code").textContent,
    document.querySelector("[data-placement]:has(:checked)").dataset.placement,
    document.querySelector("[role=tab][aria-selected=true]").id.replace("tab-", ""),
]"""


TABS = ("why", "compare", "two", "stress", "learning", "learned", "walk")
OPENED = "(strokes) => JSON.stringify(store.now().history.now.strokes) === JSON.stringify(strokes)"


def test_they_open_with_the_same_network_placement_tab_and_strokes(page):
    assert len(SHARED) == 50
    for shared in SHARED:
        page.keyboard.press("c")
        page.locator("#tab-why").click()
        page.evaluate("(hash) => { location.hash = hash; }", shared["link"])
        page.wait_for_function(OPENED, arg=shared["strokes"])
        settle(page)
        tab = shared["tab"] if shared["tab"] in TABS else "why"
        assert page.evaluate(STANDS) == [shared["network"], shared["placement"], tab]
        assert strokes_on(page) == shared["strokes"]
