"""The end: SIGTERM, or Ctrl+C, and what is under way is still answered; a second one ends at once."""

import signal
import time
from typing import Any

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Ending:
    """Notice that the process is asked to end, from when this is made."""

    def __init__(self) -> None:
        self.asked = False
        for each in SIGNALS:
            signal.signal(each, self.ask)

    def ask(self, *_: Any) -> None:
        """Note it, and leave the next signal to the system, which ends the process."""
        self.asked = True
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)

    def wait(self) -> None:
        """Return once the process is asked to end."""
        while not self.asked:
            time.sleep(0.1)  # on Windows nothing else lets a signal through
