"""Other ways to find a section, beside its own words.

Material's search finds the beginnings of words. So each section has, in a field that is searched but
not shown, what its words end in (전파 of 역전파), and each Greek letter by all of its names.
"""

import re
from functools import cache

from ..formulas.speech.words import letter
from ..paths import LANGUAGES
from ..sources import notation

FIELD = "also"
CELL = re.compile(r"(?=</t[dh]>|</summary>|</caption>)")
SECTION = re.compile(r'<h[1-6][^>]*? id="(?P<anchor>[^"]+)"|data-drawn="(?P<drawn>\d+)"')
MATHML = re.compile("<math.*</math>", re.S)
GREEK = re.compile(r"[α-ωΑ-Ω]")
HANGUL = re.compile(r"[가-힣]{3,}")
SHORTEST = 2  # syllables of what a word ends in


def with_cells_apart(content: str) -> str:
    """The HTML with a space at the end of each cell, or the search would join their words."""
    return CELL.sub(" ", content)


def letters(content: str, drawn: list[str]) -> dict[str, set[str]]:
    """The Greek letters in the formulas of each section, by the heading's anchor; "" before the first."""
    by_anchor: dict[str, set[str]] = {"": set()}
    here = ""
    for match in SECTION.finditer(content):
        here = match["anchor"] or here
        formula = drawn[int(match["drawn"])] if match["drawn"] else ""
        by_anchor.setdefault(here, set()).update(GREEK.findall(MATHML.search(formula)[0]) if formula else ())
    return by_anchor


def also(text: str, in_formulas: set[str]) -> str:
    """What a section with this text, and with these Greek letters in its formulas, is found by besides."""
    return " ".join(sorted(endings(text) | names(text, in_formulas)))


def endings(text: str) -> set[str]:
    """What words in Hangul end in: 차역전파, 역전파, 전파 of 오차역전파."""
    words = set(HANGUL.findall(text))
    return {word[n:] for word in words for n in range(1, len(word) - SHORTEST + 1)} - words


def names(text: str, in_formulas: set[str]) -> set[str]:
    """δ, delta and 델타, if any of them is there."""
    words = set(re.findall(r"[a-z]+|[가-힣]+", text.lower()))
    there = {c.lower() for c in in_formulas | set(GREEK.findall(text))}
    there |= {c for c, known in greek().items() if known & words}
    return set().union(*({c, *greek()[c]} for c in there if c in greek()))


@cache
def greek() -> dict[str, set[str]]:
    """The names of each small Greek letter in both languages."""
    known = (c for c in notation()["aloud"] if re.fullmatch("[α-ω]", c))
    return {c: {letter(c, language) for language in LANGUAGES} for c in known}
