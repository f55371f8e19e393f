"""The page's files: cached for good under one hash, compressed, and found by an older page, too."""

import gzip
import re
from pathlib import PurePosixPath

import brotli
import httpx
import pytest
from modules import imported_by, reached_from

from lenet.web import constants
from lenet.web.static_files import FOLDER, StaticFiles

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
DATA = {"page": {"networks": ["lenet5"]}}


@pytest.fixture(scope="module")
def files():
    return StaticFiles(DATA)


def test_constants_are_the_programs_own():
    assert constants.FILE.read_text(encoding="utf-8") == constants.module()


def test_the_hash_is_of_everything_that_is_served(files):
    assert StaticFiles(DATA).hash == files.hash != StaticFiles({"page": {"networks": []}}).hash


def test_every_import_is_of_a_file_that_is_served(files):
    imports = [each for name in files.files if name.endswith(".js") for each in imported_by(name)]
    assert len(imports) > 100 and set(imports) <= set(files.files)


def test_every_module_is_reached_from_a_page_or_from_the_sketchpad(files):
    modules = {name for name in files.files if name.endswith(".js")}
    reached = reached_from("page.js", "embed/embed.js", "pad/component.js", later=True)
    unreached = {PurePosixPath(name).name for name in modules - reached}
    assert unreached == {"types.js"}  # which are read by the type checker alone


def test_the_head_names_the_style_of_all_parts_and_every_module_that_the_first_stroke_needs(files):
    links = re.findall(r'<link rel="(\w+)" href="([^"]+)">', files.head())
    names = {link.removeprefix(files.address("")) for _, link in links}
    assert names == {"styles.css"} | reached_from("page.js")
    later = reached_from("page.js", later=True) - names
    assert {"why", "compare", "stress", "train", "two", "learned", "walk"} <= {
        name.split("/")[1] for name in later
    }
    parts = [path.read_bytes() for path in FOLDER.rglob("*.css") if path.parent.name != "embed"]
    style = files.files["styles.css"].encoded[""]
    first = [(FOLDER / name).read_bytes() for name in ("tokens.css", "page.css")]
    assert style.startswith(b"\n".join(first))
    assert style.endswith((FOLDER / "devices.css").read_bytes())
    assert len(style) == sum(map(len, parts)) + len(parts) - 1 and all(part in style for part in parts)


def test_the_description_is_asked_for_before_the_modules(files):
    """None of them has anything to show without it; asked for last, it came last."""
    head = files.head()
    assert head.index(files.address("data/page.json")) < head.index("modulepreload")


@pytest.mark.slow
class TestServed:
    """By the real app."""

    @pytest.fixture
    def current(self, app):
        """The hash under which the app serves its files."""
        return re.search(r"page/([0-9a-f]{16})/page\.js", httpx.get(app).text)[1]

    def test_a_file_is_cached_for_good_under_the_current_hash_only(self, app, files, current):
        now, other = (httpx.get(f"{app}/page/{each}/page.js") for each in (current, "0" * 16))
        assert now.content == other.content == files.files["page.js"].encoded[""]
        assert "immutable" in now.headers["cache-control"] and other.headers["cache-control"] == "no-store"

    @pytest.mark.parametrize(
        ("accepted", "encoding", "decoded"),
        [
            ("gzip, deflate, br", "br", brotli.decompress),
            ("gzip", "gzip", gzip.decompress),
            ("identity", None, bytes),
        ],
    )
    def test_it_is_sent_in_the_shortest_encoding_that_is_accepted(
        self, app, current, accepted, encoding, decoded
    ):
        asked = httpx.Client(headers={"Accept-Encoding": accepted})
        with asked, asked.stream("GET", f"{app}/page/{current}/data/page.json") as answer:
            sent = b"".join(answer.iter_raw())
        assert answer.headers.get("content-encoding") == encoding
        assert answer.headers["content-type"].startswith("application/json")
        assert decoded(sent) == httpx.get(f"{app}/page/{current}/data/page.json").content

    @pytest.mark.parametrize("path", ["nothing.js", "%2e%2e/static_files.py", "header/header.html", ""])
    def test_nothing_else_is_served(self, app, current, path):
        answer = httpx.get(f"{app}/page/{current}/{path}")
        assert answer.status_code == 404 and answer.headers["cache-control"] == "no-store"
