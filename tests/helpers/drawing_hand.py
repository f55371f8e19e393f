"""A hand that draws on the page with real pointer events, and an eye that reads it."""

import base64
from contextlib import contextmanager

import numpy as np

from lenet import digit_from_strokes
from lenet.drawing.placement import PLACEMENTS

SETTLED = """() => {
    const [answer, pad] = ["answer", "sketchpad"].map((id) => document.getElementById(id));
    return answer && pad && pad.ariaBusy !== "true" && answer.dataset.drawing === pad.dataset.drawing;
}"""

# The pad is what a pointer meets: within a frame of being shown, not at once.
READY = """(() => {
    if (!document.querySelector("html.ready #sketchpad canvas")) return false;
    const { x, y } = document.querySelector("#sketchpad").getBoundingClientRect();
    return document.elementFromPoint(x + 50, y + 50)?.closest("#sketchpad") != null;
})()"""

CONTRAST = """(element) => {
    const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    let behind = element, colour;
    do {
        colour = parse(getComputedStyle(behind).backgroundColor);
        behind = behind.parentElement;
    } while (behind && colour[3] === 0);
    const [word, ground] = [parse(getComputedStyle(element).color), colour].map(luminance);
    return (Math.max(word, ground) + 0.05) / (Math.min(word, ground) + 0.05);
}"""

SCRIBBLE = [[[90, 20], [250, 30], [30, 250], [250, 250], [20, 130], [250, 130]]]  # no digit
DESKTOP = {"width": 1280, "height": 720}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

# The page's state, as its own modules have it, for the tests to read and to follow; once the page has been
# painted, for until then Chromium may drop keys.
STORE = """async () => {
    const { href } = document.querySelector('link[rel=modulepreload][href$="/page.js"]');
    window.store = (await import(href)).page.store;
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
}"""

FRESH = """() => [...document.querySelectorAll("[data-placement]")]
    .every((button) => button.dataset.reads && !button.classList.contains("stale"))"""


def load(browser, address, before=lambda page: None, **options):
    """A context's only page, ready to be drawn on, and the list of what goes wrong in its scripts."""
    context = browser.new_context(**{"viewport": DESKTOP} | options)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("filechooser", lambda chooser: None)  # early: the browser takes a while to hand choosers over
    before(page)
    page.goto(address)
    page.wait_for_selector("html.ready #sketchpad.empty canvas")
    page.wait_for_function(READY)
    page.wait_for_selector("#answer")
    page.evaluate(STORE)
    return page, errors


@contextmanager
def opened(browser, address, before=lambda page: None, **options):
    """A page of one's own, ready to be drawn on; anything that goes wrong in its scripts fails the test.

    before: called with the page before it is loaded.
    """
    page, errors = load(browser, address, before, **options)
    yield page
    page.context.close()
    assert errors == [], errors


@contextmanager
def heard(page, event, listener):
    """Lets the listener hear of an event of the page until the block is left."""

    def hear(what):
        listener(what)

    page.on(event, hear)
    yield
    page.remove_listener(event, hear)


def draw(page, strokes, units=280.0, by="mouse"):
    """Strokes on a pad of `units`, drawn with the mouse or a finger, bend by bend."""
    box = page.locator("#sketchpad").bounding_box()
    scale = box["width"] / units
    bends = [bends_of(np.asarray(stroke, float), units / 280) for stroke in strokes]
    at = [[(box["x"] + x * scale, box["y"] + y * scale) for x, y in stroke] for stroke in bends]
    (by_mouse if by == "mouse" else by_finger)(page, at)


def bends_of(stroke, most):
    """A stroke's points without those that lie no further than `most` from the line through the others."""
    first, last = stroke[0], stroke[-1]
    along = last - first
    share = ((stroke - first) @ along / max(along @ along, 1e-9)).clip(0, 1)
    off = np.linalg.norm(stroke - first - share[:, None] * along, axis=1)
    furthest = off.argmax()
    if len(stroke) < 3 or off[furthest] <= most:
        return stroke[[0, -1]] if len(stroke) > 1 else stroke
    before, after = bends_of(stroke[: furthest + 1], most), bends_of(stroke[furthest:], most)
    return np.concatenate([before[:-1], after])


def by_mouse(page, strokes):
    for first, *rest in strokes:
        page.mouse.move(*first)
        page.mouse.down()
        for point in rest:
            page.mouse.move(*point)
        page.mouse.up()


def by_finger(page, strokes):
    device = page.context.new_cdp_session(page)
    for stroke in strokes:
        for number, (x, y) in enumerate(stroke):
            kind = "touchMove" if number else "touchStart"
            device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def settle(page) -> str:
    """Waits until the newest drawing is answered; the digit that was read, "" for an empty pad."""
    page.wait_for_function(SETTLED)
    return page.locator("#answer").get_attribute("data-digit")


def open_tab(page, tab):
    """Opens a tab, and waits until it shows the newest answer."""
    page.locator(f"#tab-{tab}").click()
    settle(page)


def choose(page, network) -> str:
    """Another network, by the page's own list; the digit that it reads."""
    page.locator("#network").click()
    page.locator(f"[role=option][data-network='{network}']").click()
    return settle(page)


def drawn(page, strokes):
    """Draws, and gives back the digit (28, 28) that the networks read."""
    draw(page, strokes)
    settle(page)
    return digit_from_strokes(strokes_on(page))


def drawn_pixels(page) -> int:
    """How many pixels of the pad bear ink."""
    return page.evaluate("""() => {
        const canvas = document.querySelector("#sketchpad canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, index) => index % 4 === 3 && value > 0).length;
    }""")


def pixels_of(page, selector) -> np.ndarray:
    """A canvas as (height, width, 4) bytes."""
    width, height, data = page.evaluate(
        """(selector) => {
            const canvas = document.querySelector(selector);
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            return [width, height, btoa(String.fromCharCode(...data))];
        }""",
        selector,
    )
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(height, width, 4)


def in_a_corner(strokes):
    return [[[x * 0.35 + 8, y * 0.35 + 8] for x, y in stroke] for stroke in strokes]


def answers(page) -> dict[str, str]:
    """What the switch says of each placement, once it says it of the drawing as it is now."""
    settle(page)
    page.wait_for_function(FRESH)
    return {
        placement: page.locator(f"[data-placement='{placement}']").get_attribute("data-reads")
        for placement in PLACEMENTS
    }


def place(page, placement) -> str:
    page.locator(f"[data-placement='{placement}']").click()
    return settle(page)


def strokes_on(page) -> list:
    """The strokes on the pad, as they were asked about last."""
    return page.evaluate("store.now().question.drawing.strokes")


def choose_file(page, path):
    with page.expect_file_chooser() as chooser:
        page.locator("#picture").click()
    chooser.value.set_files(path)


def await_digit(page, digit):
    page.wait_for_function(
        "(digit) => document.querySelector('#answer').dataset.digit === digit", arg=digit
    )
    settle(page)


def verdict(recognition) -> str:
    """What the page shows of a recognition: the digit, or a question mark."""
    return "?" if recognition.verdict is None else str(recognition.verdict)


def probabilities(page) -> list[float]:
    """What the page shows of the ten classes."""
    bars = page.locator("#probabilities [data-class]").all()
    return [float(bar.get_attribute("data-probability")) for bar in bars]


def slide(page, selector, value):
    """Moves a slider to exactly this value."""
    page.evaluate(
        """([selector, value]) => {
            const slider = document.querySelector(selector);
            slider.value = value;
            slider.dispatchEvent(new Event("input"));
        }""",
        [selector, value],
    )
