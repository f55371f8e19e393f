"""Firefox and WebKit as Debian packages them, each driven by its own protocol, for a person's few gestures.

Playwright drives only builds of its own of these two.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 60  # seconds that a condition may take on a busy machine
WINDOW = (1280, 800)
MINI_BROWSERS = "usr/lib/*/webkit2gtk-4.1/MiniBrowser"
PLAIN = {"WEBKIT_DISABLE_COMPOSITING_MODE": "1"}  # WebKit's compositor may crash in Mesa's software OpenGL

Point = tuple[float, float]


class Visitor:
    """Someone at a browser: go(address), see by run(JavaScript), act by perform(pointer actions)."""

    def __init__(self, go: Callable, run: Callable, perform: Callable):
        self.go, self.run, self.perform = go, run, perform

    def wait(self, condition: str) -> Any:
        """The value of an expression, once it is true."""
        return wait_for(lambda: self.run(condition), condition)

    def stroke(self, points: Sequence[Point]) -> None:
        (first, *rest) = [self.at(*point) for point in points]
        down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        self.perform([first, down, *rest, up])

    def point(self, x: float, y: float) -> None:
        self.perform([self.at(x, y)])

    def click(self, selector: str) -> None:
        self.stroke([self.middle_of(selector)])

    def middle_of(self, selector: str) -> Point:
        """The middle of an element, in the window's CSS pixels."""
        element = f"document.querySelector({json.dumps(selector)})"
        box = json.loads(self.run(f"JSON.stringify({element}.getBoundingClientRect())"))
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    @staticmethod
    def at(x: float, y: float) -> dict:
        return {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 10}


def wait_for(look: Callable[[], Any], what: str) -> Any:
    """The first value of look() that is true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if value := look():
            return value
        time.sleep(0.05)  # polling a condition
    raise AssertionError(f"{what} did not come within {PATIENCE} s")


def mouse(actions: list[dict]) -> list[dict]:
    """Actions as both protocols take them."""
    return [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}]


@contextmanager
def firefox() -> Iterator[Visitor]:
    """A headless Firefox, spoken to in WebDriver BiDi; skips the test where there is none."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("no Firefox: install firefox-esr")
    client = pytest.importorskip("websocket", reason="pip install -r tests/requirements.txt")
    with tempfile.TemporaryDirectory() as profile:
        told = Path(profile, "WebDriverBiDiServer.json")  # Firefox writes there on which port it listens
        process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port = wait_for(lambda: told.exists() and port_in(told.read_text()), "Firefox")
            socket = client.create_connection(f"ws://127.0.0.1:{port}/session", suppress_origin=True)
            yield bidi(socket)
            socket.close()
        finally:
            process.terminate()
            process.wait(timeout=30)


def port_in(told: str) -> int | None:
    """The port in what Firefox has written so far."""
    return json.loads(told)["ws_port"] if told.endswith("}") else None


def bidi(socket) -> Visitor:
    """A visitor in the first window of a browser at the other end of a WebSocket."""
    sent = 0

    def ask(method: str, **parameters: Any) -> dict:
        nonlocal sent
        sent += 1
        socket.send(json.dumps({"id": sent, "method": method, "params": parameters}))
        while (reply := json.loads(socket.recv())).get("id") != sent:
            pass  # an event
        assert reply["type"] == "success", reply
        return reply["result"]

    def run(expression: str) -> Any:
        done = ask("script.evaluate", expression=expression, target={"context": window}, awaitPromise=True)
        assert done["type"] == "success", done
        return done["result"].get("value")

    ask("session.new", capabilities={})
    window = ask("browsingContext.getTree")["contexts"][0]["context"]
    size = dict(zip(("width", "height"), WINDOW, strict=True))
    ask("browsingContext.setViewport", context=window, viewport=size)
    return Visitor(
        lambda address: ask("browsingContext.navigate", context=window, url=address, wait="complete"),
        run,
        lambda actions: ask("input.performActions", context=window, actions=mouse(actions)),
    )


@contextmanager
def webkit() -> Iterator[Visitor]:
    """WebKitGTK's small browser on a screen that nobody sees; skips the test where there is none."""
    program = next(map(str, Path("/").glob(MINI_BROWSERS)), None)
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    if not (program and driver and screen):
        pytest.skip("no WebKit: install webkit2gtk-driver and xvfb")
    webdriver = pytest.importorskip("selenium.webdriver", reason="pip install -r tests/requirements.txt")
    with virtual_screen(screen) as display:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = program
        options.add_argument("--automation")
        service = webdriver.WebKitGTKService(driver, env=os.environ | PLAIN | {"DISPLAY": display})
        browser = webdriver.WebKitGTK(options, service)
        try:
            browser.set_window_size(*WINDOW)
            yield Visitor(
                browser.get,
                lambda expression: browser.execute_script(f"return {expression}"),
                lambda actions: browser.execute("actions", {"actions": mouse(actions)}),
            )
        finally:
            browser.quit()


@contextmanager
def virtual_screen(program: str) -> Iterator[str]:
    """An X server without a screen, as the value of DISPLAY."""
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        process.terminate()
        process.wait(timeout=30)
