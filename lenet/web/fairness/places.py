"""Bounds, for each client and in all, by one rule: no client holds more than it leaves free to others.

So one client alone has half of all places, two have a third each, and whoever comes next finds some left.
A few clients who come one after another could still take all of them: a half, a quarter, an eighth. So
each client is let in to its first few even then, until twice as many are taken.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from lenet.web.refusals import Refusal

RETRY_AFTER = 2  # seconds: by then about a hundred of the page's questions are answered


class Places:
    """So many places, or bytes, of something; first: how many each client may have when these are taken."""

    def __init__(self, size: int, first: int = 0):
        self.size, self.first = size, first
        self.taken: Counter[str] = Counter()

    @contextmanager
    def held(self, client: str, amount: int) -> Iterator[None]:
        """Hold an amount of them for a client; raise Refusal where it may not have so much."""
        refuse_if_greedy(self.taken, self.size, client, amount, self.first)
        self.taken[client] += amount
        try:
            yield
        finally:
            self.taken[client] -= amount
            if not self.taken[client]:
                del self.taken[client]


def refuse_if_greedy(taken: Counter[str], size: int, client: str, amount: int, first: int = 0) -> None:
    """Raise Refusal where a client, with an amount more, would hold more than what is then left.

    It may have its first ones all the same, until twice the size is taken.
    """
    own, total = taken[client] + amount, taken.total() + amount
    if own > size - total and (own > first or total > 2 * size):
        sentence = f"The server is busy: try again in {RETRY_AFTER} seconds."
        raise Refusal(503, sentence, unread=True, retry_after=RETRY_AFTER)
