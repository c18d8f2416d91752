"""The derivation of a whole network for a page: layers, units, steps, reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..backprop.latex import equation
from ..backprop.reasons import reason
from ..backprop.symbolic.derive import Derivations
from ..backprop.symbolic.functions import kind_of
from ..backprop.symbolic.steps import Derivation


@dataclass(frozen=True)
class Line:
    """One step as LaTeX, with the reason in both languages."""

    latex: str
    reason: dict[str, str]


@dataclass(frozen=True)
class Unit:
    """The derivation of one symbol; `kind` is hidden, output, coupled or gradient."""

    kind: str
    derivation: Derivation

    @property
    def name(self) -> str:
        """delta2_2, dC_dTheta1_10"""
        return self.derivation.symbol.name

    @property
    def steps(self) -> Iterator[Line]:
        """The lines of the derivation."""
        for step in self.derivation.steps():
            yield Line(equation(step.left, step.right), reason(self.kind, step.rule))


@dataclass(frozen=True)
class Layer:
    """δ_j^(l) of every unit j of layer l, or ∂C/∂Θ_ij^(l) of every weight of Theta[l]."""

    l: int
    kind: str
    units: list[Unit]


@dataclass(frozen=True)
class DerivationPage:
    """All of it, in the order in which it is derived."""

    derivations: Derivations

    @cached_property
    def layers(self) -> list[Layer]:
        """Every δ_j^(l), from the output back to layer 2."""
        network = self.derivations.network
        return [
            Layer(l, kind_of(network, l), [Unit(kind_of(network, l), delta) for delta in deltas])
            for l, deltas in self.derivations.deltas.items()
        ]

    @cached_property
    def gradients(self) -> list[Layer]:
        """Every ∂C/∂Θ_ij^(l), from the last matrix back to the first."""
        return [
            Layer(l, "gradient", [Unit("gradient", weight) for row in rows for weight in row])
            for l, rows in reversed(self.derivations.gradients.items())
        ]
