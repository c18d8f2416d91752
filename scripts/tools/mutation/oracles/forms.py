"""The other forms of the derivation: lines, renamed units, paths, vectors, and indices.

They are evaluated on the z, a and δ of the unit's form, without the proofs that the engine makes of
them: here they stand before the other oracles.
"""

from unittest.mock import patch

import numpy as np
from sympy import Expr, sympify

from ....backprop import alike
from ....backprop.symbolic import general, paths, vector
from ....backprop.symbolic.derive import Derivations
from ....backprop.symbolic.steps import Derivation
from . import Values
from .symbolic import Numbers, accumulated, evaluated, units


def values(derivations: Derivations, numbers: Numbers) -> Values:
    """δ and Δ in every form; but for lines only where two hidden layers show the structure."""
    network = derivations.network
    forms = (by_lines, by_symmetry, by_paths, by_vectors, by_indices) if network.L >= 4 else (by_lines,)
    return {name: array for form in forms for name, array in form(derivations, numbers).items()}


def by_lines(derivations: Derivations, numbers: Numbers) -> Values:
    """Each line on the way to δ^(l) and ∂C/∂Θ^(l), where ∂C/∂z is δ."""
    dC_dz = {name.replace("delta", "dC_dz"): column for name, column in numbers.items() if "delta" in name}
    numbers, values = numbers | dC_dz, {}
    for l, deltas in derivations.deltas.items():
        for n, line in enumerate(zip(*map(lines, deltas), strict=True), start=1):
            values[f"delta {l} (line {n})"] = evaluated(line, numbers)
    for l, rows in derivations.gradients.items():
        weights = (weight for row in rows for weight in row)
        for n, line in enumerate(zip(*map(lines, weights), strict=True), start=1):
            values[f"Delta {l} (line {n})"] = accumulated(derivations.network, l, line, numbers)
    return values


def lines(derivation: Derivation) -> list[Expr]:
    """What its symbol equals on each line, with the partial derivatives that lines in between give."""
    steps = list(derivation.steps())
    between = {step.left: step.right for step in reversed(steps) if step.left != derivation.symbol}
    return [step.right.xreplace(between) for step in steps if step.left == derivation.symbol]


def by_symmetry(derivations: Derivations, numbers: Numbers) -> Values:
    """δ^(l) and Δ^(l) from the text of one unit, renamed for the others."""

    def text(derivation: Derivation) -> str:
        return str(derivation.result)

    values = {}
    for l in derivations.network.Theta:
        deltas = map(sympify, alike.deltas(derivations, l + 1, text))
        values[f"delta {l + 1} (symmetry)"] = evaluated(list(deltas), numbers)
        gradients = [sympify(weight) for row in alike.gradients(derivations, l, text) for weight in row]
        values[f"Delta {l} (symmetry)"] = accumulated(derivations.network, l, gradients, numbers)
    return values


def by_paths(derivations: Derivations, numbers: Numbers) -> Values:
    """δ^(l) of the hidden layers as the sum over all paths to the output."""
    network = derivations.network
    sums = {l: [paths.path_sum(network, l, j) for j in units(network, l)] for l in range(2, network.L)}
    return {f"delta {l} (paths)": evaluated(exprs, numbers) for l, exprs in sums.items()}


def by_vectors(derivations: Derivations, numbers: Numbers) -> Values:
    """δ^(l) and Δ^(l) from the entries of the vector form, right or wrong: its proof is left out."""
    values = {}
    with patch.object(vector, "proven", lambda form, units: form):
        for l in derivations.network.Theta:
            entries = list(vector.dC_dTheta(derivations, l).entries)
            values[f"Delta {l} (vectors)"] = accumulated(derivations.network, l, entries, numbers)
            deltas = list(vector.delta(derivations, l + 1).entries)
            values[f"delta {l + 1} (vectors)"] = evaluated(deltas, numbers)
    return values


def by_indices(derivations: Derivations, numbers: Numbers) -> Values:
    """∂C/∂a^(l), δ^(l) and Δ^(l) from the formulas with the indices l, i, j, k."""
    network = derivations.network
    numbers, values = numbers | {"one": np.ones(network.m)}, {}

    def instances(formula: Expr, indices: list[dict[str, int]]) -> list[Expr]:
        return [general.instantiate(formula, network, **at) for at in indices]

    for l in network.Theta:
        of_units = [{"l": l, "j": j} for j in units(network, l)]
        of_weights = [{"l": l, "i": i, "j": j} for i in units(network, l + 1) for j in network.columns(l)]
        errors = instances(general.ERROR_OF_ACTIVATION, of_units)
        values[f"dC_da {l} (indices)"] = evaluated(errors, numbers)
        gradients = instances(general.GRADIENT, of_weights)
        values[f"Delta {l} (indices)"] = accumulated(network, l, gradients, numbers)
        if l > 1:
            deltas = instances(general.RECURRENCE, of_units)
            values[f"delta {l} (indices)"] = evaluated(deltas, numbers)
    return values
