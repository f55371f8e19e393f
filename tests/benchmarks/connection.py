"""One connection of a browser to the server, without the browser."""

import asyncio

HEADERS = """\
Host: {host}
Connection: keep-alive
User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0
Content-Type: application/json
Accept: */*
Origin: http://{host}
Referer: http://{host}/
Accept-Encoding: gzip, deflate, br
Accept-Language: en-GB,en;q=0.9
Sec-Fetch-Site: same-origin
Sec-Fetch-Mode: cors
Sec-Fetch-Dest: empty
"""  # a browser's: the server has to read them


class Connection:
    """One kept-alive HTTP connection; opened when it is needed."""

    def __init__(self, host: str, port: int):
        self.host, self.port = host, port
        self.headers = HEADERS.format(host=f"{host}:{port}").replace("\n", "\r\n")
        self.reader = self.writer = None

    async def post(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and body of the reply. Raises OSError or EOFError where there is none."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port, limit=2**20)
        head = f"POST {path} HTTP/1.1\r\n{self.headers}Content-Length: {len(body)}\r\n\r\n"
        try:
            self.writer.write(head.encode() + body)
            reply = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = int(reply.split("content-length:")[1].split("\r\n")[0])
            content = await self.reader.readexactly(length)
        except BaseException:
            self.close()
            raise
        if "connection: close" in reply:
            self.close()
        return int(reply.split()[1]), content

    async def get(self, path: str) -> tuple[int, int]:
        """Status of the reply, and its bytes on the way."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port, limit=2**20)
        self.writer.write(f"GET {path} HTTP/1.1\r\n{self.headers}\r\n".encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        reply = head.decode("latin-1").lower()
        weight = len(head)
        if "content-length:" in reply:
            weight += len(await self.reader.readexactly(int(reply.split("content-length:")[1].split()[0])))
        elif "transfer-encoding: chunked" in reply:
            size = -1
            while size:
                line = await self.reader.readuntil(b"\r\n")
                size = int(line, 16)
                weight += len(line) + len(await self.reader.readexactly(size + 2))
        if "connection: close" in reply:
            self.close()
        return int(reply.split()[1]), weight

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None
