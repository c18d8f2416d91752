"""The answers of the oracles, and how two of them compare."""

from dataclasses import dataclass, field
from math import inf

import numpy as np

from .oracles import Values

SMALL = 1e-4  # below, a difference counts as if the largest entry were this: all may cancel to 0


@dataclass
class Answer:
    """What one oracle answers: `values` by the network's name, and `errors` where it has none.

    `files` are those of scripts/backprop that it imported.
    """

    values: dict[str, Values] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


def equal(ours: Answer, theirs: Answer) -> bool:
    """Whether two answers are equal to the last bit."""
    return ours.errors == theirs.errors and all(
        np.array_equal(value, theirs.values[network][name], equal_nan=True)
        for network, values in ours.values.items()
        for name, value in values.items()
    )


def difference(ours: Answer, theirs: Answer) -> tuple[float, str]:
    """The largest relative difference of all that both have, and where: (0.0, "") if that is nothing.

    A network on which one of them could say nothing is left out: an error needs no oracle to be seen.
    """
    both = [name for name in ours.values if name in theirs.values]
    return max((of_network(ours.values[name], theirs.values[name], name) for name in both), default=(0.0, ""))


def of_network(ours: Values, theirs: Values, network: str) -> tuple[float, str]:
    """The largest relative difference of the quantities that both have of one network, and its name."""
    pairs = ((a, b) for a in ours for b in theirs if quantity(a) == quantity(b))
    return max(((relative(ours[a], theirs[b]), f"{network}: {a}") for a, b in pairs), default=(0.0, ""))


def quantity(name: str) -> str:
    """`delta 2 (paths)` → `delta 2`."""
    return name.partition(" (")[0]


def relative(ours: np.ndarray, theirs: np.ndarray) -> float:
    """max |x − y| over the largest |x|, |y|; infinite where the shapes differ or a number is not finite."""
    if np.shape(ours) != np.shape(theirs) or not (np.isfinite(ours).all() and np.isfinite(theirs).all()):
        return inf
    return float(np.abs(ours - theirs).max() / max(np.abs(ours).max(), np.abs(theirs).max(), SMALL))
