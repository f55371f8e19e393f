"""One screen: drawing, digit, answer and bars stay in sight; the page grows with its window."""

import pytest
from drawing_hand import PHONE, SCRIBBLE, choose, draw, open_tab, opened, settle

pytestmark = pytest.mark.slow

SIZES = [(1280, 720), (1920, 1080), (1280, 590), (1024, 768)]
STAGE = ("#sketchpad", "#digit", "#answer", "#top3", "#probabilities", ".reject", ".tabs")
TABS = ("layers", "why", "compare", "stress", "learning", "two", "learned", "walk")
FIRST = 300  # pixels of the open tab that are in sight at once

# The size of every text that can be seen, by the element it stands in.
TEXTS = """() => {
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const sizes = [];
    while (texts.nextNode()) {
        const { parentElement: element, textContent } = texts.currentNode;
        if (!textContent.trim() || element.closest(".hidden-words, [popover]:not(:popover-open)")) continue;
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const svg = element.closest("svg");
        const scale = svg ? element.getScreenCTM().a : 1;
        const kind = svg ? "number on an axis" : "text";
        sizes.push([kind, textContent.trim(), parseFloat(getComputedStyle(element).fontSize) * scale]);
    }
    return sizes;
}"""

GROWING = ("#answer b", "#top3 em", ".name", ".value", ".tabs button", ".tag", ".legend span", "h1")
FONT_SIZE = "(element) => parseFloat(getComputedStyle(element).fontSize)"

WIDE = ':root { --words: "DejaVu Sans" }'

# Which of the elements that can be seen cover another: the texts in them; a button is covered as a whole.
OVERLAPS = """(selector) => {
    const lines = (element) => {
        if (element.matches("button")) return [...element.getClientRects()];
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const boxes = [];
        while (texts.nextNode()) {
            const { currentNode: text } = texts;
            if (getComputedStyle(text.parentElement).clipPath.startsWith("inset")) continue; // hidden words
            const range = document.createRange();
            range.selectNodeContents(text);
            boxes.push(...range.getClientRects());
        }
        return boxes;
    };
    const lies = 4; // pixels by which the box of a line is higher than its letters
    const share = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right
        && a.top + lies < b.bottom && b.top + lies < a.bottom;
    const seen = [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility({ opacityProperty: true }))
        .map((element) => ({ words: element.textContent.trim(), boxes: lines(element) }));
    return seen.flatMap(({ words, boxes }, at) => seen.slice(at + 1)
        .filter((other) => boxes.some((box) => other.boxes.some((there) => share(box, there))))
        .map((other) => `${words} | ${other.words}`));
}"""

SHIFTS = """() => {
    window.shifts = [];
    window.shiftObserver?.disconnect();
    window.shiftObserver = new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries())
            shifts.push([value, ...sources.map(({ node, previousRect: from, currentRect: to }) =>
                [node?.id || node?.className || node?.textContent, from.x, from.y, to.x, to.y])]);
    });
    window.shiftObserver.observe({ type: "layout-shift" });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_cause_and_effect_share_the_screen(pages, examples, size, scheme):
    width, height = size
    with pages(viewport={"width": width, "height": height}, color_scheme=scheme) as page:
        draw(page, examples["7"])
        settle(page)
        for tab in TABS:
            page.locator(f"#tab-{tab}").click()
            settle(page)
            for part in STAGE:
                box = page.locator(part).bounding_box()
                assert box["x"] >= 0 and box["x"] + box["width"] <= width, (tab, part)
                assert box["y"] >= 0 and box["y"] + box["height"] <= height, (tab, part)
            panel = page.locator(f"#{tab}").bounding_box()
            assert panel["y"] + FIRST <= height and panel["height"] >= FIRST, tab
        assert page.evaluate("[scrollY, document.documentElement.scrollWidth]") == [0, width]


def test_all_layers_are_in_sight_with_their_operations_and_kernels(pages, examples):
    for width, height in SIZES:
        with pages(viewport={"width": width, "height": height}) as page:
            draw(page, examples["7"])
            settle(page)
            parts = page.locator(".layer canvas, .layer h3, .operation .tag, .layer .legend").all()
            assert len(parts) > 60
            for box in (part.bounding_box() for part in parts):
                assert box["x"] >= 0 and box["x"] + box["width"] <= width + 1
                assert box["y"] >= 0 and box["y"] + box["height"] <= height + 1
            first = page.locator(".operation").first.inner_text()
            assert first.split() == ["5×5", "convolution", "+", "ReLU", "→"]


@pytest.mark.parametrize("size", SIZES)
def test_where_letters_are_wide_nothing_is_cut_or_covered(pages, examples, size):
    """DejaVu Sans is wider than what most systems write with; the 1998 network has the longest words."""
    width, height = size
    with pages(viewport={"width": width, "height": height}) as page:
        page.add_style_tag(content=WIDE)
        draw(page, examples["7"])
        choose(page, "1998")
        margin = page.evaluate("1.25 * parseFloat(getComputedStyle(document.documentElement).fontSize)")
        output = page.locator(".layer-output .scores .value").first.bounding_box()
        assert output["x"] + output["width"] <= width - margin + 1
        assert page.evaluate(OVERLAPS, ".operation .tag, .layer header, .layer .legend") == []
        for layer in ("c3", "s2"):
            page.locator(f"#{layer} canvas").nth(1).click(position={"x": 12, "y": 12})
            page.wait_for_selector(f"#dock[data-unit^='{layer.upper()}'] .controls button:visible")
            covered = (
                ".operation .tag, .layer header, #dock h3, #dock .place, #dock button, #dock figcaption"
            )
            assert page.evaluate(OVERLAPS, covered) == []
            assert page.evaluate("dock.scrollHeight <= dock.clientHeight"), layer
            page.keyboard.press("Escape")
        open_tab(page, "stress")
        page.wait_for_selector("#stress .line[d]", state="attached")
        assert page.evaluate(OVERLAPS, "#stress .chart-head > *, #stress .play, #stress .axes text") == []
        cut = "(heads) => heads.filter((head) => head.scrollWidth > head.clientWidth).length"
        assert page.locator("#stress .chart-head > :is(h3, .unit)").evaluate_all(cut) == 0


@pytest.mark.parametrize("size", SIZES)
def test_two_drawings_are_in_sight_with_all_that_differs(pages, examples, size):
    width, height = size
    with pages(viewport={"width": width, "height": height}) as page:
        page.add_style_tag(content=WIDE)
        draw(page, examples["7"])
        settle(page)
        open_tab(page, "two")
        page.locator("#keep").click()
        page.keyboard.press("c")
        draw(page, examples["1"])
        page.wait_for_selector("#two[data-answers] .two-grid .f6 canvas")
        fits = "(tab) => tab.scrollHeight <= tab.clientHeight && tab.scrollWidth <= tab.clientWidth"
        assert page.locator("#two").evaluate(fits)
        assert (
            page.evaluate(
                OVERLAPS, "#two .head, #two .who, #two .sure, #two .sentence, #two button, #two .key"
            )
            == []
        )


def test_no_text_is_small(page, examples):
    draw(page, examples["7"])
    settle(page)
    for tab in TABS:
        page.locator(f"#tab-{tab}").click()
        settle(page)
        texts = page.evaluate(TEXTS)
        assert len(texts) > 40
        for kind, text, size in texts:
            assert size >= (12 if kind == "number on an axis" else 13) - 0.01, (tab, kind, text)


def test_everything_grows_with_the_window(pages, examples):
    sizes = {}
    for width, height in ((1280, 720), (1920, 1080)):
        with pages(viewport={"width": width, "height": height}) as page:
            draw(page, examples["7"])
            settle(page)
            texts = [page.locator(part).first.evaluate(FONT_SIZE) for part in GROWING]
            boxes = [
                page.locator(part).bounding_box()["width"] for part in ("#sketchpad", ".tools", "#tabs")
            ]
            sizes[width] = texts + boxes
    for small, large in zip(sizes[1280], sizes[1920], strict=True):
        assert large / small == pytest.approx(1.5, rel=0.01)


def test_nothing_moves_while_answers_arrive(pages, examples):
    with pages() as page:
        for tab in TABS:
            page.locator(f"#tab-{tab}").click()
            draw(page, examples["7"])
            settle(page)
            page.evaluate(SHIFTS)
            for digit in ("1", "4", "8"):
                draw(page, examples[digit])
                settle(page)
                page.keyboard.press("c")
                settle(page)
                draw(page, examples[digit])
                settle(page)
            assert page.evaluate("shifts") == [], tab
            page.keyboard.press("c")


def test_why_tells_what_its_colours_mean_and_nothing_moves_when_it_is_told_anew(pages, examples):
    told = """(first) => {
        const named = document.querySelector("#why .sentence b");
        return named?.checkVisibility() && named.textContent === first;
    }"""
    with pages() as page:
        page.locator("#tab-why").click()
        draw(page, examples["7"])
        page.wait_for_function(told, arg="7")
        key, column = (page.locator(f"#why {part}").bounding_box() for part in (".worth", ".beside"))
        assert page.locator("#why .worth").inner_text().startswith("Blue: margin falls (max ")
        assert column["y"] < key["y"] < key["y"] + key["height"] < column["y"] + column["height"]
        assert column["x"] < key["x"] < key["x"] + key["width"] < column["x"] + column["width"] + 1
        page.evaluate(SHIFTS)
        for digit in ("1", "4"):
            page.keyboard.press("c")
            settle(page)
            draw(page, examples[digit])
            page.wait_for_function(told, arg=digit)
        assert page.evaluate("shifts") == []
        columns = page.locator("#why .columns").bounding_box()
        page.keyboard.press("c")
        settle(page)
        draw(page, SCRIBBLE)
        page.wait_for_function(
            "() => document.querySelector('#why .sentence')?.innerText.startsWith('Rejected')"
        )
        assert page.locator("#why .columns").bounding_box() == columns


@pytest.mark.parametrize("device", [{}, PHONE])
def test_the_readers_own_font_size_enlarges_the_words(browser, app, device, examples):
    """The browser's own setting, which is what a page's `medium` is."""
    sizes = []
    for size in (16, 24):

        def enlarged(page, size=size):
            sizes_of_fonts = {"fontSizes": {"standard": size, "fixed": size}}
            page.context.new_cdp_session(page).send("Page.setFontSizes", sizes_of_fonts)

        with opened(browser, app, before=enlarged, **device) as page:
            draw(page, examples["3"], by="finger" if device else "mouse")
            settle(page)
            sizes.append({text: found for kind, text, found in page.evaluate(TEXTS) if kind == "text"})
    usual, larger = sizes
    both = usual.keys() & larger.keys()
    assert len(both) > 20
    assert {text for text in both if larger[text] < 1.4 * usual[text]} == set()


def test_the_readers_own_zoom_enlarges_the_page(pages):
    with pages() as page:
        usual = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        page.evaluate("document.documentElement.style.setProperty('--reader', '1.25')")
        larger = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        page.evaluate("document.documentElement.style.setProperty('--reader', '1')")
        assert larger / usual == pytest.approx(1.25)
