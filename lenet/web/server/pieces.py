"""Answers in pieces: of one that its client does not take, little waits in memory."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PIECE = 2**15  # bytes


class InPieces:
    """Send an app's large answers piece by piece, each when the one before it has gone."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_on(message: Message) -> None:
            body = message.get("body", b"")
            if len(body) <= PIECE:
                return await send(message)
            more = message.get("more_body", False)
            for end in range(PIECE, len(body) + PIECE, PIECE):
                piece = {"body": body[end - PIECE : end], "more_body": more or end < len(body)}
                await send({**message, **piece})

        await self.app(scope, receive, send_on)
