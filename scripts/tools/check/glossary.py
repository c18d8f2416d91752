"""docs/notation.yml for the lint: terms, what is never written for them, and how letters are read aloud."""

import re
from collections import defaultdict
from functools import cache

from ...sources import notation

# What may follow a noun within its word. A banned word of two syllables is found only before one of
# these: 재발 is banned, 재발견 is not.
AFTER = (
    "은|는|이|가|을|를|의|에|와|과|도|만|로|으로|들|나|란|라|다|보다|부터|까지|마다|처럼|인|일"
    "|하|한|할|함|해|했|되|된|될|됨|돼|됐|시|적|값|율|률|량|식|항|성"
)
NOUN = rf"(?=(?:{AFTER})|[^가-힣]|$)"


@cache
def terms() -> dict[str, str]:
    """한국어 → English, second names (도함수) too, the longest first: 비용 함수 before 비용."""
    found = {ko: term["en"] for term in notation()["terms"] for ko in (term["ko"], *term.get("also", []))}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def plain_terms() -> set[str]:
    """Terms that stand without their English: everyday words, which nobody looks up."""
    asked = (term for term in notation()["terms"] if term.get("plain"))
    return {ko for term in asked for ko in (term["ko"], *term.get("also", []))}


@cache
def banned() -> dict[str, list[str]]:
    """What is never written → the terms to write instead, the longest first."""
    found = defaultdict(list)
    for term in notation()["terms"]:
        for variant in term["never"]:
            found[variant].append(term["ko"])
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def banned_pattern() -> re.Pattern:
    """Finds every banned variant, with or without the spaces inside of it."""
    return re.compile("|".join(f"(?:{one(variant)})" for variant in banned()))


def one(variant: str) -> str:
    """A banned variant as a regular expression; of two syllables, only as a word."""
    spaced = r"\s*".join(map(re.escape, variant.split()))
    return rf"(?<![가-힣]){spaced}{NOUN}" if len(variant) == 2 else spaced


def instead_of(found: str) -> list[str]:
    """The terms for a banned variant as it was found, however it is spaced."""
    squeezed = re.sub(r"\s", "", found)
    return next(right for variant, right in banned().items() if variant.replace(" ", "") == squeezed)


@cache
def aloud() -> dict[str, str]:
    """Letters, names of Greek letters and words → how they are read in Korean."""
    return notation()["aloud"]
