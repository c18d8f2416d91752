r"""Computes what the project prints in LaTeX, so that a test can say whether a printed line is true.

    computed(r"\frac{1}{1 + e^{- 0.3}}")            # 0.5744…, to DIGITS digits
    sides(r"\delta_{1}^{(4)} &= 0.6719 - 1 \approx -0.3281")

It reads what our printers write and nothing else: on any other text it raises ValueError.
"""

import re

import numpy as np
from mpmath import mp, mpf

# 0.1 + 0.2 - 0.3 of the printed digits is 0, not 5.6e-17, and 1 - a of a saturated unit is not 0.
DIGITS = 400
INDEX = r"(?:_\{[\dijkl,]+\})?(?:\^\{\([\dl]+\)\})?"
SYMBOL = rf"(?:\\bar\{{\\Theta\}}|\\(?:Theta|[dD]elta|lambda)|[a-zCJ]){INDEX}"
TOKEN = re.compile(
    "|".join(
        [
            r"e\^",
            rf"\\frac\{{\\partial {SYMBOL}\}}\{{\\partial {SYMBOL}\}}",
            rf"g'?\\left\({SYMBOL}\\right\)",
            r"1 \\; \\cdots \\; 1",
            SYMBOL,
            r"\d+(?:\.\d+)?",
            r"\\(?:begin|end|operatorname)\{\w+\}",
            r"\\\\(?:\[\d+pt\])?",
            r"\\(?:left\(|right\)|frac|log|tanh|times|odot|leq)",
            r"[-+^{}&>T]",
        ]
    )
)
ROW = r"\\"  # the end of a row, which may have a height, as in \\[4pt]
RELATION = re.compile(r"\s*(?:\\\\\[\d+pt\])?\s*&?\s*(=|\\approx)\s*")
ENDS = {None, "+", "-", "}", r"\right)", "&", ">", r"\leq"}


def sides(text):
    r"""The sides of an equation and the signs between them, = or \approx."""
    inner = re.sub(r"\\(begin|end)\{aligned\}", "", text).strip()
    first, *rest = RELATION.split(inner)
    return [first, *rest[1::2]], rest[::2]


def computed(text, values=None):
    """The number or matrix that the LaTeX stands for, with `values` for its symbols by their LaTeX."""
    with mp.workdps(DIGITS):
        reader = Reader(text, values or {})
        result = reader.sum()
        reader.take(None)
        return result


def symbols(text):
    """The symbols that stand in the LaTeX, as `values` of `computed` names them."""
    return [token for token in Reader(text, {}).tokens if token and re.match(rf"{SYMBOL}$|g'|.*partial", token)]


class Reader:
    """A reader by recursive descent: sum, product, power, base."""

    def __init__(self, text, values):
        self.text, self.values, self.tokens = text, values, []
        position = 0
        while position < len(text):
            if text[position] != " ":
                token = TOKEN.match(text, position)
                if not token:
                    raise ValueError(f"{text[position:]!r} in {text!r}")
                self.tokens.append(token[0])
                position = token.end()
            else:
                position += 1
        self.tokens.append(None)

    def next(self):
        return self.tokens[0]

    def take(self, *wanted):
        """The next token, one of those wanted if any are named."""
        if self.next() not in wanted if wanted else self.next() is None:
            raise ValueError(f"{self.next() or 'the end'!r} is not wanted in {self.text!r}")
        return self.tokens.pop(0) if self.tokens[1:] else None

    def sum(self):
        value = self.product()
        while self.next() in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self):
        if self.next() == "-":
            self.take()
            return -self.product()
        value = self.power()
        while self.next() not in ENDS and not self.next().startswith((r"\end", ROW)):
            sign = self.take() if self.next() in (r"\times", r"\odot") else ""
            factor = self.power()
            matrices = all(isinstance(x, np.ndarray) for x in (value, factor))
            value = value @ factor if matrices and sign != r"\odot" else value * factor
        return value

    def power(self):
        value = self.base()
        while self.next() == "^":
            self.take()
            if self.tokens[1] == "T":
                value = value.T
                del self.tokens[:3]
            else:
                value = value ** self.group()
        return value

    def group(self):
        self.take("{")
        value = self.sum()
        self.take("}")
        return value

    def base(self):
        token = self.next()
        readers = {
            "{": self.group,
            r"\left(": self.brackets,
            r"\frac": self.fraction,
            r"\begin{cases}": self.cases,
            r"\begin{bmatrix}": self.matrix,
            r"\operatorname{diag}": self.diagonal,
        }
        functions = {r"\log": mp.log, r"\tanh": mp.tanh, "e^": mp.exp}
        if token in readers:
            return readers[token]()
        self.take()
        if token in functions:
            return self.function(functions[token])
        if token in self.values:
            return self.values[token]
        if re.fullmatch(r"[\d.]+", token or ""):
            return mpf(token)
        raise ValueError(f"{token!r} has no value in {self.text!r}")

    def function(self, f):
        r"""f of what follows, or a power of that, as in \tanh^{2}{…}."""
        powered = self.next() == "^"
        if powered:
            self.take()
        exponent = self.group() if powered else 1
        return f(self.group()) ** exponent

    def brackets(self):
        self.take(r"\left(")
        value = self.sum()
        self.take(r"\right)")
        return value

    def fraction(self):
        self.take(r"\frac")
        return self.group() / self.group()

    def diagonal(self):
        self.take(r"\operatorname{diag}")
        return np.diag(self.power()[:, 0])

    def cases(self):
        """The one case whose condition holds, for each entry; two that hold, or none, is an error."""
        self.take(r"\begin{cases}")
        cases = [self.case()]
        while self.take() == ROW:
            cases.append(self.case())
        if not np.all(sum(np.array(holds, int) for _, holds in cases) == 1):
            raise ValueError(f"not just one case holds in {self.text!r}")
        return sum(np.where(np.array(holds, bool), value, mpf(0)) for value, holds in cases)

    def case(self):
        value = self.sum()
        self.take("&")
        left, relation, right = self.sum(), self.take(">", r"\leq"), self.sum()
        return value, left > right if relation == ">" else left <= right

    def matrix(self):
        self.take(r"\begin{bmatrix}")
        rows = [[self.sum()]]
        while (token := self.take()) == "&" or token.startswith(ROW):
            entry = self.sum()
            if token == "&":
                rows[-1].append(entry)
            else:
                rows.append([entry])
        return np.block([[np.atleast_2d(entry) for entry in row] for row in rows])
