"""The page to embed: what its address may ask for, its headers, and what a first visit weighs."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from modules import reached_from
from proxy import proxied
from serving import serving
from starlette.datastructures import QueryParams

from lenet import VARIANTS
from lenet.web.embed import PARTS, THEMES, asked_in
from lenet.web.headers import HEADERS
from lenet.web.static_files import FOLDER

ALL = " ".join(PARTS)
MOST = 100_000  # bytes of a first visit
BROWSERS = {"Accept-Encoding": "gzip, deflate, br"}
LINK = re.compile(r'<link rel="[\w ]+"[^>]* href="(page/[^"]+)"')


def asked(query: str):
    return asked_in(QueryParams(query), VARIANTS)


@pytest.mark.parametrize(
    ("query", "network", "shows", "theme"),
    [
        ("", "lenet5", ALL, "auto"),
        ("network=1998&show=answer,bars&theme=dark", "1998", "answer bars", "dark"),
        ("show=c3,c1,c1", "lenet5", "c1 c3", "auto"),
        ("theme=light&utm_source=mail", "lenet5", ALL, "light"),
    ],
)
def test_what_is_asked_for_is_shown(query, network, shows, theme):
    assert asked(query) == (network, shows, theme, "")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("network=resnet", f"There is no network 'resnet'. Choose from {', '.join(VARIANTS)}."),
        ("theme=", "There is no theme ''. Choose from auto, light, dark."),
        ("show=", "There is no part ''. Choose from answer, bars, c1, c3."),
        ("show=f6", "There is no part 'f6'. Choose from answer, bars, c1, c3."),
    ],
)
def test_what_is_asked_for_in_vain_gets_a_sentence_and_the_default(query, sentence):
    assert asked(query) == ("lenet5", ALL, "auto", sentence)


def test_what_is_right_counts_beside_what_is_wrong():
    found = asked("network=tanh&show=bars,f6,answer&theme=sepia")
    assert found[:3] == ("tanh", "answer bars", "auto")
    assert found.notice.count("Choose from ") == 2


def test_a_long_query_makes_no_long_page():
    found = asked(f"show={',x' * 20_000}&network={'n' * 20_000}")
    assert len(found.notice) < 300 and found[:2] == ("lenet5", ALL)


def test_it_is_made_of_the_pages_own_modules():
    own = {name for name in reached_from("embed/embed.js") if name.startswith("embed/")}
    shared = reached_from("embed/embed.js") & reached_from("page.js")
    assert own == {f"embed/{name}.js" for name in ("about", "embed", "height", "maps", "slide_keys")}
    assert reached_from("embed/embed.js") == own | shared and len(shared) > 5 * len(own)


def test_hosting_tells_what_can_be_asked_for_and_what_is_told():
    text = (Path(__file__).parents[2] / ".github" / "HOSTING.md").read_text(encoding="utf-8")
    section = text.partition("## In another page")[2].partition("\n## ")[0]
    assert f"at most {MOST // 1000} kB" in section and f"`{','.join(PARTS)}`" in section
    assert all(f"`{theme}`" in section for theme in THEMES)
    [message] = re.findall(r'TYPE = "([^"]+)"', (FOLDER / "embed" / "height.js").read_text("utf-8"))
    assert f'data.type === "{message}"' in section
    [address] = re.findall(r'src="https://YOUR-HOST/embed\?([^"]+)"', section)
    assert asked(unescape(address)) == ("1998", "answer bars", "dark", "")


@pytest.mark.slow
class TestServed:
    """By the real app."""

    def test_it_bears_the_pages_headers_and_no_ban_on_frames(self, app):
        for method in ("GET", "HEAD"):
            answer = httpx.request(method, f"{app}/embed")
            assert answer.status_code == 200 and HEADERS.items() <= dict(answer.headers).items()
            assert answer.headers["content-type"].startswith("text/html")
            assert answer.headers["cache-control"] == "no-cache"
            assert "x-frame-options" not in answer.headers
            assert "frame-ancestors" not in answer.headers["content-security-policy"]
        assert httpx.post(f"{app}/embed").status_code == 405
        assert httpx.get(f"{app}/embed/").status_code == 404

    def test_it_has_a_language_a_title_an_icon_and_a_word_for_those_without_scripts(self, app):
        page = httpx.get(f"{app}/embed").text
        assert '<html lang="en"' in page and "<title>LeNet-5" in page
        icon = re.search(r'<link rel="icon" href="([^"]+)"', page)[1]
        assert httpx.get(f"{app}/{icon}").headers["content-type"].startswith("image/svg")
        assert re.search(r"<noscript>.*needs JavaScript\..*</noscript>", page)

    @pytest.mark.parametrize("given", ["<script>alert(1)</script>", '" onload="alert(1)'])
    def test_nothing_of_a_query_becomes_part_of_the_page(self, app, given):
        page = httpx.get(f"{app}/embed?{urlencode({'network': given})}").text
        [notice] = re.findall(r'data-notice="([^"]*)"', page)
        assert given[:10] not in page and given[:10] in unescape(notice)

    @pytest.mark.parametrize("encodings", [BROWSERS, {"Accept-Encoding": "gzip"}])
    def test_a_first_visit_weighs_little(self, app, encodings):
        """The page, and all that it links to early, which is all that its modules import."""
        with httpx.Client(base_url=app, headers=encodings) as client:
            page = client.get("/embed")
            links = LINK.findall(page.text)
            modules = {link.split("/", 2)[2] for link in links if link.endswith(".js")}
            assert modules == reached_from("embed/embed.js")
            assert {link.split("/", 2)[2] for link in links} - modules == {"embed.css", "data/embed.json"}
            weights = [page.num_bytes_downloaded]
            weights += [client.get(f"/{link}").num_bytes_downloaded for link in links]
        assert sum(weights) <= MOST

    def test_behind_a_path_it_links_below_that_path(self):
        with serving(GRADIO_ROOT_PATH="/lenet") as app, proxied(app, "/lenet") as address:
            page = httpx.get(f"{address}embed")
            assert page.status_code == 200
            for link in LINK.findall(page.text):
                assert httpx.get(httpx.URL(f"{address}embed").join(link)).status_code == 200
