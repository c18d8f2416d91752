"""The explorer: the network's own formulas as a program for the browser, and the parts of its page."""

from ...backprop.symbolic.derive import Derivations
from .javascript import module
from .parts import parts

__all__ = ["explorer"]

MAX_LAYERS, MAX_UNITS = 4, 4  # a network that a reader can still follow path by path


def explorer(derivations: Derivations) -> dict:
    """The module and the parts. Raises ValueError for a network that is too large."""
    network = derivations.network
    if network.L > MAX_LAYERS or max(network.s.values()) > MAX_UNITS:
        most = f"at most {MAX_LAYERS} layers of {MAX_UNITS} units"
        raise ValueError(f"this network is too large for an explorer; {most}")
    return {"module": module(derivations), **parts(derivations)}
