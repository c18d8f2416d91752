"""Two ways to the signs of a formula, neither of them the project's: from its LaTeX, from its spoken form.

Both give the signs in the order in which the language says them: δ_2^(2) = 0 is δ 2 2 = 0. Korean says
the denominator of a fraction first, the condition of a case first, and ∂ and Σ last.
"""

import re
from itertools import accumulate

GREEK = {"alpha": "α", "beta": "β", "delta": "δ", "lambda": "λ", "Delta": "Δ", "Theta": "Θ", "partial": "∂"}
SIGNS = {"approx": "≈", "odot": "⊙", "times": "×", "cdots": "⋯", "leq": "≤", "neq": "≠", "sum": "Σ"}
INFIX = set("=≈+-−×⊙><≤≠⋯&,")
COMPARED = set("><≤≠")  # said last in Korean
NOTHING = {"left", "right", "quad", "qquad", ";", ",", " "}
TOKEN = re.compile(r"\\\\(?:\[[^\]]*\])?|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\S")


class Latex:
    """Reads LaTeX from left to right."""

    def __init__(self, tex, language):
        self.tokens, self.language = TOKEN.findall(tex), language

    def row(self, *ends):
        """The signs up to an end, and how many things there were; things side by side are multiplied."""
        signs, things, factor, compared = [], 0, False, []
        while self.tokens and self.tokens[0] not in ends:
            kind, found = self.thing()
            if kind == "nothing":
                continue
            condition = {*found} & COMPARED and found[0] == "("
            signs += ["×"] if factor and kind != "sign" and not condition else []
            if self.language == "ko" and {*found[:1]} & COMPARED:
                found, compared = [], found
            signs += found
            things += 1
            factor = kind == "thing"
            if kind == "function":
                signs += self.argument()
                factor = True
        return signs + compared, things

    def group(self, end="}"):
        """What stands in braces, or one token."""
        if end == "}" and self.tokens[0] != "{":
            return Latex(self.tokens.pop(0), self.language).row()[0]
        self.tokens.pop(0)
        signs, _ = self.row(end)
        self.tokens.pop(0)
        return signs

    def argument(self):
        """What a function is taken of."""
        kind, signs = self.thing()
        return self.argument() if kind == "nothing" else signs

    def thing(self):
        token = self.tokens.pop(0)
        name = token[1:] if token.startswith("\\") else token
        if token in ("{",):
            self.tokens.insert(0, token)
            signs = self.group()
            return ("thing", signs) if signs else ("nothing", [])
        if token == "&" or token.startswith("\\\\") or (token != name and name in NOTHING):
            return "nothing", []
        if name == "begin":
            return self.environment()
        if name == "sum":
            return self.summation()
        if token in "([":
            return self.scripted(self.brackets(), "thing")
        if name == "frac":
            return "thing", self.fraction()
        if name == "bar":
            return self.scripted([*self.group(), "¯"], "thing")
        if name in ("log", "tanh", "exp"):
            return self.scripted([name], "function")
        sign = GREEK.get(name) or SIGNS.get(name) or name
        if sign in INFIX:
            return "sign", [] if sign == "," else ["−" if sign == "-" else sign]
        if sign == "∂":
            return "sign", [sign]
        function = sign in "gh" and re.match(r"('|_\{\\Theta\}|_\\Theta)?(\\left)?\(", "".join(self.tokens[:6]))
        return self.scripted([sign], "function" if function else "thing")

    def scripted(self, signs, kind):
        """Layer and example before the index, then a prime, then powers."""
        before, index, after = [], [], []
        while self.tokens and self.tokens[0] in ("^", "_", "'"):
            mark = self.tokens.pop(0)
            if mark == "'":
                after += ["′"]
            elif mark == "_":
                index += self.entry()
            else:
                raw = self.tokens[1] if self.tokens[0] == "{" else self.tokens[0]
                found = [sign for sign in self.group() if sign not in ("(", ")", "×")]
                before, after = (before + found, after) if raw == "(" else (before, after + found)
        return kind, signs + before + index + after

    def entry(self):
        signs = self.group()
        whole = [c for sign in signs for c in (sign if sign.isdigit() else [sign])]
        return [sign for sign in whole if sign != "×"]

    def brackets(self):
        self.tokens = [token for token in self.tokens if token not in ("\\left", "\\right")]
        signs, things = self.row(")", "]")
        self.tokens.pop(0)
        single = things == 1 or (things == 2 and signs[0] == "−" and signs[1][0].isdigit())
        return signs if single else ["(", *signs, ")"]

    def fraction(self):
        top, bottom = self.group(), self.group()
        if top[:1] == ["∂"]:
            both = top[1:] + bottom[1:]
            return [*both, "∂"] if self.language == "ko" else ["∂", *both]
        return bottom + top if self.language == "ko" else top + bottom

    def summation(self):
        limits = []
        while self.tokens[0] in ("_", "^"):
            self.tokens.pop(0)
            limits += [sign for sign in self.group() if sign != "="]
        return "sign", [*limits, "Σ"] if self.language == "ko" else ["Σ", *limits]

    def environment(self):
        name = "".join(self.tokens[1 : self.tokens.index("}")])
        del self.tokens[: self.tokens.index("}") + 1]
        depths = list(accumulate((token == "\\begin") - (token == "\\end") for token in self.tokens))
        end = depths.index(-1)
        inside, self.tokens = self.tokens[:end], self.tokens[end:]
        del self.tokens[: self.tokens.index("}") + 1]
        rows = [self.cells(row, name) for row in split(inside, "\\\\")]
        signs = [sign for row in rows for sign in row]
        if name == "aligned":
            return "sign", signs
        mark = {"bmatrix": ("[", "]"), "cases": ("{", "}")}[name]
        return self.scripted([mark[0], *signs, mark[1]], "thing")

    def cells(self, tokens, name):
        cells = [tokens] if name == "aligned" else split(tokens, "&")
        read = [Latex(" ".join(cell), self.language).row()[0] for cell in cells]
        if name == "cases" and self.language == "ko":
            read.reverse()
        return [sign for cell in read for sign in cell]


def split(tokens, mark):
    """The pieces between marks."""
    pieces, depth = [[]], 0
    for token in tokens:
        depth += (token == "\\begin") - (token == "\\end")
        if token.startswith(mark) and not depth:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def of_latex(tex, language):
    """The signs of LaTeX."""
    signs = Latex(tex, language).row()[0]
    return ["j" if sign == "J" and language == "ko" else sign for sign in signs]


KO = {
    "대문자 엘": "L", "대문자 델타": "Δ", "세타": "Θ", "델타": "δ", "람다": "λ", "에이치": "h", "에이": "a",
    "아이": "i", "제이": "j", "케이": "k", "제트": "z", "엑스": "x", "와이": "y", "에스": "s", "엠": "m",
    "엘": "l", "티": "t", "시": "C", "지": "g", "로그": "log", "탄젠트에이치": "tanh", "바": "¯",
    "프라임": "′", "전치": "T", "제곱": "2", "이의": "e", "승": "", "분의": "", "분모가": "", "분자가": "",
    "인 분수": "", "편미분한 것": "∂", "일 때의 합": "Σ", "부터": "", "까지": "", "첨자 끝": "", "첨자": "",
    "층": "", "번째 예제": "", "번": "", "열벡터": "[", "행벡터": "[", "벡터 끝": "]", "행렬 끝": "]",
    "원소가": "[", "하나인 행렬": "]", "경우에 따라": "{", "경우 끝": "}", "보다 클 때": ">",
    "보다 작거나 같을 때": "≤", "다를 때": "≠", "괄호 열고": "(", "괄호 닫고": ")", "곱하기": "×",
    "원소별 곱": "⊙", "더하기": "+", "빼기": "−", "마이너스": "−", "점 점 점": "⋯", "은 약": "≈",
    "는 약": "≈", "약": "≈", "은": "=", "는": "=", "곧": "=", "을": "", "를": "", "으로": "", "로": "",
    "가": "", "이": "", "와": "", "과": "",
}  # fmt: skip
EN = {
    "capital L": "L", "capital delta": "Δ", "theta": "Θ", "delta": "δ", "lambda": "λ", "bar": "¯",
    "prime": "′", "transpose": "T", "squared": "2", "to the power of": "", "end of power": "",
    "the fraction of": "", "over": "", "end of fraction": "", "the partial derivative of": "∂",
    "with respect to": "", "the sum for": "Σ", "from": "", "to": "", "of": "", "sub": "", "end sub": "",
    "end layer": "", "layer": "", "example": "", "unit": "", "entry": "", "the column vector": "[",
    "the row vector": "[", "end of vector": "]", "the matrix of the one entry": "[", "end of matrix": "]",
    "by cases": "{", "end of cases": "}", "if": "", "is greater than": ">", "is at most": "≤",
    "is not": "≠", "open bracket": "(", "close bracket": ")", "times": "×", "element-wise product": "⊙",
    "plus": "+", "minus": "−", "dot dot dot": "⋯", "is approximately": "≈", "equals": "=", "log": "log",
    "tanh": "tanh", **{letter: letter for letter in "aeghijklmstxyzCJ"},
}  # fmt: skip
MATRIX = {"ko": r"\d+행 \d+열 행렬", "en": r"the \d+ by \d+ matrix"}
ROW = {"ko": r"\d+행 ", "en": r"row \d+ "}


def of_words(said, language):
    """The signs of a spoken form. Fails at the first word that is not known."""
    known = {"ko": KO, "en": EN}[language]
    said = re.sub(ROW[language], "", re.sub(MATRIX[language], "⟦", said))
    wordy = sorted(known, key=len, reverse=True)
    edge = r"(?!\w)" if language == "en" else ""
    pattern = re.compile(rf"({'|'.join(map(re.escape, wordy))}){edge}|(\d+(?:\.\d+)?)|(⟦)|[ ,]+")
    signs, place = [], 0
    while place < len(said):
        match = pattern.match(said, place)
        assert match, f"an unknown word: {said[place:]!r} in {said!r}"
        signs.append(known.get(match[1], "") if match[1] else match[2] or ("[" if match[3] else ""))
        place = match.end()
    return [sign for sign in signs if sign]
