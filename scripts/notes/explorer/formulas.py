"""Every number that the explorer computes: its name, its derived expression, and the step it belongs to."""

import re

from sympy import Expr

from ...backprop import names
from ...backprop.network import Network
from ...backprop.symbolic import forward, symbols
from ...backprop.symbolic.derive import Derivations
from .. import values

NAME = re.compile(r"(?P<kind>\w+?)(?P<l>\d+)?(?:_(?P<i>\d)?(?P<j>\d))?")


def all_formulas(derivations: Derivations) -> dict[str, Expr]:
    """a^(1) = x, then z and a layer by layer, C, δ layer by layer, ∂C/∂Θ: each needs only those before it."""
    network = derivations.network
    L = network.L
    formulas = {names.unit("a", 1, j): symbols.symbol(names.plain("x", j)) for j in network.units(1)}
    for l in range(2, L + 1):
        units = network.units(l)
        formulas |= {names.unit("z", l, j): forward.weighted_sum(network, l, j) for j in units}
        formulas |= {names.unit("a", l, j): a for j, a in enumerate(forward.activations(network, l), start=1)}
    formulas["C"] = forward.cost(network)
    formulas |= {names.unit("delta", L, j): derivations.delta(L, j).result for j in network.units(L)}
    for l in range(L - 1, 1, -1):
        for j in network.units(l):
            formulas |= hidden_error(derivations, l, j)
    gradients = [weight for rows in derivations.gradients.values() for row in rows for weight in row]
    return formulas | {weight.symbol.name: weight.result for weight in gradients}


def hidden_error(derivations: Derivations, l: int, j: int) -> dict[str, Expr]:
    """∂C/∂a_j^(l), what the lecture's example calls δ; g′(z_j^(l)); and δ_j^(l), their product."""
    error, g_prime = derivations.error_of_activation(l, j), symbols.unit("gprime", l, j)
    return {
        names.partial("C", names.unit("a", l, j)): error,
        g_prime.name: derivations.g_prime(l, j),
        names.unit("delta", l, j): symbols.product(error, g_prime),
    }


def start(network: Network) -> dict[str, float]:
    """Every number that the reader can change, as the network file has it."""
    return {**values.weights(network, network.Theta), **values.example(network)}


def all_symbols(derivations: Derivations) -> dict[str, dict]:
    """name → {kind, l, i, j, step} of each number, those to change first; a unit has no i, C and y_1 no l."""
    given = {name: described(name) for name in start(derivations.network)}
    return given | {name: described(name) | {"step": step(name)} for name in all_formulas(derivations)}


def described(name: str) -> dict:
    """{"kind": "bias", "l": 1, "i": 1, "j": 0} of Theta1_10."""
    groups = NAME.fullmatch(name).groupdict()
    kind = groups.pop("kind")
    indices = {key: int(digit) for key, digit in groups.items() if digit}
    return {"kind": "bias" if kind == "Theta" and indices.get("j") == 0 else kind, **indices}


def step(name: str) -> str:
    """When it is computed: x, f2 … fL forward, C, bL … b2 backward, g for the gradients."""
    symbol = described(name)
    letter = {"z": "f", "a": "f", "C": "C", "dC_dTheta": "g"}.get(symbol["kind"], "b")
    if letter in "Cg":
        return letter
    return "x" if symbol["l"] == 1 else f"{letter}{symbol['l']}"
