"""A bad network in front of a server: every packet late, some lost and sent again, connections that die."""

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

PACKET = 1460  # bytes
SENT_AGAIN = 0.3  # seconds: about how long TCP waits for a lost packet's receipt, at this delay


class SlowNetwork:
    """Carries connections to `address`: a packet takes `delay` seconds, a share `loss` of them longer."""

    def __init__(self, address: str, delay: float, loss: float):
        self.port = urlsplit(address).port
        self.delay, self.loss = delay, loss
        self.random = random.Random(1998)
        self.lost = 0  # packets so far
        self.open: set[asyncio.StreamWriter] = set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = {writer}
        self.open |= ends
        try:
            onward, back = await asyncio.open_connection("127.0.0.1", self.port)
            ends.add(back)
            self.open |= ends
            if not self.stopped.is_set():
                await asyncio.gather(self.one_way(reader, back), self.one_way(onward, writer))
        finally:
            self.open -= ends
            for each in ends:
                each.close()

    async def one_way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Packets in their order, each `delay` after it came, and what waits behind a lost one with it."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Queue = asyncio.Queue()

        async def arrive() -> None:
            while (packet := await waiting.get()) is not None:
                due, data = packet
                await asyncio.sleep(due - loop.time())
                writer.write(data)
            writer.close()

        arriving = asyncio.create_task(arrive())
        try:
            while data := await reader.read(PACKET):
                late = self.random.random() < self.loss
                self.lost += late
                waiting.put_nowait((loop.time() + self.delay + late * SENT_AGAIN, data))
        except ConnectionError:
            pass
        waiting.put_nowait(None)
        await arriving

    def cut(self) -> None:
        """Every connection dies, as while a laptop sleeps."""
        self.loop.call_soon_threadsafe(self.abort)

    def abort(self) -> None:
        for writer in list(self.open):
            writer.transport.abort()

    def run(self, ready: threading.Event) -> None:
        """Serves until stopped, in a thread of its own."""
        asyncio.run(self.serve(ready))

    async def serve(self, ready: threading.Event) -> None:
        self.loop, self.stopped = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self.carry, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.set()
        await self.stopped.wait()
        server.close()
        self.abort()
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True)

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.stopped.set)


@contextmanager
def slow_network(
    address: str, delay: float = 0.15, loss: float = 0.05
) -> Iterator[tuple[str, SlowNetwork]]:
    """The address of the same server behind a slow network, and that network."""
    network, ready = SlowNetwork(address, delay, loss), threading.Event()
    thread = threading.Thread(target=network.run, args=[ready])
    thread.start()
    ready.wait()
    try:
        yield network.address, network
    finally:
        network.stop()
        thread.join()
