"""One name for each number of a network, the same in SymPy, JSON, HTML and JavaScript.

`Theta1_10` is Θ_10^(1), `delta2_2` is δ_2^(2), `y_1` is y_1, `C` is C. From the tenth unit on
the two indices of a weight are kept apart by one more underscore: `Theta1_10_2`, `Theta1_1_12`.
"""

import re
from functools import cache

GREEK = {"Theta": r"\Theta", "delta": r"\delta", "Delta": r"\Delta"}
LAYERED = re.compile(r"(Theta|delta|Delta|gprime|z|a)(\d+)_(\d+)(?:_(\d+))?")
PLAIN = re.compile(r"([xy])_(\d+)")
DERIVATIVE = re.compile(r"d(C|J|[az]\d+_\d+)_d(.+)")


def unit(letter: str, l: int, j: int) -> str:
    """`a2_1`, `z2_1`, `delta2_1`: a quantity of unit j of layer l."""
    return f"{letter}{l}_{j}"


def weight(l: int, i: int, j: int, letter: str = "Theta") -> str:
    """`Theta1_10`: the weight Θ_ij^(l) from unit j of layer l to unit i of layer l+1."""
    return f"{letter}{l}_{i}{j}" if max(i, j) < 10 else f"{letter}{l}_{i}_{j}"


def plain(letter: str, j: int) -> str:
    """`x_1`, `y_1`: a number of the example, which has no layer."""
    return f"{letter}_{j}"


def partial(top: str, bottom: str) -> str:
    """`dC_dTheta1_10`, `dz3_1_da2_2`: a partial derivative."""
    return f"d{top}_d{bottom}"


@cache
def latex(name: str) -> str:
    r"""LaTeX of a name: `delta2_2` → `\delta_{2}^{(2)}`. Raises ValueError on any other text."""
    if name in ("C", "J", "m"):
        return name
    if match := DERIVATIVE.fullmatch(name):
        top, bottom = map(latex, match.groups())
        return rf"\frac{{\partial {top}}}{{\partial {bottom}}}"
    if match := PLAIN.fullmatch(name):
        return "{}_{{{}}}".format(*match.groups())
    if match := LAYERED.fullmatch(name):
        letter, l, first, second = match.groups()
        index = f"{first},{second}" if second else first
        if letter in ("Theta", "Delta"):
            if not second and len(first) != 2:
                raise ValueError(f"{name}: a weight has two indices, as in Theta1_10")
        elif second:
            raise ValueError(f"{name}: a unit has one index, as in a2_1")
        if letter == "gprime":
            return f"g'\\left(z_{{{index}}}^{{({l})}}\\right)"
        return f"{GREEK.get(letter, letter)}_{{{index}}}^{{({l})}}"
    raise ValueError(f"{name}: not a name of a network's number, as Theta1_10, a2_1, delta2_1, y_1")


@cache
def text(name: str) -> str:
    """A name in plain text: `delta2_2` → `δ_2^(2)`, `dC_dz2_1` → `∂C/∂z_1^(2)`. Raises ValueError, too."""
    if match := DERIVATIVE.fullmatch(name):
        return "∂{}/∂{}".format(*map(text, match.groups()))
    plain = latex(name).replace(r"\left", "").replace(r"\right", "").translate({ord(c): "" for c in "{}"})
    return plain.replace(r"\Theta", "Θ").replace(r"\delta", "δ").replace(r"\Delta", "Δ").replace("g'", "g′")
