"""The faults, read from faults.yml: a text of the engine, and a wrong one to stand in its place."""

from dataclasses import dataclass
from pathlib import Path

import yaml

ENGINE = Path(__file__).resolve().parents[2] / "backprop"


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
        where = f"scripts/backprop/{self.file}: fault {self.name}"
        try:
            before = (engine / self.file).read_text("utf-8")
        except FileNotFoundError:
            raise FaultError(f"{where}: no such file") from None
        if (times := before.count(self.old)) != 1:
            raise FaultError(f"{where}: its old text stands there {times} times, not once")
        return before.replace(self.old, self.new)


@dataclass(frozen=True)
class Part:
    """A part of the engine, and the faults that sit in it."""

    name: str
    ko: str
    en: str
    faults: tuple[Fault, ...]


def parts() -> tuple[Part, ...]:
    """The parts of faults.yml, in the order of the table."""
    data = yaml.safe_load(Path(__file__).with_name("faults.yml").read_text("utf-8"))
    return tuple(
        Part(
            part["name"],
            part["ko"],
            part["en"],
            tuple(
                Fault(name, file, **texts)
                for file, faults in part["files"].items()
                for name, texts in faults.items()
            ),
        )
        for part in data
    )


PARTS = parts()
FAULTS: dict[str, Fault] = {fault.name: fault for part in PARTS for fault in part.faults}


def chosen(names: list[str]) -> list[Fault]:
    """The faults of these names, all of them if there are none. Raises FaultError at an unknown name."""
    if unknown := [name for name in names if name not in FAULTS]:
        raise FaultError(f"{unknown[0]!r} is no fault; the faults are {', '.join(FAULTS)}")
    return [FAULTS[name] for name in names] or list(FAULTS.values())
