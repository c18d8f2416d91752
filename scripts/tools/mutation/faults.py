"""The faults, read from faults.yml: a text of the engine, and a wrong one to stand in its place."""

from dataclasses import dataclass
from pathlib import Path

import yaml

ENGINE = Path(__file__).resolve().parents[2] / "backprop"


class FaultError(Exception):
    """One line: which fault cannot be run, and why."""


@dataclass(frozen=True, eq=False)
class Fault:
    """`old` of `file`, which is in scripts/backprop, becomes `new`; what that means, {ko, en}."""

    name: str
    file: str
    old: str
    new: str
    words: dict[str, str]

    def text(self) -> str:
        """The file with the fault in it. Raises FaultError where `old` is not in it exactly once."""
        where = f"scripts/backprop/{self.file}: fault {self.name}"
        try:
            before = (ENGINE / self.file).read_text("utf-8")
        except FileNotFoundError:
            raise FaultError(f"{where}: no such file") from None
        if (times := before.count(self.old)) != 1:
            raise FaultError(f"{where}: its old text stands there {times} times, not once")
        return before.replace(self.old, self.new)


def faults() -> list[Fault]:
    """Those of faults.yml, where they stand by their file, the text that they replace, and what replaces it."""
    files = yaml.safe_load(Path(__file__).with_name("faults.yml").read_text("utf-8"))
    return [
        Fault(words.pop("name"), file, old, new, words)
        for file, texts in files.items()
        for old, wrong in texts.items()
        for new, words in wrong.items()
    ]


FAULTS: dict[str, Fault] = {fault.name: fault for fault in faults()}


def chosen(names: list[str]) -> list[Fault]:
    """The faults of these names, all of them if there are none. Raises FaultError at an unknown name."""
    if unknown := [name for name in names if name not in FAULTS]:
        raise FaultError(f"{unknown[0]!r} is no fault; the faults are {', '.join(FAULTS)}")
    return [fault for name, fault in FAULTS.items() if name in names or not names]
