"""The code cells of the worked example: a program of its own, with this network's numbers in it.

It needs NumPy and Matplotlib only, so that the downloaded notebook runs anywhere. Its formulas
are printed from the same SymPy expressions as the page's; its last cell holds what this project's
own evaluation gives, so that a difference stops the build.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from sympy import Expr, Piecewise
from sympy.printing.numpy import NumPyPrinter

from ...backprop.network import Network
from ...backprop.numeric.evaluate import Evaluation, evaluate
from ...backprop.symbolic import derive, local
from ...backprop.symbolic.derive import Derivations
from ...backprop.symbolic.functions import COST_TERMS, COUPLED, ELEMENTWISE
from ..numbers import text

STEPS = 100
TEMPLATE = Path(__file__).with_name("cells.py.j2")
PLOT_ALT = {
    "ko": "가로축은 경사 하강법의 단계 t, 세로축은 비용 J(Θ)이다. "
    "{steps}단계 동안 비용이 {start}에서 {end}까지 낮아진다.",
    "en": "The horizontal axis is the step t of gradient descent, the vertical axis the cost J(Θ). Over {steps} steps "
    "the cost falls from {start} to {end}.",
}


@dataclass(frozen=True)
class Cell:
    """A code cell of a notebook, and what its picture shows, in words of both languages."""

    code: str
    alt: dict[str, str] | None = None


class CodePrinter(NumPyPrinter):
    """NumPy as a person would type it: np.exp, spaces around operators, np.where for cases."""

    def __init__(self):
        super().__init__({"fully_qualified_modules": False})

    def _module_format(self, fqn: str, register: bool = True) -> str:
        return "np." + fqn.split(".")[-1]

    def _print_Pow(self, expr: Expr, rational: bool = False) -> str:
        return f"1/({self._print(expr.base)})" if expr.exp == -1 else super()._print_Pow(expr, rational)

    def _print_Piecewise(self, expr: Piecewise) -> str:
        (value, condition), (otherwise, _) = expr.args
        test = f"{condition.lhs} {condition.rel_op} {condition.rhs}"
        return f"np.where({test}, {self._print(value)}, {self._print(otherwise)})"


def code(expr: Expr) -> str:
    """Python for an expression in z, a, y."""
    return re.sub(r"(?<![*(\s])(\*|/)(?!\*)(?<!\*\*)", r" \1 ", CodePrinter().doprint(expr))


def definition(name: str) -> str:
    """def sigmoid(z) and def sigmoid_prime(z, a), the second from SymPy's derivative."""
    if name in COUPLED:
        return f"def {name}(z):\n    e = np.exp(z - z.max())\n    return e / e.sum()"
    g, (_, g_prime) = ELEMENTWISE[name](local.z), local.g_prime(name)
    return f"def {name}(z):\n    return {code(g)}\n\n\ndef {name}_prime(z, a):\n    return {code(g_prime)}"


def output_delta(derivations: Derivations) -> str:
    """Python for δ^(L), from the derivation."""
    network = derivations.network
    L, name = network.L, network.g[network.L]
    if name not in COUPLED:
        return at_output(local.output_delta(network.cost, name))
    if derivations.delta(L, 1).result == derive.unit("a", L, 1) - derive.symbols.target(1):
        return at_output(local.a - local.y)
    return f"(np.diag(a[L]) - np.outer(a[L], a[L])) @ ({at_output(local.dC_da(network.cost))})"


def at_output(expr: Expr) -> str:
    """Python for an expression in z, a, y of the output layer."""
    return re.sub(r"\b([az])\b", r"\1[L]", code(expr))


def stepped(network: Network, alpha: float) -> Network:
    """One step of gradient descent: Theta[l] − α ∂J/∂Theta[l]."""
    dJ_dTheta = evaluate(network).dJ_dTheta
    return replace(network, Theta={l: Theta - alpha * dJ_dTheta[l] for l, Theta in network.Theta.items()})


def learning_rate(network: Network) -> float:
    """The largest of 1, 1/2, 1/4, … with which one step of gradient descent lowers J."""
    alpha = 1.0
    while alpha > 1e-12 and not evaluate(stepped(network, alpha)).J < evaluate(network).J:
        alpha /= 2
    return alpha


def plot_alt(network: Network, alpha: float) -> dict[str, str]:
    """What the plot of the descent shows: J before its first step and after its last."""
    start = evaluate(network).J
    for _ in range(STEPS):
        network = stepped(network, alpha)
    costs = {"start": text(start), "end": text(evaluate(network).J)}
    return {language: words.format(steps=STEPS, **costs) for language, words in PLOT_ALT.items()}


def cells(derivations: Derivations, evaluation: Evaluation) -> dict[str, Cell]:
    """The code cells by name."""
    network = derivations.network
    alpha = learning_rate(network)
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)
    program = environment.from_string(TEMPLATE.read_text("utf-8")).render(
        network=network,
        biased={l: network.has_bias(l) for l in network.Theta},
        examples=list(zip(network.x.tolist(), network.y.tolist(), strict=True)),
        definitions={name: definition(name) for name in sorted(set(network.g.values()))},
        cost=code(COST_TERMS[network.cost](local.a, local.y)),
        output_delta=output_delta(derivations),
        alpha=alpha,
        steps=STEPS,
        evaluation=evaluation,
    )
    parts = re.split(r"^# %% (\w+)\n", program, flags=re.M)
    alts = {"descent": plot_alt(network, alpha)}
    return {name: Cell(code.strip(), alts.get(name)) for name, code in zip(parts[1::2], parts[2::2], strict=True)}
