"""The log: a line that repeats stands in it once a minute, with its count."""

import logging


class Repeats(logging.Filter):
    """Let a line's first record through, and count those that follow until `report`."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether the record's first line is new; what follows it may be a traceback."""
        line = record.getMessage().partition("\n")[0]
        self.counts[line] = self.counts.get(line, -1) + 1
        return self.counts[line] == 0

    def report(self) -> None:
        """Log how often each line was held back since the last report, and forget those that were not."""
        repeated = {line: count for line, count in self.counts.items() if count}
        self.counts = dict.fromkeys(repeated, 0)
        for line, count in repeated.items():
            said = f"{line} (and {count:,} times more in the last minute)"
            logging.getLogger("lenet").warning("%s", said)
