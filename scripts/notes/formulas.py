"""Every formula that a page can name for a network, as LaTeX, from its derivation and its numbers.

`delta2_2.exact` is the derived equation, `delta2_2.worked` the same with the numbers put in. Each is given as
(name, function that prints it): a formula that no page names is neither derived nor printed.
"""

from collections.abc import Callable, Iterator, Mapping

from sympy import Expr, Symbol

from ..backprop import names
from ..backprop.latex import equation, latex
from ..backprop.network import Network
from ..backprop.symbolic import forward, general, local, symbols, vector
from ..backprop.symbolic.derive import Derivations
from ..backprop.symbolic.functions import COUPLED, ELEMENTWISE
from .substitution import worked

Formulas = Iterator[tuple[str, Callable[[], str]]]
Values = Mapping[str, float]


def all_formulas(derivations: Derivations, values: Values) -> Formulas:
    """Every named formula of the network."""
    network = derivations.network
    for l in range(2, network.L + 1):
        for j in network.units(l):
            yield from forward_formulas(network, l, j, values)
            yield from error_formulas(derivations, l, j, values)
        yield from activation_formulas(network, l)
        yield from vector_error_formulas(derivations, l)
    for l in range(1, network.L):
        for i in network.units(l + 1):
            for j in network.columns(l):
                yield from gradient_formulas(derivations, l, i, j, values)
        yield from vector_gradient_formulas(derivations, l)
    yield "C.definition", lambda: equation("C", forward.cost(network))
    yield "C.worked", lambda: worked("C", forward.cost(network), values)
    yield from general_formulas(network).items()
    yield from symbol_formulas()


def forward_formulas(network: Network, l: int, j: int, values: Values) -> Formulas:
    """z2_1.sum, z2_1.worked, a2_1.g, a2_1.worked of one unit."""
    z, a = names.unit("z", l, j), names.unit("a", l, j)
    yield f"{z}.sum", lambda: equation(names.latex(z), forward.weighted_sum(network, l, j))
    yield f"{z}.worked", lambda: worked(z, forward.weighted_sum(network, l, j), values)
    yield f"{a}.g", lambda: equation(names.latex(a), rf"g\left({names.latex(z)}\right)")
    yield f"{a}.worked", lambda: worked(a, forward.activations(network, l)[j - 1], values)


def activation_formulas(network: Network, l: int) -> Formulas:
    """g.2: what g of layer 2 is; gprime.2: its derivative, and by a where that is another form."""
    name = network.g[l]
    if name in COUPLED:
        first = symbols.unit("a", l, 1)
        yield f"g.{l}", lambda: equation(first, forward.activations(network, l)[0])
        yield f"gprime.{l}", lambda: jacobian_formula(name)
    else:
        yield f"g.{l}", lambda: equation(r"g\left(z\right)", ELEMENTWISE[name](local.z))
        yield f"gprime.{l}", lambda: derivative_formula(name)


def derivative_formula(name: str) -> str:
    """g′(z), as `diff` gives it and, where that is another form, by a."""
    raw, simple = local.g_prime(name)
    forms = [raw] if simple == raw else [raw, simple]
    return " = ".join([r"g'\left(z\right)", *map(latex, forms)])


def jacobian_formula(name: str) -> str:
    """∂a_j/∂z_j and, for k ≠ j, ∂a_k/∂z_j of a coupled activation."""
    a_j, a_k = Symbol("a_j"), Symbol("a_k")
    own, other = (latex(e.xreplace({local.a: a_j, local.a_k: a_k})) for e in local.jacobian(name))
    left = r"\frac{{\partial {}}}{{\partial z_{{j}}}}".format
    return rf"{left(latex(a_j))} = {own}, \qquad {left(latex(a_k))} = {other} \quad (k \neq j)"


def error_formulas(derivations: Derivations, l: int, j: int, values: Values) -> Formulas:
    """delta2_2.definition: δ_2^(2) = ∂C/∂z_2^(2), and what the derivation makes of it."""
    delta, z = symbols.unit("delta", l, j), symbols.unit("z", l, j)
    yield f"{delta.name}.definition", lambda: equation(delta, symbols.partial("C", z))
    if l < derivations.network.L:
        yield from hidden_error_formulas(derivations, l, j, values)
    else:
        yield f"{delta.name}.exact", lambda: equation(delta, derivations.delta(l, j).result)
        yield f"{delta.name}.worked", lambda: worked(delta.name, derivations.delta(l, j).result, values)


def hidden_error_formulas(derivations: Derivations, l: int, j: int, values: Values) -> Formulas:
    """Of a hidden unit: delta2_2.exact with g′ written as such, delta2_2.simplified with what g′
    is, delta2_2.worked in numbers; dC_da2_2.exact and .worked, the form that leaves g′ out.
    """
    delta, dC_da = names.unit("delta", l, j), names.partial("C", names.unit("a", l, j))

    def without_g_prime() -> Expr:
        return derivations.error_of_activation(l, j)

    def with_g_prime() -> Expr:
        return symbols.product(without_g_prime(), symbols.unit("gprime", l, j))

    yield f"{delta}.exact", lambda: equation(names.latex(delta), with_g_prime())
    yield f"{delta}.simplified", lambda: equation(names.latex(delta), derivations.delta(l, j).result)
    yield f"{delta}.worked", lambda: worked(delta, with_g_prime(), values)
    yield f"{delta}.lecture", lambda: equation(names.latex(delta), without_g_prime())
    yield f"{dC_da}.exact", lambda: equation(names.latex(dC_da), without_g_prime())
    yield f"{dC_da}.worked", lambda: worked(dC_da, without_g_prime(), values)


def gradient_formulas(derivations: Derivations, l: int, i: int, j: int, values: Values) -> Formulas:
    """dC_dTheta1_10.exact and .worked of one weight."""
    name = names.partial("C", names.weight(l, i, j))
    yield f"{name}.exact", lambda: equation(names.latex(name), derivations.dC_dTheta(l, i, j).result)
    yield f"{name}.worked", lambda: worked(name, derivations.dC_dTheta(l, i, j).result, values)


def vector_error_formulas(derivations: Derivations, l: int) -> Formulas:
    """vector.delta2 and its .explicit form, with the units written out."""

    def explicit() -> str:
        units = vector.matrix(vector.column("delta", derivations.network, l))
        return equation(units, vector.delta(derivations, l).explicit)

    yield f"vector.delta{l}", lambda: vector.delta(derivations, l).equation
    yield f"vector.delta{l}.explicit", explicit


def vector_gradient_formulas(derivations: Derivations, l: int) -> Formulas:
    """vector.dC_dTheta2 and its .explicit form; batch.Delta2."""

    def explicit() -> str:
        form = vector.dC_dTheta(derivations, l)
        return equation(form.left, form.explicit)

    yield f"vector.dC_dTheta{l}", lambda: vector.dC_dTheta(derivations, l).equation
    yield f"vector.dC_dTheta{l}.explicit", explicit
    yield f"batch.Delta{l}", lambda: " = ".join(vector.accumulation(derivations.network, l))


def general_formulas(network: Network) -> dict[str, Callable[[], str]]:
    """The formulas for any l, i, j, each shown by the derivation (tests hold them against it)."""
    G = general
    z_next, a, delta = G.z[G.l + 1, G.i], G.a[G.l, G.j], G.delta[G.l, G.j]
    Theta = G.Theta[G.l, G.i, G.j]
    return {
        "general.z": lambda: equation(G.latex(z_next), G.latex(G.WEIGHTED_SUM)),
        "general.a": lambda: equation(G.latex(a), G.latex(G.ACTIVATION)),
        "general.definition": lambda: equation(G.latex(delta), G.partial(G.z[G.l, G.j])),
        "general.dC_da": lambda: equation(G.partial(a), G.latex(G.ERROR_OF_ACTIVATION)),
        "general.delta": lambda: equation(G.latex(delta), G.latex(G.RECURRENCE)),
        "general.lecture": lambda: equation(G.latex(delta), G.latex(G.ERROR_OF_ACTIVATION)),
        "general.dC_dTheta": lambda: equation(G.partial(Theta), G.latex(G.GRADIENT)),
        "general.dJ_dTheta": lambda: equation(G.partial(Theta, "J"), vector.dJ_dTheta(network)),
    }


def symbol_formulas() -> Formulas:
    """symbol.Theta: a symbol as prose names it; shape.Theta: its shape. docs/notation.yml lists them."""
    G = general
    l, j, L = G.l, G.j, Symbol("L")
    symbol = {
        "l": l, "j": j, "L": L, "m": Symbol("m"), "C": Symbol("C"), "J": Symbol("J"),
        "x": Symbol("x"), "y": Symbol("y"), "s": G.s[l], "a": G.a[l], "a_j": G.a[l, j], "a_0": G.a[l, 0],
        "z": G.z[l], "z_j": G.z[l, j], "Theta": G.Theta[l], "Theta_ij": G.Theta[l, G.i, j],
        "delta": G.delta[l], "delta_j": G.delta[l, j], "Delta": G.Delta[l],
    }  # fmt: skip
    shape = {
        "input": [G.s[1]],
        "layer": [G.s[l]],
        "output": [G.s[L]],
        "Theta": [G.s[l + 1], G.s[l] + 1],
        "Theta_bar": [G.s[l + 1], G.s[l]],
    }
    g_prime = r"g'\left(z\right)"
    printed = {
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
    return ((name, lambda text=text: text) for name, text in printed.items())


def tuple_latex(sizes: list[Expr]) -> str:
    """(s_{l+1}, s_l + 1)"""
    return rf"\left({', '.join(map(general.latex, sizes))}\right)"
