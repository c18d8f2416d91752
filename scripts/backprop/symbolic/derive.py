"""The recurrences of backpropagation, derived by the chain rule, one layer from the next.

δ_j^(L) = Σ_k ∂C/∂a_k ∂a_k/∂z_j, then δ_j^(l) = (Σ_k Θ_kj^(l) δ_k^(l+1)) g′(z_j^(l)) and
∂C/∂Θ_ij^(l) = a_j^(l) δ_i^(l+1). Each δ is written in the δ of the layer after it, so the
work for a layer does not depend on the depth of the network.

Source: Andrew Ng, Machine Learning, week 5, "Backpropagation Intuition".
"""

from collections.abc import Iterator
from functools import cache, cached_property

from sympy import Expr, Piecewise, Symbol
from sympy.core.parameters import distribute

from ..network import Network
from . import local, symbols
from .functions import COUPLED
from .steps import Derivation, Rule, Step
from .symbols import partial, product, total, unit


class Derivations:
    """Every δ_j^(l) and ∂C/∂Θ_ij^(l) of one network, each derived once, when it is first asked for.

    Indices are the lecture's: layers l = 1 … L, units i, j, k from 1, and j = 0 for the bias. Another
    object derives afresh, so one is made for a network and handed to all that ask about it.
    """

    def __init__(self, network: Network):
        self.network = network
        # Each method remembers its results for as long as the object lives.
        self.delta, self.dC_dTheta = cache(self.delta), cache(self.dC_dTheta)
        self.error_of_activation, self.g_prime = cache(self.error_of_activation), cache(self.g_prime)

    def delta(self, l: int, j: int) -> Derivation:
        """δ_j^(l) = ∂C/∂z_j^(l), l = 2 … L, in the δ of layer l+1 (at l = L in a and y)."""
        if l < self.network.L:
            return hidden_delta(self, l, j)
        return (coupled_delta if self.network.g[l] in COUPLED else output_delta)(self, j)

    def dC_dTheta(self, l: int, i: int, j: int) -> Derivation:
        """∂C/∂Θ_ij^(l) = a_j^(l) δ_i^(l+1), l = 1 … L−1; for the bias, j = 0, it is δ_i^(l+1)."""
        Theta = symbols.weight(l, i, j)
        result = product(symbols.activation(l, j), unit("delta", l + 1, i))
        return Derivation(partial("C", Theta), result, lambda: gradient_steps(l, i, j, result))

    def error_of_activation(self, l: int, j: int) -> Expr:
        """∂C/∂a_j^(l) = Σ_k Θ_kj^(l) δ_k^(l+1), l < L: what the lecture's example calls δ_j^(l)."""
        after = self.network.units(l + 1)
        return total([product(symbols.weight(l, k, j), unit("delta", l + 1, k)) for k in after])

    def g_prime(self, l: int, j: int) -> Expr:
        """g′(z_j^(l)) in its simplest form, for an activation that acts on each unit by itself.

        Raises KeyError for softmax, whose derivative is a Jacobian.
        """
        return rename(local.g_prime(self.network.g[l])[1], **of_unit(self.network, l, j))

    @cached_property
    def deltas(self) -> dict[int, list[Derivation]]:
        """Every δ_j^(l), s_l of each l = L … 2, in the order of the backward pass."""
        return {l: [self.delta(l, j) for j in self.network.units(l)] for l in range(self.network.L, 1, -1)}

    @cached_property
    def gradients(self) -> dict[int, list[list[Derivation]]]:
        """Every ∂C/∂Θ_ij^(l), keyed by l = 1 … L−1, in the shape of Theta[l]."""
        network = self.network
        return {
            l: [[self.dC_dTheta(l, i, j) for j in network.columns(l)] for i in network.units(l + 1)]
            for l in range(1, network.L)
        }


def rename(expr: Expr, **to: Expr) -> Expr:
    """A local derivative in z, a, y, a_k, y_k, with the symbols of one unit; its form does not change."""
    with distribute(False):
        return expr.xreplace({Symbol(name): value for name, value in to.items()})


def of_unit(network: Network, l: int, j: int) -> dict[str, Expr]:
    """The symbols z, a (and y at the output) of one unit."""
    both = {"z": unit("z", l, j), "a": unit("a", l, j)}
    return both | ({"y": symbols.target(j)} if l == network.L else {})


def hidden_delta(derivations: Derivations, l: int, j: int) -> Derivation:
    """δ_j^(l) = (Σ_k Θ_kj^(l) δ_k^(l+1)) g′(z_j^(l)), 2 ≤ l < L."""
    result = product(derivations.error_of_activation(l, j), derivations.g_prime(l, j))
    return Derivation(unit("delta", l, j), result, lambda: hidden_steps(derivations.network, l, j, result))


def hidden_steps(network: Network, l: int, j: int, result: Expr) -> Iterator[Step]:
    """Definition, chain rule over the units of layer l+1, local derivatives, substitution."""
    delta, a, z = unit("delta", l, j), unit("a", l, j), unit("z", l, j)
    after = symbols.layer("z", network, l + 1)
    da_dz = partial(a, z)

    def through(dC_dz: list[Expr]) -> Expr:
        return product(total([product(e, partial(z_k, a)) for e, z_k in zip(dC_dz, after, strict=True)]), da_dz)

    yield Step(Rule.DEFINITION, delta, partial("C", z))
    yield Step(Rule.CHAIN_RULE, delta, through([partial("C", z_k) for z_k in after]))
    yield Step(Rule.NEXT_DELTA, delta, through(symbols.layer("delta", network, l + 1)))
    for k, z_k in zip(network.units(l + 1), after, strict=True):
        dz_da = rename(local.weighted_sum(local.a), Theta=symbols.weight(l, k, j))
        yield Step(Rule.WEIGHTED_SUM, partial(z_k, a), dz_da)
    yield from activation_steps(network, l, j)
    yield Step(Rule.SUBSTITUTION, delta, result)


def activation_steps(network: Network, l: int, j: int) -> Iterator[Step]:
    """∂a_j/∂z_j = g′(z_j), in the form that `diff` gives and, where a shorter one is in a_j, in that."""
    raw, simple = local.g_prime(network.g[l])
    renamed = of_unit(network, l, j)
    left = partial(renamed["a"], renamed["z"])
    rule = Rule.PIECEWISE_DERIVATIVE if raw.has(Piecewise) else Rule.ACTIVATION_DERIVATIVE
    yield Step(rule, left, rename(raw, **renamed))
    if simple != raw:
        yield Step(Rule.IN_TERMS_OF_A, left, rename(simple, **renamed))


def output_delta(derivations: Derivations, j: int) -> Derivation:
    """δ_j^(L) = ∂C/∂a_j g′(z_j): a_j − y_j for sigmoid with binary cross-entropy."""
    network, L = derivations.network, derivations.network.L
    result = rename(local.output_delta(network.cost, network.g[L]), **of_unit(network, L, j))
    return Derivation(unit("delta", L, j), result, lambda: output_steps(derivations, j, result))


def output_steps(derivations: Derivations, j: int, result: Expr) -> Iterator[Step]:
    """Definition, chain rule through a_j, local derivatives, substitution, simplification."""
    network, L = derivations.network, derivations.network.L
    delta, a, z = unit("delta", L, j), unit("a", L, j), unit("z", L, j)
    dC_da = rename(local.dC_da(network.cost), **of_unit(network, L, j))
    yield Step(Rule.DEFINITION, delta, partial("C", z))
    yield Step(Rule.CHAIN_RULE, delta, product(partial("C", a), partial(a, z)))
    yield Step(Rule.COST_DERIVATIVE, partial("C", a), dC_da)
    yield from activation_steps(network, L, j)
    substituted = product(dC_da, derivations.g_prime(L, j))
    yield Step(Rule.SUBSTITUTION, delta, substituted)
    if result != substituted:
        yield Step(Rule.SIMPLIFICATION, delta, result)


def pair(network: Network, k: int, j: int) -> dict[str, Expr]:
    """The symbols of output unit j, and as a_k, y_k those of output unit k."""
    L = network.L
    return of_unit(network, L, j) | {"a_k": unit("a", L, k), "y_k": symbols.target(k)}


def coupled_delta(derivations: Derivations, j: int) -> Derivation:
    """δ_j^(L) = Σ_k ∂C/∂a_k ∂a_k/∂z_j: a_j − y_j for softmax with its cross-entropy."""
    network, L = derivations.network, derivations.network.L
    own, other = local.coupled_terms(network.cost, network.g[L])
    terms = [rename(own if k == j else other, **pair(network, k, j)) for k in network.units(L)]
    shorter = by_targets_sum(network, terms, unit("a", L, j))
    lines = [(Rule.SIMPLIFICATION, total(terms)), *shorter]
    return Derivation(unit("delta", L, j), lines[-1][1], lambda: coupled_steps(network, j, lines))


def by_targets_sum(network: Network, terms: list[Expr], a_j: Symbol) -> list[tuple[Rule, Expr]]:
    """a_j (y_1 + … + y_K) − y_j, then a_j − y_j; no line where Σ_k y_k = 1 does not help."""
    targets = [symbols.target(k) for k in network.units(network.L)]
    p, q = local.collect_activation(terms, a_j)
    if not local.uses_targets_sum(network.cost, p, targets):
        return []
    collected = total([product(a_j, total(targets)), q])
    return [(Rule.SIMPLIFICATION, collected), (Rule.TARGETS_SUM_TO_ONE, a_j + q)]


def coupled_steps(network: Network, j: int, lines: list[tuple[Rule, Expr]]) -> Iterator[Step]:
    """Definition, chain rule through every output unit k, local derivatives, substitution, then `lines`."""
    L = network.L
    delta, z = unit("delta", L, j), unit("z", L, j)
    a = {k: unit("a", L, k) for k in network.units(L)}
    own, other = local.jacobian(network.g[L])
    dC_da = {k: rename(local.dC_da(network.cost), **of_unit(network, L, k)) for k in a}
    da_dz = {k: rename(own if k == j else other, **pair(network, k, j)) for k in a}
    yield Step(Rule.DEFINITION, delta, partial("C", z))
    yield Step(Rule.CHAIN_RULE, delta, total([product(partial("C", a[k]), partial(a[k], z)) for k in a]))
    for k in a:
        yield Step(Rule.COST_DERIVATIVE, partial("C", a[k]), dC_da[k])
    for k in a:
        yield Step(Rule.ACTIVATION_DERIVATIVE, partial(a[k], z), da_dz[k])
    yield Step(Rule.SUBSTITUTION, delta, total([product(dC_da[k], da_dz[k]) for k in a]))
    for rule, right in lines:
        yield Step(rule, delta, right)


def gradient_steps(l: int, i: int, j: int, result: Expr) -> Iterator[Step]:
    """Chain rule through z_i^(l+1), the only weighted sum in which Θ_ij^(l) stands."""
    Theta, z = symbols.weight(l, i, j), unit("z", l + 1, i)
    left, dz_dTheta = partial("C", Theta), partial(z, Theta)
    yield Step(Rule.CHAIN_RULE, left, product(partial("C", z), dz_dTheta))
    yield Step(Rule.NEXT_DELTA, left, product(unit("delta", l + 1, i), dz_dTheta))
    a = rename(local.weighted_sum(local.Theta), a=symbols.activation(l, j))
    yield Step(Rule.WEIGHTED_SUM, dz_dTheta, a)
    yield Step(Rule.SUBSTITUTION, left, result)
