"""Many clients at once, each of an address of its own on this machine, who wait where they are told to."""

import asyncio
import json
import random
from typing import Any
from urllib.parse import urlsplit

Answer = tuple[int, dict[str, str], Any]


async def opened(app: str, address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to the app from an address."""
    return await asyncio.open_connection("127.0.0.1", urlsplit(app).port, local_addr=(address, 0))


def head(path: str, size: int, **headers: str) -> bytes:
    """The head of a POST whose body of JSON has that size."""
    lines = [f"POST {path} HTTP/1.1", "Host: here", "Connection: close", "Content-Type: application/json"]
    lines += [
        f"Content-Length: {size}",
        *(f"{name.replace('_', '-')}: {it}" for name, it in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


async def asked(app: str, address: str, question: str, inputs: Any, **headers: str) -> Answer:
    """Status, headers and JSON of the reply to one of the page's questions."""
    reader, writer = await opened(app, address)
    body = json.dumps(inputs).encode()
    writer.write(head(f"/page/{question}", len(body), **headers) + body)
    told, _, reply = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    first, *lines = told.decode().lower().split("\r\n")
    return int(first.split()[1]), dict(line.split(": ", 1) for line in lines), json.loads(reply)


async def answered(app: str, address: str, question: str, inputs: Any) -> tuple[int, Any]:
    """Status and JSON of the reply, asked for again as the page does while the server is busy."""
    while True:
        status, headers, reply = await asked(app, address, question, inputs)
        if status != 503:
            return status, reply
        await asyncio.sleep(int(headers["retry-after"]) * (1 + random.random()))
