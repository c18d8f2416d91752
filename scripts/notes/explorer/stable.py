"""The same values by expressions that stay finite in doubles where an output a_k rounds to 0 or to 1."""

from sympy import Expr, Function, exp, log
from sympy.core.function import UndefinedFunction

from ...backprop import names
from ...backprop.symbolic import forward, symbols
from ...backprop.symbolic.derive import Derivations
from ...backprop.symbolic.functions import COUPLED

# log(e^u + e^v + …), which runtime.js computes with the largest of u, v, … taken out.
LOG_SUM_EXP: UndefinedFunction = Function("logSumExp")


def stable_forms(derivations: Derivations) -> dict[str, Expr]:
    """a^(L) and δ^(L) where the output units are coupled, C where it is a cross-entropy: name → expression.

    With u_k = log a_k/(1 − a_k), which is z_k of a sigmoid and z_k − log Σ_{i≠k} e^(z_i) of softmax,
    log a_k = −log(e^0 + e^(−u_k)) and log(1 − a_k) = −log(e^0 + e^(u_k)).
    """
    network = derivations.network
    L, coupled = network.L, network.g[network.L] in COUPLED
    z, a = ([symbols.unit(letter, L, k) for k in network.units(L)] for letter in "za")
    others = [log_sum([z_i for z_i in z if z_i != z_k]) if coupled else 0 for z_k in z]
    forms = {}
    if coupled:
        forms |= {a_k.name: exp(z_k - log_sum(z)) for z_k, a_k in zip(z, a, strict=True)}
        # In δ_j, a_j/(1 − a_k) is the softmax of the units other than k: e^(z_j) / Σ_{i≠k} e^(z_i).
        for j, (z_j, a_j) in enumerate(zip(z, a, strict=True), start=1):
            shares = {1 / (1 - a_k): exp(z_j - rest) / a_j for a_k, rest in zip(a, others, strict=True)}
            forms[names.unit("delta", L, j)] = derivations.delta(L, j).result.xreplace(shares)
    logs = {}
    for z_k, a_k, rest in zip(z, a, others, strict=True):
        logs |= {log(a_k): -LOG_SUM_EXP(0, rest - z_k), log(1 - a_k): -LOG_SUM_EXP(0, z_k - rest)}
    return forms | {"C": forward.cost(network).xreplace(logs)}


def log_sum(exponents: list[Expr]) -> Expr:
    """log(e^u + e^v + …), which is −∞ of no exponents."""
    return exponents[0] if len(exponents) == 1 else LOG_SUM_EXP(*exponents)
