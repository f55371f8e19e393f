"""Hosted: on a Space, behind a proxy and a path, in a frame of another site, under the headers' policy."""

import json
import urllib.request
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from drawing_hand import SETTLED, by_mouse, draw, opened, settle
from proxy import embedding, proxied
from serving import ON_A_SPACE, serving

from lenet import VARIANTS
from lenet.web.headers import FOR_ALL, HEADERS

pytestmark = pytest.mark.slow

PREFIX = "/lenet"


@pytest.fixture(scope="module")
def space():
    """The app as Spaces starts it; they ask for rendering by Node where that is installed."""
    with serving(**ON_A_SPACE) as address:
        yield address


@pytest.fixture(scope="module")
def prefixed():
    """The app that was told of its path behind a proxy; its own address."""
    with serving(GRADIO_ROOT_PATH=PREFIX) as address:
        yield address


def answer(address, data=None):
    """Status, headers and body of a GET, or of a POST where there is data."""
    body = data and json.dumps({"data": data}).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers, response.read()
    except HTTPError as refused:
        return refused.code, refused.headers, refused.read()


class Watch:
    """Writes down every host that a page asks, and all that its console complains of."""

    def __init__(self):
        self.hosts, self.complaints = set(), []

    def __call__(self, page):
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on(
            "console", lambda said: said.type in ("error", "warning") and self.complaints.append(said.text)
        )


def asked_hosts(browser, address, examples):
    """Every host that the page asks while a 5 is drawn and read."""
    watch = Watch()
    with opened(browser, address, before=watch) as page:
        draw(page, examples["5"])
        assert settle(page) == "5"
    return watch.hosts - {""}


def test_behind_a_proxy_the_page_asks_the_proxy_only(browser, app, examples):
    with proxied(app) as address:
        assert asked_hosts(browser, address, examples) == {urlsplit(address).netloc}


def test_behind_a_path_the_page_asks_below_that_path(browser, prefixed, examples):
    with proxied(prefixed, PREFIX) as address:  # 404 for what is outside of the path
        assert asked_hosts(browser, address, examples) == {urlsplit(address).netloc}


@pytest.mark.parametrize("wrong", [{"x_forwarded_proto": "https"}, {"forwarded": False}])
def test_a_proxy_that_misleads_the_server_does_not_mislead_the_page(browser, app, examples, wrong):
    with proxied(app, **wrong) as address:
        assert asked_hosts(browser, address, examples) == {urlsplit(address).netloc}


def test_the_page_reads_where_the_server_believes_in_another_host(browser, app, examples):
    with proxied(app, forwarded=False) as address:
        by_name = address.replace("127.0.0.1", "localhost")  # the server is told 127.0.0.1
        with opened(browser, by_name) as page:
            draw(page, examples["5"])
            assert settle(page) == "5"


@pytest.mark.parametrize("hosted", ["app", "space"])
def test_it_reads_in_a_frame_of_another_site(browser, hosted, examples, request):
    address = request.getfixturevalue(hosted)
    with embedding(address) as site:
        page = browser.new_page(viewport={"width": 1300, "height": 920})
        page.goto(site.replace("127.0.0.1", "localhost"))  # another site, not only another port
        frame = page.locator("#frame").element_handle().content_frame()
        frame.wait_for_selector("#sketchpad.empty canvas")
        frame.wait_for_selector("#c3 canvas")
        box = frame.locator("#sketchpad").bounding_box()
        at = [[(box["x"] + x * box["width"] / 280, box["y"] + y * box["width"] / 280) for x, y in stroke]
              for stroke in examples["3"]]  # fmt: skip
        by_mouse(page, at)
        frame.wait_for_function(SETTLED)
        assert frame.locator("#answer").get_attribute("data-digit") == "3"
        page.close()


def test_on_a_space_the_page_still_asks_nobody_else(browser, space, examples):
    with proxied(space) as address:
        assert asked_hosts(browser, address, examples) == {urlsplit(address).netloc}


def test_a_space_is_not_rendered_by_a_second_server(space):
    _, headers, page = answer(space)
    assert headers["server"] == "uvicorn" and b"gradio_config" in page


@pytest.mark.parametrize("hosted", ["app", "space"])
def test_its_policy_forbids_the_page_nothing_that_it_does(browser, hosted, examples, request):
    watch = Watch()
    with opened(browser, request.getfixturevalue(hosted), before=watch) as page:
        draw(page, examples["5"])
        settle(page)
        tabs = page.locator("[role=tab]:visible")
        for number in range(tabs.count()):
            tabs.nth(number).click()
            page.wait_for_load_state("networkidle")
        page.locator("#share").click()
        page.wait_for_selector("#qr svg")
        with page.expect_download():
            page.locator("#save-picture").click()
        with page.expect_download():
            page.locator("#save-maps").click()
        page.keyboard.press("Escape")
        page.locator("#show-keys").click()
        page.locator("#use-api").click()
        page.wait_for_selector("text=/recognise")
        page.wait_for_load_state("networkidle")
    assert forbidden(watch) == []


def forbidden(watch):
    return [text for text in watch.complaints if "Policy" in text or "Refused" in text]


def test_the_policy_is_enforced(browser, app):
    watch = Watch()
    with opened(browser, app, before=watch) as page, proxied(app) as elsewhere:
        blocked = page.evaluate("(other) => fetch(other).then(() => false, () => true)", elsewhere)
    assert blocked and any("Content Security Policy" in text for text in watch.complaints)


@pytest.mark.parametrize("path", ["/", "/health", "/theme.css", "/gradio_api/info", "/no-such-page"])
def test_every_answer_bears_its_headers_once(app, path):
    expected = FOR_ALL if path == "/theme.css" else HEADERS
    _, headers, _ = answer(app + path)
    assert {name: headers.get_all(name) for name in expected} == {
        name: [text] for name, text in expected.items()
    }


def test_a_reading_bears_the_headers(app):
    strokes = {"strokes": [[[140, 40], [138, 240]]], "pad": [280, 280]}
    status, headers, body = answer(f"{app}/gradio_api/run/recognise", [strokes, None, "mass", "lenet5"])
    assert status == 200 and json.loads(body)["data"][0]["verdict"] == 1
    assert HEADERS.items() <= dict(headers).items()


@pytest.mark.parametrize("hosted", ["app", "space"])
def test_health_names_the_networks_that_are_loaded(hosted, request):
    status, headers, body = answer(f"{request.getfixturevalue(hosted)}/health")
    assert status == 200 and headers["cache-control"] == "no-store"
    assert json.loads(body) == {"status": "ok", "networks": list(VARIANTS)}


def test_health_is_found_behind_a_path_too(prefixed):
    with proxied(prefixed, PREFIX) as address:
        assert json.loads(answer(f"{address}health")[2])["status"] == "ok"
