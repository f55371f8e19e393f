"""The page to embed: pad, answer, bars, C1 and C3 for another page's frame, without Gradio.

GET /embed?network=...&show=answer,bars,c1,c3&theme=light|dark|auto; a drawing comes in the address's last
part, as in shared links. What the query asks for in vain gets a sentence on the page, and the default.
"""

from collections.abc import Collection
from functools import lru_cache
from html import escape
from string import Template
from typing import NamedTuple

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lenet.web.checks import InputError, one_of
from lenet.web.static_files import FOLDER, File, StaticFiles, compressed

PARTS = ("answer", "bars", "c1", "c3")
THEMES = ("auto", "light", "dark")
KEPT = 512  # compressed answers: more than there are choices, some 15 kB each


class Asked(NamedTuple):
    """What an address asks for, and the sentences on what it asks for in vain."""

    network: str
    shows: str  # of PARTS, with a space between
    theme: str
    notice: str


def asked_in(query: QueryParams, networks: Collection[str]) -> Asked:
    """Check a query; where it asks in vain, the first network, all parts, and the visitor's own theme."""
    sentences: list[str] = []

    def choice(what: str, names: Collection[str]) -> str:
        usual = next(iter(names))
        try:
            return one_of(what, names, query.get(what, usual))
        except InputError as error:
            sentences.append(str(error))
            return usual

    network, theme = choice("network", networks), choice("theme", THEMES)
    asked = query.get("show", ",".join(PARTS)).split(",")
    try:
        for each in asked:
            one_of("part", PARTS, each)
    except InputError as error:
        sentences.append(str(error))
    shows = [each for each in PARTS if each in asked] or list(PARTS)
    return Asked(network, " ".join(shows), theme, " ".join(sentences))


def embed_route(files: StaticFiles, networks: Collection[str]) -> Route:
    """Make the route that answers with the page."""
    page = Template((FOLDER / "embed" / "embed.html").read_text(encoding="utf-8"))
    fixed = {
        "links": files.links("embed/embed.js", "embed.css", "embed.json"),
        "entry": files.address("embed/embed.js"),
        "sketchpad": (FOLDER / "pad" / "sketchpad.html").read_text(encoding="utf-8"),
    }

    def written(asked: Asked) -> bytes:
        return page.substitute(
            fixed, **{name: escape(value) for name, value in asked._asdict().items()}
        ).encode()

    @lru_cache(KEPT)
    def kept(asked: Asked) -> File:
        return compressed("text/html", written(asked))

    async def answered(request: Request) -> Response:
        asked = asked_in(request.query_params, networks)
        # Wrong queries are without number: to compress a page for each would hold everybody up.
        file = File("text/html", {"": written(asked)}) if asked.notice else kept(asked)
        return file.answer(request.headers, **{"cache-control": "no-cache"})

    return Route("/embed", answered)
