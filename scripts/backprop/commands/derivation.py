"""A derivation as JSON, and as lines for a terminal. Loads SymPy, which the other commands do without."""

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import sstr

from .. import alike
from ..latex import equation, latex, text
from ..progress import Bar
from ..reasons import reason
from ..symbolic import vector
from ..symbolic.derive import Derivations
from ..symbolic.functions import kind_of
from ..symbolic.steps import Derivation
from .tables import BOLD, DIM, Paint


def as_json(derivations: Derivations, unit: list[int] | None, only_vector: bool) -> dict:
    """The derivation for programs: delta, dC_dTheta, vector, each keyed by the text of l.

    With unit = [l, j] it is δ_j^(l) and the weights into that unit only.
    """
    if unit:
        l, j = unit
        row = [formula(weight) for weight in weights_into(derivations, l, j)]
        delta = {"unit": j} | with_steps(derivations.delta(l, j))
        return {"delta": {str(l): [delta]}, "dC_dTheta": {str(l - 1): [row]}}
    return ({} if only_vector else every_unit(derivations)) | {"vector": vector_forms(derivations)}


def every_unit(derivations: Derivations) -> dict:
    """delta and dC_dTheta, for the units of a layer from one derivation."""
    bar, s = Bar(), derivations.network.s
    deltas, rows = {}, {}
    for l in range(2, derivations.network.L + 1):
        units = bar.each(alike.deltas(derivations, l, with_steps), s[l], f"δ^({l})")
        deltas[str(l)] = [{"unit": j} | unit for j, unit in enumerate(units, 1)]
    for l in derivations.network.Theta:
        layer = bar.each(alike.gradients(derivations, l, formula), s[l + 1], f"∂C/∂Θ^({l})")
        rows[str(l)] = list(layer)
    return {"delta": deltas, "dC_dTheta": rows}


def weights_into(derivations: Derivations, l: int, j: int) -> list[Derivation]:
    """∂C/∂Θ_jk^(l−1) of every weight into unit j of layer l."""
    return [derivations.dC_dTheta(l - 1, j, k) for k in derivations.network.columns(l - 1)]


def vector_forms(derivations: Derivations) -> dict:
    """The equation of each layer and of each matrix, proven for a few units, which stand for all."""
    few, L = alike.few_units(derivations), derivations.network.L
    return {
        "delta": {str(l): {"latex": vector.delta(few, l).equation} for l in range(2, L + 1)},
        "dC_dTheta": {str(l): {"latex": vector.dC_dTheta(few, l).equation} for l in range(1, L)},
    }


def formula(derivation: Derivation) -> dict[str, str]:
    """The result, as LaTeX and as a SymPy string, its terms in the order of the units."""
    return {"latex": latex(derivation.result), "expr": sstr(derivation.result, order="none")}


def with_steps(derivation: Derivation) -> dict:
    """The result, and the steps to it: a rule and a line of LaTeX each."""
    steps = ({"rule": str(s.rule), "latex": equation(s.left, s.right)} for s in derivation.steps())
    return formula(derivation) | {"steps": list(steps)}


def as_lines(derivations: Derivations, unit: list[int] | None, writer: "Writer") -> Iterator[str]:
    """The derivation for people: each line with its reason, then, in LaTeX, the vector form."""
    if unit:
        yield writer.lines(derivations.delta(*unit), kind_of(derivations.network, unit[0]))
        yield from map(writer.gradient, weights_into(derivations, *unit))
        return
    bar, network = Bar(), derivations.network
    for l in range(network.L, 1, -1):
        units = alike.deltas(derivations, l, lambda unit: writer.lines(unit, kind_of(network, l)))
        yield from bar.each(units, network.s[l], f"δ^({l})")
    for l in network.Theta:
        rows = alike.gradients(derivations, l, writer.gradient)
        for row in bar.each(rows, network.s[l + 1], f"∂C/∂Θ^({l})"):
            yield from row
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

    def gradient(self, derivation: Derivation) -> str:
        """∂C/∂Θ_ij^(l) and its steps."""
        return self.lines(derivation, "gradient")
