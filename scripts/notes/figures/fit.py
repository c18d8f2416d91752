"""Printed numbers that have to fit into a place: fewer digits where four are too wide."""

from ..numbers import SIGNIFICANT, text

DIGIT = 0.62  # em, as in San Francisco: Arial, Roboto and the Hangul faces are narrower, DejaVu hardly wider
OTHER = {".": 0.31, " ": 0.3, "−": 0.75, "×": 0.75} | dict.fromkeys("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", 0.4)


def width(printed: str) -> float:
    """Width of a printed number in em."""
    return sum(OTHER.get(character, DIGIT) for character in printed)


def fit(x: float, ems: float) -> str:
    """x with as many of its four digits as fit into `ems`, and never less than one."""
    printed = [text(x, significant) for significant in range(SIGNIFICANT, 0, -1)]
    return next((candidate for candidate in printed if width(candidate) <= ems), printed[-1])
