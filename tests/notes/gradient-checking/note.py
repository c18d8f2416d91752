"""Gradient checking: how well differences know the gradient."""

from dataclasses import replace

import numpy as np
from sympy import Eq, Function, Symbol

from scripts.backprop.numeric.evaluate import costs, evaluate, forward, objective
from scripts.notes import Note
from scripts.notes import Symbol as Name

note = Note(__file__)
STEPS = np.logspace(0, -12, 25)


def J(network, t):
    """J with Θ_11^(1) moved by t."""
    Theta = network.Theta[1].copy()
    Theta[0, 1] += t
    moved = replace(network, Theta={**network.Theta, 1: Theta})
    return objective(moved, costs(moved, *forward(moved)))


@note.experiment
def errors(network):
    exact = evaluate(network).dJ_dTheta[1][0, 1]
    two = np.array([(J(network, h) - J(network, -h)) / (2 * h) for h in STEPS])
    one_sided = np.array([(J(network, h) - J(network, 0)) / h for h in STEPS])
    return {"step": STEPS, "two_sided": np.abs(two - exact) + 1e-17, "one_sided": np.abs(one_sided - exact) + 1e-17}


def theory(network):
    """ε* ≈ ∛(machine epsilon), where truncation and rounding are alike."""
    return np.finfo(float).eps ** (1 / 3)


@note.number("best_epsilon", also=theory, within=1.0)
def best(errors):
    return errors["step"][errors["two_sided"].argmin()]


@note.formula("central")
def central():
    f, t, h = Function("f"), Symbol("t"), Symbol("h")
    even = f(t + h) + f(t - h)
    return Eq((f(t + h) - f(t - h)) / (2 * h), (2 * f(t + h) - even) / (2 * h), evaluate=False)


@note.figure(
    "error-by-epsilon",
    symbol="J",
    title={"ko": "ε에 따른 오차", "en": "The error against ε"},
    alt={
        "ko": "양쪽 차분의 오차는 ε = {best}에서 가장 작다.",
        "en": "The two-sided error is least at ε = {best}.",
    },
    caption={"ko": "ε에 따른 중앙 차분의 오차.", "en": "The error of differences against ε."},
    words={
        "axis": {"ko": "오차", "en": "error"},
        "two": {"ko": "양쪽", "en": "two-sided"},
        "one": {"ko": "한쪽", "en": "one-sided"},
    },
)
def curve(ax, errors, best_epsilon, word):
    ax.loglog(errors["step"], errors["two_sided"], "o-", label=word("two"))
    ax.loglog(errors["step"], errors["one_sided"], "s--", label=word("one"))
    ax.set(xlabel="`ε`", ylabel=word("axis"))
    ax.legend()
    return {"best": best_epsilon}


@note.table(
    "errors",
    caption={"ko": "ε과 오차", "en": "ε and the error"},
    head=["ε", {"ko": "양쪽", "en": "two-sided"}, {"ko": "한쪽", "en": "one-sided"}],
)
def rows(errors):
    for n in range(0, 25, 8):
        yield errors["step"][n], errors["two_sided"][n], errors["one_sided"][n]
    yield Name("Theta1_11"), {"ko": "움직인 가중치", "en": "the moved weight"}, ""


note.cell("forward", "assert abs((f(1 + 1e-3) - f(1 - 1e-3)) / 2e-3 - 3) < 1e-5")
