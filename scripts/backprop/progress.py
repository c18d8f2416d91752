"""A bar on standard error while people wait; a terminal only sees it, and it is gone when all is done."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
AFTER = 2.0  # seconds in which nobody asks how far it is
EVERY = 0.1  # seconds from one picture to the next
CLEAR = "\r\033[K"


class Bar:
    """Counts up, from `after` seconds on."""

    def __init__(self, after: float = AFTER):
        self.begun, self.after, self.drawn = time.monotonic(), after, 0.0

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Draw, if it is time to."""
        now = time.monotonic()
        if done >= total:
            self.clear()
        elif now - self.begun >= self.after and now - self.drawn >= EVERY and sys.stderr.isatty():
            filled = "█" * (20 * done // total)
            line = f"{filled:░<20} {what} {done}/{total}  {now - self.begun:.0f} s"
            print(f"{CLEAR}{line}", end="", file=sys.stderr, flush=True)
            self.drawn = now

    def clear(self) -> None:
        """Take the bar away."""
        if self.drawn:
            print(CLEAR, end="", file=sys.stderr, flush=True)
            self.drawn = 0.0

    def each(self, items: Iterable[T], total: int, what: str) -> Iterator[T]:
        """The items, counted; the bar is gone at their end, at an error too."""
        try:
            for n, item in enumerate(items):
                self(n, total, what)
                yield item
        finally:
            self.clear()


# Shows nothing: for those who call the functions behind a command.
NO_BAR = Bar(after=float("inf"))
