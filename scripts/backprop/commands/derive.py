"""Every δ_j^(l) and ∂C/∂Θ_ij^(l) by SymPy, step by step, then the vector form."""

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from ..network import Network
from ..read import read_and_evaluate
from ..reasons import LANGUAGES, reason
from .tables import BOLD, DIM, Paint, painter

HELP = "derive every δ and every gradient, step by step"
EXAMPLES = (
    "derive docs/networks/2021-01-12.yml",
    "derive docs/networks/2021-01-12.yml --lang ko",
    "derive docs/networks/2021-01-12.yml --latex",
    "derive docs/networks/2021-01-12.yml --json",
)


def configure(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--latex", action="store_true", help="formulas in LaTeX")
    parser.add_argument("--lang", choices=LANGUAGES, default=terminal_language(), help="of the reasons")


def terminal_language() -> str:
    """ko where the terminal's locale is Korean, else en."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ko" if locale.startswith("ko") else "en"


def run(arguments: Namespace) -> tuple[str, int]:
    """The text to print and the exit code."""
    network, _ = read_and_evaluate(arguments.file)
    if arguments.json:
        return json.dumps(as_json(network), ensure_ascii=False), 0
    return "\n".join(as_lines(network, arguments.lang, arguments.latex, painter())), 0


def as_json(network: Network) -> dict:
    """The derivation for programs: delta, dC_dTheta, vector, each keyed by the text of l."""
    from ..symbolic import derive, vector

    layers, matrices = range(2, network.L + 1), range(1, network.L)
    return {
        "delta": {
            str(l): [{"unit": j} | unit(derive.delta(network, l, j)) for j in derive.units(network, l)]
            for l in layers
        },
        "dC_dTheta": {
            str(l): [
                [formula(derive.dC_dTheta(network, l, i, j)) for j in network.columns(l)]
                for i in derive.units(network, l + 1)
            ]
            for l in matrices
        },
        "vector": {
            "delta": {str(l): {"latex": vector.delta(network, l).equation} for l in layers},
            "dC_dTheta": {str(l): {"latex": vector.dC_dTheta(network, l).equation} for l in matrices},
        },
    }


def formula(derivation) -> dict[str, str]:
    """What was found, as LaTeX and as a SymPy string."""
    from ..latex import latex

    return {"latex": latex(derivation.result), "expr": str(derivation.result)}


def unit(derivation) -> dict:
    """The same of a unit, with the way there."""
    return formula(derivation) | {"steps": steps(derivation)}


def steps(derivation) -> list[dict[str, str]]:
    """The way there, a rule and a line of LaTeX each."""
    from ..latex import equation

    return [{"rule": str(step.rule), "latex": equation(step.left, step.right)} for step in derivation.steps()]


def as_lines(network: Network, language: str, in_latex: bool, paint: Paint) -> Iterator[str]:
    """The derivation for people: each line with its reason, then the vector form."""
    from ..symbolic import derive, vector
    from ..symbolic.functions import kind_of

    for l, derivations in derive.all_deltas(network).items():
        for derivation in derivations:
            yield from told(derivation, kind_of(network, l), language, in_latex, paint)
    for rows in derive.all_gradients(network).values():
        for derivation in (weight for row in rows for weight in row):
            yield from told(derivation, "gradient", language, in_latex, paint)
    if in_latex:
        yield from (vector.delta(network, l).equation for l in range(network.L, 1, -1))
        yield from (vector.dC_dTheta(network, l).equation for l in range(1, network.L))


def told(derivation, kind: str, language: str, in_latex: bool, paint: Paint) -> Iterator[str]:
    """One derivation: its name, then a line and a reason for each step."""
    from ..latex import latex, text

    say = latex if in_latex else text
    yield paint(say(derivation.symbol), BOLD)
    for step in derivation.steps():
        yield f"  {say(step.left)} = {say(step.right)}   {paint(reason(kind, step.rule)[language], DIM)}"
    yield ""
