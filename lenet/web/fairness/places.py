"""Bounds, for each client and in all, by one rule: no client holds more than it leaves free to others.

So one client alone has half of all places, two have a third each, and whoever comes next finds some left.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from lenet.web.refusals import Refusal

RETRY_AFTER = 2  # seconds: by then about a hundred of the page's questions are answered


class Places:
    """So many places, or bytes, of something."""

    def __init__(self, size: int):
        self.size = size
        self.taken: Counter[str] = Counter()

    @contextmanager
    def held(self, client: str, amount: int) -> Iterator[None]:
        """Hold an amount of them for a client; raise Refusal where it may not have so much."""
        refuse_if_greedy(self.taken, self.size, client, amount)
        self.taken[client] += amount
        try:
            yield
        finally:
            self.taken[client] -= amount
            if not self.taken[client]:
                del self.taken[client]


def refuse_if_greedy(taken: Counter[str], size: int, client: str, amount: int) -> None:
    """Raise Refusal where a client, with an amount more, would hold more than what is then left."""
    if taken[client] + amount > size - taken.total() - amount:
        sentence = f"The server is busy: try again in {RETRY_AFTER} seconds."
        raise Refusal(503, sentence, unread=True, retry_after=RETRY_AFTER)
