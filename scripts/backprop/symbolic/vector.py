"""The vector form: one line a layer instead of one a unit, and the proof that they are the same.

δ^(l) = Θ̄^(l)ᵀ δ^(l+1) ⊙ g′(z^(l)), where Θ̄^(l) is Θ^(l) without column 0, and
∂C/∂Θ^(l) = δ^(l+1) [1; a^(l)]ᵀ. With the examples t = 1 … m as columns the same product is
Δ^(l) = Σ_t δ^(l+1)(t) [1; a^(l)(t)]ᵀ, and ∂J/∂Θ^(l) = Δ^(l)/m + (λ/m) Θ^(l), the second term without the
bias column.

Source: Andrew Ng, Machine Learning, week 5, "Backpropagation Algorithm". One slide there has
D = Δ/m + λΘ, which contradicts its own J; the derivative taken here settles it.
"""

from dataclasses import dataclass

from sympy import Expr, Matrix, Rational, Symbol, diff

from ..latex import LecturePrinter, latex
from ..network import Network
from . import derive, local, symbols
from .derive import Derivations
from .functions import COUPLED

ONES = r"1 \; \cdots \; 1"  # the bias row, one 1 an example
lam, m = Symbol("lambda", positive=True), Symbol("m", positive=True)


@dataclass(frozen=True)
class VectorForm:
    """LaTeX of both sides, and the entries that the right side gives when it is multiplied out."""

    left: str
    right: str
    explicit: str
    entries: Matrix

    @property
    def equation(self) -> str:
        """LaTeX of left = right."""
        return f"{self.left} = {self.right}"


def column(letter: str, network: Network, l: int) -> Matrix:
    """The units of layer l as a column of symbols."""
    return Matrix(symbols.layer(letter, network, l))


def weights(network: Network, l: int) -> Matrix:
    """Θ^(l) without column 0, as a matrix of symbols."""
    rows, columns = network.units(l + 1), network.units(l)
    return Matrix([[symbols.weight(l, i, j) for j in columns] for i in rows])


def layer(letter: str, l: int | str) -> str:
    """LaTeX of a whole layer, as δ^(2)."""
    return rf"{letter}^{{({l})}}"


def whole_delta(l: int) -> str:
    """LaTeX of δ^(l)."""
    return layer(r"\delta", l)


def without_bias(l: int | str, biased: bool) -> str:
    """LaTeX of Θ^(l) without column 0; where there is no column 0 it is Θ^(l) itself."""
    return layer(r"\bar{\Theta}" if biased else r"\Theta", l)


def inputs(network: Network, l: int, a: str, bias_row: str = "1") -> str:
    """LaTeX of [1; a^(l)]ᵀ, or of a^(l)ᵀ where there is no bias."""
    if network.has_bias(l):
        return rf"\begin{{bmatrix}} {bias_row} \\ {a} \end{{bmatrix}}^{{T}}"
    return rf"\left({a}\right)^{{T}}"


def matrix(entries: Matrix) -> str:
    """LaTeX of a matrix in square brackets, its rows far enough apart for sub- and superscripts."""
    rows = r" \\[4pt] ".join(" & ".join(map(latex, entries.row(n))) for n in range(entries.rows))
    return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"


def elementwise(expr: Expr, l: int) -> str:
    """a (1 − a) → a^(l) ⊙ (1 − a^(l)): the formula of one unit, for the whole layer."""
    whole = {name: Symbol(layer(name, l)) for name in ("a", "z")} | {"y": Symbol("y")}
    printed = LecturePrinter(mul_symbol=r" \odot ", symbol_names={s: s.name for s in whole.values()})
    number, rest = expr.as_coeff_Mul()
    text = printed.doprint(derive.rename(rest, **whole))
    if number == 1:
        return text
    return f"{latex(number)} " + (rf"\left({text}\right)" if rest.is_Add else text)


def hidden_delta(derivations: Derivations, l: int) -> VectorForm:
    """δ^(l) = Θ̄^(l)ᵀ δ^(l+1) ⊙ g′(z^(l)), 2 ≤ l < L."""
    network = derivations.network
    delta_next, Theta = column("delta", network, l + 1), weights(network, l)
    g_prime = Matrix([derivations.g_prime(l, j) for j in network.units(l)])
    back = rf"\left({without_bias(l, network.has_bias(l))}\right)^{{T}} {whole_delta(l + 1)}"
    return VectorForm(
        whole_delta(l),
        rf"{back} \odot g'\left({layer('z', l)}\right)",
        rf"{matrix(Theta.T)} {matrix(delta_next)} \odot {matrix(g_prime)}",
        (Theta.T * delta_next).multiply_elementwise(g_prime),
    )


def output_delta(derivations: Derivations) -> VectorForm:
    """δ^(L) = ∂C/∂a^(L) ⊙ g′(z^(L)), simplified: a^(L) − y for the costs that belong to it.

    A coupled activation has its Jacobian there: δ^(L) = (∂a^(L)/∂z^(L))ᵀ ∂C/∂a^(L).
    """
    L, entries = derivations.network.L, unit_by_unit(derivations, derivations.network.L)
    return VectorForm(whole_delta(L), output_right(derivations.network, entries), matrix(entries), entries)


def output_right(network: Network, entries: Matrix) -> str:
    """LaTeX of the right side of δ^(L), whose entries are given."""
    L, name = network.L, network.g[network.L]
    if name not in COUPLED:
        return elementwise(local.output_delta(network.cost, name), L)
    y = Matrix([symbols.target(k) for k in network.units(L)])
    if entries == column("a", network, L) - y:
        return elementwise(local.a - local.y, L)
    whole = layer("a", L)
    dC_da = rf"\frac{{\partial C}}{{\partial {whole}}}"
    return rf"\left(\operatorname{{diag}} {whole} - {whole} {{{whole}}}^{{T}}\right) {dC_da}"


def unit_by_unit(derivations: Derivations, l: int) -> Matrix:
    """δ^(l) as a column, shape (s_l, 1), each entry derived by itself."""
    return Matrix([derivations.delta(l, j).result for j in derivations.network.units(l)])


def delta(derivations: Derivations, l: int) -> VectorForm:
    """δ^(l), l = 2 … L. Raises ArithmeticError if it is not the unit-by-unit form."""
    form = hidden_delta(derivations, l) if l < derivations.network.L else output_delta(derivations)
    return proven(form, unit_by_unit(derivations, l))


def dC_dTheta(derivations: Derivations, l: int) -> VectorForm:
    """∂C/∂Θ^(l) = δ^(l+1) [1; a^(l)]ᵀ. Raises ArithmeticError if it is not the unit-by-unit form."""
    network = derivations.network
    delta_next = column("delta", network, l + 1)
    row = Matrix([[symbols.activation(l, j) for j in network.columns(l)]])
    form = VectorForm(
        rf"\frac{{\partial C}}{{\partial \Theta^{{({l})}}}}",
        rf"{whole_delta(l + 1)} {inputs(network, l, layer('a', l))}",
        rf"{matrix(delta_next)} {matrix(row)}",
        delta_next * row,
    )
    expected = [[derivations.dC_dTheta(l, i, j).result for j in network.columns(l)] for i in network.units(l + 1)]
    return proven(form, Matrix(expected))


def proven(form: VectorForm, units: Matrix) -> VectorForm:
    """The form, if every entry multiplied out equals the derivation of that unit."""
    difference = (form.entries - units).applyfunc(lambda entry: entry.expand())
    if not difference.is_zero_matrix:
        raise ArithmeticError(f"{form.left}: the vector form and the unit-by-unit form differ")
    return form


def accumulation(network: Network, l: int) -> list[str]:
    """LaTeX of Δ^(l): the sum over the examples, then the product of matrices."""
    of_example = inputs(network, l, f"a^{{({l})(t)}}")
    summed = rf"\sum_{{t=1}}^{{m}} \delta^{{({l + 1})(t)}} {of_example}"
    product = f"{whole_delta(l + 1)} {inputs(network, l, layer('a', l), bias_row=ONES)}"
    return [layer(r"\Delta", l), summed, product]


def penalty_gradient() -> Expr:
    """∂/∂Θ of λ/(2m) Θ², by `diff`: (λ/m) Θ."""
    Theta = Symbol("Theta")
    return diff(lam / m * Rational(1, 2) * Theta**2, Theta)


def dJ_dTheta(network: Network) -> str:
    """LaTeX of ∂J/∂Θ_ij^(l) = Δ_ij^(l)/m + (λ/m) Θ_ij^(l), j ≠ 0; without the first 1/m for a sum."""
    Delta = r"\Delta_{ij}^{(l)}"
    first = rf"\frac{{1}}{{m}} {Delta}" if network.reduction == "mean" else Delta
    second = LecturePrinter(symbol_names={lam: r"\lambda"}).doprint(penalty_gradient() / Symbol("Theta"))
    return rf"{first} + {second} \Theta_{{ij}}^{{(l)}}"
