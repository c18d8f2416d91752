"""The derivation of a whole network for a page: layers, units, steps, reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..backprop.latex import equation
from ..backprop.reasons import reason
from ..backprop.symbolic.derive import Derivations
from ..backprop.symbolic.functions import kind_of
from ..backprop.symbolic.steps import Derivation


@dataclass(frozen=True)
class Layer:
    """δ_j^(l) of every unit j of layer l, which is hidden, output or coupled; or, where `kind` is gradient,
    ∂C/∂Θ_ij^(l) of every weight of Theta[l].
    """

    l: int
    kind: str
    derivations: list[Derivation]

    def steps(self, derivation: Derivation) -> Iterator[tuple[str, dict[str, str]]]:
        """LaTeX of each step, and its reason in both languages."""
        for step in derivation.steps():
            yield equation(step.left, step.right), reason(self.kind, step.rule)


class DerivationPage:
    """Every δ_j^(l), from the output back to layer 2; every ∂C/∂Θ_ij^(l), from the last matrix back to the first."""

    def __init__(self, derivations: Derivations):
        self.layers = [Layer(l, kind_of(derivations.network, l), units) for l, units in derivations.deltas.items()]
        self.gradients = [
            Layer(l, "gradient", [weight for row in rows for weight in row])
            for l, rows in reversed(derivations.gradients.items())
        ]
