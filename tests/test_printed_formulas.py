"""Every formula that a page prints holds in its network's numbers: the LaTeX is computed, side by side."""

import math
import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from derived import NOTE, central
from hypothesis import example, given, settings
from mpmath import mpf
from networks import networks, one_unit
from printed import computed, sides

from scripts.backprop import names
from scripts.backprop.numeric.activations import ACTIVATIONS
from scripts.backprop.numeric.evaluate import evaluate
from scripts.backprop.symbolic.derive import Derivations
from scripts.backprop.symbolic.functions import COUPLED
from scripts.notes import values
from scripts.notes.formulas import all_formulas, jacobian_formula

SMALL = networks(max_layers=3, max_units=3)
EXACTLY = np.vectorize(mpf, otypes=[object])


def formulas_of(network):
    """Every formula that a page of this network can name, and its numbers."""
    numbers = values.named(network, evaluate(network))
    return {name: latex() for name, latex in all_formulas(Derivations(network), numbers)}, numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"\frac{1}{1 + e^{- 0.3}}", 1 / (1 + math.exp(-0.3))),
        (r"- 2 \times 3^{2} + 4", -14),
        (r"1 - 2 - 3", -4),
        (r"2 \times \left(-0.5 - \left(-0.25\right)\right)", -0.5),
        (r"\left(-3\right)^{2}", 9),
        (r"3 \times 10^{-5}", 3e-5),
        (r"- 1 \times \log{\left(0.5 \right)}", math.log(2)),
        (r"\tanh{\left(-0.5 \right)}", math.tanh(-0.5)),
        (r"\begin{cases} 5 & 0.5 > 0 \\ 7 & 0.5 \leq 0 \end{cases}", 5),
        (r"\begin{cases} 5 & 0 > 0 \\ 7 & 0 \leq 0 \end{cases}", 7),
        ("0.1 + 0.2 - 0.3", 0),
    ],
)
def test_the_reader_computes_what_the_LaTeX_says(text, value):
    assert float(computed(text)) == pytest.approx(value, rel=1e-15, abs=0)


def test_the_reader_multiplies_matrices_and_entries():
    matrices = r"\begin{bmatrix} 1 & 2 \\[4pt] 3 & 4 \end{bmatrix} \begin{bmatrix} 5 \\[4pt] 6 \end{bmatrix}"
    assert computed(matrices).astype(float).tolist() == [[17], [39]]
    entries = matrices + r" \odot \begin{bmatrix} 1 \\[4pt] 10 \end{bmatrix}"
    assert computed(entries).astype(float).tolist() == [[17], [390]]


@pytest.mark.parametrize(
    "text", [r"1 +", r"2 \pm 3", r"a_{1}^{(2)}", r"\left(1", "1)", r"\begin{cases} 5 & 0.5 > 0", "1 2 }"]
)
def test_the_reader_refuses_what_it_cannot_compute(text):
    with pytest.raises(ValueError, match=" in "):
        computed(text)


def symbols_of(network, numbers, examples=slice(0, 1)):
    """What every symbol of a formula stands for, by its LaTeX: numbers, and whole layers as columns."""
    e = evaluate(network)
    known = {names.latex(name): mpf(value) for name, value in numbers.items() if "." not in name}
    known["y"] = EXACTLY(network.y[examples].T)
    known[r"1 \; \cdots \; 1"] = EXACTLY(np.ones((1, len(network.x[examples]))))
    columns = {"a^{{({})}}": e.a, r"\delta^{{({})}}": e.delta, "z^{{({})}}": e.z}
    columns[r"\frac{{\partial C}}{{\partial a^{{({})}}}}"] = e.dC_da
    columns[r"g'\left(z^{{({})}}\right)"] = values.g_primes(network, e)
    for latex, layers in columns.items():
        known |= {latex.format(l): EXACTLY(rows[examples].T) for l, rows in layers.items()}
    gradient = values.first_example_gradient(network, e)
    for l in network.Theta:
        bar = r"\bar{\Theta}" if network.has_bias(l) else r"\Theta"
        known[f"{bar}^{{({l})}}"] = EXACTLY(network.weights(l))
        known[rf"\frac{{\partial C}}{{\partial \Theta^{{({l})}}}}"] = EXACTLY(gradient[l])
        known[rf"\Delta^{{({l})}}"] = EXACTLY(e.Delta[l])
    return known


def agree(text, known):
    """Whether all sides of an equation are the same number, or the same matrix."""
    first, *others = (np.array(computed(side, known), float) for side in sides(text)[0])
    return others and all(first.shape == x.shape and np.allclose(x, first, 1e-12, 1e-12) for x in others)


# Formulas of which `agree` can say whether they hold.
SHOWN = re.compile(r"z.*\.sum|.*\.exact|delta.*\.simplified|C\.definition|vector\..*")
# All others; each kind has a test of its own, but for names and definitions.
OTHERS = re.compile(
    r".*\.worked|a.*\.g|g\.\d+|gprime\.\d+|batch\..*|.*\.lecture|delta.*\.definition|(general|symbol|shape)\..*"
)


@settings(max_examples=8)
@given(networks(max_layers=4, max_units=3))
@example(NOTE)
@example(one_unit([0.1, 0.2], [0.5], 0.7, "identity", "squared_error"))
def test_every_formula_of_a_network_holds_in_its_numbers(network):
    every, numbers = formulas_of(network)
    known = symbols_of(network, numbers)
    for name in every:
        assert bool(SHOWN.fullmatch(name)) != bool(OTHERS.fullmatch(name)), name
        if SHOWN.fullmatch(name):
            assert agree(every[name], known), (name, every[name])


@settings(max_examples=10)
@given(SMALL)
def test_g_and_its_derivative_in_every_printed_form_are_those_of_NumPy(network):
    every, e = formulas_of(network)[0], evaluate(network)
    for l, name in network.g.items():
        if name in COUPLED:
            continue
        a = e.a[l][:1, :1]
        known = {"z": mpf(e.z[l][0, 0]), "a": mpf(a[0, 0]), r"g\left(z\right)": mpf(a[0, 0])}
        known[r"g'\left(z\right)"] = mpf(ACTIVATIONS[name].delta(a, np.ones((1, 1)))[0, 0])
        assert agree(every[f"g.{l}"], known)
        assert agree(every[f"gprime.{l}"], known)


def test_the_derivatives_of_softmax_are_those_of_NumPy():
    own, other, _ = re.split(r", \\qquad | \\quad ", jacobian_formula("softmax"))
    g, z = ACTIVATIONS["softmax"].g, np.array([0.3, -0.2])
    a = g(z)
    slope = [central(lambda t: float(g(np.array([t, z[1]]))[k]), z[0]) for k in (0, 1)]
    known = {"a_{j}": mpf(a[0]), "a_{k}": mpf(a[1])}
    for text, k in ((own, 0), (other, 1)):
        left, right = sides(text)[0]
        assert left == rf"\frac{{\partial a_{{{'jk'[k]}}}}}{{\partial z_{{j}}}}"
        assert float(computed(right, known)) == pytest.approx(slope[k], rel=1e-9)


@settings(max_examples=8)
@given(SMALL)
def test_the_batch_form_gives_Delta_of_all_examples(network):
    every, numbers = formulas_of(network)
    known = symbols_of(network, numbers, slice(None))
    for l in network.Theta:
        left, _, product = every[f"batch.Delta{l}"].split(" = ")
        assert agree(f"{left} = {product}", known)


@settings(max_examples=8)
@given(SMALL)
def test_the_gradient_of_J_is_Delta_and_the_penalty_each_with_its_m(network):
    e = evaluate(network)
    right = sides(formulas_of(network)[0]["general.dJ_dTheta"])[0][1]
    for l in network.Theta:
        first = int(network.has_bias(l))
        for (i, j), gradient in np.ndenumerate(e.dJ_dTheta[l][:, first:]):
            known = {"m": network.m, r"\lambda": mpf(network.penalty)}
            known[r"\Delta_{ij}^{(l)}"] = mpf(e.Delta[l][i, first + j])
            known[r"\Theta_{ij}^{(l)}"] = mpf(network.weights(l)[i, j])
            assert float(computed(right, known)) == pytest.approx(gradient, rel=1e-12, abs=1e-15)


def test_the_lecture_s_form_is_the_error_of_the_activation_and_not_delta():
    every, numbers = formulas_of(NOTE)
    for name in ("2_1", "2_2", "3_1", "3_2"):
        right = computed(sides(every[f"delta{name}.lecture"])[0][1], symbols_of(NOTE, numbers))
        assert float(right) == pytest.approx(numbers[f"dC_da{name}"], rel=1e-12)
        assert float(right) != pytest.approx(numbers[f"delta{name}"], rel=0.5)
    linear = [replace(x, activation=x.activation and "identity") for x in NOTE.layers]
    every, _ = formulas_of(replace(NOTE, layers=tuple(linear), cost="squared_error"))
    assert every["delta2_2.lecture"] == every["delta2_2.simplified"]


@settings(max_examples=6)
@given(SMALL)
@example(NOTE)
def test_only_what_is_equal_is_said_to_be_equal(network):
    every, numbers = formulas_of(network)
    known = symbols_of(network, numbers)
    for name in (name for name in every if name.endswith(".worked")):
        lines, signs = sides(every[name])
        exact = [computed(side, known) for side in lines]
        for (x, y), sign in zip(pairwise(exact), signs, strict=True):
            assert sign != "=" or math.isclose(x, y, rel_tol=1e-12, abs_tol=1e-15), (name, every[name])
