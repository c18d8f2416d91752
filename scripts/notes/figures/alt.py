"""Parts of the texts that say in words what a figure shows."""

import numpy as np

from ...backprop.network import Network
from ..numbers import text as short
from .diagram import kind


def shape(network: Network) -> str:
    """2-2-2-1: the units of each layer."""
    return "-".join(str(units) for units in network.s.values())


def equations(values: dict[str, np.ndarray], l: int) -> str:
    """z_1^(2) = 0.3, a_1^(2) = 0.5744, …: unit by unit, the given letters of layer l."""
    units = range(1, len(next(iter(values.values()))) + 1)
    return ", ".join(
        f"{letter}_{j}^({l}) = {short(numbers[j - 1])}" for j in units for letter, numbers in values.items()
    )


def layers(network: Network, rows: dict[int, str], words: dict[str, str]) -> str:
    """One sentence a layer."""
    return " ".join(
        words["layer"].format(l=l, kind=words[kind(network, l)], units=row) for l, row in rows.items()
    )
