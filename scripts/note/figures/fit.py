"""Printed numbers that have to fit into a place: fewer digits where four are too wide."""

from ..numbers import SIGNIFICANT, text

NARROW = {".": 0.28, " ": 0.28, "−": 0.59, "×": 0.59}  # em; a digit has 0.56 in the page's sans faces
RAISED = dict.fromkeys("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", 0.37)


def width(printed: str) -> float:
    """Width of a printed number in em."""
    return sum((NARROW | RAISED).get(character, 0.56) for character in printed)


def fit(x: float, ems: float) -> str:
    """x with as many of its four digits as fit into `ems`, and never less than one."""
    printed = [text(x, significant) for significant in range(SIGNIFICANT, 0, -1)]
    return next((candidate for candidate in printed if width(candidate) <= ems), printed[-1])
