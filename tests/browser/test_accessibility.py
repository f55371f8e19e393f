"""The page for people who do not see it or do not point: axe-core's rules, and a walk by keyboard alone."""

from pathlib import Path

import pytest
from drawing_hand import draw, settle

pytestmark = pytest.mark.slow

SERIOUS = ("serious", "critical")  # of axe-core's own four grades of harm
# Light and dark differ in their colours alone.
RULES = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}
TABS = {  # and what stands in each once it has its answer
    "layers": ".operation",
    "why": "[data-unit]",
    "compare": "[data-reads='5']",
    "stress": ".frame .line[d^='M']",
    "learning": ".classes path",
    "learned": ".c3-kernels canvas",
    "walk": "[data-figure='c3'] canvas",
}
FINDINGS = """async (rules) => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"], ...rules });
    const where = (nodes) => nodes.map(({ html }) => html);
    return violations.map(({ id, impact, nodes }) => ({ id, impact, where: where(nodes) }));
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core, as it is run in a page."""
    package = pytest.importorskip("axe_playwright_python", reason="pip install -r tests/requirements.txt")
    return Path(package.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(params=RULES)
def checked(request, pages, axe):
    """A page, and check(): nothing on it is serious or critical now."""
    with pages(color_scheme=request.param) as page:
        page.evaluate(axe)

        def check():
            findings = page.evaluate(FINDINGS, RULES[request.param])
            assert [found for found in findings if found["impact"] in SERIOUS] == []

        yield page, check


def test_the_empty_page_has_no_serious_finding(checked):
    _, check = checked
    check()


def test_no_tab_has_a_serious_finding(checked, examples):
    page, check = checked
    draw(page, examples["5"])
    assert settle(page) == "5"
    for tab, shown in TABS.items():
        page.locator(f"#tab-{tab}").click()
        page.locator(f"#{tab} {shown}").first.wait_for(state="attached")
        check()


def test_nothing_that_opens_has_a_serious_finding(checked, examples):
    page, check = checked
    draw(page, examples["5"])
    assert settle(page) == "5"
    for opener, shown in (
        ("#share", "#qr svg"),
        ("#network", "[role=option]"),
        ("#wrong", "#right"),
        ("#show-keys", "#keys"),
        ("#c1 .map canvas", "#dock .cells"),
        ("#c3 canvas", "#dock .pairs"),
        ("#f6 canvas", "#dock .term-rows"),
    ):
        page.locator(opener).first.click()
        page.locator(shown).first.wait_for()
        check()
        page.keyboard.press("Escape")


def test_nothing_has_a_serious_finding_while_maps_are_off(checked, examples):
    page, check = checked
    draw(page, examples["5"])
    assert settle(page) == "5"
    for grid in ("#c1 .map canvas", "#c5 canvas"):
        page.locator(grid).first.click(modifiers=["Shift"])
        page.locator("#off-dock .units rect").first.wait_for(state="attached")
        check()


FOCUSED = """() => {
    const { activeElement: at } = document;
    const box = at.getBoundingClientRect();
    return {
        name: at.id || at.dataset.example || at.getAttribute("aria-label") || at.innerText,
        seen: at.checkVisibility({ visibilityProperty: true }) && box.width > 0,
        outlined: getComputedStyle(at).outlineStyle,
        page: at !== document.body,
    };
}"""


def test_the_tab_key_walks_through_every_control_and_shows_where_it_is(page):
    page.keyboard.press("5")
    page.wait_for_selector("#wrong:enabled")
    reached = []
    for _ in range(100):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUSED)
        if not focus["page"] or (reached and focus["name"] == reached[0]):
            break
        assert focus["seen"] and focus["outlined"] != "none", focus
        reached.append(focus["name"])
    stops = ["network", "hide", "share", "show-keys", "undo", "clear", *"0123456789", "shuffle", "wrong"]
    stops += ["tab-layers", "c1", "s2", "c3", "s4", "c5", "f6", "output"]
    assert set(stops) <= set(reached)
    assert [name for name in reached if name in stops] == stops  # in the order in which they are read


def test_by_keys_alone_a_digit_is_drawn_read_shared_and_cleared(page):
    page.keyboard.press("4")
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '4'")
    settle(page)
    for control, opened_part in (("#share", "#sheet"), ("#show-keys", "#keys"), ("#wrong", "#right")):
        page.locator(control).focus()
        page.keyboard.press("Enter")
        page.locator(opened_part).wait_for()
        page.keyboard.press("Escape")
        page.locator(opened_part).wait_for(state="hidden")
    page.locator("#network").focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.wait_for_function("() => document.querySelector('#network').innerText.includes('1998')")
    assert settle(page) == "4"  # no Escape has cleared the pad
    page.locator("#tab-why").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#compare").is_visible()
    page.keyboard.press("c")
    assert settle(page) == ""


def test_one_live_region_speaks_of_the_answer_and_no_number_does(page, examples):
    draw(page, examples["7"])
    settle(page)
    live = "output, [role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])"
    speaking = f":is(#header, #pad, #reading, #layers, #tabs) :is({live})"  # Gradio has one of its own
    regions = page.locator(speaking).evaluate_all("parts => parts.map((part) => part.tagName)")
    assert regions and set(regions) == {"P"}  # sentences, not the numbers that change with every answer


def test_single_keys_can_be_switched_off_and_stay_off(page, examples):
    """WCAG 2.1.4: whoever speaks to the page, or rests a hand on the keys, can switch them off."""
    draw(page, examples["7"])
    assert settle(page) == "7"
    page.keyboard.press("?")
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    for key in ("c", "3", "?"):
        page.keyboard.press(key)
    assert settle(page) == "7" and page.locator("#keys").is_hidden()
    page.keyboard.press("Control+z")  # with a modifier they still work
    assert settle(page) == ""
    page.reload()
    page.wait_for_selector(".ready")
    page.keyboard.press("7")
    assert page.locator("#answer").get_attribute("data-digit") == ""
    page.locator("#show-keys").click()
    page.locator("#single-keys").check()
    page.keyboard.press("Escape")
    page.keyboard.press("7")
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '7'")


def test_the_answer_is_announced_once_the_pen_rests(page, examples):
    page.evaluate("""() => {
        window.quiet = []; // ms since the last answer, at each announcement
        let answered = 0;
        store.follow(["answer"], () => (answered = performance.now()));
        const live = document.querySelector("#reading [aria-live]");
        const note = () => quiet.push(performance.now() - answered);
        new MutationObserver(note).observe(live, { childList: true });
    }""")
    draw(page, examples["3"])
    assert settle(page) == "3"
    page.wait_for_function(
        """() => document.querySelector("#reading [aria-live]").textContent.startsWith("3, ")"""
    )
    assert min(page.evaluate("quiet")) >= 500  # never in the middle of a stroke
