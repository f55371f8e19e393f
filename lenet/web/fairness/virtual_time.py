"""Start-time fair queueing (Goyal, Vin and Cheng, 1996): when each client's next piece of work starts.

In virtual time, each client's pieces of work follow one another, each as long as it has cost. The piece
that starts earliest is done next; a client that returns after a pause starts where the others are. So a
client that has had much before does not wait behind a newcomer with tens of thousands of small pieces.
"""

MANY = 1_000  # clients that are noted before those who have had nothing lately are forgotten


class VirtualTime:
    """Keep the clients' accounts, in seconds; least: what any piece of work counts as."""

    def __init__(self, least: float):
        self.least = least
        self.now = 0.0  # where the latest piece started
        self.ends: dict[str, float] = {}  # of each client's latest piece
        self.many = MANY

    def start_of(self, client: str) -> float:
        """Return where a client's next piece of work starts."""
        return max(self.now, self.ends.get(client, 0))

    def begin(self, client: str) -> None:
        """Note that a client's next piece of work is done now."""
        self.now = self.ends[client] = self.start_of(client)

    def charge(self, client: str, seconds: float) -> None:
        """Note what the piece that a client has begun has cost."""
        self.end(client, self.ends.get(client, self.now) + max(self.least, seconds))

    def add(self, client: str, seconds: float) -> None:
        """Note what a client has cost between two pieces."""
        self.end(client, self.start_of(client) + seconds)

    def end(self, client: str, when: float) -> None:
        """Note when a client's latest piece ends; forget those who have had nothing lately."""
        self.ends[client] = when
        if len(self.ends) > self.many:
            self.ends = {each: end for each, end in self.ends.items() if end > self.now}
            self.many = max(MANY, 2 * len(self.ends))
