"""The forward and the backward pass on the file's examples: z, a, C, δ, Δ, J and ∂J/∂Θ, in NumPy."""

import json
from argparse import Namespace

import numpy as np

from ..network import Network
from ..network.reader import read_and_evaluate
from ..numeric.evaluate import Evaluation
from ..progress import Bar
from .tables import BOLD, Paint, painter, significant, table


def run(arguments: Namespace) -> tuple[str, int]:
    """The text to print and the exit code."""
    network, evaluation = read_and_evaluate(arguments.file)
    if arguments.json:
        return json.dumps(as_json(network, evaluation), allow_nan=False), 0
    return as_tables(network, evaluation, arguments.digits, painter()), 0


def as_json(network: Network, evaluation: Evaluation) -> dict:
    """All numbers as JSON has them; null for a number that no double holds."""
    e = evaluation
    rows = {name: by_layer(getattr(e, name)) for name in ("z", "a", "dC_da", "delta")}
    return {
        "J": float(e.J),
        "m": network.m,
        "examples": [
            {"C": C} | {name: {l: every[i] for l, every in rows[name].items()} for name in rows}
            for i, C in enumerate(e.C.tolist())
        ],
        "Delta": by_layer(e.Delta),
        "dJ_dTheta": by_layer(e.dJ_dTheta),
    }


def by_layer(arrays: dict[int, np.ndarray]) -> dict[str, list]:
    """Lists keyed by the text of l, in the order of the layers."""
    return {str(l): plain(arrays[l]) for l in sorted(arrays)}


def plain(array: np.ndarray) -> list:
    """An array as nested lists of floats, None where it is not finite."""
    return np.where(np.isfinite(array), array.astype(object), None).tolist()


def as_tables(network: Network, evaluation: Evaluation, digits: int, paint: Paint) -> str:
    """J, then the two passes of each example, then the matrices."""
    e = evaluation
    of = f"{network.reduction} over m = {network.m} of {network.cost}, lambda = {network.penalty:g}"
    parts = [f"{paint('J', BOLD)} = {significant(e.J, digits)}   ({of})"]
    units = [f"unit {j}" for j in range(1, max(network.s.values()) + 1)]
    for i in Bar().each(range(network.m), network.m, "examples"):
        parts.append(f"{paint(f'Example {i + 1}', BOLD)}   C = {significant(e.C[i], digits)}")
        for name, numbers in (("forward", forward(network, e, i)), ("backward", backward(network, e, i))):
            parts.append(table([name, *units], cells(numbers, digits), paint))
    parts.append(paint("All examples", BOLD))
    for l in network.Theta:
        for name, matrix in (("Θ", network.Theta[l]), ("Δ", e.Delta[l]), ("∂J/∂Θ", e.dJ_dTheta[l])):
            head = [f"{name}^({l})", *(f"j={j}" for j in network.columns(l))]
            rows = {f"i={i}": row for i, row in enumerate(matrix, 1)}
            parts.append(table(head, cells(rows, digits), paint))
    if not all(np.isfinite(values).all() for values in e.dC_da.values()):
        parts.append("∞ is a number too large for a double.")
    return "\n\n".join(parts)


def forward(network: Network, e: Evaluation, i: int) -> dict[str, np.ndarray]:
    """z and a of example i by their symbols, from a^(1) to a^(L), then y."""
    numbers = {"a^(1)": e.a[1][i]}
    for l in range(2, network.L + 1):
        numbers |= {f"z^({l})": e.z[l][i], f"a^({l})": e.a[l][i]}
    return numbers | {"y": network.y[i]}


def backward(network: Network, e: Evaluation, i: int) -> dict[str, np.ndarray]:
    """∂C/∂a and δ of example i by their symbols, from layer L down to ∂C/∂a^(1)."""
    numbers = {}
    for l in range(network.L, 1, -1):
        numbers |= {f"∂C/∂a^({l})": e.dC_da[l][i], f"δ^({l})": e.delta[l][i]}
    return numbers | {"∂C/∂a^(1)": e.dC_da[1][i]}


def cells(numbers: dict[str, np.ndarray], digits: int) -> dict[str, list[str]]:
    """The numbers of each label as text."""
    return {label: [significant(value, digits) for value in values] for label, values in numbers.items()}
