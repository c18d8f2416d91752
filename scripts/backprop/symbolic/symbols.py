"""SymPy symbols by the names of names.py, without assumptions, so that sympify reads them back."""

from functools import cache

from sympy import Add, Expr, Integer, Mul, Symbol

from .. import names
from ..network import Network

symbol = cache(Symbol)


def unit(letter: str, l: int, j: int) -> Symbol:
    """a_j^(l), z_j^(l), δ_j^(l), g′(z_j^(l)) for the letters a, z, delta, gprime."""
    return symbol(names.unit(letter, l, j))


def layer(letter: str, network: Network, l: int) -> list[Symbol]:
    """a_j^(l), z_j^(l), δ_j^(l) or g′(z_j^(l)) of all units j = 1 … s_l of layer l."""
    return [unit(letter, l, j) for j in network.units(l)]


def activation(l: int, j: int) -> Expr:
    """a_j^(l), with a_0^(l) = 1."""
    return unit("a", l, j) if j else Integer(1)


def weight(l: int, i: int, j: int) -> Symbol:
    """Θ_ij^(l)."""
    return symbol(names.weight(l, i, j))


def target(k: int) -> Symbol:
    """y_k."""
    return symbol(names.plain("y", k))


def partial(top: Symbol | str, bottom: Symbol) -> Symbol:
    """∂top/∂bottom as one symbol, for the lines of a derivation in which it is not yet known."""
    return symbol(names.partial(str(top), str(bottom)))


def product(*factors: Expr) -> Expr:
    """The factors in the given order; a factor 1 is left out."""
    others = [f for f in factors if f != 1] or [Integer(1)]
    return others[0] if len(others) == 1 else Mul(*others, evaluate=False)


def total(terms: list[Expr]) -> Expr:
    """The terms in the given order; a sum among them is joined to the rest."""
    flat = [term for summand in terms for term in Add.make_args(summand)]
    return flat[0] if len(flat) == 1 else Add(*flat, evaluate=False)
