"""Two app processes behind nginx, by our own nginx.conf: they share the visitors, and either may die."""

import json
import re
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import IncompleteRead

import httpx
import pytest
from asking import ask, recognised
from balancing import balanced
from drawing_hand import draw, opened, settle

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pair():
    """nginx's address and two running app processes."""
    with balanced(2) as pair:
        yield pair


def test_both_processes_answer_the_visitors(pair):
    address, apps = pair
    ids = set()
    for _ in range(20):
        with urllib.request.urlopen(f"{address}/gradio_api/app_id", timeout=30) as reply:
            ids.add(json.load(reply)["app_id"])
    assert len(ids) == 2


def test_a_documented_question_and_a_refusal_come_through(pair, examples):
    address, _ = pair
    status, reply = recognised(address, {"strokes": examples["8"]}, None, "mass", "lenet5")
    assert status == 200 and reply["data"][0]["verdict"] == 8
    status, reply = recognised(address, "seven", None, "mass", "lenet5")
    assert status == 500 and "A drawing is an object" in reply["error"]


def test_the_light_page_and_all_it_links_to_come_through(pair):
    address, _ = pair
    page = httpx.get(f"{address}/embed?theme=dark")
    assert page.status_code == 200 and 'data-theme="dark"' in page.text
    links = re.findall(r'href="(page/[^"]+)"', page.text)
    assert links and {httpx.get(f"{address}/{link}").status_code for link in links} == {200}


def read(address, strokes):
    """What the page is answered: (status, verdict); asked again, as the page asks, where it breaks off."""
    asked = {"drawing": {"strokes": strokes}, "placement": "mass", "network": "lenet5", "view": None}
    try:
        status, packet = ask(address, "read", **asked)
    except IncompleteRead:  # its process died while it answered
        status, packet = ask(address, "read", **asked)
    return status, packet["verdict"]


def test_no_drawing_is_lost_when_one_process_dies(browser, pair, examples):
    address, (victim, survivor) = pair
    names = "0123456789" * 20
    with opened(browser, address) as page, ThreadPoolExecutor(8) as others:
        page.evaluate("window.samePage = true")
        draw(page, examples["2"])
        assert settle(page) == "2"
        page.locator("#clear").click()
        *begun, last = examples["4"]
        draw(page, begun)
        sent = [others.submit(read, address, examples[name]) for name in names]
        sent[len(names) // 4].result()
        victim.kill()  # while eight questions are under way, and half of a 4 is drawn
        assert not sent[-1].done()
        draw(page, [last])
        assert settle(page) == "4"
        assert [answer.result() for answer in sent] == [(200, int(name)) for name in names]
        for name in "0123456789":
            page.locator("#clear").click()
            draw(page, examples[name])
            assert settle(page) == name
        assert page.evaluate("window.samePage")  # the page was not loaded anew
        assert page.locator(".trouble").is_hidden()
    assert victim.poll() is not None and survivor.poll() is None


def test_when_both_processes_have_gone_the_page_says_so_and_asks_no_more(browser, pair, examples):
    """nginx answers with a page of its own; such answers were asked for again without end."""
    address, apps = pair
    with opened(browser, address) as page:
        replies = []
        page.on("response", lambda reply: reply.url.endswith("/page/read") and replies.append(reply))
        for app in apps:
            app.kill()
            app.wait()
        draw(page, examples["6"])
        page.get_by_text("The server is away. Please try again later.").wait_for()
        kinds = [(reply.status, reply.header_value("content-type")) for reply in replies]
        assert kinds == [(502, "text/html")] * len(kinds) and 1 < len(kinds) < 9
        assert page.locator("#sketchpad.empty").count() == 0
