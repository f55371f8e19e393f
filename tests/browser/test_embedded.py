"""The page to embed, in frames of another site: drawn on with a real pointer, and telling its height."""

import json
import re
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from drawing_hand import PHONE, SCRIBBLE, SETTLED, by_finger, by_mouse, draw, probabilities, settle
from proxy import embedding, proxied
from serving import serving

from lenet import VARIANTS, digit_from_strokes, load, recognise

pytestmark = pytest.mark.slow

# What it tells, the host keeps, and obeys where OBEYS is in its address.
HOST = """<!doctype html><title>A course</title><style>body {{ margin: 0 }} iframe {{ border: 0 }}</style>
<script>
const told = [];
addEventListener("message", ({{ data, source }}) => {{
    const frame = document.querySelector("#frame");
    if (data.type !== "lenet-5-height" || source !== frame.contentWindow) return;
    told.push(data.height);
    if (location.hash === "#obeys") frame.style.height = `${{data.height}}px`;
}});
</script>
{address}"""
FRAME = """<iframe id="frame" src="{address}" {more}
    style="width: {width}px; height: {height}px; {style}"></iframe>"""
# Storage as browsers refuse it to others' frames.
REFUSED = """for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });"""
HATCHED = """(maps) => maps.filter((map) => getComputedStyle(map).backgroundImage.includes("gradient"))
    .map((map) => Number(map.dataset.map))"""
HEARS_KEYS = """() => {
    window.keys = [];
    addEventListener("message", ({ data }) => typeof data === "string" && keys.push(data));
}"""
LINK = "#d=AQIoUFAC&n=1998&p=box"  # one stroke, from (10, 20) to (30, 20.5)


@contextmanager
def framed(browser, address, width=480, height=360, style="", more="", hash_="", **options):
    """The page of another site, and the frame in it that is ready to be drawn on."""
    frame = FRAME.format(
        address=address.replace("&", "&amp;"), width=width, height=height, style=style, more=more
    )
    with embedding(frame, HOST) as site:
        context = browser.new_context(**{"viewport": {"width": 1300, "height": 1000}} | options)
        page = context.new_page()
        page.add_init_script(REFUSED)
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(site.replace("127.0.0.1", "localhost") + hash_)  # another site, not only another port
        inside = page.locator("#frame").element_handle().content_frame()
        inside.wait_for_selector("html.ready #sketchpad canvas")
        yield page, inside
        context.close()
        assert errors == []


def draw_in(page, frame, strokes, by=by_mouse):
    box = frame.locator("#sketchpad").bounding_box()
    scale = box["width"] / 280
    by(page, [[(box["x"] + x * scale, box["y"] + y * scale) for x, y in stroke] for stroke in strokes])
    return read_in(frame)


def read_in(frame):
    """The digit that is read, once the newest drawing is."""
    frame.wait_for_function(SETTLED)
    return frame.locator("#answer").get_attribute("data-digit")


@pytest.mark.parametrize(
    "frame",
    [
        {},
        {"more": 'sandbox="allow-scripts"'},  # an origin of its own, as some course pages have it
        {"style": "transform: scale(0.7); transform-origin: 0 0"},  # as slides are scaled
        {"width": 1280, "height": 720},
        {"width": 320, "height": 900},
    ],
    ids=["plain", "sandboxed", "in slides", "large", "narrow"],
)
def test_it_reads_in_a_frame_of_another_site_that_refuses_storage(browser, app, examples, frame):
    site = app.replace("127.0.0.1", "lenet.localhost")  # by no name that Gradio takes for a developer's own
    with framed(browser, f"{site}/embed", **frame) as (page, inside):
        for name in ("3", "7"):
            assert draw_in(page, inside, examples[name]) == name
            inside.locator("#clear").click()
            assert read_in(inside) == ""
        assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_finger_draws_and_the_page_does_not_scroll(browser, app, examples):
    with framed(browser, f"{app}/embed", width=390, height=900, **PHONE) as (page, inside):
        assert draw_in(page, inside, examples["4"], by_finger) == "4"
        assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("width", [320, 480, 800, 1280])
@pytest.mark.parametrize("query", ["", "?show=answer", "?show=bars,c3"])
def test_its_host_is_told_the_height_that_shows_all_of_it(browser, app, width, query):
    with framed(browser, f"{app}/embed{query}", width, 200, hash_="#obeys") as (page, inside):
        fits = "document.documentElement.scrollHeight <= innerHeight"
        inside.wait_for_function(fits)
        page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        told = page.evaluate("told")
        assert len(set(told)) == 1 and inside.evaluate("innerHeight") == told[0]  # it asks once
        assert inside.evaluate("innerHeight - document.querySelector('main').offsetHeight") < 48


def test_what_is_not_asked_for_is_not_shown(browser, app):
    parts = {"answer": ".reads", "bars": ".softmax", "c1": ".layer-c1", "c3": ".layer-c3"}
    for shown in ("answer", "bars,c1", "c3"):
        with framed(browser, f"{app}/embed?show={shown}") as (_, inside):
            seen = {part for part, selector in parts.items() if inside.locator(selector).is_visible()}
            assert seen == set(shown.split(","))


@pytest.mark.parametrize("query", ["", "?show=answer"])
@pytest.mark.parametrize("width", [320, 480])
def test_what_there_is_to_say_of_no_digit_has_its_room(browser, app, query, width):
    with framed(browser, f"{app}/embed{query}", width, 900) as (page, inside):
        draw_in(page, inside, SCRIBBLE)
        assert inside.locator(".reads .heading").inner_text() == "Not a digit"
        assert inside.locator(".reason").inner_text().startswith("Rejected")
        reads = inside.locator(".reads")
        assert reads.evaluate("(part) => part.scrollHeight <= part.clientHeight")
        assert reads.evaluate("(part) => part.scrollWidth <= part.clientWidth")


def test_the_network_that_is_asked_for_reads(browser, app, examples):
    for network in VARIANTS:
        with framed(browser, f"{app}/embed?network={network}") as (page, inside):
            draw_in(page, inside, examples["2"])
            strokes = page_strokes(inside)
            expected = recognise(load(network), digit_from_strokes(strokes))
            assert probabilities(inside) == pytest.approx(expected.probabilities.tolist(), abs=1e-4)


def page_strokes(frame):
    """The strokes on the pad, to half a unit, as the way to the full page has them."""
    return frame.evaluate("""async () => {
        const link = document.querySelector("#whole").hash;
        const at = document.querySelector('link[href$="/state/link.js"]').href;
        return (await import(at)).linked(link, [new URLSearchParams(link.slice(1)).get("n")]).strokes;
    }""")


@pytest.mark.parametrize(
    ("theme", "scheme", "dark"),
    [("dark", "light", True), ("light", "dark", False), ("auto", "dark", True), ("auto", "light", False)],
)
def test_the_theme_is_the_one_asked_for_or_the_visitors_own(browser, app, theme, scheme, dark):
    with framed(browser, f"{app}/embed?theme={theme}", color_scheme=scheme) as (page, inside):
        ground = "getComputedStyle(document.body).backgroundColor"
        colours = {True: "rgb(15, 17, 19)", False: "rgb(255, 255, 255)"}
        assert inside.evaluate(ground) == colours[dark]
        page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
        expected = colours[dark if theme != "auto" else not dark]
        inside.wait_for_function(f"({ground}) === '{expected}'")


def test_what_is_asked_for_in_vain_gets_a_sentence_and_it_reads_on(browser, app, examples):
    with framed(browser, f"{app}/embed?network=resnet&show=answer") as (page, inside):
        assert "There is no network 'resnet'." in inside.locator(".trouble").inner_text()
        assert draw_in(page, inside, examples["5"]) == "5"
        assert inside.locator(".trouble").is_hidden()


def test_a_link_brings_its_drawing_network_and_preprocessing(browser, app):
    with framed(browser, f"{app}/embed?network=tanh{LINK}") as (_, inside):
        inside.wait_for_function("document.querySelector('#answer').dataset.digit !== ''")
        assert inside.locator("#network").inner_text() == "LeNet-5 (1998)"
        assert inside.locator("#whole").get_attribute("href").endswith(LINK)
    with framed(browser, f"{app}/embed?network=tanh{LINK.replace('&n=1998', '')}") as (_, inside):
        inside.wait_for_function("document.querySelector('#answer').dataset.digit !== ''")
        assert inside.locator("#whole").get_attribute("href").endswith(LINK.replace("1998", "tanh"))
    with framed(browser, f"{app}/embed#d=AQIDBAU") as (_, inside):
        inside.wait_for_function("document.querySelector('.trouble').innerText.includes('damaged')")


@pytest.mark.parametrize("query", ["", "&theme=dark"])
def test_what_a_link_switches_off_is_off_hatched_and_said(browser, app, examples, query):
    with framed(browser, f"{app}/embed?network=1998{query}{LINK}&o=C1.0.4_C3.5") as (_, inside):
        inside.wait_for_function("document.querySelector('#answer').dataset.digit !== ''")
        heading = inside.locator(".reads .heading")
        assert heading.inner_text() == "3 maps off"
        assert heading.evaluate("(words) => words.scrollWidth <= words.clientWidth")
        for layer, off in (("C1", [0, 4]), ("C3", [5])):
            maps = inside.locator(f"#{layer.lower()} canvas")
            hatched = maps.evaluate_all(HATCHED)
            assert hatched == off
            label = inside.locator(f"#{layer.lower()}").get_attribute("aria-label")
            assert label.endswith(f", {len(off)} of them off")


def test_slides_are_turned_by_their_keys_while_the_frame_has_the_focus(browser, app, examples):
    with framed(browser, f"{app}/embed") as (page, inside):
        page.evaluate(HEARS_KEYS)
        draw_in(page, inside, examples["3"])
        inside.locator("#clear").click()  # now the frame has the focus
        draw_in(page, inside, examples["7"])
        for key in ("ArrowRight", "5", "PageDown", "Alt+ArrowLeft"):
            page.keyboard.press(key)
        page.wait_for_function("keys.length === 2")
        called = [json.loads(each) for each in page.evaluate("keys")]
        assert called == [{"method": "triggerKey", "args": [code]} for code in (39, 34)]
        assert read_in(inside) == "5"
        inside.locator("#clear").focus()
        page.keyboard.press("Space")  # presses the button, and turns nothing
        assert read_in(inside) == ""
        inside.locator("#sketchpad canvas").first.click()
        page.keyboard.press("Space")
        page.wait_for_function("keys.length === 3")
        assert json.loads(page.evaluate("keys[2]")) == {"method": "triggerKey", "args": [32]}


def test_the_full_page_opens_with_the_same_drawing(browser, app, examples):
    with framed(browser, f"{app}/embed?network=1998") as (page, inside):
        assert draw_in(page, inside, examples["6"]) == "6"
        whole = inside.locator("#whole")
        assert whole.get_attribute("target") == "_blank" and whole.get_attribute("rel") == "noopener"
        link = whole.evaluate("(link) => link.href")
    assert link.startswith(f"{app}/#d=")
    page = browser.new_page()
    page.goto(link)
    page.wait_for_function("document.querySelector('#answer')?.dataset.digit === '6'")
    assert page.locator("#network code").text_content() == "1998"
    page.close()


def test_the_line_that_share_offers_embeds_the_drawing(browser, app, page, examples):
    draw(page, examples["8"])
    page.locator("#network").click()
    page.locator("[role=option][data-network='1998']").click()
    assert settle(page) == "8"
    page.locator("#share").click()
    line = page.locator("#frame").input_value()
    with embedding(line, HOST) as site:
        host = browser.new_page()
        host.goto(site.replace("127.0.0.1", "localhost"))
        frame = host.locator("iframe").element_handle()
        assert frame.get_attribute("title") and frame.get_attribute("width") == "480"
        inside = frame.content_frame()
        inside.wait_for_function("document.querySelector('#answer')?.dataset.digit === '8'")
        assert inside.locator("#network").inner_text() == "LeNet-5 (1998)"
        host.close()


def test_by_keys_alone(browser, app):
    with framed(browser, f"{app}/embed") as (page, inside):
        inside.locator("#whole").focus()
        page.keyboard.press("4")
        inside.wait_for_function("document.querySelector('#answer').dataset.digit === '4'")
        assert read_in(inside) == "4"
        for key, read in (("c", ""), ("z", "4"), ("y", ""), ("Control+z", "4")):
            page.keyboard.press(key)
            assert read_in(inside) == read
        inside.locator("#clear").focus()
        page.keyboard.press("Tab")
        assert inside.evaluate("document.activeElement.id") == "whole"


def test_one_polite_region_speaks_of_the_answer(browser, app):
    with framed(browser, f"{app}/embed") as (page, inside):
        inside.locator("#whole").focus()
        page.keyboard.press("7")
        [region] = inside.locator("[aria-live]").all()
        assert region.get_attribute("aria-live") == "polite"
        inside.wait_for_function("document.querySelector('[aria-live]').textContent.startsWith('7, ')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_on_it_is_hard_for_those_who_do_not_see_it(browser, app, scheme):
    package = pytest.importorskip("axe_playwright_python", reason="pip install -r tests/requirements.txt")
    axe = Path(package.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    page = browser.new_page(color_scheme=scheme)
    page.goto(f"{app}/embed")
    page.wait_for_selector("html.ready")
    page.evaluate(axe)
    for key in ("c", "5"):
        page.keyboard.press(key)
        assert read_in(page.main_frame) == ("5" if key == "5" else "")
        violations = page.evaluate("axe.run(document).then((found) => found.violations)")
        assert [found["id"] for found in violations] == []
    page.close()


def test_it_says_so_where_it_cannot_be_loaded(browser, app):
    page = browser.new_page()
    page.route("**/state/store.js", lambda route: route.abort())
    page.goto(f"{app}/embed")
    page.wait_for_selector("text=This page could not be loaded. Please reload it.")
    page.close()


def test_without_scripts_it_says_what_it_needs(browser, app):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{app}/embed")
    assert page.locator("noscript").is_visible() and "JavaScript" in page.locator("noscript").inner_text()
    context.close()


def test_behind_a_path_it_asks_below_that_path(browser, examples):
    with (
        serving(GRADIO_ROOT_PATH="/lenet") as app,
        proxied(app, "/lenet") as address,
        framed(browser, f"{address}embed") as (page, inside),
    ):
        assert draw_in(page, inside, examples["9"]) == "9"
        assert inside.locator("#whole").evaluate("(link) => link.href").startswith(f"{address}#d=")


COMPONENT = """<!doctype html><title>A course</title><script type="module" src="{address}"></script>
<gradio-app src="SITE"></gradio-app>"""


def test_as_gradios_web_component_the_full_page_says_once_to_use_an_iframe(browser, app):
    site = app.replace("127.0.0.1", "lenet.localhost")
    script = re.search(r'src="\./(assets/index-[^"]+\.js)"', httpx.get(app).text)[1]
    with embedding(f"{site}/{script}", COMPONENT.replace("SITE", site)) as host:
        page = browser.new_page()
        page.goto(host.replace("127.0.0.1", "localhost"))
        page.locator(".refused").wait_for()
        page.wait_for_function("document.querySelectorAll('gradio-app button').length === 0")
        assert page.locator("gradio-app").inner_text().count("Use an iframe") == 1
        assert page.locator("gradio-app :is(button, canvas)").count() == 0
        page.close()
