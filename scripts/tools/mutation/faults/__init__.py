"""The faults, as data: a text of the engine, and a wrong one to stand in its place.

Each module has the faults of one part of the engine. What a fault does, and which oracle notices it, is
found by running it: nothing of that is written down here.
"""

from . import backward, comparisons, derivation, derivatives, formulas, forward, zooms
from .fault import Fault, FaultError, Part

# In the order of the table.
PARTS: tuple[Part, ...] = tuple(
    module.PART for module in (backward, derivatives, forward, derivation, zooms, formulas, comparisons)
)
FAULTS: dict[str, Fault] = {fault.name: fault for part in PARTS for fault in part.faults}


def chosen(names: list[str]) -> list[Fault]:
    """The faults of these names, all of them if there are none. Raises FaultError at an unknown name."""
    if unknown := [name for name in names if name not in FAULTS]:
        raise FaultError(f"{unknown[0]!r} is no fault; the faults are {', '.join(FAULTS)}")
    return [FAULTS[name] for name in names] or list(FAULTS.values())
