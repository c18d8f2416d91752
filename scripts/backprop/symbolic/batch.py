"""The batch form: all examples at once, one a column, and the gradient of J from it.

Δ^(l) = Σ_t δ^(l+1)(t) [1; a^(l)(t)]ᵀ = δ^(l+1) [1; a^(l)]ᵀ with the examples t = 1 … m as
columns, and ∂J/∂Θ^(l) = Δ^(l)/m + (λ/m) Θ^(l), the second term without the bias column.

Source: Andrew Ng, Machine Learning, week 5, "Backpropagation Algorithm". One slide there has
D = Δ/m + λΘ, which contradicts its own J; the derivative taken here settles it.
"""

from sympy import Expr, Matrix, Rational, Symbol, diff, symbols, zeros

from ..latex import LecturePrinter
from ..network import Network
from .vector import column, layer, whole_delta

ONES = r"1 \; \cdots \; 1"  # the bias row, one 1 an example
lam, m = symbols("lambda m", positive=True)


def of_example(matrix: Matrix, t: int) -> Matrix:
    """The symbols of a matrix for example t: a2_1 → a2_1@0."""
    return matrix.applyfunc(lambda s: Symbol(f"{s.name}@{t}") if s.is_Symbol else s)


def columns(matrix: Matrix, examples: int) -> Matrix:
    """One column an example."""
    return Matrix.hstack(*(of_example(matrix, t) for t in range(examples)))


def inputs(network: Network, l: int) -> Matrix:
    """[1; a^(l)], or a^(l) where Theta[l] has no bias column."""
    a = column("a", network, l)
    return Matrix.vstack(Matrix([1]), a) if network.has_bias(l) else a


def prove_accumulation(network: Network, l: int, examples: int = 3) -> None:
    """Σ_t δ(t) [1; a(t)]ᵀ equals the one product of matrices. Raises ArithmeticError if not."""
    delta, a = column("delta", network, l + 1), inputs(network, l)
    one_by_one = sum(
        (of_example(delta, t) * of_example(a, t).T for t in range(examples)), zeros(delta.rows, a.rows)
    )
    at_once = columns(delta, examples) * columns(a, examples).T
    if not (one_by_one - at_once).is_zero_matrix:
        raise ArithmeticError(f"Delta[{l}]: the batch form and the sum over examples differ")


def bracket(network: Network, l: int, inside: str, first: str = "1") -> str:
    """LaTeX of [1; a^(l)]ᵀ, or of a^(l)ᵀ where there is no bias."""
    if network.has_bias(l):
        return rf"\begin{{bmatrix}} {first} \\ {inside} \end{{bmatrix}}^{{T}}"
    return rf"\left({inside}\right)^{{T}}"


def accumulation(network: Network, l: int) -> list[str]:
    """LaTeX of Δ^(l): the sum over the examples, then the product of matrices."""
    prove_accumulation(network, l)
    summed = rf"\sum_{{t=1}}^{{m}} \delta^{{({l + 1})(t)}} {bracket(network, l, f'a^{{({l})(t)}}')}"
    product = f"{whole_delta(l + 1)} {bracket(network, l, layer('a', l), first=ONES)}"
    return [layer(r"\Delta", l), summed, product]


def penalty_gradient() -> Expr:
    """∂/∂Θ of λ/(2m) Θ², by `diff`: (λ/m) Θ."""
    Theta = Symbol("Theta")
    return diff(lam / m * Rational(1, 2) * Theta**2, Theta)


def gradient(network: Network) -> str:
    """LaTeX of ∂J/∂Θ_ij^(l) = Δ_ij^(l)/m + (λ/m) Θ_ij^(l), j ≠ 0; without the first 1/m for a sum."""
    Delta = r"\Delta_{ij}^{(l)}"
    first = rf"\frac{{1}}{{m}} {Delta}" if network.reduction == "mean" else Delta
    second = LecturePrinter(symbol_names={lam: r"\lambda"}).doprint(penalty_gradient() / Symbol("Theta"))
    return rf"{first} + {second} \Theta_{{ij}}^{{(l)}}"
