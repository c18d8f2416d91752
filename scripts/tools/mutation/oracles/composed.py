"""SymPy's diff of the fully composed cost: no chain rule but SymPy's own."""

from sympy import Expr, diff

from ....backprop.network import Network
from ....backprop.symbolic import compose, symbols
from ....backprop.symbolic.forward import cost, weighted_sum
from ....backprop.symbolic.numbers import accumulated, evaluated, forward_pass, run
from . import Values, by_layer


def composed(network: Network) -> Values:
    """All numbers; those of J from J = scale · Σ C + λ/(2m) Σ Θ², without the bias column."""
    program, L = forward_pass(network), network.L
    examples = [run(network, program, t) for t in range(network.m)]
    scale = 1 / network.m if network.reduction == "mean" else 1.0
    C = evaluated([compose.composed_cost(network)], examples)[:, 0]
    squares = penalty(network)
    Delta, dJ_dTheta = {}, {}
    for l in network.Theta:
        dC_dTheta = sum(compose.dC_dTheta(network, l), start=[])
        Delta[l] = accumulated(network, l, dC_dTheta, examples, large=True)
        of_penalty = [diff(squares, Theta) for Theta in weights(network, l)]
        dJ_dTheta[l] = scale * Delta[l] + accumulated(network, l, of_penalty, examples[:1])
    delta = {l: evaluated(compose.dC_dz(network, l), examples, large=True) for l in range(2, L + 1)}
    dC_da = {l: evaluated(dC_da_of(network, l), examples, large=True) for l in range(1, L + 1)}
    values = {"C": C, "J": scale * C.sum() + evaluated([squares], examples)[0, 0]}
    values |= by_layer("Delta", Delta) | by_layer("dJ_dTheta", dJ_dTheta)
    return values | by_layer("delta", delta) | by_layer("dC_da", dC_da)


def weights(network: Network, l: int) -> list[Expr]:
    """Θ_ij^(l), row by row."""
    return [symbols.weight(l, i, j) for i in network.units(l + 1) for j in network.columns(l)]


def penalty(network: Network) -> Expr:
    """λ/(2m) Σ Θ_ij², j ≥ 1."""
    squares = [
        symbols.weight(l, i, j) ** 2 for l in network.Theta for i in network.units(l + 1) for j in network.units(l)
    ]
    return network.penalty / (2 * network.m) * sum(squares)


def dC_da_of(network: Network, l: int) -> list[Expr]:
    """∂C/∂a_j^(l), of the cost as a function of a^(l)."""
    C = cost(network)
    if l < network.L:
        z = symbols.layer("z", network, l + 1)
        sums = {z_i: weighted_sum(network, l + 1, i) for i, z_i in enumerate(z, start=1)}
        C = compose.composed_cost(network, l + 1).xreplace(sums)
    return [diff(C, a) for a in symbols.layer("a", network, l)]
