"""The other forms in which the derivation is told: lines, renamed units, paths, vectors, and indices.

They are evaluated on the z, a and δ of the unit's form, without the proofs that the engine makes of
them: here they stand before the other oracles.
"""

import numpy as np
from sympy import Expr, sympify

from ....backprop import alike
from ....backprop.network import Network
from ....backprop.symbolic import derive, general, paths, vector
from ....backprop.symbolic.steps import Derivation
from . import Values
from .symbolic import Numbers, accumulated, evaluated, units


def values(network: Network, numbers: Numbers) -> Values:
    """δ and Δ in every form."""
    found = by_lines(network, numbers)
    if network.L < 4:  # what the others say depends on the structure, which two hidden layers have
        return found
    for form in (by_symmetry, by_paths, by_vectors, by_indices):
        found |= form(network, numbers)
    return found


def by_lines(network: Network, numbers: Numbers) -> Values:
    """Each line on the way to δ^(l) and ∂C/∂Θ^(l), where ∂C/∂z is δ."""
    known = {name.replace("delta", "dC_dz"): column for name, column in numbers.items() if "delta" in name}
    numbers, found = numbers | known, {}
    for l, deltas in derive.all_deltas(network).items():
        for n, line in enumerate(zip(*map(lines, deltas), strict=True), start=1):
            found[f"delta {l} (line {n})"] = evaluated(line, numbers)
    for l, rows in derive.all_gradients(network).items():
        weights = (weight for row in rows for weight in row)
        for n, line in enumerate(zip(*map(lines, weights), strict=True), start=1):
            found[f"Delta {l} (line {n})"] = accumulated(network, l, line, numbers)
    return found


def lines(derivation: Derivation) -> list[Expr]:
    """What its symbol equals on each line, with the partial derivatives that lines in between give."""
    steps = list(derivation.steps())
    between = {step.left: step.right for step in reversed(steps) if step.left != derivation.symbol}
    return [step.right.xreplace(between) for step in steps if step.left == derivation.symbol]


def by_symmetry(network: Network, numbers: Numbers) -> Values:
    """δ^(l) and Δ^(l) from the text of one unit, renamed for the others."""

    def said(derivation: Derivation) -> str:
        return str(derivation.result)

    found = {}
    for l in network.Theta:
        deltas = map(sympify, alike.deltas(network, l + 1, said))
        found[f"delta {l + 1} (symmetry)"] = evaluated(list(deltas), numbers)
        gradients = [sympify(text) for row in alike.gradients(network, l, said) for text in row]
        found[f"Delta {l} (symmetry)"] = accumulated(network, l, gradients, numbers)
    return found


def by_paths(network: Network, numbers: Numbers) -> Values:
    """δ^(l) of the hidden layers as the sum over all paths to the output."""
    sums = {l: [paths.path_sum(network, l, j) for j in units(network, l)] for l in range(2, network.L)}
    return {f"delta {l} (paths)": evaluated(exprs, numbers) for l, exprs in sums.items()}


def by_vectors(network: Network, numbers: Numbers) -> Values:
    """δ^(l) and Δ^(l) from the entries of the vector form."""
    found = {}
    for l in network.Theta:
        entries = list(unproven(vector.dC_dTheta, network, l).entries)
        found[f"Delta {l} (vectors)"] = accumulated(network, l, entries, numbers)
        form = unproven(vector.delta, network, l + 1)
        found[f"delta {l + 1} (vectors)"] = evaluated(list(form.entries), numbers)
    return found


def unproven(make, network: Network, l: int) -> vector.VectorForm:
    """The vector form as it is written, right or wrong."""
    proven, vector.proven = vector.proven, lambda form, units: form
    try:
        return make(network, l)
    finally:
        vector.proven = proven


def by_indices(network: Network, numbers: Numbers) -> Values:
    """∂C/∂a^(l), δ^(l) and Δ^(l) from the formulas with the indices l, i, j, k."""
    numbers, found = numbers | {"one": np.ones(network.m)}, {}

    def said(formula: Expr, **at: int) -> Expr:
        return general.instantiate(formula, network, **at)

    for l in network.Theta:
        errors = [said(general.ERROR_OF_ACTIVATION, l=l, j=j) for j in units(network, l)]
        found[f"dC_da {l} (indices)"] = evaluated(errors, numbers)
        at = [(i, j) for i in units(network, l + 1) for j in network.columns(l)]
        gradients = [said(general.GRADIENT, l=l, i=i, j=j) for i, j in at]
        found[f"Delta {l} (indices)"] = accumulated(network, l, gradients, numbers)
        if l > 1:
            deltas = [said(general.RECURRENCE, l=l, j=j) for j in units(network, l)]
            found[f"delta {l} (indices)"] = evaluated(deltas, numbers)
    return found
