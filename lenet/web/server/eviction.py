"""Which connection is ended to make room for a new one, where there are as many as there may be."""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class ConnectionTable(Generic[T]):
    """Clients' connections: idle, or with a request under way; each kind in the order in which it began."""

    def __init__(self) -> None:
        self.idle: dict[str, dict[T, None]] = {}
        self.busy: dict[str, dict[T, None]] = {}

    def becomes_idle(self, client: str, connection: T) -> None:
        """Note a connection that waits for its client's next request."""
        self.leaves(client, connection)
        self.idle.setdefault(client, {})[connection] = None

    def becomes_busy(self, client: str, connection: T) -> None:
        """Note a connection whose request's headers have come."""
        if connection in self.busy.get(client, {}):
            return
        self.leaves(client, connection)
        self.busy.setdefault(client, {})[connection] = None

    def leaves(self, client: str, connection: T) -> None:
        """Forget a connection."""
        for kind in (self.idle, self.busy):
            if connection in kind.get(client, {}):
                del kind[client][connection]
                if not kind[client]:
                    del kind[client]

    def count(self, client: str) -> int:
        """Count a client's connections."""
        return len(self.idle.get(client, ())) + len(self.busy.get(client, ()))

    def evicted_for(self, client: str) -> T | None:
        """Forget one connection in favour of a client's new one, and return it; None where there is none.

        It is one of the client's that has the most: the longest idle, else the longest busy, unless the new
        one would make its own client as greedy. Else it is the longest idle of whoever has most such, if
        that is more than the client has.
        """
        greediest = max([*self.idle, *self.busy], key=self.count, default=client)
        if greediest in self.idle:
            owner, victims = greediest, self.idle[greediest]
        elif self.count(greediest) > self.count(client) + 1:
            owner, victims = greediest, self.busy[greediest]
        else:
            owner = max(self.idle, key=lambda each: len(self.idle[each]), default=client)
            if self.count(owner) <= self.count(client):
                return None
            victims = self.idle[owner]
        connection = next(iter(victims))
        self.leaves(owner, connection)
        return connection
