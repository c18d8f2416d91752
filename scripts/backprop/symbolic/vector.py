"""The vector form: one line a layer instead of one a unit, and the proof that they are the same.

δ^(l) = Θ̄^(l)ᵀ δ^(l+1) ⊙ g′(z^(l)), where Θ̄^(l) is Θ^(l) without column 0, and
∂C/∂Θ^(l) = δ^(l+1) [1; a^(l)]ᵀ.

Source: Andrew Ng, Machine Learning, week 5, "Backpropagation Algorithm".
"""

from dataclasses import dataclass

from sympy import Expr, Matrix, Symbol

from ..latex import LecturePrinter, latex
from ..network import Network
from . import derive, local, symbols
from .derive import Derivations
from .functions import COUPLED


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
    return Matrix([symbols.unit(letter, l, j) for j in derive.units(network, l)])


def weights(network: Network, l: int) -> Matrix:
    """Θ^(l) without column 0, as a matrix of symbols."""
    rows, columns = derive.units(network, l + 1), derive.units(network, l)
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


def matrix(entries: Matrix) -> str:
    """LaTeX of a matrix in square brackets, its rows far enough apart for sub- and superscripts."""
    rows = r" \\[4pt] ".join(" & ".join(map(latex, entries.row(n))) for n in range(entries.rows))
    return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"


def elementwise(expr: Expr, l: int) -> str:
    """a (1 − a) → a^(l) ⊙ (1 − a^(l)): the formula of one unit, for the whole layer."""
    whole = {name: Symbol(layer(name, l)) for name in ("a", "z")} | {"y": Symbol("y")}
    printed = LecturePrinter(
        mul_symbol=r" \odot ",
        symbol_names={s: s.name for s in whole.values()},
    )
    number, rest = expr.as_coeff_Mul()
    text = printed.doprint(derive.rename(rest, **whole))
    if number == 1:
        return text
    return f"{latex(number)} " + (rf"\left({text}\right)" if rest.is_Add else text)


def hidden_delta(derivations: Derivations, l: int) -> VectorForm:
    """δ^(l) = Θ̄^(l)ᵀ δ^(l+1) ⊙ g′(z^(l)), 2 ≤ l < L."""
    network = derivations.network
    delta_next, Theta = column("delta", network, l + 1), weights(network, l)
    g_prime = Matrix([derivations.g_prime(l, j) for j in derive.units(network, l)])
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
    y = Matrix([symbols.target(k) for k in derive.units(network, L)])
    if entries == column("a", network, L) - y:
        return elementwise(local.a - local.y, L)
    whole = layer("a", L)
    dC_da = rf"\frac{{\partial C}}{{\partial {whole}}}"
    return rf"\left(\operatorname{{diag}} {whole} - {whole} {{{whole}}}^{{T}}\right) {dC_da}"


def unit_by_unit(derivations: Derivations, l: int) -> Matrix:
    """δ^(l) as a column, shape (s_l, 1), each entry derived by itself."""
    return Matrix([derivations.delta(l, j).result for j in derive.units(derivations.network, l)])


def delta(derivations: Derivations, l: int) -> VectorForm:
    """δ^(l), l = 2 … L. Raises ArithmeticError if it is not the unit-by-unit form."""
    form = hidden_delta(derivations, l) if l < derivations.network.L else output_delta(derivations)
    return proven(form, unit_by_unit(derivations, l))


def dC_dTheta(derivations: Derivations, l: int) -> VectorForm:
    """∂C/∂Θ^(l) = δ^(l+1) [1; a^(l)]ᵀ. Raises ArithmeticError if it is not the unit-by-unit form."""
    network = derivations.network
    delta_next = column("delta", network, l + 1)
    row = Matrix([[symbols.activation(l, j) for j in network.columns(l)]])
    a = layer("a", l)
    inputs = rf"\begin{{bmatrix}} 1 \\ {a} \end{{bmatrix}}" if network.has_bias(l) else rf"\left({a}\right)"
    form = VectorForm(
        rf"\frac{{\partial C}}{{\partial \Theta^{{({l})}}}}",
        rf"{whole_delta(l + 1)} {inputs}^{{T}}",
        rf"{matrix(delta_next)} {matrix(row)}",
        delta_next * row,
    )
    expected = [
        [derivations.dC_dTheta(l, i, j).result for j in network.columns(l)]
        for i in derive.units(network, l + 1)
    ]
    return proven(form, Matrix(expected))


def proven(form: VectorForm, units: Matrix) -> VectorForm:
    """The form, if every entry multiplied out equals the derivation of that unit."""
    difference = (form.entries - units).applyfunc(lambda entry: entry.expand())
    if not difference.is_zero_matrix:
        raise ArithmeticError(f"{form.left}: the vector form and the unit-by-unit form differ")
    return form
