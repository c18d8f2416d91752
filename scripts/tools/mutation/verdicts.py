"""Who notices a fault: the answers of the oracles before and after, held against one another."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import inf

import numpy as np

from .faults import Fault
from .oracles import EVERY, ORACLES, PROOFS, Answer

CAUGHT, MISSED, SHARES = "caught", "missed", "shares"
SMALL = 1e-4  # below, a difference counts as if the largest entry were this: all may cancel to 0
Answers = dict[str, Answer]


class RunError(Exception):
    """One line: why there is no result."""


@dataclass(frozen=True)
class Verdict:
    """What one oracle says of one fault, and the largest relative difference that it saw."""

    kind: str
    difference: float = 0.0


@dataclass(frozen=True)
class Result:
    """A fault, and the verdict of every oracle and of the derivation's own proofs."""

    fault: Fault
    verdicts: dict[str, Verdict]

    @property
    def caught_by(self) -> list[str]:
        """The independent oracles that notice the fault."""
        return [name for name in ORACLES if self.verdicts[name].kind == CAUGHT]


def verdicts(unbroken: Answers, broken: Answers) -> dict[str, Verdict]:
    """What each oracle says of a fault, from the answers before and after.

    An oracle *shares* the broken code where the fault changes its answer, by one bit or to an error: then
    it is not independent of the fault, and has no voice. Any other oracle *catches* the fault where an
    answer that did change differs from its own by more than rounding.
    """
    changed = {name for name in broken if name in ORACLES and not equal(unbroken[name], broken[name])}
    by_oracle = {name: Verdict(SHARES) for name in changed}
    for name in ORACLES.keys() - changed:
        seen = ((difference(broken[other], unbroken[name])[0], tolerance(other, name)) for other in changed)
        worst = max((d for d, allowed in seen if d > allowed), default=0.0)
        by_oracle[name] = Verdict(CAUGHT if worst else MISSED, worst)
    errors = broken[PROOFS.name].errors.values() if PROOFS.name in broken else ()
    refused = any(error.startswith("ArithmeticError") for error in errors)
    return by_oracle | {PROOFS.name: Verdict(CAUGHT if refused else MISSED)}


def refuse_disagreement(unbroken: Answers) -> None:
    """Raise RunError where two oracles differ, or one says nothing, although nothing is broken."""
    for name, answer in unbroken.items():
        for network, error in answer.errors.items():
            raise RunError(f"the unbroken engine: {EVERY[name].heading}: {network}: {error}")
    for a, b in combinations(ORACLES, 2):
        worst, where = difference(unbroken[a], unbroken[b])
        if worst > tolerance(a, b):
            between = f"{ORACLES[a].heading} and {ORACLES[b].heading}"
            raise RunError(f"the unbroken engine: {where}: {between} differ by {worst:.1e}")


def tolerance(a: str, b: str) -> float:
    """How far two oracles may differ, relative, for rounding alone."""
    return max(ORACLES[a].tolerance, ORACLES[b].tolerance)


def equal(ours: Answer, theirs: Answer) -> bool:
    """Whether two answers are equal to the last bit."""
    return ours.errors == theirs.errors and all(
        np.array_equal(value, theirs.values[name], equal_nan=True) for name, value in ours.values.items()
    )


def difference(ours: Answer, theirs: Answer) -> tuple[float, str]:
    """The largest relative difference of all that both have, and where: (0.0, "") if that is nothing.

    A network on which one of them could say nothing is left out: an error needs no oracle to be seen.
    """
    same: dict[str, list[np.ndarray]] = defaultdict(list)
    for name, value in theirs.values.items():
        same[quantity(name)].append(value)
    pairs = ((value, other, name) for name, value in ours.values.items() for other in same[quantity(name)])
    return max(((relative(value, other), name) for value, other, name in pairs), default=(0.0, ""))


def quantity(name: str) -> str:
    """`net: delta 2 (paths)` → `net: delta 2`."""
    return name.partition(" (")[0]


def relative(ours: np.ndarray, theirs: np.ndarray) -> float:
    """max |x − y| over the largest |x|, |y|; infinite where the shapes differ or a number is not finite."""
    if np.shape(ours) != np.shape(theirs) or not (np.isfinite(ours).all() and np.isfinite(theirs).all()):
        return inf
    return float(np.abs(ours - theirs).max() / max(np.abs(ours).max(), np.abs(theirs).max(), SMALL))
