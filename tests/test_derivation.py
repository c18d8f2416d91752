"""Every derived equation is true, and so is every step on the way to it."""

import numpy as np
import pytest
from derived import (
    ABOUT,
    EXACT,
    NOTE,
    agree,
    by_differences,
    by_NumPy,
    central,
    clear_of_kinks,
    composed,
    derivations,
    derived,
    each_example,
    forward_numbers,
    named,
    number,
    settled,
)
from hypothesis import assume, example, given, settings
from networks import networks
from sympy import Symbol

from scripts.backprop import names
from scripts.backprop.numeric.activations import ACTIVATIONS
from scripts.backprop.numeric.evaluate import evaluate
from scripts.backprop.numeric.finite_differences import dC_dlayer
from scripts.backprop.symbolic.derive import Derivations
from scripts.backprop.symbolic.steps import Rule

# Independent ways to the same numbers.


@settings(max_examples=5)
@given(networks(max_layers=3, max_units=3, max_examples=1))
@example(NOTE)
def test_every_derived_delta_and_gradient_is_the_derivative_of_the_whole_composed_cost(network):
    assume(settled(network))
    agree(derived(network), composed(network), EXACT)


@settings(max_examples=20)
@given(networks(max_layers=5, max_units=4))
@example(NOTE)
def test_every_derived_delta_and_gradient_is_what_NumPy_s_backward_pass_gives(network):
    for network_of_one in each_example(network):
        agree(derived(network_of_one), by_NumPy(network_of_one), EXACT)


# Each step by itself.


def slopes(f, at):
    """∂f_i/∂t_j by central differences, shape (outputs, inputs)."""

    def along(j):
        def moved(t):
            return f(np.where(np.arange(len(at)) == j, t, at))

        return central(moved, at[j])

    return np.array([along(j) for j in range(len(at))]).T


def partials(network):
    """dC_da4_1, da4_1_dz4_1, dz4_1_da3_1, dz4_1_dTheta3_10, …: what each stands for in these numbers."""
    e, known = evaluate(network), {}
    delta, gradient = by_differences(network)
    for l in range(2, network.L + 1):
        da_dz = slopes(ACTIVATIONS[network.g[l]].g, e.z[l][0])
        dC_da = e.dC_da[l][0] if l == network.L else dC_dlayer(network, l, 0, activation=True)
        units = [(j, names.unit("z", l, j), names.unit("a", l, j)) for j in network.units(l)]
        for j, z_j, a_j in units:
            known |= {names.partial("C", z_j): delta[l][j - 1], names.partial("C", a_j): dC_da[j - 1]}
            known |= {names.partial(a_k, z_j): da_dz[k - 1, j - 1] for k, _, a_k in units}
        known |= into(network, l, e.a[l - 1][0], gradient)
    return known


def into(network, l, a, gradient):
    """The partial derivatives of z^(l), which is linear, by a^(l−1) and Θ^(l−1), and of C by Θ^(l−1)."""
    known = {}
    for i in network.units(l):
        z_i = names.unit("z", l, i)
        for n, j in enumerate(network.columns(l - 1)):
            Theta = names.weight(l - 1, i, j)
            known[names.partial("C", Theta)] = gradient[l - 1][i - 1, n]
            known[names.partial(z_i, Theta)] = a[j - 1] if j else 1.0
            if j:
                known[names.partial(z_i, names.unit("a", l - 1, j))] = network.weights(l - 1)[i - 1, j - 1]
    return known


@settings(max_examples=10)
@given(networks(max_layers=4, max_units=3, max_examples=1).filter(clear_of_kinks))
@example(NOTE)
def test_both_sides_of_every_step_are_the_same_number(network):
    (network,) = each_example(network)
    delta, _ = by_differences(network)
    known = forward_numbers(network) | partials(network) | named(delta)
    for derivation in derivations(network):
        for step in derivation.steps():
            left, right = number(step.left, known), number(step.right, known)
            assert left == pytest.approx(right, rel=ABOUT, abs=1e-8), (derivation.symbol, step)


@settings(max_examples=10)
@given(networks(max_layers=4, max_units=3, max_examples=1))
@example(NOTE)
def test_a_derivation_begins_with_what_is_sought_and_ends_with_the_result(network):
    for derivation in derivations(network):
        first, *_, last = derivation.steps()
        assert first.left == last.left == derivation.symbol
        assert last.right == derivation.result
        assert first.rule == (Rule.CHAIN_RULE if derivation.symbol.name.startswith("dC_dTheta") else Rule.DEFINITION)


@settings(max_examples=10)
@given(networks(max_layers=4, max_units=3, max_examples=1))
@example(NOTE)
def test_a_result_is_written_in_known_numbers_and_the_delta_of_the_next_layer(network):
    for derivation in derivations(network):
        name = derivation.symbol.name
        l = int(name.removeprefix("dC_dTheta").removeprefix("delta").split("_")[0])
        used = {s.name for s in derivation.result.free_symbols}
        later = {names.unit("delta", l + 1, k) for k in range(1, 99)}
        assert not any(name.startswith(("dC", "da", "dz")) for name in used)
        assert {name for name in used if name.startswith("delta")} <= later


def test_a_hidden_unit_of_the_note_is_derived_by_the_chain_rule_over_both_units_of_the_next_layer():
    steps = list(Derivations(NOTE).delta(2, 2).steps())
    assert [step.rule for step in steps] == [
        Rule.DEFINITION,
        Rule.CHAIN_RULE,
        Rule.NEXT_DELTA,
        Rule.WEIGHTED_SUM,
        Rule.WEIGHTED_SUM,
        Rule.ACTIVATION_DERIVATIVE,
        Rule.IN_TERMS_OF_A,
        Rule.SUBSTITUTION,
    ]
    through = [("dC_dz3_1", "dz3_1_da2_2"), ("dC_dz3_2", "dz3_2_da2_2")]
    expected = sum(Symbol(p) * Symbol(q) for p, q in through) * Symbol("da2_2_dz2_2")
    assert (steps[1].right - expected).expand() == 0
    assert [(step.left.name, step.right.name) for step in steps[3:5]] == [
        ("dz3_1_da2_2", "Theta2_12"),
        ("dz3_2_da2_2", "Theta2_22"),
    ]
