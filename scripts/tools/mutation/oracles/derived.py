"""The derivation turned into functions and evaluated back from the output, and what it proves of itself.

The unit's form is evaluated first, on z and a that are SymPy's too. The other forms, over lines, paths,
vectors and indices, are then evaluated on its δ, without the proofs that the engine makes of them: here they
stand before the other oracles.
"""

from unittest.mock import patch

from sympy import Expr

from ....backprop.network import Network
from ....backprop.symbolic import derive, general, local, paths, symbols, vector
from ....backprop.symbolic.derive import Derivations
from ....backprop.symbolic.evaluate import Delta, of_J, passes
from ....backprop.symbolic.forward import cost
from ....backprop.symbolic.numbers import Known, Program, accumulated, evaluated, formulas, run, unit_names
from ....backprop.symbolic.steps import Derivation
from . import Values


def derived(network: Network) -> Values:
    """C, and all derivatives, each in every form that has it.

    Lines only where no two hidden layers show the structure of the others.
    """
    derivations = Derivations(network)
    program = passes(derivations) + g_primes(derivations)
    examples = [run(network, program, t) for t in range(network.m)]
    values = {"C": evaluated([cost(network)], examples)[:, 0]}
    forms = (by_unit, by_lines, by_paths, by_vectors, by_indices)
    for form in forms if network.L >= 4 else forms[:2]:
        values |= form(derivations, examples)
    return values


def g_primes(derivations: Derivations) -> Program:
    """g′(z_j^(l)) of every hidden unit."""
    network = derivations.network
    return [
        (unit_names(network, "gprime", l), formulas([derivations.g_prime(l, j) for j in network.units(l)]))
        for l in range(2, network.L)
    ]


def proofs(network: Network) -> Values:
    """No numbers. Raises ArithmeticError where a proof fails."""
    derivations = Derivations(network)
    for l in network.Theta if network.L >= 4 else ():
        vector.dC_dTheta(derivations, l)
        vector.delta(derivations, l + 1)
        for j in network.units(l) if l > 1 else ():
            paths.proven(derivations, l, j)
    return {}


def by_unit(derivations: Derivations, examples: list[Known]) -> Values:
    """∂C/∂a^(l), δ^(l), Δ^(l) and ∂J/∂Θ^(l) as they are derived."""
    network, values = derivations.network, {}
    for l in range(1, network.L + 1):
        values[f"dC_da {l}"] = evaluated([dC_da(derivations, l, j) for j in network.units(l)], examples)
        if l > 1:
            values[f"delta {l}"] = evaluated(symbols.layer("delta", network, l), examples)
    for l in network.Theta:
        values[f"Delta {l}"] = Delta(derivations, l, examples)
        values[f"dJ_dTheta {l}"] = of_J(network, l, values[f"Delta {l}"])
    return values


def dC_da(derivations: Derivations, l: int, j: int) -> Expr:
    """∂C/∂a_j^(l) as it is derived."""
    network = derivations.network
    if l < network.L:
        return derivations.error_of_activation(l, j)
    return derive.rename(local.dC_da(network.cost), **derive.of_unit(network, l, j))


def by_lines(derivations: Derivations, examples: list[Known]) -> Values:
    """Each line on the way to δ^(l) and ∂C/∂Θ^(l), where ∂C/∂z is δ."""
    values = {}
    examples = [
        known | {name.replace("delta", "dC_dz"): known[name] for name in known if "delta" in name} for known in examples
    ]
    for l, deltas in derivations.deltas.items():
        for n, line in enumerate(zip(*map(lines, deltas), strict=True), start=1):
            values[f"delta {l} (line {n})"] = evaluated(line, examples)
    for l, rows in derivations.gradients.items():
        weights = (weight for row in rows for weight in row)
        for n, line in enumerate(zip(*map(lines, weights), strict=True), start=1):
            values[f"Delta {l} (line {n})"] = accumulated(derivations.network, l, line, examples)
    return values


def lines(derivation: Derivation) -> list[Expr]:
    """What its symbol equals on each line, with the partial derivatives that lines in between give."""
    steps = list(derivation.steps())
    between = {step.left: step.right for step in reversed(steps) if step.left != derivation.symbol}
    return [step.right.xreplace(between) for step in steps if step.left == derivation.symbol]


def by_paths(derivations: Derivations, examples: list[Known]) -> Values:
    """δ^(l) of the hidden layers as the sum over all paths to the output."""
    network = derivations.network
    sums = {l: [paths.path_sum(network, l, j) for j in network.units(l)] for l in range(2, network.L)}
    return {f"delta {l} (paths)": evaluated(exprs, examples) for l, exprs in sums.items()}


def by_vectors(derivations: Derivations, examples: list[Known]) -> Values:
    """δ^(l) and Δ^(l) from the entries of the vector form, right or wrong: its proof is left out."""
    values = {}
    with patch.object(vector, "proven", lambda form, units: form):
        for l in derivations.network.Theta:
            entries = list(vector.dC_dTheta(derivations, l).entries)
            values[f"Delta {l} (vectors)"] = accumulated(derivations.network, l, entries, examples)
            deltas = list(vector.delta(derivations, l + 1).entries)
            values[f"delta {l + 1} (vectors)"] = evaluated(deltas, examples)
    return values


def by_indices(derivations: Derivations, examples: list[Known]) -> Values:
    """∂C/∂a^(l), δ^(l) and Δ^(l) from the formulas with the indices l, i, j, k."""
    network, values = derivations.network, {}
    examples = [known | {"one": 1.0} for known in examples]

    def instances(formula: Expr, indices: list[dict[str, int]]) -> list[Expr]:
        return [general.instantiate(formula, network, **at) for at in indices]

    for l in network.Theta:
        units = [{"l": l, "j": j} for j in network.units(l)]
        weights = [{"l": l, "i": i, "j": j} for i in network.units(l + 1) for j in network.columns(l)]
        values[f"dC_da {l} (indices)"] = evaluated(instances(general.ERROR_OF_ACTIVATION, units), examples)
        values[f"Delta {l} (indices)"] = accumulated(network, l, instances(general.GRADIENT, weights), examples)
        if l > 1:
            values[f"delta {l} (indices)"] = evaluated(instances(general.RECURRENCE, units), examples)
    return values
