r"""A formula, the same in numbers, and its value; every sign between them says no more than is true.

δ_1^(4) = a_1^(4) − y_1 ≈ 0.6719 − 1 = −0.3281: ≈ where a number is rounded, = where what is printed
gives what is printed.
"""

import math
import sys
from collections.abc import Callable, Mapping

from mpmath import mp, mpf
from sympy import Expr, lambdify

from ..backprop import names
from ..backprop.latex import latex, latex_with_numbers
from . import numbers

Values = Mapping[str, float]
Function = Callable[[Mapping[str, float | str]], float]
EPSILON = sys.float_info.epsilon
LONG = 400  # digits: what rounding leaves is below the smallest double, and 1 − a of z = 900 is above 0


def worked(name: str, expr: Expr, values: Values) -> str:
    """name = expression ≈ the same in numbers = value, aligned."""
    left, result = names.latex(name), values[name]
    if not expr.free_symbols:
        return lines(left, value(result))
    if expr.is_Symbol:
        return lines(left, latex(expr), value(result))
    return lines(left, latex(expr), *in_numbers(expr, values, result))


def lines(left: str, *rights: str) -> str:
    """left = first, then one line for each that follows, the signs below one another.

    A right side that brings its own sign (≈) keeps it.
    """
    signed = [right if right.startswith(("=", r"\approx")) else f"= {right}" for right in rights]
    rows = [f"{row} {end_of_row(row)}" for row in signed[:-1]] + signed[-1:]
    return rf"\begin{{aligned}} {left} &{' &'.join(rows)} \end{{aligned}}"


def end_of_row(row: str) -> str:
    """The end of an aligned row; TeX counts the gap from the line's usual depth, not the fraction's."""
    return r"\\[14pt]" if r"\frac" in row else r"\\[3pt]"


def value(result: float, sign: str | None = None) -> str:
    """The printed result, after = or ≈."""
    return f"{sign or numbers.sign(result)} {numbers.latex(result)}"


def in_numbers(expr: Expr, values: Values, result: float) -> list[str]:
    """The line with as many digits as it takes to give the printed result, and the result.

    The result alone where doubles are too short for that: log(1 − a) of a saturated unit, whose
    cost NumPy finds from z, or the last bit that 0.1 + 0.2 − 0.3 leaves.
    """
    used, f = {s.name: values[s.name] for s in expr.free_symbols}, exactly(expr)
    prove(expr, f, used, result)
    n = numbers.enough(f, used, numbers.digits(result))
    if n is None:
        return [value(result)]
    line = latex_with_numbers(expr, {name: numbers.latex(x, n) for name, x in used.items()})
    rounded = any(numbers.sign(x, n) != "=" for x in used.values())
    given = f({name: numbers.digits(x, n) for name, x in used.items()})
    return [rf"\approx {line}" if rounded else line, value(result, numbers.sign(given))]


def exactly(expr: Expr) -> Function:
    """expr as a function of its symbols' values, or of their printed digits; nan where it has no value.

    The arithmetic is so long that only the numbers put in count: 0.1 + 0.2 − 0.3 is 0.
    """
    used = [s.name for s in expr.free_symbols]
    function = lambdify(used, expr, "mpmath")

    def f(values: Mapping[str, float | str]) -> float:
        with mp.workdps(LONG):
            try:
                return float(function(*(mpf(values[name]) for name in used)))
            except (ValueError, ZeroDivisionError):  # log 0 or 1/0 of a saturated unit
                return math.nan

    return f


def prove(expr: Expr, f: Function, used: Values, result: float) -> None:
    """Raise ArithmeticError where derivation and evaluation differ by more than the last bits can do."""
    derived = f(used)
    last_bits = sum(abs(f({**used, name: x * (1 - EPSILON)}) - derived) for name, x in used.items())
    if abs(derived - result) > 1e-9 * abs(result) + 16 * last_bits + 1e-300:
        raise ArithmeticError(f"{expr}: derived {derived}, evaluated {result}")
