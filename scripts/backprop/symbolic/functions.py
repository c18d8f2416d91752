"""Activations and costs, each written once as a SymPy expression; SymPy takes the derivatives.

One entry here and one in numeric/ adds an activation or a cost; the tests pick it up.
"""

from collections.abc import Callable, Sequence

from sympy import Add, Expr, Piecewise, Symbol, exp, log, tanh

from ..network import Network

# a_j = g(z_j): each unit by itself.
ELEMENTWISE: dict[str, Callable[[Symbol], Expr]] = {
    "sigmoid": lambda z: 1 / (1 + exp(-z)),
    "tanh": tanh,
    "relu": lambda z: Piecewise((z, z > 0), (0, True)),  # so that g′(0) = 0
    "identity": lambda z: z,
}

# a = g(z): every unit of the layer depends on every z.
COUPLED: dict[str, Callable[[Sequence[Symbol]], list[Expr]]] = {
    "softmax": lambda z: [exp(z_k) / Add(*map(exp, z)) for z_k in z],
}

# C of one example, one term an output unit: C = Σ_k term(a_k, y_k).
COST_TERMS: dict[str, Callable[[Symbol, Symbol], Expr]] = {
    "binary_cross_entropy": lambda a, y: -(y * log(a) + (1 - y) * log(1 - a)),
    "softmax_cross_entropy": lambda a, y: -y * log(a),
    "half_squared_error": lambda a, y: (a - y) ** 2 / 2,
    "squared_error": lambda a, y: (a - y) ** 2,
}

# Costs whose targets are a distribution: Σ_k y_k = 1 may be used to simplify.
TARGETS_SUM_TO_ONE = {"softmax_cross_entropy"}


def kind_of(network: Network, l: int) -> str:
    """How δ^(l) is derived: hidden, output, or coupled where the output's activation couples its units."""
    if l < network.L:
        return "hidden"
    return "coupled" if network.g[l] in COUPLED else "output"
