"""The door: which addresses are open, and what of a request's claims goes further.

Gradio brings some eighty routes along; the page, the API and Gradio's two clients need those in OPEN. Any
other address, of today's Gradio or of a later one, answers 404. What a visitor claims about the host
reaches Gradio only where it has a host's form, since Gradio writes it into answers; other sites may read
answers, but never with a visitor's credentials.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address

from starlette.datastructures import MutableHeaders, QueryParams
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lenet.web.refusals import Refusal
from lenet.web.requests import LONGEST_NAME, header

API = "/gradio_api"
OPEN = {
    # The page, and what it is made of
    "/": "GET HEAD",
    "/health": "GET HEAD",
    "/embed": "GET HEAD",
    "/addresses": "GET",
    "/page/{question}": "POST",
    "/page/{hash}/{path:path}": "GET HEAD",
    "/static/{path:path}": "GET",
    "/assets/{path:path}": "GET",
    "/theme.css": "GET",
    "/favicon.ico": "GET",
    "/pwa_icon": "GET",
    "/manifest.json": "GET",
    "/robots.txt": "GET",
    # The documented event, called directly, or as curl's users know it from other apps
    f"{API}/run/{{api_name}}": "POST",
    f"{API}/api/{{api_name}}": "POST",
    f"{API}/call/{{api_name}}": "POST",
    f"{API}/call/{{api_name}}/{{event_id}}": "GET",
    # What Gradio's clients in Python and JavaScript ask
    "/config": "GET",
    f"{API}/info": "GET",
    f"{API}/app_id": "GET",
    f"{API}/startup-events": "GET",
    f"{API}/heartbeat/{{session_hash}}": "GET",
    f"{API}/queue/join": "POST",
    f"{API}/queue/data": "GET",
    f"{API}/cancel": "POST",
    f"{API}/reset": "POST",
    f"{API}/upload": "POST",
    f"{API}/file={{path_or_url:path}}": "GET HEAD",
}
SOCKET = "/page/train"  # the one WebSocket: no client of today's Gradio opens any
FOR_ITS_HOST = {  # written for the host that is asked; and the query that keeps Gradio from all else there
    "/": b"",
    "/config": b"",
    f"{API}/info": b"page=",  # without a page, the first asker's host stands in everybody's answer
}
ROUTES = [(compile_path(path)[0], methods.split()) for path, methods in OPEN.items()]
KNOWN = 256  # addresses and hosts whose form is known
LONGEST_QUERY = 2_000  # characters: it is read on the one thread that serves all
LONGEST_CLAIM = 1_000  # characters of a header in CREDIBLE
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # to be fetched; a drive of Windows has one letter
HOST = re.compile(r"(?P<name>[a-z0-9._-]{1,253}|\[(?P<ipv6>[0-9a-f:.]+)\])(:(?P<port>[0-9]{1,5}))?", re.I)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")
NUMBERS = re.compile(r"[0-9.]+")  # a name of them is an IPv4 address, or none
CROSS_ORIGIN = {  # what another site's script may send; Gradio would allow whatever it asks for
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "content-type, x-gradio-user",
}


@lru_cache(KNOWN)
def addressed(path: str) -> list[tuple[re.Match, list[str]]]:
    """List which of OPEN a path may mean, and the methods that each takes."""
    return [(match, methods) for pattern, methods in ROUTES if (match := pattern.match(path))]


@lru_cache(KNOWN)
def is_host(claim: str) -> bool:
    """Tell whether a claim is a name or an address, with or without a port."""
    form = HOST.fullmatch(claim)
    if form is None or int(form["port"] or 0) > 65_535:
        return False
    try:
        if form["ipv6"]:
            IPv6Address(form["ipv6"])
        elif NUMBERS.fullmatch(form["name"]):
            IPv4Address(form["name"])
    except ValueError:
        return False
    return True


def is_origin(claim: str) -> bool:
    """Tell whether a claim is where a page may come from; "null" is a page without an address."""
    scheme, _, host = claim.partition("://")
    return claim == "null" or (bool(SCHEME.fullmatch(scheme)) and is_host(host))


CREDIBLE: dict[bytes, Callable[[str], bool]] = {  # whether what Gradio would believe has its form
    b"host": is_host,
    b"x-forwarded-host": is_host,
    b"origin": is_origin,
    b"x-forwarded-proto": ("http", "https").__contains__,
    b"x-gradio-server": lambda _: False,  # nobody here has to claim that
    b"cookie": lambda _: False,  # none is ever set, and Python takes up to 2 s to read one
    b"range": lambda each: each.startswith("bytes="),  # one alone: Gradio fails at several
}


class Door:
    """Let requests in at the addresses in OPEN, with no claim about the host that has not a host's form.

    root_path: the path that a proxy strips, or leaves. owed: tells whether the server owes an answer to a
    session or an event of that name.
    """

    def __init__(self, app: ASGIApp, root_path: str, owed: Callable[[str], bool]):
        self.app, self.root_path, self.owed = app, root_path.rstrip("/"), owed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and self.path(scope) != SOCKET:
            raise Refusal(404, "There is nothing at this address.")
        if scope["type"] == "http":
            path = self.path(scope)
            self.check(scope, path)
            scope = {**scope, "headers": credible(scope["headers"])}
            scope["query_string"] = FOR_ITS_HOST.get(path, scope["query_string"])
            send = for_any_origin(send, private=path in FOR_ITS_HOST)
        await self.app(scope, receive, send)

    def path(self, scope: Scope) -> str:
        """Return the path as the app knows it, whether or not a proxy has stripped its own."""
        path = scope["path"]
        return path.removeprefix(self.root_path) if path.startswith(f"{self.root_path}/") else path

    def check(self, scope: Scope, path: str) -> None:
        """Raise Refusal for what is not let in."""
        if header(scope, b"content-length") and header(scope, b"transfer-encoding"):  # RFC 9112, 6.1
            raise Refusal(400, "Send Content-Length or Transfer-Encoding, but not both.", unread=True)
        found = addressed(path)
        if not found:
            raise Refusal(404, "There is nothing at this address.", unread=True)
        if len(scope["query_string"]) > LONGEST_QUERY:
            raise Refusal(414, f"The query can have at most {LONGEST_QUERY:,} characters.", unread=True)
        asked = next((match for match, methods in found if scope["method"] in methods), None)
        if asked is None and scope["method"] != "OPTIONS":
            raise Refusal(405, f"This address accepts only {' and '.join(found[0][1])}.", unread=True)
        names = asked.groupdict() if asked else {}
        if ADDRESS.match(names.get("path_or_url", "")):
            raise Refusal(404, "Addresses are not fetched. Upload the image itself.")
        session = names.get("session_hash", "")
        if len(session) > LONGEST_NAME or not session.isprintable():
            raise Refusal(404, f"The session_hash can have at most {LONGEST_NAME} printable characters.")
        waiting = names.get("event_id")
        if path == f"{API}/queue/data":
            waiting = QueryParams(scope["query_string"]).get("session_hash", "")
        if waiting is not None and not self.owed(waiting):
            raise Refusal(404, "There is no open request with this id: it may have been answered already.")


def credible(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Leave out the headers that have not their form; Refusal for a host that is none.

    Without a host there is none to compare an origin with, as Gradio would.
    """
    kept = [each for each in headers if is_credible(*each)]
    has_host = any(name == b"host" for name, _ in kept)
    if not has_host and any(name == b"host" for name, _ in headers):
        raise Refusal(400, "The header Host must name a host, with or without a port.", unread=True)
    return kept if has_host else [each for each in kept if each[0] != b"origin"]


def is_credible(name: bytes, value: bytes) -> bool:
    """Tell whether a header, with one value or several, has the form that it should have."""
    if name not in CREDIBLE:
        return True
    if len(value) > LONGEST_CLAIM:
        return False
    return all(CREDIBLE[name](each.strip()) for each in value.decode("latin-1").split(","))


def for_any_origin(send: Send, private: bool) -> Send:
    """Send on, with no leave for another site's script to use a visitor's credentials.

    private: whether the answer is written for the host that was asked, and may be kept for nobody else.
    """

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = list(message.get("headers", ()))
            headers = MutableHeaders(scope=message)
            del headers["access-control-allow-credentials"]
            if "access-control-allow-origin" in headers:  # Gradio lets this one read: then let any
                headers["access-control-allow-origin"] = "*"
            for name in CROSS_ORIGIN.keys() & headers.keys():
                headers[name] = CROSS_ORIGIN[name]
            if private:
                headers["cache-control"] = "private, no-cache"
        await send(message)

    return sent
