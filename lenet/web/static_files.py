"""The page's modules and styles, served by the app itself, compressed once and cached for good.

Their addresses contain a hash of everything that is served, page/<hash>/<path>, so that relative imports
work as they stand in the files, and a new version has new addresses. An unknown hash gets the current file
with no-store: while servers are replaced one by one, a page of the one may ask the other.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import urljoin

import brotli
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = Path(__file__).parent / "static"
KINDS = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
FOR_GOOD = "public, max-age=31536000, immutable"
QUALITY = 7  # of brotli, which has 11: the last ones save half a percent, and take ten times as long
IMPORT = re.compile(rb"""^(?:import|export)\s[^'"]*?from\s+"(\.[^"]+)";$""", re.MULTILINE)
ALONE = rb"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/)[ \t]*$"  # a comment on lines of its own
EMBEDDED = ("tokens.css", "pad/sketchpad.css", "reading/answer.css", "embed/embed.css")  # in embed.css
PLACES = {"tokens.css": 0, "page.css": 1, "devices.css": 3}  # of styles; 2 for others: they stand between


class File(NamedTuple):
    """A file as it is sent: its type, and its bytes by content encoding, in order of preference."""

    kind: str
    encoded: dict[str, bytes]

    def answer(self, asked: Headers, **headers: str) -> Response:
        """Send it in the first of its encodings that the browser accepts."""
        accepted = asked.get("accept-encoding", "")
        encoding = next(each for each in self.encoded if each in accepted)
        headers["vary"] = "Accept-Encoding"
        if encoding:
            headers["content-encoding"] = encoding
        return Response(self.encoded[encoding], 200, headers, self.kind)


class StaticFiles:
    """Serve the modules in `static/`, its styles in two sheets, and generated JSON as data/<name>.json."""

    def __init__(self, data: Mapping[str, Any]):
        modules = sorted(FOLDER.rglob("*.js"))
        contents = {
            path.relative_to(FOLDER).as_posix(): without_comments(path.read_bytes()) for path in modules
        }
        contents |= {
            "styles.css": joined(page_styles()),
            "embed.css": joined(FOLDER / each for each in EMBEDDED),
        }
        for name, value in data.items():
            contents[f"data/{name}.json"] = json.dumps(value, separators=(",", ":")).encode()
        together = hashlib.sha256()
        for name, content in contents.items():
            together.update(f"{name} {len(content)} ".encode() + content)
        self.hash = together.hexdigest()[:16]
        self.files = {
            name: compressed(KINDS[PurePosixPath(name).suffix], content)
            for name, content in contents.items()
        }

    def route(self) -> Route:
        """Make the route for GET page/<hash>/<path>."""
        return Route("/page/{hash}/{path:path}", self.answer)

    def address(self, path: str) -> str:
        """Tell where a file is, as seen from the page."""
        return f"page/{self.hash}/{path}"

    def head(self) -> str:
        """Write what goes into the page's <head>: its description, its style, and modules to load early."""
        head = (FOLDER / "head.html").read_text(encoding="utf-8")
        return head + self.links("page.js", "styles.css", "page.json")

    def links(self, entry: str, sheet: str, description: str) -> str:
        """Write the <link>s to load early: a style sheet, a description, a module and all that it imports.

        The description comes before the modules: none has anything to show without it.
        """
        modules = map(self.address, self.reached(entry))
        return "\n".join(
            [
                f'<link rel="stylesheet" href="{self.address(sheet)}">',
                '<link rel="preload" as="fetch" crossorigin fetchpriority="high" '
                f'href="{self.address(f"data/{description}")}">',
                *(f'<link rel="modulepreload" href="{module}">' for module in modules),
            ]
        )

    def reached(self, entry: str) -> list[str]:
        """List a module and all that it imports, in the order of their names."""
        found, waiting = {entry}, [entry]
        while waiting:
            name = waiting.pop()
            imports = IMPORT.findall(self.files[name].encoded[""])
            new = {urljoin(name, each.decode()) for each in imports} - found
            found |= new
            waiting += new
        return sorted(found)

    async def answer(self, request: Request) -> Response:
        """Send a file."""
        file = self.files.get(request.path_params["path"])
        if file is None:
            return Response("There is no such file.", 404, {"cache-control": "no-store"}, "text/plain")
        current = request.path_params["hash"] == self.hash
        return file.answer(request.headers, **{"cache-control": FOR_GOOD if current else "no-store"})


def page_styles() -> list[Path]:
    """List the styles of the page's parts, in the order in which they count."""
    paths = [path for path in FOLDER.rglob("*.css") if path.parent.name != "embed"]
    return sorted(paths, key=lambda path: (PLACES.get(path.name, 2), path))


def joined(styles: Iterable[Path]) -> bytes:
    """Join styles to one sheet: a browser asks once instead of twenty times."""
    return b"\n".join(path.read_bytes() for path in styles)


def without_comments(module: bytes) -> bytes:
    """Empty a module's lines of comments, a quarter of what travels; each other line keeps its number."""
    return re.sub(ALONE, lambda comment: b"\n" * comment[0].count(b"\n"), module, flags=re.MULTILINE)


def compressed(kind: str, content: bytes) -> File:
    """Compress a file once for all visitors."""
    encoded = {"br": brotli.compress(content, quality=QUALITY), "gzip": gzip.compress(content, mtime=0)}
    return File(kind, encoded | {"": content})
