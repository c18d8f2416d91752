"""The derivation of a whole network as data for a page: layers, units, steps, reasons."""

from ..backprop.latex import equation
from ..backprop.network import Network
from ..backprop.reasons import reason
from ..backprop.symbolic import derive
from ..backprop.symbolic.functions import kind_of
from ..backprop.symbolic.steps import Derivation


def told(derivation: Derivation, kind: str) -> dict:
    """One derivation: its name, and each step as LaTeX with the reason in both languages."""
    return {
        "name": derivation.symbol.name,
        "steps": [
            {"latex": equation(step.left, step.right), "reason": reason(kind, step.rule)}
            for step in derivation.steps()
        ],
    }


def layers(network: Network) -> list[dict]:
    """Every δ_j^(l), from the output back to layer 2."""
    return [
        {"l": l, "kind": kind_of(network, l), "units": [told(d, kind_of(network, l)) for d in deltas]}
        for l, deltas in derive.all_deltas(network).items()
    ]


def gradients(network: Network) -> list[dict]:
    """Every ∂C/∂Θ_ij^(l), from the last matrix back to the first."""
    return [
        {"l": l, "weights": [told(d, "gradient") for row in rows for d in row]}
        for l, rows in reversed(derive.all_gradients(network).items())
    ]


def example_units(network: Network) -> list[list[int]]:
    """[l, j] of one unit of each hidden layer, the second where there is one, as in the lecture."""
    return [[l, min(2, network.s[l])] for l in range(2, network.L)]
