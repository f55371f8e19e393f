"""A hand that draws on the page with real pointer events, and an eye that reads it."""

import base64
from contextlib import contextmanager

import numpy as np

from lenet import digit_from_strokes

SETTLED = """() => {
    const [answer, pad] = ["answer", "sketchpad"].map((id) => document.getElementById(id));
    return answer && pad && answer.dataset.drawing === pad.dataset.drawing;
}"""

# The pad is what a pointer meets: within a frame of being shown, not at once.
READY = """(() => {
    if (!document.querySelector("html.whole #sketchpad canvas")) return false;
    const { x, y } = document.querySelector("#sketchpad").getBoundingClientRect();
    return document.elementFromPoint(x + 50, y + 50)?.closest("#sketchpad") != null;
})()"""


@contextmanager
def opened(browser, address, before=lambda page: None, **options):
    """The page, ready to be drawn on; anything that goes wrong in its scripts fails the test.

    before: called with the page before it is loaded.
    """
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 720}} | options)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    before(page)
    page.goto(address)
    page.wait_for_selector("html.whole #sketchpad.empty canvas")
    page.wait_for_function(READY)
    page.wait_for_selector("#c3 canvas")
    page.wait_for_selector("#answer")
    yield page
    context.close()
    assert errors == []


def draw(page, strokes, units=280.0, by="mouse"):
    """Strokes on a pad of `units`, drawn with the mouse or a finger."""
    box = page.locator("#sketchpad").bounding_box()
    scale = box["width"] / units
    at = [[(box["x"] + x * scale, box["y"] + y * scale) for x, y in stroke] for stroke in strokes]
    (by_mouse if by == "mouse" else by_finger)(page, at)


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


def choose(page, network) -> str:
    """Another network, by the page's own list; the digit that it reads."""
    page.locator("#network").click()
    page.locator(f"[role=option][data-network='{network}']").click()
    return settle(page)


def drawn(page, strokes):
    """Draws, and gives back the digit (28, 28) that the networks read."""
    draw(page, strokes)
    settle(page)
    kept = page.evaluate("""() => new Promise((resolve) => {
        document.addEventListener("lenet:asked", (event) => resolve(event.detail.strokes), { once: true });
        document.querySelector('[data-placement="mass"]').click();
    })""")
    settle(page)
    return digit_from_strokes(kept)


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
