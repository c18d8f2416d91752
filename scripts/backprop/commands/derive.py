"""`derive`: every δ_j^(l) and ∂C/∂Θ_ij^(l), step by step, then the vector form, as lines or as JSON."""

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass

from sympy import sstr

from ..latex import equation, latex, text
from ..network import Network
from ..network.document import InputError
from ..network.reader import read_and_evaluate
from ..progress import Bar
from ..reasons import reason
from ..symbolic import vector
from ..symbolic.derive import Derivations
from ..symbolic.functions import kind_of
from ..symbolic.steps import Derivation
from .tables import BOLD, DIM, Paint, painter


def run(arguments: Namespace) -> tuple[str, int]:
    """The text to print and the exit code."""
    network, _ = read_and_evaluate(arguments.file)
    if arguments.unit:
        check_unit(arguments.file, network, *arguments.unit)
    derivations, unit = Derivations(network), arguments.unit
    if arguments.json:
        return json.dumps(as_json(derivations, unit, arguments.vector), ensure_ascii=False), 0
    if arguments.vector:
        return "\n".join(vector_lines(derivations)), 0
    writer = Writer(arguments.lang, arguments.latex, painter())
    return "\n".join(as_lines(derivations, unit, writer)), 0


def check_unit(file: str, network: Network, l: int, j: int) -> None:
    """Raise InputError where the network has no δ_j^(l)."""
    if not 2 <= l <= network.L:
        raise InputError(file, 1, "--unit", f"layer {l} has no δ", f"layers 2 to {network.L} are wanted")
    if not 1 <= j <= network.s[l]:
        wanted = f"units 1 to {network.s[l]} are there"
        raise InputError(file, 1, "--unit", f"layer {l} has no unit {j}", wanted)


def as_json(derivations: Derivations, unit: list[int] | None, only_vector: bool) -> dict:
    """The derivation for programs: delta, dC_dTheta, vector, each keyed by the text of l.

    With unit = [l, j] it is δ_j^(l) and the weights into that unit only.
    """
    if unit:
        l, j = unit
        delta = delta_json(j, derivations.delta(l, j))
        row = [formula(weight) for weight in weights_into(derivations, l, j)]
        return {"delta": {str(l): [delta]}, "dC_dTheta": {str(l - 1): [row]}}
    return ({} if only_vector else every_unit(derivations)) | {"vector": vector_forms(derivations)}


def every_unit(derivations: Derivations) -> dict:
    """delta and dC_dTheta of every unit and every weight."""
    bar, deltas, gradients = Bar(), {}, {}
    for l, layer in sorted(derivations.deltas.items()):
        units = bar.each(enumerate(layer, start=1), len(layer), f"δ^({l})")
        deltas[str(l)] = [delta_json(j, unit) for j, unit in units]
    for l, rows in derivations.gradients.items():
        counted = bar.each(rows, len(rows), f"∂C/∂Θ^({l})")
        gradients[str(l)] = [[formula(weight) for weight in row] for row in counted]
    return {"delta": deltas, "dC_dTheta": gradients}


def weights_into(derivations: Derivations, l: int, j: int) -> list[Derivation]:
    """∂C/∂Θ_jk^(l−1) of every weight into unit j of layer l."""
    return [derivations.dC_dTheta(l - 1, j, k) for k in derivations.network.columns(l - 1)]


def vector_forms(derivations: Derivations) -> dict:
    """The equation of each layer and of each matrix."""
    bar, L = Bar(), derivations.network.L
    deltas = bar.each(range(2, L + 1), L - 1, "δ")
    gradients = bar.each(range(1, L), L - 1, "∂C/∂Θ")
    return {
        "delta": {str(l): {"latex": vector.delta(derivations, l).equation} for l in deltas},
        "dC_dTheta": {str(l): {"latex": vector.dC_dTheta(derivations, l).equation} for l in gradients},
    }


def formula(derivation: Derivation) -> dict[str, str]:
    """The result, as LaTeX and as a SymPy string, its terms in the order of the units."""
    return {"latex": latex(derivation.result), "expr": sstr(derivation.result, order="none")}


def delta_json(j: int, derivation: Derivation) -> dict:
    """δ_j, and the steps to it: a rule and a line of LaTeX each."""
    steps = [{"rule": str(s.rule), "latex": equation(s.left, s.right)} for s in derivation.steps()]
    return {"unit": j} | formula(derivation) | {"steps": steps}


def as_lines(derivations: Derivations, unit: list[int] | None, writer: "Writer") -> Iterator[str]:
    """The derivation for people: each line with its reason, then, in LaTeX, the vector form."""
    if unit:
        yield writer.lines(derivations.delta(*unit), kind_of(derivations.network, unit[0]))
        yield from (writer.lines(weight, "gradient") for weight in weights_into(derivations, *unit))
        return
    bar = Bar()
    for l, layer in derivations.deltas.items():
        for delta in bar.each(layer, len(layer), f"δ^({l})"):
            yield writer.lines(delta, kind_of(derivations.network, l))
    for l, rows in derivations.gradients.items():
        for row in bar.each(rows, len(rows), f"∂C/∂Θ^({l})"):
            yield from (writer.lines(weight, "gradient") for weight in row)
    if writer.in_latex:
        yield from vector_lines(derivations)


def vector_lines(derivations: Derivations) -> Iterator[str]:
    """The vector form, from the output back, then the matrices."""
    forms = vector_forms(derivations)
    yield from (form["latex"] for form in reversed(forms["delta"].values()))
    yield from (form["latex"] for form in forms["dC_dTheta"].values())


@dataclass(frozen=True)
class Writer:
    """Writes one derivation for people: its name, then a line and a reason for each step."""

    language: str
    in_latex: bool
    paint: Paint

    def lines(self, derivation: Derivation, kind: str) -> str:
        """`kind` is that of the reasons: hidden, output, coupled or gradient."""
        write = latex if self.in_latex else text
        lines = [self.paint(write(derivation.symbol), BOLD)]
        for step in derivation.steps():
            why = self.paint(reason(kind, step.rule)[self.language], DIM)
            lines.append(f"  {write(step.left)} = {write(step.right)}   {why}")
        return "\n".join([*lines, ""])
