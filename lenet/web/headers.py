"""What the browser is told about this page: it speaks to its own server only, and needs no device."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What Gradio needs and no more. Its configuration is a script within the page, its components' `js_on_load`
# is compiled in the browser, and styles are set everywhere: hence the three 'unsafe-'. Pictures are made
# on the page (data:, blob:). Which pages may embed this one is left open (no frame-ancestors): Spaces do
# in a frame from another host, a course's page may, and without a login there is no click worth stealing.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
UNUSED = ["accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"]
UNUSED += ["microphone", "midi", "payment", "serial", "usb"]

FOR_ALL = {
    "referrer-policy": "same-origin",  # no other site learns where its visitor came from
    "x-content-type-options": "nosniff",
}
HEADERS = FOR_ALL | {
    "content-security-policy": "; ".join(f"{what} {where}" for what, where in POLICY.items()),
    "permissions-policy": ", ".join(f"{device}=()" for device in UNUSED),
}
STARTS = {"http": "http.response.start", "websocket": "websocket.http.response.start"}  # of answers
OF_ITS_PAGE = (b"text/javascript", b"text/css")  # these obey their page's policies


def encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


ENCODED, ENCODED_FOR_ALL = encoded(HEADERS), encoded(FOR_ALL)


class WithHeaders:
    """Add the HEADERS to every answer of an ASGI app; to what is part of a page, those FOR_ALL."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == STARTS.get(scope["type"]):
                given = list(message.get("headers", ()))
                kind = dict(given).get(b"content-type", b"")
                message["headers"] = given + (ENCODED_FOR_ALL if kind.startswith(OF_ITS_PAGE) else ENCODED)
            await send(message)

        await self.app(scope, receive, send_with_headers)
