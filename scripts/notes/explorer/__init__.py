"""The explorer: the network's own formulas as a program for the browser, and the parts of its page."""

from ...backprop.network import Network
from ..limits import MAX_LAYERS, MAX_UNITS
from .javascript import module
from .parts import parts

__all__ = ["explorer"]


def explorer(network: Network) -> dict | None:
    """The module and the parts; None for a network that is too large."""
    if network.L > MAX_LAYERS or max(network.s.values()) > MAX_UNITS:
        return None
    return {"module": module(network), **parts(network)}
