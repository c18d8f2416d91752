"""The reader of network files: YAML to Network, or one line that says what is wrong and where.

Names and ranges come from numeric.activations and numeric.costs, so that an entry added there is read here.
"""

from dataclasses import replace
from math import fsum
from os import PathLike, fspath

import numpy as np

from ..numeric.activations import ACTIVATIONS
from ..numeric.costs import COSTS
from ..numeric.evaluate import Evaluation, evaluate
from . import Layer, Network
from .document import InputError, compose, printable
from .field import Field, counted, line_of

__all__ = ["InputError", "read", "read_and_evaluate"]

REQUIRED = ("layers", "cost", "Theta", "examples")
OPTIONAL = ("reduction", "lambda")
REDUCTIONS = ("mean", "sum")
# Notes have a handful of units. The bounds keep a hostile file from taking the memory.
MAX_LAYERS = 100
MAX_UNITS = 1000
MAX_ACTIVATIONS = 1_000_000  # examples × units of all layers
SMALLER = "smaller weights, inputs, targets or lambda are needed"
UNIT_SUM = 1e-9  # how far from 1 the targets of a distribution may add up


def read(path: str | PathLike) -> Network:
    """The network of a file. Raises InputError, whose text is the line for people, on any fault."""
    return network_at(document(path))


def read_and_evaluate(path: str | PathLike) -> tuple[Network, Evaluation]:
    """The network of a file, and its evaluation, all finite but for dC_da of a saturated output.

    Raises InputError as `read` does, and where a number is too large for a double.
    """
    root = document(path)
    network = network_at(root)
    with np.errstate(all="ignore"):  # refuse_overflow names the unit
        evaluation = evaluate(network)
    refuse_overflow(root, network, evaluation)
    return network, evaluation


def document(path: str | PathLike) -> Field:
    """The whole file as a Field, from which `network_at` reads."""
    file = fspath(path)
    root = compose(file)
    return Field(file, "file", line_of(root), root)


def network_at(root: Field) -> Network:
    """The network that a document describes."""
    fields = root.fields(REQUIRED, OPTIONAL)
    layers = read_layers(fields["layers"])
    cost = read_cost(fields["cost"], layers)
    reduction = fields["reduction"].choice(REDUCTIONS, "reduction") if "reduction" in fields else "mean"
    penalty = read_penalty(fields["lambda"]) if "lambda" in fields else 0.0
    Theta, (x, y) = read_Theta(fields["Theta"], layers), read_examples(fields["examples"], layers, cost)
    return Network(layers, cost, Theta, x, y, reduction, penalty)


def read_layers(field: Field) -> tuple[Layer, ...]:
    """The input layer, then the others."""
    parts = field.items("layer")
    if not 2 <= len(parts) <= MAX_LAYERS:
        wanted = f"2 to {MAX_LAYERS} are wanted, the input layer first and the output layer last"
        field.fail(counted(len(parts), "layer"), wanted)
    later = (read_layer(p, last=p is parts[-1]) for p in parts[1:])
    return (read_input(parts[0]), *later)


def read_input(field: Field) -> Layer:
    """Layer 1, which has units only."""
    fields = field.fields(("units",), ("activation", "bias"))
    for name in ("activation", "bias"):
        if name in fields:
            fields[name].fail(f"the input layer has no {name}", "layer 1 has only units")
    return Layer(fields["units"].whole(1, MAX_UNITS))


def read_layer(field: Field, last: bool) -> Layer:
    """A hidden layer or, if `last`, the output layer."""
    fields = field.fields(("units", "activation"), ("bias",))
    activation = fields["activation"].choice(ACTIVATIONS, "activation")
    if ACTIVATIONS[activation].output_only and not last:
        hidden = ", ".join(name for name, g in ACTIVATIONS.items() if not g.output_only)
        fields["activation"].fail(
            f"{activation} in a hidden layer", f"hidden layers take {hidden}, the output layer any"
        )
    bias = fields["bias"].boolean() if "bias" in fields else True
    return Layer(fields["units"].whole(1, MAX_UNITS), activation, bias)


def read_cost(field: Field, layers: tuple[Layer, ...]) -> str:
    """The name of a cost that goes with the output layer."""
    name, output = field.choice(COSTS, "cost"), layers[-1]
    outputs = ", ".join(COSTS[name].outputs)
    if output.activation not in COSTS[name].outputs:
        leaves = "" if ACTIVATIONS[output.activation].log else ", which leaves (0, 1)"
        what = f"{name} does not go with the output activation {output.activation}{leaves}"
        field.fail(what, f"the outputs that it takes are {outputs}")
    # A softmax of one unit is 1 for every z: log(1 − a) is −∞, whatever the weights.
    at_zero = ACTIVATIONS[output.activation].g(np.zeros(output.units))
    if COSTS[name].targets == "unit interval" and not (at_zero < 1).all():
        others = ", ".join(other for other in COSTS[name].outputs if other != output.activation)
        what = f"{output.activation} of 1 unit is always 1, and {name} needs an output in (0, 1)"
        field.fail(what, f"2 or more units are wanted, or 1 unit of {others}")
    return name


def read_Theta(field: Field, layers: tuple[Layer, ...]) -> dict[int, np.ndarray]:
    """Theta[l] for l = 1 … L−1."""
    # "1" with quotes is a key too: JSON, which is YAML, knows no other.
    known = [str(l) for l in range(1, len(layers))]
    wanted = f"one matrix for each l from 1 to {known[-1]} is wanted"
    values = field.mapping(wanted)
    for text, value in values.items():
        if text not in known:
            field.fail(f"there is no Theta {printable(text)}", wanted, value.line)
    for text in known:
        if text not in values:
            field.fail(f"Theta {text} is missing", wanted)
    return {l: read_matrix(replace(values[str(l)], where=f"Theta {l}"), l, layers) for l in map(int, known)}


def read_matrix(field: Field, l: int, layers: tuple[Layer, ...]) -> np.ndarray:
    """Theta[l], one row per unit of layer l+1, column 0 the bias where that layer has one."""
    here, there = layers[l - 1], layers[l]
    rows = field.items(f"Theta {l}, row")
    if len(rows) != there.units:
        wanted = f"{there.units} {'is' if there.units == 1 else 'are'} wanted"
        field.fail(counted(len(rows), "row"), f"{wanted}, one for each unit of layer {l + 1}")
    reason = f"for {counted(here.units, 'unit')} of layer {l}{' and the bias' if there.bias else ''}"
    first = 0 if there.bias else 1
    return np.array([row.numbers(here.units + 1 - first, reason, "column", first) for row in rows])


def read_examples(field: Field, layers: tuple[Layer, ...], cost: str) -> tuple[np.ndarray, np.ndarray]:
    """x of shape (m, s[1]) and y of shape (m, s[L])."""
    parts = field.items("example")
    most = MAX_ACTIVATIONS // sum(layer.units for layer in layers)
    if not parts:
        field.fail("no examples", "at least 1 is wanted")
    if len(parts) > most:
        field.fail(counted(len(parts), "example"), f"at most {most} are taken with these layers")
    pairs = [read_example(p, layers, cost) for p in parts]
    return np.array([x for x, _ in pairs]), np.array([y for _, y in pairs])


def read_example(field: Field, layers: tuple[Layer, ...], cost: str) -> tuple[list[float], list[float]]:
    """One input x and its target y, in the range that the cost takes."""
    fields = field.fields(("x", "y"))
    x = fields["x"].numbers(layers[0].units, "one for each unit of the input layer", "entry")
    y = fields["y"].numbers(layers[-1].units, "one for each unit of the output layer", "entry")
    check_target(fields["y"], y, cost)
    return x, y


def check_target(field: Field, y: list[float], cost: str) -> None:
    """Raise InputError where y is no target for the cost."""
    targets = COSTS[cost].targets
    outside = [i for i, y_k in enumerate(y) if not 0 <= y_k <= 1]
    if targets != "real" and outside:
        at = field.items(field.inside("entry"))[outside[0]]
        at.fail(f"{y[outside[0]]!r} is outside [0, 1]", f"{cost} takes targets from 0 to 1")
    if targets == "distribution" and abs(fsum(y) - 1) > UNIT_SUM:
        field.fail(f"the targets add up to {fsum(y):.10g}", f"{cost} takes targets that add up to 1")


def read_penalty(field: Field) -> float:
    """lambda, 0 or more."""
    value = field.number()
    if value < 0:
        field.fail(f"{value!r} is negative", "a finite number that is 0 or more is wanted")
    return value


def refuse_overflow(root: Field, network: Network, evaluation: Evaluation) -> None:
    """Raise InputError at the weights whose numbers are not finite, in the order of the two passes.

    dC_da is left out: the −y/a of a saturated cross-entropy may be too large for a double where δ = ∂C/∂z stays small.
    """
    e, layers = evaluation, range(2, network.L + 1)
    for l in layers:
        refuse(root, "forward", l, e.z[l], e.a[l])
    if not np.isfinite([*e.C, e.J]).all():
        root.mapping("")["cost"].fail("the cost overflows", SMALLER)
    for l in reversed(layers):
        refuse(root, "backward", l, e.delta[l], e.Delta[l - 1].T, e.dJ_dTheta[l - 1].T)


def refuse(root: Field, direction: str, l: int, *arrays: np.ndarray) -> None:
    """Raise InputError where a column, which belongs to one unit of layer l, is not finite."""
    bad = ~np.isfinite(np.vstack(arrays)).all(axis=0)
    if bad.any():
        j = int(bad.argmax())
        row = root.mapping("")["Theta"].mapping("")[str(l - 1)].items(f"Theta {l - 1}, row")[j]
        row.fail(f"the {direction} pass overflows in layer {l}, unit {j + 1}", SMALLER)
