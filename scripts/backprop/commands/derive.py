"""Every δ_j^(l) and ∂C/∂Θ_ij^(l) by SymPy, step by step, then the vector form."""

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass

from ..network.errors import InputError
from ..network import Network
from ..progress import Bar
from ..network.reader import read_and_evaluate
from ..reasons import LANGUAGES, reason
from .tables import BOLD, DIM, Paint, painter

HELP = "derive every δ and every gradient, step by step"
EXAMPLES = (
    "derive docs/til/2021-01-12/network.yml",
    "derive docs/til/2021-01-12/network.yml --lang ko",
    "derive docs/til/2021-01-12/network.yml --latex",
    "derive docs/til/2021-01-12/network.yml --json",
    "derive docs/til/2021-01-12/network.yml --unit 2 1",
    "derive docs/til/2021-01-12/network.yml --vector",
)


def configure(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--latex", action="store_true", help="formulas in LaTeX")
    part = parser.add_mutually_exclusive_group()
    part.add_argument(
        "--unit", nargs=2, type=int, metavar=("L", "J"), help="only unit J of layer L and the weights into it"
    )
    part.add_argument("--vector", action="store_true", help="only the vector form, which is in LaTeX")
    parser.add_argument("--lang", choices=LANGUAGES, default=terminal_language(), help="of the reasons")


def terminal_language() -> str:
    """ko where the terminal's locale is Korean, else en."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ko" if locale.startswith("ko") else "en"


def run(arguments: Namespace) -> tuple[str, int]:
    """The text to print and the exit code."""
    network, _ = read_and_evaluate(arguments.file)
    if arguments.unit:
        check_unit(arguments.file, network, *arguments.unit)
    if arguments.json:
        return json.dumps(as_json(network, arguments.unit, arguments.vector), ensure_ascii=False), 0
    if arguments.vector:
        return "\n".join(vector_lines(network)), 0
    lines = as_lines(network, arguments.unit, Told(arguments.lang, arguments.latex, painter()))
    return "\n".join(lines), 0


def check_unit(file: str, network: Network, l: int, j: int) -> None:
    """Raise InputError where the network has no δ_j^(l)."""
    if not 2 <= l <= network.L:
        raise InputError(file, 1, "--unit", f"layer {l} has no δ", f"layers 2 to {network.L} are wanted")
    if not 1 <= j <= network.s[l]:
        wanted = f"units 1 to {network.s[l]} are there"
        raise InputError(file, 1, "--unit", f"layer {l} has no unit {j}", wanted)


def as_json(network: Network, unit: list[int] | None, only_vector: bool) -> dict:
    """The derivation for programs: delta, dC_dTheta, vector, each keyed by the text of l."""
    if unit:
        l, j = unit
        one, weights = of_unit(network, l, j)
        row = [formula(weight) for weight in weights]
        return {"delta": {str(l): [{"unit": j} | whole(one)]}, "dC_dTheta": {str(l - 1): [row]}}
    return ({} if only_vector else every_unit(network)) | {"vector": vector_forms(network)}


def every_unit(network: Network) -> dict:
    """delta and dC_dTheta, for the units of a layer from one derivation."""
    from .. import alike

    bar, layers = Bar(), range(2, network.L + 1)
    deltas = {l: bar.each(alike.deltas(network, l, whole), network.s[l], f"δ^({l})") for l in layers}
    rows = {
        l - 1: bar.each(alike.gradients(network, l - 1, formula), network.s[l], f"∂C/∂Θ^({l - 1})")
        for l in layers
    }
    return {
        "delta": {
            str(l): [{"unit": j} | of_j for j, of_j in enumerate(deltas[l], 1)]
            for l in range(2, network.L + 1)
        },
        "dC_dTheta": {str(l): list(rows[l]) for l in rows},
    }


def of_unit(network: Network, l: int, j: int) -> tuple:
    """The derivation of δ_j^(l), and those of the weights into that unit."""
    from ..symbolic import derive

    weights = [derive.dC_dTheta(network, l - 1, j, k) for k in network.columns(l - 1)]
    return derive.delta(network, l, j), weights


def vector_forms(network: Network) -> dict:
    """The equation of each layer and of each matrix, proven for a few units, which stand for all."""
    from ..alike import few_units
    from ..symbolic import vector

    few = few_units(network)
    return {
        "delta": {str(l): {"latex": vector.delta(few, l).equation} for l in range(2, network.L + 1)},
        "dC_dTheta": {str(l): {"latex": vector.dC_dTheta(few, l).equation} for l in range(1, network.L)},
    }


def formula(derivation) -> dict[str, str]:
    """What was found, as LaTeX and as a SymPy string."""
    from sympy import sstr

    from ..latex import latex

    # The terms in the order of the units, which is that of the steps.
    return {"latex": latex(derivation.result), "expr": sstr(derivation.result, order="none")}


def whole(derivation) -> dict:
    """The same of a unit, with the way there."""
    return formula(derivation) | {"steps": steps(derivation)}


def steps(derivation) -> list[dict[str, str]]:
    """The way there, a rule and a line of LaTeX each."""
    from ..latex import equation

    return [{"rule": str(step.rule), "latex": equation(step.left, step.right)} for step in derivation.steps()]


def as_lines(network: Network, unit: list[int] | None, told: "Told") -> Iterator[str]:
    """The derivation for people: each line with its reason, then the vector form."""
    from .. import alike
    from ..symbolic.functions import kind_of

    if unit:
        one, weights = of_unit(network, *unit)
        yield told(one, kind_of(network, unit[0]))
        yield from (told(weight, "gradient") for weight in weights)
        return
    bar = Bar()
    for l in range(network.L, 1, -1):
        units = alike.deltas(network, l, lambda one: told(one, kind_of(network, l)))
        yield from bar.each(units, network.s[l], f"δ^({l})")
    for l in range(1, network.L):
        rows = alike.gradients(network, l, lambda one: told(one, "gradient"))
        for row in bar.each(rows, network.s[l + 1], f"∂C/∂Θ^({l})"):
            yield from row
    if told.in_latex:
        yield from vector_lines(network)


def vector_lines(network: Network) -> Iterator[str]:
    """The vector form, from the output back, then the matrices."""
    forms = vector_forms(network)
    yield from (form["latex"] for form in reversed(forms["delta"].values()))
    yield from (form["latex"] for form in forms["dC_dTheta"].values())


@dataclass(frozen=True)
class Told:
    """One derivation for people: its name, then a line and a reason for each step."""

    language: str
    in_latex: bool
    paint: Paint

    def __call__(self, derivation, kind: str) -> str:
        from ..latex import latex, text

        say = latex if self.in_latex else text
        lines = [self.paint(say(derivation.symbol), BOLD)]
        for step in derivation.steps():
            why = self.paint(reason(kind, step.rule)[self.language], DIM)
            lines.append(f"  {say(step.left)} = {say(step.right)}   {why}")
        return "\n".join([*lines, ""])
