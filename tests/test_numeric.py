"""The hand-written backward pass equals two other ways to the same derivatives, for any network.

One is automatic differentiation by the autograd library, which shares no line with the project;
the other is central differences of the forward pass.
"""

import autograd_networks
import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from networks import networks

from scripts.backprop.network import Layer, Network, initial_weights
from scripts.backprop.numeric.costs import COSTS
from scripts.backprop.numeric.evaluate import evaluate
from scripts.backprop.numeric.finite_differences import dC_dlayer, dJ_dTheta

KINK = 0.05  # how far relu's z stays from 0, more than a central difference moves it
FAR = 6.0  # how far z goes where g flattens: beyond, 1 − a loses the digits that are compared
SMALL = 1e-4  # below, a difference counts as if the largest entry were this: all may cancel to 0


def assume_smooth(network, evaluation):
    """Keep away from where a derivative jumps, and from where doubles cannot hold 1 − a."""
    for l, name in network.g.items():
        z = np.abs(evaluation.z[l])
        if name == "relu":
            assume(z.min() > KINK)
        elif name != "identity":
            assume(z.max() < FAR)


def worst(ours, others):
    """The largest difference of two dicts of arrays, each relative to the array's largest entry."""
    assert {l: array.shape for l, array in ours.items()} == {l: array.shape for l, array in others.items()}
    return max(
        np.abs(ours[l] - others[l]).max() / max(np.abs(ours[l]).max(), np.abs(others[l]).max(), SMALL) for l in ours
    )


PAIRS = [(cost, output) for cost in COSTS for output in COSTS[cost].outputs]


@pytest.mark.parametrize(("cost", "output"), PAIRS)
@settings(max_examples=6)
@given(data=st.data())
def test_the_backward_pass_equals_automatic_differentiation(cost, output, data):
    network = data.draw(networks(costs=[cost], outputs=[output]))
    e = evaluate(network)
    assume_smooth(network, e)
    J = autograd_networks.objective(network, network.Theta)
    assert abs(e.J - J) <= 1e-10 * max(abs(J), SMALL)
    ours = (e.dJ_dTheta, e.Delta, e.delta, e.dC_da)
    for array, other in zip(ours, autograd_networks.derivatives(network), strict=True):
        assert worst(array, other) < 1e-10


@pytest.mark.parametrize(("cost", "output"), PAIRS)
@settings(max_examples=4)
@given(data=st.data())
def test_the_backward_pass_equals_central_differences(cost, output, data):
    network = data.draw(networks(costs=[cost], outputs=[output]))
    e = evaluate(network)
    assume_smooth(network, e)
    assert worst(e.dJ_dTheta, dJ_dTheta(network)) < 1e-6
    for i in range(network.m):
        delta = {l: dC_dlayer(network, l, i, activation=False) for l in range(2, network.L + 1)}
        assert worst({l: e.delta[l][i] for l in delta}, delta) < 1e-6
        dC_da = {l: dC_dlayer(network, l, i, activation=True) for l in range(1, network.L)}
        assert worst({l: e.dC_da[l][i] for l in dC_da}, dC_da) < 1e-6


FAR_OUT = [(z, 0.0, -z / 2) for z in (-800, -20, 3, 40)]


def output_of(z, y, cost, output):
    """A network whose output layer has exactly this z."""
    Theta = np.column_stack([np.zeros(len(z)), z])
    return Network((Layer(1), Layer(len(z), output)), cost, {1: Theta}, np.ones((1, 1)), np.array([y]))


def exact_delta(z, y, cost, output):
    """(C, ∂C/∂z) from sums and exponentials of a thousand digits, where nothing cancels or overflows."""
    h = sympy.Float("1e-300", 2000)
    exact = [sympy.Float(z_k, 2000) for z_k in z]

    def C(z):
        e = [sympy.exp(z_k) for z_k in z]
        a = [e_k / (1 + e_k) if output == "sigmoid" else e_k / sum(e) for e_k in e]
        logs = (y_k * sympy.log(a_k) for y_k, a_k in zip(y, a, strict=True))
        others = ((1 - y_k) * sympy.log(1 - a_k) for y_k, a_k in zip(y, a, strict=True))
        return -sum(logs) - (sum(others) if cost == "binary_cross_entropy" else 0)

    moved = ([exact[:k] + [exact[k] + s * h] + exact[k + 1 :] for s in (1, -1)] for k in range(len(z)))
    return float(C(exact)), [float((C(up) - C(down)) / (2 * h)) for up, down in moved]


@pytest.mark.parametrize("z", FAR_OUT)
@pytest.mark.parametrize("y", [[0.0, 1.0, 0.0], [0.25, 0.25, 0.5]])
@pytest.mark.parametrize(("cost", "output"), [(c, o) for c, o in PAIRS if COSTS[c].targets != "real"])
def test_a_cross_entropy_and_its_delta_are_exact_however_far_out_the_output_is(cost, output, y, z):
    with np.errstate(over="ignore"):
        e = evaluate(output_of(z, y, cost, output))
    C, delta = exact_delta(z, y, cost, output)
    assert e.C[0] == pytest.approx(C, rel=1e-13)
    assert e.delta[2][0] == pytest.approx(np.array(delta), rel=0, abs=4e-16 * max(map(abs, delta)))


def test_a_wide_softmax_takes_memory_for_its_units_not_for_their_pairs():
    z = np.linspace(-1, 1, 200_000)
    e = evaluate(output_of(z, np.zeros(len(z)), "binary_cross_entropy", "softmax"))
    assert np.isfinite(e.delta[2]).all()


def test_weights_whose_squares_overflow_give_a_finite_J_where_there_is_no_penalty():
    assert evaluate(output_of([1e200], [1.0], "binary_cross_entropy", "sigmoid")).J == 0


# Networks from arrays.


def test_a_network_of_any_size_is_made_from_arrays_and_its_gradient_is_that_of_autograd():
    units, random = (64, 25, 10), np.random.default_rng(0)
    x, y = random.random((7, 64)), np.eye(10)[:7]
    network = Network.dense(
        units, ("tanh", "softmax"), "softmax_cross_entropy", initial_weights(units, 1), x, y, penalty=1.0
    )
    assert worst(evaluate(network).dJ_dTheta, autograd_networks.derivatives(network)[0]) < 1e-10


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"Theta": {1: np.ones((2, 2))}}, r"Theta\[1\]': \(2, 2\)"),
        ({"Theta": {}}, "want"),
        ({"y": [[1.0]]}, r"'y': \(1, 1\)"),
        ({"activation": ["sigmoid", "sigmoid"]}, "2 activations for layers 2 … 2"),
    ],
)
def test_arrays_of_other_shapes_than_the_layers_are_refused_in_one_line(change, message):
    good = {"units": (2, 2), "activation": "sigmoid", "cost": "squared_error", "Theta": {1: np.ones((2, 3))}}
    examples = {"x": [[0.5, 1.0]], "y": [[0.0, 1.0]]}
    assert Network.dense(**good, **examples).m == 1
    with pytest.raises(ValueError, match=message):
        Network.dense(**(good | examples | change))


def test_initial_weights_break_the_symmetry_within_the_bound_of_the_lecture_and_by_their_seed():
    Theta = initial_weights((64, 25, 10), seed=3)
    assert {l: array.shape for l, array in Theta.items()} == {1: (25, 65), 2: (10, 26)}
    for l, (s_l, s_next) in {1: (64, 25), 2: (25, 10)}.items():
        bound = np.sqrt(6) / np.sqrt(s_l + s_next)
        assert 0.9 * bound < np.abs(Theta[l]).max() <= bound
        assert len(np.unique(Theta[l])) == Theta[l].size
    assert np.array_equal(Theta[1], initial_weights((64, 25, 10), seed=3)[1])
    assert not np.array_equal(Theta[1], initial_weights((64, 25, 10), seed=4)[1])
    assert np.abs(initial_weights((2, 2), 0, epsilon=0.12)[1]).max() <= 0.12
