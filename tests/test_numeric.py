"""The hand-written backward pass equals two other ways to the same derivatives, for any network.

One is automatic differentiation by the autograd library, which shares no line with the project;
the other is central differences of the forward pass.
"""

import autograd_networks
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from networks import networks

from scripts.backprop.numeric.costs import COSTS
from scripts.backprop.numeric.differences import dC_dlayer, dJ_dTheta
from scripts.backprop.numeric.evaluate import evaluate

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
        np.abs(ours[l] - others[l]).max() / max(np.abs(ours[l]).max(), np.abs(others[l]).max(), SMALL)
        for l in ours
    )


PAIRS = [(cost, output) for cost in COSTS for output in COSTS[cost].outputs]


@pytest.mark.parametrize(("cost", "output"), PAIRS)
@settings(max_examples=15)
@given(data=st.data())
def test_the_backward_pass_equals_automatic_differentiation(cost, output, data):
    network = data.draw(networks(costs=[cost], outputs=[output]))
    e = evaluate(network)
    assume_smooth(network, e)
    J = autograd_networks.objective(network, network.Theta)
    assert abs(e.J - J) <= 1e-10 * max(abs(J), SMALL)
    gradient, Delta, delta, dC_da = autograd_networks.derivatives(network)
    assert worst(e.dJ_dTheta, gradient) < 1e-10
    assert worst(e.Delta, Delta) < 1e-10
    assert worst(e.delta, delta) < 1e-10
    assert worst(e.dC_da, dC_da) < 1e-10


@pytest.mark.parametrize(("cost", "output"), PAIRS)
@settings(max_examples=8)
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
