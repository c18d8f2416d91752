"""The signs of a formula, from its LaTeX and from the words that are heard; neither way is the project's.

Their order is each language's own; test_spoken.py has it for every kind of formula.
"""

import re

GREEK = {"beta": "β", "delta": "δ", "lambda": "λ", "Delta": "Δ", "Theta": "Θ", "bar": "¯", "'": "′", "-": "−"}
SIGNS = {"approx": "≈", "odot": "⊙", "cdots": "⋯", "leq": "≤", "neq": "≠", "sum": "Σ", "log": "log", "tanh": "tanh"}
# Of two ∂ one is said, and no = below a Σ.
SHORTER = {
    r"\\frac\{\\partial": "∂", r"\\partial": "", r"(\\sum_\{\w) ?=": r"\1", r"\\begin\{bmatrix\}": "[",
    r"\\begin\{cases\}": "⟨", r"\\(begin|end)\{\w+\}|\\\\(\[\d+pt\])?": "",
}  # fmt: skip
LATEX = re.compile(r"\\([a-zA-Z]+)|([a-zA-Z\d.=+>∂[⟨'-])")
KO = {
    "대문자 엘": "L", "대문자 델타": "Δ", "세타": "Θ", "델타": "δ", "람다": "λ", "에이치": "h", "에이": "a",
    "아이": "i", "제이": "j", "케이": "k", "제트": "z", "엑스": "x", "와이": "y", "에스": "s", "엠": "m",
    "엘": "l", "티": "t", "시": "C", "지": "g", "로그": "log", "탄젠트에이치": "tanh", "바": "¯",
    "프라임": "′", "전치": "T", "제곱": "2", "이의": "e", "승": "", "분의": "", "분모가": "", "분자가": "",
    "인 분수": "", "편미분한 것": "∂", "일 때의 합": "Σ", "부터": "", "까지": "", "첨자 끝": "", "첨자": "",
    "층": "", "번째 예제": "", "번": "", "열벡터": "[", "행벡터": "[", "벡터 끝": "", "행렬 끝": "",
    "원소가": "[", "하나인 행렬": "", "경우에 따라": "⟨", "경우 끝": "", "보다 클 때": ">",
    "보다 작거나 같을 때": "≤", "다를 때": "≠", "괄호 열고": "", "괄호 닫고": "", "곱하기": "",
    "원소별 곱": "⊙", "더하기": "+", "빼기": "−", "마이너스": "−", "점 점 점": "⋯", "은 약": "≈",
    "는 약": "≈", "약": "≈", "은": "=", "는": "=", "곧": "=", "을": "", "를": "", "으로": "", "로": "",
    "가": "", "이": "", "의": "", "와": "", "과": "",
}  # fmt: skip
EN = {
    "capital L": "L", "capital delta": "Δ", "theta": "Θ", "delta": "δ", "lambda": "λ", "bar": "¯",
    "prime": "′", "transpose": "T", "squared": "2", "to the power of": "", "end of power": "",
    "the fraction of": "", "over": "", "end of fraction": "", "the partial derivative of": "∂",
    "with respect to": "", "the sum for": "Σ", "from": "", "to": "", "of": "", "sub": "", "end sub": "",
    "end layer": "", "layer": "", "example": "", "unit": "", "entry": "", "the column vector": "[",
    "the row vector": "[", "end of vector": "", "the matrix of the one entry": "[", "end of matrix": "",
    "by cases": "⟨", "end of cases": "", "if": "", "is greater than": ">", "is at most": "≤",
    "is not": "≠", "open bracket": "", "close bracket": "", "times": "", "element-wise product": "⊙",
    "plus": "+", "minus": "−", "dot dot dot": "⋯", "is approximately": "≈", "equals": "=", "log": "log",
    "tanh": "tanh", **{letter: letter for letter in "aeghijklmstxyzCJ"},
}  # fmt: skip
MATRIX = {"ko": r"\d+행 \d+열 행렬", "en": r"the \d+ by \d+ matrix"}
ROW = {"ko": r"\d+행 ", "en": r"row \d+ "}


def of_latex(tex, language):
    """The signs of LaTeX, sorted; but for brackets and ×, of which the words have more."""
    for pattern, sign in SHORTER.items():
        tex = re.sub(pattern, sign, tex)
    known = GREEK | SIGNS | ({"J": "j"} if language == "ko" else {})
    return sorted(known.get(command or sign, sign) for command, sign in LATEX.findall(tex) if sign or command in known)


def of_words(reading, language):
    """The signs of a spoken form, sorted. Fails at the first word that is not known."""
    known = {"ko": KO, "en": EN}[language] | {sign: sign for sign in "0123456789.["} | {" ": "", ",": ""}
    reading = re.sub(ROW[language], "", re.sub(MATRIX[language], "[", reading))
    words = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    edge = r"(?!(?<=[a-z])[a-zA-Z])"  # no word ends within a longer one
    matches = list(re.finditer(f"({words}){edge}", reading))
    assert "".join(word[1] for word in matches) == reading, f"an unknown word in {reading!r}"
    return sorted(known[word[1]] for word in matches if known[word[1]])
