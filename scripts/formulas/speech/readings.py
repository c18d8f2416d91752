"""How a formula, a number or a piece of code is read aloud in Korean, as far as a particle needs to know.

Only the last word counts. Superscripts and indices are read first or left out, so the letter decides:
δ_2^(2) is 델타, h_Θ(x) ends in 엑스, ∂C/∂z in 제트, g′ in 프라임.
"""

import re
from functools import cache

from ...sources import notation

aloud = lambda: notation()["aloud"]

DIGITS = ("영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
ZEROS = ("", "십", "백", "천", "만", "십만", "백만", "천만", "억")
ACCENTS = {"hat": "햇", "bar": "바", "overline": "바", "tilde": "틸데"}
TOKEN = re.compile(r"\\[A-Za-z]+|[0-9][0-9,]*(?:\.[0-9]+)?|[A-Za-zα-ωΑ-Ω∂∇]|['′]")
IDENTIFIER = re.compile(r"[A-Za-zα-ωΑ-Ω]+")


def number(text: str) -> str | None:
    """0.25 is read … 오, 10 is 십, 120 is … 이십, 1000 is 천; of 3 × 10⁻⁵ nobody knows."""
    digits = re.sub("[,+−-]", "", text)
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", digits):
        return None
    if "." in digits or digits.strip("0") == "":
        return DIGITS[int(digits[-1])]
    zeros = len(digits) - len(digits.rstrip("0"))
    return ZEROS[min(zeros, len(ZEROS) - 1)] or DIGITS[int(digits[-1])]


@cache
def latex(tex: str) -> str | None:
    """The last word of a formula, None where it is not known."""
    tex = tex.replace("\\\\", "\\").strip().removesuffix(r"\end{aligned}")
    if match := re.fullmatch(r"\{(\w+)\}", tex):  # a name that is filled in: ${delta}$
        return aloud().get(match[1])
    return last_word(tex)


def last_word(tex: str) -> str | None:
    """The last word that is said of LaTeX."""
    tex = trimmed(tex)
    if tex.endswith("}"):
        return of_group(tex)
    if match := re.search(r"(?<!\\)([_^])\s*(\\[A-Za-z]+|.)$", tex):
        return of_script(tex[: match.start()], match[1], match[2])
    found = [match for match in TOKEN.finditer(tex) if match.end() == len(tex)]
    return spoken(found[-1][0]) if found else None


def trimmed(tex: str) -> str:
    """Without what is not read at the end: spaces, closing brackets, \\right."""
    before = None
    while tex != before:
        before = tex
        tex = re.sub(r"(?:\\(?:left|right|,|;|:|!|quad|qquad)|\s|(?<!\\)[)\].,]|\\[|}])+$", "", tex)
    return tex


def of_group(tex: str) -> str | None:
    """The last word of LaTeX that ends in a group: an index, a fraction, a bar, or braces alone."""
    before, inside = split_group(tex)
    if match := re.search(r"([_^])\s*$", before):
        return of_script(before[: match.start()], match[1], inside)
    if match := re.search(r"\\([A-Za-z]+)\s*$", before):
        return ACCENTS.get(match[1]) or last_word(inside)
    if before.rstrip().endswith("}"):
        outer, top = split_group(before.rstrip())
        if re.search(r"\\[dt]?frac\s*$", outer):
            return last_word(inside if r"\partial" in top else top)  # 라운드 시 라운드 제트, but 이분의 일
    return last_word(inside)


def split_group(tex: str) -> tuple[str, str]:
    """What stands before the braces at the end, and what stands in them."""
    depth = 0
    for n in range(len(tex) - 1, -1, -1):
        depth += (tex[n] == "}") - (tex[n] == "{")
        if not depth:
            return tex[:n], tex[n + 1 : -1]
    return "", tex


def of_script(base: str, kind: str, inside: str) -> str | None:
    """The letter decides, but a power is read: x² is 엑스 제곱."""
    if kind == "^" and not inside.strip().startswith((r"\left(", "(", r"\prime")):
        return {"2": "제곱", "3": "세제곱"}.get(inside.strip())
    return "프라임" if inside.strip() == r"\prime" else last_word(base)


def spoken(token: str) -> str | None:
    """One token: \\delta, z, 12, a prime."""
    if token in "'′":
        return "프라임"
    return number(token) if token[0] in "0123456789" else aloud().get(token.lstrip("\\"))


@cache
def name(text: str) -> str | None:
    """A name of the engine: delta2_2 is 델타, dC_dTheta1_10 is … 세타, gprime2_1 is … 제트."""
    if text.startswith("gprime"):
        return aloud()["z"]
    match = re.match(r"(?:d(?:C|J|[az]\d+_\d+)_d)?([A-Za-z]+)", text)
    return aloud().get(match[1]) if match else None


@cache
def code(text: str) -> str | None:
    """Code in the line: `Theta[l]` is 세타, `alpha` is 알파, `0.5` is … 오; of other code nobody knows."""
    bare = re.sub(r"\[.*\]$", "", text.strip())
    if IDENTIFIER.fullmatch(bare):
        return aloud().get(bare)
    if bare[-1:].isdigit() and (read := number(bare)):
        return read
    return name(bare) if re.fullmatch(r"[A-Za-z_]+\d+_[\d_]+|d[A-Z]_d\w+", bare) else None
