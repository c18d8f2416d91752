"""The units of a layer share one derivation: what is derived once holds for each of them."""

from derived import NOTE
from hypothesis import example, given, settings
from networks import networks
from sympy import diff, sstr

from scripts.backprop import alike
from scripts.backprop.latex import latex, text
from scripts.backprop.symbolic import derive, symbols, vector
from scripts.backprop.symbolic.derive import Derivations
from scripts.backprop.symbolic.forward import weighted_sum
from scripts.backprop.symbolic.steps import Rule


def printed(derivation):
    """All that is printed of a derivation: by names, in LaTeX and as text."""
    steps = [
        [s.rule, *(write(side) for write in (latex, text) for side in (s.left, s.right))]
        for s in derivation.steps()
    ]
    return {
        "symbol": derivation.symbol.name,
        "expr": sstr(derivation.result, order="none"),
        "latex": latex(derivation.result),
        "steps": steps,
    }


@settings(max_examples=20)
@given(networks(max_layers=4, max_units=11, max_examples=1))
@example(NOTE)
def test_the_first_unit_s_derivation_with_other_indices_is_that_of_every_unit_of_its_layer(network):
    derivations = Derivations(network)
    for l, layer in derivations.deltas.items():
        assert list(alike.deltas(derivations, l, printed)) == list(map(printed, layer))
    for l, rows in derivations.gradients.items():
        assert list(alike.gradients(derivations, l, printed)) == [list(map(printed, row)) for row in rows]


@settings(max_examples=25)
@given(networks(max_layers=3, max_units=7, max_examples=1))
@example(NOTE)
def test_the_vector_form_of_a_few_units_is_that_of_all(network):
    derivations = Derivations(network)
    few = alike.few_units(derivations)
    for l in network.Theta:
        assert vector.delta(few, l + 1).equation == vector.delta(derivations, l + 1).equation
        assert vector.dC_dTheta(few, l).equation == vector.dC_dTheta(derivations, l).equation


@settings(max_examples=30)
@given(networks(max_layers=4, max_units=5, max_examples=1))
@example(NOTE)
def test_the_derivative_that_all_weighted_sums_share_is_that_of_each_one_as_a_whole(network):
    derivations = Derivations(network)
    for l in network.Theta:
        for k in derive.units(network, l + 1):
            z_k = weighted_sum(network, l + 1, k)
            for j in derive.units(network, l) if l > 1 else ():  # the input has no δ
                by_a = weighted_sum_step(derivations.delta(l, j), k - 1)
                assert by_a == diff(z_k, symbols.unit("a", l, j))
            for j in network.columns(l):
                by_Theta = weighted_sum_step(derivations.dC_dTheta(l, k, j), 0)
                assert by_Theta == diff(z_k, symbols.weight(l, k, j))


def weighted_sum_step(derivation, n):
    """The right side of the n-th step that differentiates a weighted sum, from 0."""
    return [step.right for step in derivation.steps() if step.rule == Rule.WEIGHTED_SUM][n]
