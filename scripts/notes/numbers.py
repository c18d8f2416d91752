"""Printed digits. A printed line adds up: what is printed, computed again, gives what is printed."""

import math
from collections.abc import Callable, Mapping

SIGNIFICANT = 4
MAX_SIGNIFICANT = 17  # what a double can hold
LAST_BITS = 1e-14  # how far, in proportion, a few operations move a double


def round_to(x: float, significant: int) -> float:
    """x at so many significant digits, as a number."""
    return float(f"{x:.{significant}g}")


def digits(x: float, significant: int = SIGNIFICANT) -> str:
    """x at so many significant digits: `0.5744`, `-12`, `3.12e-05`; no trailing zeros, no `-0`."""
    return f"{x + 0.0:.{significant}g}"


def text(x: float, significant: int = SIGNIFICANT) -> str:
    """The same for prose and tables, with a real minus: `−0.2`, `3.12 × 10⁻⁵`."""
    mantissa, _, exponent = digits(x, significant).partition("e")
    mantissa = mantissa.replace("-", "−")
    if not exponent:
        return mantissa
    power = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa} × 10{power}"


def latex(x: float, significant: int = SIGNIFICANT) -> str:
    """The same in LaTeX: `-0.2`, `3.12 \\times 10^{-5}`."""
    mantissa, _, exponent = digits(x, significant).partition("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}" if exponent else mantissa


def prints_as(x: float, wanted: str, significant: int = SIGNIFICANT) -> bool:
    """Whether x prints so, or stands half-way to it but for its last bits: 0.68445 is 0.6844 or 0.6845."""
    return wanted in {digits(x * factor, significant) for factor in (1, 1 - LAST_BITS, 1 + LAST_BITS)}


def enough(
    f: Callable[[Mapping[str, str]], float],
    values: Mapping[str, float],
    wanted: str,
    significant: int = SIGNIFICANT,
) -> int | None:
    """The fewest digits, at least `significant`, at which f of the printed values prints as `wanted`.

    None where not even all the digits of a double are enough.
    """
    for n in range(significant, MAX_SIGNIFICANT + 1):
        printed = {name: digits(value, n) for name, value in values.items()}
        if prints_as(f(printed), wanted, significant):
            return n
    return None


def sign(x: float, significant: int = SIGNIFICANT) -> str:
    """The LaTeX sign before a printed number: = if the digits are all there are, else ≈.

    A sum like 0.1 + 0.3 − 0.1 is off by the last bit of a double and still counts as 0.3.
    """
    return "=" if math.isclose(round_to(x, significant), x, rel_tol=LAST_BITS) else r"\approx"
