"""Every formula that a page can name, as LaTeX, from the derivation and the evaluated numbers.

`delta2_2.exact` is the derived equation, `delta2_2.worked` the same with the numbers put in.
"""

from sympy import Expr, Symbol

from ..backprop import names
from ..backprop.latex import equation, latex
from ..backprop.network import Network
from ..backprop.symbolic import batch, derive, forward, general, local, symbols, vector
from ..backprop.symbolic.functions import COUPLED, ELEMENTWISE
from .substitution import Values, worked


def forward_formulas(network: Network, values: Values) -> dict[str, str]:
    """z2_1.sum, z2_1.worked, a2_1.g, a2_1.worked for every unit."""
    found = {}
    for l in range(2, network.L + 1):
        for j, activation in enumerate(forward.activations(network, l), start=1):
            z, a = names.unit("z", l, j), names.unit("a", l, j)
            weighted_sum = forward.weighted_sum(network, l, j)
            found[f"{z}.sum"] = equation(names.latex(z), weighted_sum)
            found[f"{z}.worked"] = worked(z, weighted_sum, values)
            found[f"{a}.g"] = equation(names.latex(a), rf"g\left({names.latex(z)}\right)")
            found[f"{a}.worked"] = worked(a, activation, values)
    return found


def activation_formulas(network: Network) -> dict[str, str]:
    """g.2: what g of layer 2 is; gprime.2: its derivative, and by a where that is another form."""
    found = {}
    for l, name in network.g.items():
        if name in COUPLED:
            first = forward.activations(network, l)[0]
            found[f"g.{l}"] = equation(symbols.unit("a", l, 1), first)
            found[f"gprime.{l}"] = jacobian_formula(name)
            continue
        raw, simple = local.g_prime(name)
        found[f"g.{l}"] = equation(r"g\left(z\right)", ELEMENTWISE[name](local.z))
        rights = [latex(raw)] + ([latex(simple)] if simple != raw else [])
        found[f"gprime.{l}"] = " = ".join([r"g'\left(z\right)", *rights])
    return found


def jacobian_formula(name: str) -> str:
    """∂a_j/∂z_j and, for k ≠ j, ∂a_k/∂z_j of a coupled activation."""
    a_j, a_k = Symbol("a_j"), Symbol("a_k")
    own, other = (latex(e.xreplace({local.a: a_j, local.a_k: a_k})) for e in local.jacobian(name))
    left = r"\frac{{\partial {}}}{{\partial z_{{j}}}}".format
    return rf"{left(latex(a_j))} = {own}, \qquad {left(latex(a_k))} = {other} \quad (k \neq j)"


def cost_formulas(network: Network, values: Values) -> dict[str, str]:
    """C.definition and C.worked, of the first example."""
    cost = forward.cost(network)
    return {"C.definition": equation("C", cost), "C.worked": worked("C", cost, values)}


def output_formulas(network: Network, values: Values) -> dict[str, str]:
    """delta4_1.exact and delta4_1.worked for the units of the output."""
    found = {}
    for j in derive.units(network, network.L):
        derivation = derive.delta(network, network.L, j)
        name = derivation.symbol.name
        found[f"{name}.exact"] = equation(derivation.symbol, derivation.result)
        found[f"{name}.worked"] = worked(name, derivation.result, values)
    return found


def hidden_formulas(network: Network, values: Values) -> dict[str, str]:
    """Of each hidden unit: delta2_2.exact with g′ written as such, delta2_2.simplified with what g′
    is, delta2_2.worked in numbers; dC_da2_2.exact and .worked, the form that leaves g′ out.
    """
    found = {}
    for l in range(2, network.L):
        for j in derive.units(network, l):
            delta, dC_da = names.unit("delta", l, j), names.partial("C", names.unit("a", l, j))
            error = derive.error_of_activation(network, l, j)
            with_g_prime = symbols.product(error, symbols.unit("gprime", l, j))
            found[f"{delta}.exact"] = equation(names.latex(delta), with_g_prime)
            found[f"{delta}.simplified"] = equation(names.latex(delta), derive.delta(network, l, j).result)
            found[f"{delta}.worked"] = worked(delta, with_g_prime, values)
            found[f"{delta}.lecture"] = equation(names.latex(delta), error)
            found[f"{dC_da}.exact"] = equation(names.latex(dC_da), error)
            found[f"{dC_da}.worked"] = worked(dC_da, error, values)
    return found


def definitions(network: Network) -> dict[str, str]:
    """delta2_2.definition: δ_2^(2) = ∂C/∂z_2^(2)."""
    return {
        f"{names.unit('delta', l, j)}.definition": equation(
            symbols.unit("delta", l, j), symbols.partial("C", symbols.unit("z", l, j))
        )
        for l in range(2, network.L + 1)
        for j in derive.units(network, l)
    }


def gradient_formulas(network: Network, values: Values) -> dict[str, str]:
    """dC_dTheta1_10.exact and .worked for every weight."""
    found = {}
    for rows in derive.all_gradients(network).values():
        for derivation in (d for row in rows for d in row):
            name = derivation.symbol.name
            found[f"{name}.exact"] = equation(derivation.symbol, derivation.result)
            found[f"{name}.worked"] = worked(name, derivation.result, values)
    return found


def general_formulas(network: Network) -> dict[str, str]:
    """The formulas for any l, i, j, each shown by the derivation (tests hold them against it)."""
    G = general
    z_next, a, delta = G.z[G.l + 1, G.i], G.a[G.l, G.j], G.delta[G.l, G.j]
    return {
        "general.z": equation(G.latex(z_next), G.latex(G.WEIGHTED_SUM)),
        "general.a": equation(G.latex(a), G.latex(G.ACTIVATION)),
        "general.definition": equation(G.latex(delta), G.partial(G.z[G.l, G.j])),
        "general.dC_da": equation(G.partial(a), G.latex(G.ERROR_OF_ACTIVATION)),
        "general.delta": equation(G.latex(delta), G.latex(G.RECURRENCE)),
        "general.lecture": equation(G.latex(delta), G.latex(G.ERROR_OF_ACTIVATION)),
        "general.dC_dTheta": equation(G.partial(G.Theta[G.l, G.i, G.j]), G.latex(G.GRADIENT)),
        "general.dJ_dTheta": equation(G.partial(G.Theta[G.l, G.i, G.j], "J"), batch.gradient(network)),
    }


def symbol_formulas(network: Network) -> dict[str, str]:
    """symbol.Theta: a symbol as prose names it; shape.Theta: its shape. docs/notation.yml lists them."""
    G = general
    l, j = G.l, G.j
    g_prime = r"g'\left(z\right)"
    symbol = {
        "l": l, "j": j, "L": Symbol("L"), "m": Symbol("m"), "C": Symbol("C"), "J": Symbol("J"),
        "x": Symbol("x"), "y": Symbol("y"), "s": G.s[l], "a": G.a[l], "a_j": G.a[l, j], "a_0": G.a[l, 0],
        "z": G.z[l], "z_j": G.z[l, j], "Theta": G.Theta[l], "Theta_ij": G.Theta[l, G.i, j],
        "delta": G.delta[l], "delta_j": G.delta[l, j], "Delta": G.Delta[l],
    }  # fmt: skip
    shape = {
        "input": [G.s[1]],
        "layer": [G.s[l]],
        "output": [G.s[Symbol("L")]],
        "Theta": [G.s[l + 1], G.s[l] + 1],
        "Theta_bar": [G.s[l + 1], G.s[l]],
    }
    return {
        **{f"symbol.{name}": G.latex(expr) for name, expr in symbol.items()},
        **{f"shape.{name}": tuple_latex(sizes) for name, sizes in shape.items()},
        "symbol.g": "g",
        "symbol.gprime": g_prime,
        "symbol.gprime_is_one": equation(g_prime, "1"),
        "symbol.h": r"h_{\Theta}\left(x\right)",
        "symbol.Theta_bar": vector.without_bias("l", True),
        "symbol.D": G.partial(G.Theta[l], "J"),
        "symbol.lambda": r"\lambda",
        "symbol.hadamard": r"\odot",
    }


def tuple_latex(sizes: list[Expr]) -> str:
    """(s_{l+1}, s_l + 1)"""
    return rf"\left({', '.join(map(general.latex, sizes))}\right)"


def vector_formulas(network: Network) -> dict[str, str]:
    """vector.delta2, vector.dC_dTheta2 and their .explicit forms; batch.Delta2."""
    found = {}
    for l in range(2, network.L + 1):
        form = vector.delta(network, l)
        found[f"vector.delta{l}"] = equation(form.left, form.right)
        units = vector.matrix(vector.column("delta", network, l))
        found[f"vector.delta{l}.explicit"] = equation(units, form.explicit)
    for l in range(1, network.L):
        form = vector.dC_dTheta(network, l)
        found[f"vector.dC_dTheta{l}"] = equation(form.left, form.right)
        found[f"vector.dC_dTheta{l}.explicit"] = equation(form.left, form.explicit)
        found[f"batch.Delta{l}"] = " = ".join(batch.accumulation(network, l))
    return found


def all_formulas(network: Network, values: Values) -> dict[str, str]:
    """Every named formula of the network."""
    return {
        **forward_formulas(network, values),
        **activation_formulas(network),
        **cost_formulas(network, values),
        **definitions(network),
        **output_formulas(network, values),
        **hidden_formulas(network, values),
        **gradient_formulas(network, values),
        **general_formulas(network),
        **symbol_formulas(network),
        **vector_formulas(network),
    }
