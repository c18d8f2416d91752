"""Equations of a note: SymPy expressions whose two sides must be the same number wherever they are tried."""

import random
from collections.abc import Iterator, Mapping

from mpmath import mp, mpf
from sympy import Add, Basic, Expr, Symbol, lambdify, sin
from sympy import Eq as Equality
from sympy.core.function import AppliedUndef

DIGITS, TRIALS = 40, 3


def sides(equation: object) -> tuple[Expr, Expr]:
    """(left, right) of an Eq or of a pair. Raises TypeError for anything else."""
    if isinstance(equation, Equality):
        return equation.lhs, equation.rhs
    if isinstance(equation, tuple) and len(equation) == 2 and all(isinstance(side, Basic) for side in equation):
        return equation
    raise TypeError(f"{equation!r} is no equation; Eq(left, right, evaluate=False) or (left, right) is wanted")


def difference(left: Expr, right: Expr, known: Mapping[str, float], within: float) -> str:
    """What is wrong where the sides differ by more than `within`, in proportion; "" where they agree.

    A symbol without a number gets random ones, the same in each build, and a function without a definition is
    stood in for by a smooth one, so that an equation about any f is tried on some.
    """
    for numbers in trials(left.free_symbols | right.free_symbols, known):
        with mp.workdps(DIGITS):
            a, b = (evaluate(side, numbers) for side in (left, right))
            if not abs(a - b) <= within * max(abs(a), abs(b)):
                at = ", ".join(f"{name} = {mp.nstr(value, 6)}" for name, value in sorted(numbers.items()))
                return f"its sides are {mp.nstr(a, 8)} and {mp.nstr(b, 8)}" + (f" at {at}" if at else "")
    return ""


def trials(symbols: set[Symbol], known: Mapping[str, float]) -> Iterator[dict[str, mpf]]:
    """Numbers for all of the symbols; once where all are known."""
    draw = random.Random(0)
    free = sorted(symbol.name for symbol in symbols if symbol.name not in known)
    used = {symbol.name: mpf(known[symbol.name]) for symbol in symbols if symbol.name in known}
    for _ in range(TRIALS if free else 1):
        yield used | {name: mpf(draw.uniform(0.1, 2)) for name in free}


def evaluate(side: Expr, numbers: Mapping[str, mpf]) -> mpf:
    """The side in numbers."""
    defined = side.replace(lambda part: isinstance(part, AppliedUndef), stand_in).doit()
    return lambdify(list(numbers), defined, "mpmath")(*numbers.values())


def stand_in(f: AppliedUndef) -> Expr:
    """A smooth function of the arguments in the place of f(arguments)."""
    inner = Add(*(argument * (2 * n + 1) / 3 for n, argument in enumerate(f.args, 1)))
    return sin(inner + len(f.func.__name__)) + inner**2 / 2
