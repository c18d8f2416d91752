"""The words of spoken formulas: words.yml, and the letters of docs/notation.yml."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from ...sources import data_of, notation
from .korean import DIGITS, Ending, after, ending, is_syllable, number

WORDS = Path(__file__).with_name("words.yml")
PART = re.compile(r"\{(\w+)\}(는|를|로|가|와|인)?")
SPELLED = {"lamda": "lambda"}  # Unicode's own spelling


@cache
def data() -> dict:
    """All of words.yml, the signs too by themselves: data()["+"]."""
    all_words = data_of(WORDS)
    return all_words | all_words["signs"] | all_words["operators"] | all_words["comparisons"]


def say(language: str, key: str, **parts: str) -> str:
    """The words of that key or sign with the parts put in, and in Korean the particles that fit them."""

    def with_particle(match: re.Match) -> str:
        part, particle = parts[match[1]], match[2]
        return part + (after(last_sound(part), particle) if particle else "")

    return PART.sub(with_particle, data()[key][language])


def last_sound(words: str) -> Ending:
    """How words end; digits are read in Korean."""
    if is_syllable(words[-1]):
        return ending(words)
    digits = re.search(r"[\d.]*$", words)[0]
    return ending(number(digits) or DIGITS[int(digits[-1])]) if digits else Ending.VOWEL


@cache
def letter(text: str, language: str) -> str:
    """델타 or delta, 대문자 엘 or capital L, 로그 or log."""
    aloud = notation()["aloud"]
    if language == "en":
        words = " ".join(map(english, [text] if text.isascii() else text))
    else:
        words = " ".join(aloud.get(part, part) for part in ([text] if text in aloud else text))
    return say(language, "letter.capital", letter=words) if text in data()["capital"] else words


def english(text: str) -> str:
    """delta for δ; what has no name of its own is said as it is written."""
    name = unicodedata.name(text, "").lower().split() if len(text) == 1 else []
    return SPELLED.get(name[-1], name[-1]) if name[:1] == ["greek"] else text
