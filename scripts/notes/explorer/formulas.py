"""Every number that the explorer computes, in the order in which it is computed: name → expression."""

from dataclasses import dataclass

from sympy import Expr

from ...backprop import names
from ...backprop.network import Network
from ...backprop.symbolic import forward, symbols
from ...backprop.symbolic.derive import Derivations
from . import stable


@dataclass(frozen=True)
class Formula:
    """One number: the derived expression, and the one that computes it where doubles need another."""

    name: str
    shown: Expr
    computed: Expr


def formula(name: str, shown: Expr, computed: Expr | None = None) -> Formula:
    """The two are one and the same unless said otherwise."""
    return Formula(name, shown, shown if computed is None else computed)


def forward_pass(network: Network) -> list[Formula]:
    """a^(1) = x, then z and a layer after layer, then C."""
    formulas = [
        formula(names.unit("a", 1, j), symbols.symbol(names.plain("x", j))) for j in network.units(1)
    ]
    for l in range(2, network.L + 1):
        units = network.units(l)
        formulas += [formula(names.unit("z", l, j), forward.weighted_sum(network, l, j)) for j in units]
        formulas += [
            formula(names.unit("a", l, j), a, stable.activation(network, l, j))
            for j, a in enumerate(forward.activations(network, l), start=1)
        ]
    return [*formulas, formula("C", forward.cost(network), stable.cost(network))]


def output_errors(derivations: Derivations) -> list[Formula]:
    """δ_j^(L)."""
    network = derivations.network
    return [
        formula(names.unit("delta", network.L, j), derivation.result, stable.output_delta(derivations, j))
        for j, derivation in enumerate(derivations.deltas[network.L], start=1)
    ]


def hidden_errors(derivations: Derivations, l: int) -> list[Formula]:
    """∂C/∂a_j^(l), what the lecture's example calls δ; g′(z_j^(l)); and δ_j^(l), their product."""
    formulas = []
    for j in derivations.network.units(l):
        error, gprime = derivations.error_of_activation(l, j), symbols.unit("gprime", l, j)
        formulas += [
            formula(names.partial("C", names.unit("a", l, j)), error),
            formula(gprime.name, derivations.g_prime(l, j)),
            formula(names.unit("delta", l, j), symbols.product(error, gprime)),
        ]
    return formulas


def gradients(derivations: Derivations) -> list[Formula]:
    """∂C/∂Θ_ij^(l)."""
    return [
        formula(weight.symbol.name, weight.result)
        for rows in derivations.gradients.values()
        for row in rows
        for weight in row
    ]


def all_formulas(derivations: Derivations) -> list[Formula]:
    """Forward, backward, gradients."""
    network = derivations.network
    hidden = [f for l in range(network.L - 1, 1, -1) for f in hidden_errors(derivations, l)]
    return [*forward_pass(network), *output_errors(derivations), *hidden, *gradients(derivations)]
