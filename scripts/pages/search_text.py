"""What the search knows of a page: its words with formulas as plain text, and other ways to find them.

Material's search finds the beginnings of words. So each section has, in a field that is searched but
not shown, what its words end in (전파 of 역전파), and each Greek letter by all of its names.
"""

import re
from functools import cache

from ..formulas.speech.plain import plain
from ..formulas.speech.words import letter
from .names import notation

FIELD = "also"
INLINE = re.compile(r"<x-tex data-search-exclude>(.*?)</x-tex>", re.S)
# What the search leaves out anyway: read as one piece here, not tag by tag there.
EXCLUDED = re.compile(r"<(x-tex|svg)(?= )[^>]*? data-search-exclude.*?</\1>", re.S)
CELL = re.compile(r"(?=</t[dh]>|</summary>|</caption>)")
SECTION = re.compile(r'<h[1-6][^>]*? id="([^"]+)"|<math.*?</math>', re.S)
GREEK = re.compile(r"[α-ωΑ-Ω]")
EMPTY = re.compile(r"<p>\s*</p>\s*")
HANGUL = re.compile(r"[가-힣]{3,}")
SHORTEST = 2  # syllables of what a word ends in


def readable(content: str) -> str:
    """The page as the search is to read it: formulas in the line as text, cells apart."""
    return CELL.sub(" ", EXCLUDED.sub("", INLINE.sub(lambda match: plain(match[1]), content)))


def letters(content: str) -> dict[str, set[str]]:
    """The Greek letters in the formulas of each section, by the heading's anchor; "" before the first."""
    found: dict[str, set[str]] = {"": set()}
    here = ""
    for match in SECTION.finditer(content):
        here = match[1] or here
        found.setdefault(here, set()).update(GREEK.findall(match[0]) if not match[1] else ())
    return found


def completed(entry: dict, in_formulas: set[str]) -> dict:
    """A section of the index with its field of other words, and without empty paragraphs."""
    said = f"{entry['title']} {entry['text']}"
    also = sorted(endings(said) | names(said, in_formulas))
    return entry | {"text": EMPTY.sub("", entry["text"]), FIELD: " ".join(also)}


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
    return {c: {letter(c, language) for language in ("ko", "en")} for c in known}
