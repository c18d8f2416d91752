"""What a fault is."""

from dataclasses import dataclass
from pathlib import Path

ENGINE = Path(__file__).resolve().parents[3] / "backprop"


class FaultError(Exception):
    """One line: which fault cannot be run, and why."""


@dataclass(frozen=True)
class Fault:
    """`old` of `file`, which is in scripts/backprop, becomes `new`; what that means, in both languages."""

    name: str
    file: str
    old: str
    new: str
    ko: str
    en: str

    def text(self, engine: Path = ENGINE) -> str:
        """The file with the fault in it. Raises FaultError where `old` is not in it exactly once."""
        try:
            before = (engine / self.file).read_text("utf-8")
        except FileNotFoundError:
            raise FaultError(f"scripts/backprop/{self.file}: fault {self.name}: no such file") from None
        if (found := before.count(self.old)) != 1:
            where = "no longer stands there" if not found else f"stands there {found} times, not once"
            raise FaultError(f"scripts/backprop/{self.file}: fault {self.name}: its old text {where}")
        return before.replace(self.old, self.new)


@dataclass(frozen=True)
class Part:
    """A part of the engine, and the faults that sit in it."""

    name: str
    ko: str
    en: str
    faults: tuple[Fault, ...]
