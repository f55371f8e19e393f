"""One sentence for everything that is refused or fails: {"error": sentence}, whoever refused it.

Gradio and its framework answer in several other forms, some with what the visitor sent in them.
"""

import json
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lenet.web.failures import failed

DISCARDED = 32 * 2**20  # bytes read on after a refusal: many clients read it only when all is sent
SENTENCES = {  # for answers that came without one
    403: "This file cannot be downloaded.",
    404: "There is nothing at this address.",
    405: "This address does not accept this HTTP method.",
    413: "The request is too large.",
    416: "The file has no such byte range.",
    503: "The server is busy: try again in a moment.",
}
LEFT = "The client has closed the connection."
UNFITTING = "The request does not have the form that the API page shows."
UNFORESEEN = "Something went wrong on the server. Please try again."


class Refusal(Exception):
    """Say why a request is not let in: its HTTP status, one sentence, and whether more of it is to come.

    retry_after: seconds after which it may be asked again, if ever.
    """

    def __init__(self, status: int, sentence: str, unread: bool = False, retry_after: int = 0):
        super().__init__(sentence)
        self.status, self.unread, self.retry_after = status, unread, retry_after


class OneSentence:
    """Answer with one sentence where the app raises Refusal, fails, or tells of an error without one."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await self.answer_socket(scope, receive, send)
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        answer = Answer(scope, receive, send)
        try:
            await self.app(scope, answer.receive_on, answer.send_on)
            if answer.unsaid:
                await answer.refuse(Refusal(answer.unsaid, sentence_for(answer.unsaid)))
        except Refusal as refusal:
            await answer.refuse(refusal)
        except Exception as error:
            await answer.refuse(Refusal(500, failed(error)))

    async def answer_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a handshake as any request; close a WebSocket that the app fails at."""
        has_begun = False

        async def send_on(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        async def refuse(refusal: Refusal) -> None:
            if has_begun:
                return await send({"type": "websocket.close", "code": 1011, "reason": ""})
            await answer_of(refusal)(scope, receive, send)

        try:
            await self.app(scope, receive, send_on)
        except Refusal as refusal:
            await refuse(refusal)
        except Exception as error:
            await refuse(Refusal(500, failed(error)))


class Answer:
    """An answer on its way: one that tells of an error is held until it is known to have its sentence.

    unsaid: the status of an error that had none. received: whether the whole request has come.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send):
        self.scope, self.receive, self.send = scope, receive, send
        self.held: Message | None = None
        self.begun = False
        self.unsaid = 0
        self.received = False

    async def receive_on(self) -> Message:
        """Receive for the app, and note whether that was all."""
        message = await self.receive()
        self.received = not message.get("more_body", False)
        return message

    async def send_on(self, message: Message) -> None:
        """Send a message of the app's on, or keep it."""
        if self.unsaid:
            return
        if message["type"] == "http.response.start" and message["status"] >= 400:
            self.held = message
            return
        if self.held is not None:
            start, self.held = self.held, None
            if not has_sentence(message.get("body", b"")):
                self.unsaid = start["status"]
                return
            await self.send(start)
        self.begun = True
        await self.send(message)

    async def refuse(self, refusal: Refusal) -> None:
        """Send a refusal, unless an answer has begun: that one breaks off, and ends its connection.

        The rest of the request is read after it: a connection that closed before might lose the refusal.
        """
        if self.begun:
            return
        answer = answer_of(refusal)
        if not refusal.unread or self.received:  # nothing more ever comes
            return await answer(self.scope, self.receive, self.send)

        async def send_open(message: Message) -> None:
            await self.send({**message, "more_body": True})

        await answer(self.scope, self.receive, send_open)
        await discarded(self.receive)
        await self.send({"type": "http.response.body", "body": b""})


def answer_of(refusal: Refusal) -> JSONResponse:
    """Write a refusal; the connection ends with it."""
    headers = {"Connection": "close", "Cache-Control": "no-store"}
    if refusal.retry_after:
        headers["Retry-After"] = str(refusal.retry_after)
    return JSONResponse({"error": str(refusal)}, refusal.status, headers)


async def unfitting(*_: Any) -> JSONResponse:
    """Answer in place of FastAPI, which writes what was sent into its answer, and fails at infinity."""
    return answer_of(Refusal(422, UNFITTING))


def has_sentence(body: bytes) -> bool:
    """Tell whether an answer's body is {"error": text}."""
    try:
        answer: Any = json.loads(body)
    except ValueError:
        return False
    return isinstance(answer, dict) and isinstance(answer.get("error"), str)


def sentence_for(status: int) -> str:
    """Choose the sentence for an error that came without one."""
    return SENTENCES.get(status) or (UNFITTING if status < 500 else UNFORESEEN)


async def discarded(receive: Receive) -> None:
    """Read on and keep nothing, up to DISCARDED."""
    size, more = 0, True
    while more and size <= DISCARDED:
        message = await receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
