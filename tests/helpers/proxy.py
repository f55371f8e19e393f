"""A reverse proxy on 127.0.0.1, as stands before an app on Spaces or on somebody's own host."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "upgrade"}
PIECE = 65_536  # bytes handed on at once
WAIT = 60  # seconds for the app's next bytes

EMBEDDING = """<!doctype html><title>A page that embeds</title>
<iframe id="frame" src="{address}" style="width: 1280px; height: 900px; border: 0"
        allow="accelerometer; camera; clipboard-write; microphone"></iframe>"""


@contextmanager
def proxied(app: str, prefix: str = "", forwarded: bool = True, **headers: str) -> Iterator[str]:
    """The address of a proxy before the app; it strips the prefix, and answers 404 outside of it.

    forwarded: whether the app learns by which host it was asked. headers: added to every request, in
    place of the visitor's own; an underscore stands for a hyphen.
    """
    own_headers = {name.replace("_", "-"): value for name, value in headers.items()}

    class Proxy(BaseHTTPRequestHandler):
        def handed_on(self) -> None:
            if not self.path.startswith(f"{prefix}/"):
                self.send_error(404)
                return
            length = int(self.headers.get("Content-Length", 0))
            connection = http.client.HTTPConnection(urlsplit(app).netloc, timeout=WAIT)
            asked = {
                name: v for name, v in self.headers.items() if name.lower() not in HOP_BY_HOP | {"host"}
            }
            if forwarded:
                asked |= {"X-Forwarded-Host": self.headers["Host"], "X-Forwarded-Proto": "http"}
            path = self.path[len(prefix) :]
            try:
                connection.request(self.command, path, self.rfile.read(length), asked | own_headers)
                self.answer(connection.getresponse())
            except OSError:  # one of the two has gone
                self.close_connection = True
            finally:
                connection.close()

        def answer(self, response: http.client.HTTPResponse) -> None:
            self.send_response(response.status)
            for name, value in response.getheaders():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.end_headers()
            while piece := response.read1(PIECE):
                self.wfile.write(piece)
                self.wfile.flush()

        def log_message(self, *_: object) -> None:
            pass

        do_GET = do_HEAD = do_POST = do_OPTIONS = handed_on

    with listening(Proxy) as address:
        yield f"{address}{prefix}/"


@contextmanager
def embedding(address: str, html: str = EMBEDDING) -> Iterator[str]:
    """The address of a page of another origin that shows the given one in a frame, as Spaces does.

    html: another page, in which {address} stands for the given one.
    """

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.format(address=address).encode())

        def log_message(self, *_: object) -> None:
            pass

    with listening(Page) as own:
        yield own


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
