"""LaTeX (and plain text) of SymPy expressions, with the lecture's symbols or with numbers in their place."""

import re
from collections.abc import Mapping

from sympy import Expr, Not, Symbol
from sympy.printing.latex import LatexPrinter
from sympy.printing.str import StrPrinter

from . import names


class LecturePrinter(LatexPrinter):
    """SymPy's printer, but each name of names.py is printed as the lecture writes it.

    Terms and factors stay in the order in which the derivation says them.
    """

    def __init__(self, **settings):
        super().__init__({"order": "none", **settings})

    def _print_Symbol(self, expr: Symbol, style: str = "plain") -> str:
        try:
            return names.latex(expr.name)
        except ValueError:
            return super()._print_Symbol(expr, style)

    def _print_Mul(self, expr: Expr) -> str:
        """A factor with a minus sign stands in brackets: x (−y), not x −y."""
        if not expr.is_Mul or not any(map(is_negated, expr.args)):
            return super()._print_Mul(expr)
        return self._settings["mul_symbol_latex"].join(map(self._factor, expr.args))

    def _factor(self, factor: Expr) -> str:
        text = self._print(factor)
        return rf"\left({text}\right)" if factor.is_Add or is_negated(factor) else text

    def _print_Piecewise(self, expr: Expr) -> str:
        """Cases without words: the last condition is the opposite of the one before."""
        (value, condition), (otherwise, _) = expr.args
        rows = [(value, condition), (otherwise, Not(condition))]
        lines = r" \\ ".join(f"{self._print(v)} & {self._print(c)}" for v, c in rows)
        return rf"\begin{{cases}} {lines} \end{{cases}}"


def is_negated(factor: Expr) -> bool:
    """Whether a factor, not a sum and not a bare number, starts with a minus sign."""
    return not factor.is_Add and not factor.is_Number and factor.could_extract_minus_sign()


class NumberPrinter(LecturePrinter):
    """The lecture's printer with numbers put in: `numbers` gives the printed digits of each name."""

    def __init__(self, numbers: Mapping[str, str]):
        super().__init__(mul_symbol="times")
        self.numbers = numbers

    def _print_Symbol(self, expr: Symbol, style: str = "plain") -> str:
        if expr.name not in self.numbers:
            return super()._print_Symbol(expr, style)
        text = self.numbers[expr.name]
        return rf"\left({text}\right)" if text.startswith("-") or "times" in text else text


PLAIN = LecturePrinter()  # one for all: a printer takes longer to make than to print a line


def latex(expr: Expr) -> str:
    """The expression in the lecture's symbols."""
    return PLAIN.doprint(expr)


def latex_with_numbers(expr: Expr, numbers: Mapping[str, str]) -> str:
    """The expression with printed numbers in place of its symbols, products written with ×."""
    text = NumberPrinter(numbers).doprint(expr)
    # A minus needs no brackets where a line or a group begins, nor has a number two pairs of them.
    text = re.sub(r"(^|\{|&\s|cases\}\s|\\left\()\\left\((-[\d.]+)\\right\)(?!\^)", r"\1\2", text)
    return re.sub(r"\\left\((\\left\([^()]*\\right\)) \\right\)", r"\1", text)


def equation(left: str | Expr, right: str | Expr) -> str:
    """left = right, each an expression or LaTeX."""
    sides = (side if isinstance(side, str) else latex(side) for side in (left, right))
    return " = ".join(sides)


class TextPrinter(StrPrinter):
    """One line of plain text, with the lecture's symbols: δ_2^(2) = (Θ_12^(2)*δ_1^(3) + …)."""

    def _print_Symbol(self, expr: Symbol) -> str:
        return names.text(expr.name)

    def _print_Piecewise(self, expr: Expr) -> str:
        """`{1, z > 0; 0, z ≤ 0}`: cases without words, as in LaTeX."""
        (value, condition), (otherwise, _) = expr.args
        rows = [(value, condition), (otherwise, Not(condition))]
        return "{" + "; ".join(f"{self._print(v)}, {self._print(c)}" for v, c in rows) + "}"


def text(expr: Expr) -> str:
    """The expression for a terminal."""
    printed = TextPrinter({"order": "none"}).doprint(expr)
    for python, people in (("**2", "²"), ("**", "^"), ("*", " · "), (">=", "≥"), ("<=", "≤")):
        printed = printed.replace(python, people)
    return printed
