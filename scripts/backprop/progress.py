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
        self.begun, self.after = time.monotonic(), after

    def each(self, items: Iterable[T], total: int, what: str) -> Iterator[T]:
        """The items, counted; the bar is gone at their end, at an error too."""
        drawn = 0.0
        try:
            for n, item in enumerate(items):
                now = time.monotonic()
                if now - self.begun >= self.after and now - drawn >= EVERY and sys.stderr.isatty():
                    self.draw(n, total, what)
                    drawn = now
                yield item
        finally:
            if drawn:
                print(CLEAR, end="", file=sys.stderr, flush=True)

    def draw(self, done: int, total: int, what: str) -> None:
        """`█████░░░░░ δ^(2) 25/100  3 s`."""
        filled = "█" * (20 * done // total)
        line = f"{filled:░<20} {what} {done}/{total}  {time.monotonic() - self.begun:.0f} s"
        print(f"{CLEAR}{line}", end="", file=sys.stderr, flush=True)


# Shows nothing: for those who call the functions behind a command.
NO_BAR = Bar(after=float("inf"))
