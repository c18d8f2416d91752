"""The hand-written NumPy forward and backward pass."""

from ....backprop.network import Network
from ....backprop.numeric.evaluate import evaluate
from . import Values, by_layer


def values(network: Network) -> Values:
    """All numbers, as the `evaluate` command prints them."""
    e = evaluate(network)
    values = {"J": e.J, "C": e.C}
    for name in ("dC_da", "delta", "Delta", "dJ_dTheta"):
        values |= by_layer(name, getattr(e, name))
    return values
