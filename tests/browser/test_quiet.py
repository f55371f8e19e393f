"""Offline and quiet: neither the page nor the server speaks to anyone but the visitor."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from drawing_hand import draw, opened, settle
from serving import ON_A_SPACE, ROOT, free_port

pytestmark = pytest.mark.slow

# Runs app.py for a few seconds with every connection, name look-up and bind written down.
WATCHED = """
import sys, threading, os
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind"):
        place = arguments[1] if event in ("socket.connect", "socket.bind") else arguments[0]
        print("SOCKET", event, repr(place), flush=True)
sys.addaudithook(watch)
import runpy
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
runpy.run_path("app.py", run_name="__main__")
"""


def is_local(host: str) -> bool:
    return host in ("127.0.0.1", "localhost", "::1")


def test_the_browser_asks_nobody_but_the_server(browser, app, examples):
    context = browser.new_context()
    requested = []
    context.on("request", lambda request: requested.append(request.url))
    page = context.new_page()
    page.goto(app)
    page.wait_for_selector("#c3 canvas", state="attached")
    draw(page, examples["5"])
    settle(page)
    page.wait_for_load_state("networkidle")
    outside = [url for url in requested if url.startswith("http") and not is_local(urlsplit(url).hostname)]
    assert len(requested) > 5 and outside == []
    fonts = page.evaluate(
        "document.fonts.size && [...document.fonts].filter((f) => f.status === 'error').length"
    )
    assert not fonts
    context.close()


@pytest.mark.parametrize("environment", [{}, ON_A_SPACE], ids=["own machine", "Space"])
def test_the_server_opens_no_socket_to_anywhere_else(browser, examples, environment):
    port = free_port()
    place = {"GRADIO_SERVER_NAME": "127.0.0.1", "GRADIO_SERVER_PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, "-c", WATCHED],
        cwd=ROOT,
        env=os.environ | place | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = []
    for line in server.stdout:
        lines.append(line)
        if "Running on local URL" in line:
            break
    with opened(browser, f"http://127.0.0.1:{port}") as page:
        draw(page, examples["2"])
        assert settle(page) == "2"
    rest, _ = server.communicate(timeout=30)
    sockets = [line for line in [*lines, *rest.splitlines()] if line.startswith("SOCKET")]
    assert any(f"127.0.0.1', {port}" in line for line in sockets), "the watch saw nothing"
    local = ("127.0.0.1", "localhost", "'::1'", "('', 0", "None", "'0.0.0.0', 0")
    assert [line for line in sockets if not any(part in line for part in local)] == []
