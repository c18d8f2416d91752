"""How formulas, numbers and code are read aloud in Korean, as far as a particle needs to know.

Only the last word counts. Superscripts and indices are read first or left out, so the letter decides:
δ_2^(2) is 델타, h_Θ(x) ends in 엑스, ∂C/∂z in 제트, g′ in 프라임.
"""

import re
from enum import Enum
from functools import cache

from ...sources import notation
from ..symbols import ARGUMENT, GROUP

FIRST, LAST = "가", "힣"
FINALS = 28  # of each pair of consonant and vowel: no final first, then 27 finals
RIEUL, PIEUP = 8, 17
DIGITS = ("영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
ZEROS = ("", "십", "백", "천", "만", "십만", "백만", "천만", "억")
ACCENTS = {"hat": "햇", "bar": "바", "overline": "바", "tilde": "틸데"}
POWERS = {"2": "제곱", "3": "세제곱"}
PRIME = "프라임"
# What a particle after a vowel is after a consonant.
AFTER_CONSONANT = {
    "는": "은", "를": "을", "가": "이", "와": "과", "로": "으로",
    "라고": "이라고", "란": "이란", "다": "이다", "인": "인",
}  # fmt: skip
TOKEN = re.compile(r"(?:\\[A-Za-z]+|[0-9][0-9,]*(?:\.[0-9]+)?|[A-Za-zα-ωΑ-Ω∂∇]|['′])\Z")
UNREAD = re.compile(r"(?:\\(?:left|right|,|;|:|!|quad|qquad)|\s|(?<!\\)[)\].,]|\\[|}])+\Z")
SCRIPT = re.compile(rf"(?<!\\)(?P<sign>[_^])\s*(?P<argument>{ARGUMENT})\Z")
FRACTION = re.compile(rf"\\[dt]?frac\s*(?P<top>{GROUP})\s*(?P<bottom>{GROUP})\Z")
BRACED = re.compile(rf"(?:\\(?P<command>[A-Za-z]+)\s*)?(?P<inside>{GROUP})\Z")


class Ending(Enum):
    """What the particles go by: 로 follows a vowel and ㄹ, 으로 every other consonant."""

    VOWEL = "vowel"
    RIEUL = "ㄹ"
    CONSONANT = "consonant"


def is_syllable(character: str) -> bool:
    """Whether it is one of the 11172 syllables."""
    return FIRST <= character <= LAST


def final(syllable: str) -> int:
    """The number of the final consonant, 0 where there is none."""
    return (ord(syllable) - ord(FIRST)) % FINALS


def ending(word: str) -> Ending:
    """The ending of a word in Hangul."""
    return {0: Ending.VOWEL, RIEUL: Ending.RIEUL}.get(final(word[-1]), Ending.CONSONANT)


def after(sound: Ending, particle: str) -> str:
    """A particle, given by its form after a vowel, as it is behind the sound: 은 for 는; ㄹ keeps 로."""
    stays = sound is Ending.VOWEL or (particle == "로" and sound is Ending.RIEUL)
    return particle if stays else AFTER_CONSONANT[particle]


def syllables(*finals: int) -> str:
    """Every syllable with one of these finals, for a class of a regular expression."""
    return "".join(chr(code) for code in range(ord(FIRST), ord(LAST) + 1) if final(chr(code)) in finals)


def letter(name: str) -> str | None:
    """How a letter, the name of a Greek one or a word of docs/notation.yml is read."""
    return notation()["aloud"].get(name)


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
        return letter(match[1])
    return last_word(tex)


def last_word(tex: str) -> str | None:
    """The last word that is said of LaTeX; what is not read at its end, as closing brackets, is left out."""
    tex = UNREAD.sub("", tex)
    if match := SCRIPT.search(tex):
        return of_script(tex[: match.start()], match["sign"], without_braces(match["argument"]))
    if match := FRACTION.search(tex):  # 라운드 시 라운드 제트, but 이분의 일
        return last_word(without_braces(match["bottom" if r"\partial" in match["top"] else "top"]))
    if match := BRACED.search(tex):
        return ACCENTS.get(match["command"]) or last_word(without_braces(match["inside"]))
    if match := TOKEN.search(tex):
        token = match[0].lstrip("\\")
        return PRIME if token in "'′" else number(token) if token[0].isdigit() else letter(token)
    return None


def without_braces(argument: str) -> str:
    """What stands in the braces, or the letter that goes without."""
    return argument.removeprefix("{").removesuffix("}").strip()


def of_script(base: str, sign: str, inside: str) -> str | None:
    """The letter decides, but a power is read: x² is 엑스 제곱."""
    if inside == r"\prime":
        return PRIME
    return POWERS.get(inside) if sign == "^" and not inside.startswith((r"\left(", "(")) else last_word(base)


@cache
def name(text: str) -> str | None:
    """A name of the engine: delta2_2 is 델타, dC_dTheta1_10 is … 세타, gprime2_1 is … 제트."""
    if text.startswith("gprime"):
        return letter("z")
    match = re.match(r"(?:d(?:C|J|[az]\d+_\d+)_d)?([A-Za-z]+)", text)
    return letter(match[1]) if match else None


@cache
def code(text: str) -> str | None:
    """Code in the line: `Theta[l]` is 세타, `alpha` is 알파, `0.5` is … 오; of other code nobody knows."""
    bare = re.sub(r"\[.*\]$", "", text.strip())
    if re.fullmatch(r"[A-Za-zα-ωΑ-Ω]+", bare):
        return letter(bare)
    if bare[-1:].isdigit() and (read := number(bare)):
        return read
    return name(bare) if re.fullmatch(r"[A-Za-z_]+\d+_[\d_]+|d[A-Z]_d\w+", bare) else None
