"""Where the numbers of a network leave the doubles, told as one line at its place in the file."""

import numpy as np

from . import Network
from ..numeric.evaluate import Evaluation
from .place import Place

SMALLER = "smaller weights, inputs, targets or lambda are needed"


def refuse_overflow(root: Place, network: Network, evaluation: Evaluation) -> None:
    """Raise InputError at the first number that is not finite, in the order of the two passes.

    dC_da is left out: the −y/a of a saturated cross-entropy may be too large for a double where
    δ = ∂C/∂z stays small.
    """
    e, layers = evaluation, range(2, network.L + 1)
    for l in layers:
        refuse(root, "forward", l, e.z[l], e.a[l])
    if not np.isfinite([*e.C, e.J]).all():
        root.mapping("")["cost"].fail("the cost overflows", SMALLER)
    for l in reversed(layers):
        refuse(root, "backward", l, e.delta[l], e.Delta[l - 1].T, e.dJ_dTheta[l - 1].T)


def refuse(root: Place, which: str, l: int, *arrays: np.ndarray) -> None:
    """Raise InputError where a column, which belongs to one unit of layer l, is not finite."""
    bad = ~np.isfinite(np.vstack(arrays)).all(axis=0)
    if bad.any():
        j = int(bad.argmax())
        row(root, l - 1, j).fail(f"the {which} pass overflows in layer {l}, unit {j + 1}", SMALLER)


def row(root: Place, l: int, i: int) -> Place:
    """Row i, from 0, of Theta[l]: the weights into one unit of layer l+1."""
    return root.mapping("")["Theta"].mapping("")[str(l)].items(f"Theta {l}, row")[i]
