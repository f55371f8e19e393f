"""When something goes wrong around the page: it says so in a sentence, keeps the drawing, and recovers."""

import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager

import numpy as np
import pytest
from drawing_hand import draw, drawn_pixels, opened, settle, strokes_on
from serving import ROOT, free_port, serving
from slow_network import slow_network

pytestmark = pytest.mark.slow


def points_of(page, strokes):
    """Where the points of strokes, on a pad of 280, are on the screen now."""
    box = page.locator("#sketchpad").bounding_box()
    scale = box["width"] / 280
    return [[(box["x"] + x * scale, box["y"] + y * scale) for x, y in stroke] for stroke in strokes]


# Each place at which the pad is seen while the page arrives.
PLACES = """() => {
    window.places = new Set();
    const look = () => {
        const pad = document.querySelector("#sketchpad");
        if (pad?.checkVisibility({ visibilityProperty: true })) {
            const { x, y, width } = pad.getBoundingClientRect();
            places.add([x, y, width].join(" "));
        }
        requestAnimationFrame(look);
    };
    look();
}"""


@contextmanager
def late(page, files):
    """Files that come only once the block is left."""
    held, waits = [], True
    page.route(f"**/{files}", lambda route: held.append(route) if waits else route.continue_())
    with page.expect_request(f"**/{files}"):
        yield
    while not held:
        page.evaluate("0")  # until the route has heard of it, too
    waits = False
    for route in held:
        route.continue_()


@pytest.mark.parametrize(
    "files",
    ["assets/HTML-*.js", "assets/HTML-*.css", "styles.css", "tabs/tabs.js", "page.json"],
)
def test_the_pad_stays_where_it_is_first_seen_and_keeps_the_first_stroke(browser, app, examples, files):
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.add_init_script(f"({PLACES})()")
    with late(page, files):
        page.goto(app, wait_until="commit")
        page.wait_for_selector("main > .column", state="attached")
    page.wait_for_selector("#sketchpad canvas")
    draw(page, examples["5"])
    assert settle(page) == "5"
    assert page.evaluate("() => places.size") == 1
    assert page.evaluate("() => getSelection().toString()") == ""
    page.context.close()


def test_a_part_that_cannot_be_loaded_says_so(browser, app):
    page = browser.new_context().new_page()
    page.route("**/tabs/tabs.js", lambda route: route.abort())
    page.goto(app)
    page.wait_for_selector("text=could not be loaded. Please reload the page.")
    page.context.close()


def test_a_tab_that_cannot_be_loaded_says_so_and_is_tried_again(browser, app, examples):
    page = browser.new_context().new_page()
    page.route("**/stress/sweep.js", lambda route: route.abort())
    page.goto(app)
    page.wait_for_selector("#sketchpad canvas")
    page.click("#tab-stress")
    page.wait_for_selector("#stress:has-text('This tab could not be loaded. Please reload the page.')")
    draw(page, examples["5"])
    assert settle(page) == "5"
    page.click("#tab-why")
    page.wait_for_selector("#why:not(:empty)")
    page.unroute("**/stress/sweep.js")
    page.click("#tab-stress")
    page.wait_for_selector("#stress input[type=range]")
    assert "This tab could not" not in page.inner_text("#stress")
    page.context.close()


def test_all_tabs_open_without_the_server_once_the_page_is_at_rest(browser, app):
    page = browser.new_context().new_page()
    page.goto(app, wait_until="networkidle")
    page.wait_for_selector("#sketchpad canvas")
    page.context.set_offline(True)
    for name in page.eval_on_selector_all("[role=tab]:not(#tab-draw)", "tabs => tabs.map(({ id }) => id)"):
        page.click(f"#{name}")
        page.wait_for_selector(f"[aria-labelledby={name}]:not(:empty)")
        assert "This tab could not" not in page.inner_text(f"[aria-labelledby={name}]")
    page.context.close()


def test_a_kept_network_is_chosen_again_however_late_the_header_comes(browser, app, examples):
    page = browser.new_context().new_page()
    page.goto(app)
    page.wait_for_selector("#sketchpad canvas")
    draw(page, examples["3"])
    settle(page)
    page.keyboard.press("n")
    page.wait_for_function("() => localStorage.getItem('lenet-5').includes('n=1998')")
    with late(page, "assets/HTML-*.js"):
        page.reload(wait_until="commit")
        page.wait_for_selector("#top", state="attached")
    page.wait_for_function("() => document.querySelector('#network')?.innerText.includes('1998')")
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '3'")
    page.context.close()


def test_a_server_that_is_killed_while_the_pen_is_down_costs_no_ink(browser, examples):
    port = free_port()
    with serving(port) as address:
        visit = opened(browser, address)
        page = visit.__enter__()
        ((first, *rest),) = points_of(page, examples["3"])
        page.mouse.move(*first)
        page.mouse.down()
        for point in rest[: len(rest) // 2]:
            page.mouse.move(*point)
        settle(page)
        page.evaluate("window.sameVisit = true")
    for point in rest[len(rest) // 2 :]:
        page.mouse.move(*point)
    page.wait_for_selector(".trouble:visible")
    ink = drawn_pixels(page)
    with serving(port):
        assert settle(page) == "3"  # the pen is still down
        page.wait_for_selector(".trouble", state="hidden")
        page.mouse.up()
        assert settle(page) == "3" and drawn_pixels(page) == ink
        draw(page, [[[20, 20], [20, 260]]])
        settle(page)
        assert drawn_pixels(page) > ink and page.evaluate("window.sameVisit") is True
        visit.__exit__(None, None, None)


def test_over_a_slow_network_that_loses_packets_the_newest_drawing_is_read(browser, app, examples):
    with slow_network(app) as (address, network), opened(browser, address) as page:
        for name in ("4", "7", "2"):
            draw(page, examples[name])
            assert drawn_pixels(page) > 1000  # ink does not wait for the network
            assert settle(page) == name
            page.locator("#clear").click()
            assert settle(page) == ""
        assert network.lost > 0
        assert page.locator(".trouble").is_hidden()


def test_a_laptop_that_slept_goes_on_where_it_was(browser, app, examples):
    with slow_network(app, loss=0) as (address, network), opened(browser, address) as page:
        device = page.context.new_cdp_session(page)
        page.evaluate("window.sameVisit = true")
        with page.expect_request("**/page/read"):
            draw(page, examples["6"])
        device.send("Page.setWebLifecycleState", {"state": "frozen"})
        network.cut()
        device.send("Page.setWebLifecycleState", {"state": "active"})
        assert settle(page) == "6"
        page.wait_for_selector(".trouble", state="hidden")
        draw(page, examples["1"])
        settle(page)
        assert page.evaluate("window.sameVisit") is True


def test_a_tab_in_the_background_has_its_answer_when_it_is_looked_at_again(page):
    page.locator("[data-example='8']").click()
    other = page.context.new_page()
    other.bring_to_front()  # while the example is being played
    page.bring_to_front()
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit === '8'")
    assert settle(page) == "8"
    other.close()


def test_two_tabs_draw_for_themselves_and_the_last_drawing_is_kept(browser, app, examples):
    with opened(browser, app) as first:
        draw(first, examples["1"])
        assert settle(first) == "1"
        second = first.context.new_page()
        second.goto(app)
        second.wait_for_function("() => document.querySelector('#answer')?.dataset.digit === '1'")
        second.keyboard.press("c")
        draw(second, examples["6"])
        assert settle(second) == "6"
        first.bring_to_front()
        assert settle(first) == "1"
        first.locator("#undo").click()
        first.locator("#redo").click()
        assert settle(first) == "1" and settle(second) == "6"
        second.reload()
        second.wait_for_function("() => document.querySelector('#answer')?.dataset.digit === '6'")


def test_a_stroke_goes_on_through_a_change_of_the_window(pages, examples):
    with pages() as page:
        (stroke,) = examples["3"]
        half = len(stroke) // 2
        ((first, *rest),) = points_of(page, [stroke[:half]])
        page.mouse.move(*first)
        page.mouse.down()
        for point in rest:
            page.mouse.move(*point)
        page.set_viewport_size({"width": 700, "height": 900})
        page.wait_for_function("() => document.querySelector('#sketchpad').clientWidth > 300")
        for point in points_of(page, [stroke[half:]])[0]:
            page.mouse.move(*point)
        page.mouse.up()
        assert settle(page) == "3"
        (kept,) = strokes_on(page)
        np.testing.assert_allclose(kept[0], stroke[0], atol=1.5)
        np.testing.assert_allclose(kept[-1], stroke[-1], atol=1.5)
        distances = np.linalg.norm(np.array(kept)[:, None] - np.array(stroke)[None], axis=-1)
        assert distances.min(axis=0).max() < 3  # every point is where it was drawn


# Run before app.py: what it may not do raises what the system would raise.
NO_NETWORK = """
import socket, sys
def refuse_network(event, arguments):
    if event not in ("socket.connect", "socket.getaddrinfo"):
        return
    host = arguments[1][0] if event == "socket.connect" else arguments[0]
    if host not in ("127.0.0.1", "localhost", "::1", None, b"127.0.0.1", b"localhost"):
        raise socket.gaierror(-3, "Temporary failure in name resolution")
sys.addaudithook(refuse_network)
"""
READ_ONLY = """
import os, errno, sys
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def refuse_writing(event, arguments):
    path = str(arguments[0]) if arguments else ""
    writes = event == "open" and arguments[2] & WRITES and not path.startswith("/dev/")
    changes = event in ("os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.truncate")
    if (writes or changes) and not path.isdigit() and not (SPARED and path.startswith(SPARED)):
        raise OSError(errno.EROFS, "Read-only file system", path)
sys.addaudithook(refuse_writing)
"""
RUN = """
import runpy
runpy.run_path("app.py", run_name="__main__")
"""


def test_the_app_needs_no_network_and_no_more_than_a_temporary_folder_to_write_to(
    browser, examples, tmp_path
):
    spared = f"import tempfile\ntempfile.tempdir = SPARED = {str(tmp_path)!r}\n"
    command = ("-c", spared + NO_NETWORK + READ_ONLY + RUN)
    with serving(command=command) as address, opened(browser, address) as page:
        draw(page, examples["9"])
        assert settle(page) == "9"


def test_without_a_temporary_folder_the_app_says_what_it_needs():
    done = subprocess.run(
        [sys.executable, "-c", f"SPARED = ''\n{READ_ONLY}{RUN}"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "The app needs a writable folder for temporary files: set TMPDIR to one.\n"


def test_where_the_port_is_taken_a_free_one_near_it_is_used():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        place = {
            "GRADIO_SERVER_NAME": "127.0.0.1",
            "GRADIO_SERVER_PORT": str(port),
            "PYTHONUNBUFFERED": "1",
        }
        server = subprocess.Popen(
            [sys.executable, "-u", "app.py"],
            cwd=ROOT,
            env=os.environ | place,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            said = next(line for line in server.stdout if "Running on local URL" in line)
        finally:
            server.terminate()
            server.communicate(timeout=30)
    used = int(re.search(r":(\d+)$", said.strip())[1])
    assert port < used < port + 100
