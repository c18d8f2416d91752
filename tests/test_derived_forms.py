"""The forms that the derivation finds, and that those with indices, of vectors and as text say the same."""

from dataclasses import replace

import pytest
from derived import (
    EXACT,
    NOTE,
    agree,
    by_NumPy,
    derived,
    ending,
    rules,
)
from hypothesis import example, given, settings
from networks import networks, one_unit
from sympy import Integer, Matrix, Symbol, symbols

from scripts.backprop import names
from scripts.backprop.symbolic import forward, general, local, paths, vector
from scripts.backprop.symbolic.derive import Derivations
from scripts.backprop.symbolic.steps import Rule

# What SymPy finds.


a, y, z = symbols("a y z")


def test_sigmoid_with_binary_cross_entropy_and_softmax_with_its_own_give_a_minus_y():
    a4, y1 = Symbol("a4_1"), Symbol("y_1")
    assert Derivations(NOTE).delta(4, 1).result == a4 - y1
    assert Derivations(ending("softmax", "softmax_cross_entropy")).delta(4, 1).result == a4 - y1
    assert Derivations(ending("identity", "half_squared_error")).delta(4, 1).result == a4 - y1


def test_a_minus_y_of_softmax_is_reached_by_the_targets_that_add_up_to_1_and_not_without():
    steps = list(Derivations(ending("softmax", "softmax_cross_entropy")).delta(4, 1).steps())
    targets = Symbol("y_1") + Symbol("y_2")
    assert [step.rule for step in steps[-2:]] == [Rule.SIMPLIFICATION, Rule.TARGETS_SUM_TO_ONE]
    assert (steps[-2].right - (Symbol("a4_1") * targets - Symbol("y_1"))).expand() == 0
    for cost in ("binary_cross_entropy", "half_squared_error", "squared_error"):
        assert Rule.TARGETS_SUM_TO_ONE not in rules(Derivations(ending("softmax", cost)).delta(4, 1))


@pytest.mark.parametrize(
    ("name", "derivative"),
    [("sigmoid", a * (1 - a)), ("tanh", 1 - a**2), ("identity", Integer(1))],
)
def test_the_derivative_of_an_activation_in_terms_of_a(name, derivative):
    assert local.g_prime(name)[1] == derivative


def test_a_kink_at_exactly_0_passes_no_error_back():
    at_kink = one_unit([0.0, 0.0], [0.7], 0.5, "relu", "squared_error")
    delta, gradient = derived(at_kink)
    assert (delta[2].tolist(), gradient[1].tolist()) == ([0], [[0, 0]])
    agree((delta, gradient), by_NumPy(at_kink), EXACT)


# The formulas with indices.


def equal(formula, other):
    """Whether two expressions are the same once a_0 = 1 is said."""
    return (formula.subs(Symbol("one"), 1) - other).expand() == 0


def with_g_prime(network, l, j):
    """The derived δ_j^(l) with g′ as a symbol, as the formula with indices has it."""
    derivation = Derivations(network).delta(l, j)
    g_prime, symbol = Derivations(network).g_prime(l, j), Symbol(names.unit("gprime", l, j))
    error = Derivations(network).error_of_activation(l, j)
    assert (derivation.result - error * g_prime).expand() == 0
    return error * symbol


@settings(max_examples=10)
@given(networks(max_layers=4, max_units=3, max_examples=1))
@example(NOTE)
def test_the_formulas_with_indices_are_the_derivation_at_every_layer_and_unit(network):
    G = general
    for l in range(2, network.L):
        for j in network.units(l):
            error = Derivations(network).error_of_activation(l, j)
            assert equal(G.instantiate(G.ERROR_OF_ACTIVATION, network, l=l, j=j), error)
            assert equal(G.instantiate(G.RECURRENCE, network, l=l, j=j), with_g_prime(network, l, j))
    for l, rows in Derivations(network).gradients.items():
        for i, row in enumerate(rows, 1):
            for j, derivation in zip(network.columns(l), row, strict=True):
                assert equal(G.instantiate(G.GRADIENT, network, l=l, i=i, j=j), derivation.result)


@settings(max_examples=10)
@given(networks(max_layers=4, max_units=3, max_examples=1))
def test_the_weighted_sum_with_indices_is_that_of_every_unit_with_no_bias_where_there_is_none(network):
    for l in network.Theta:
        for i in network.units(l + 1):
            formula = general.instantiate(general.WEIGHTED_SUM, network, l=l, i=i)
            if not network.has_bias(l):
                formula = formula.subs(Symbol(names.weight(l, i, 0)), 0)
            assert equal(formula, forward.weighted_sum(network, l + 1, i))


def test_a_wrong_vector_form_is_refused():
    right = vector.delta(Derivations(NOTE), 2)
    units = Matrix([derivation.result for derivation in Derivations(NOTE).deltas[2]])
    assert vector.proven(right, units) is right
    with pytest.raises(ArithmeticError, match="the vector form and the unit-by-unit form differ"):
        vector.proven(replace(right, entries=right.entries * 2), units)


def test_a_wrong_sum_over_paths_is_refused(monkeypatch):
    right = paths.path_sum(NOTE, 2, 1)
    monkeypatch.setattr(paths, "path_sum", lambda *at: right * 2)
    with pytest.raises(ArithmeticError):
        paths.proven(Derivations(NOTE), 2, 1)
