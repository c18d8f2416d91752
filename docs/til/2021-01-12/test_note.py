"""What only this note claims: without g′ the lecture's form is no δ, and which derivative it is."""

import numpy as np
import pytest

from scripts.notes import load

NETWORK = load("2021-01-12").network().network
HIDDEN = [(l, j) for l in (2, 3) for j in (1, 2)]
H = 1e-5


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost(l, letter, j, step):
    """C with z_j^(l) or a_j^(l) moved by `step`, written down once more."""
    a = NETWORK.x[0]
    for k in range(1, 4):
        z = NETWORK.Theta[k] @ np.r_[1.0, a]
        if (k + 1, letter) == (l, "z"):
            z[j - 1] += step
        a = sigmoid(z)
        if (k + 1, letter) == (l, "a"):
            a[j - 1] += step
    return -np.log(a[0])  # y = 1


def quotient(l, letter, j):
    return (cost(l, letter, j, H) - cost(l, letter, j, -H)) / (2 * H)


@pytest.mark.parametrize(("l", "j"), HIDDEN)
def test_with_g_prime_it_is_the_error_and_without_that_of_the_activation(l, j):
    note = load("2021-01-12")
    delta, lecture = note.value(f"delta{l}_{j}"), note.value(f"dC_da{l}_{j}")
    assert delta == pytest.approx(quotient(l, "z", j), rel=1e-7)
    assert lecture == pytest.approx(quotient(l, "a", j), rel=1e-7)
    assert abs(lecture) > 3 * abs(delta)
