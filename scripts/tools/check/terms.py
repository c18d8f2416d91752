"""Terms go by docs/notation.yml: no other Korean for them, and their English once, at the first use."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from ...sources import notation
from .prose import HEADING, OBJECT, Finding, Prose

# What may follow a noun within its word. A banned word of two syllables is only a word before one of
# these: 재발 is banned, 재발견 is not.
AFTER = (
    "은|는|이|가|을|를|의|에|와|과|도|만|로|으로|들|나|란|라|다|보다|부터|까지|마다|처럼|인|일"
    "|하|한|할|함|해|했|되|된|될|됨|돼|됐|시|적|값|율|률|량|식|항|성"
)
NOUN = rf"(?=(?:{AFTER})|[^가-힣]|$)"
VERB = r"(?!하|한|할|함|해|했|되|된|될|됨|돼|됐|시)"  # 유도한다 is a verb, 유도는 the term
ENGLISH = r"[A-Za-z][A-Za-z -]*"


@cache
def terms() -> dict[str, dict]:
    """한국어 → its entry in the glossary, second names (도함수) too."""
    return {ko: term for term in notation()["terms"] for ko in (term["ko"], *term.get("also", []))}


@cache
def banned() -> dict[str, list[str]]:
    """What is never written → the terms to write instead."""
    right = defaultdict(list)
    for term in notation()["terms"]:
        for variant in term["never"]:
            right[variant].append(term["ko"])
    return right


def any_of(words: Iterable[str], space: str = " ") -> str:
    """A pattern of one of the words, the longest first: 비용 함수 before 비용."""
    return "|".join(word.replace(" ", space) for word in sorted(words, key=len, reverse=True))


@cache
def variants() -> re.Pattern:
    """Every banned variant, however it is spaced inside; of two syllables, only as a word."""
    short = {variant for variant in banned() if len(variant) == 2}
    long = any_of(banned().keys() - short, r"\s*")
    return re.compile(rf"{long}|(?<![가-힣])(?:{any_of(short)}){NOUN}")


def spelling(prose: Prose) -> Iterator[Finding]:
    """Every word that is never written for a term."""
    squeezed = {variant.replace(" ", ""): terms for variant, terms in banned().items()}
    for match in variants().finditer(prose.text):
        right = " or ".join(f"“{term}”" for term in squeezed[re.sub(r"\s", "", match[0])])
        yield prose.finding(match.start(), "glossary", f"“{match[0]}” is not used here", f"write {right}")


@cache
def uses() -> re.Pattern:
    """A term as a noun of its own, with the English that may follow; and any word with English."""
    term = rf"(?<![가-힣])(?P<term>{any_of(terms())})(?:\((?P<english>{ENGLISH})\)|{VERB}{NOUN})"
    return re.compile(rf"{term}|(?P<word>[가-힣]+)\((?P<its>{ENGLISH})\)")


def english(prose: Prose) -> Iterator[Finding]:
    """Of one page: English that is missing at the first use of a term, or given again."""
    seen: set[str] = set()
    for match in uses().finditer(introducing(prose)):
        known = match["term"] or match["its"]
        if wrong := misuse(match, known not in seen):
            yield prose.finding(match.start(), "english", *wrong)
        seen.add(known)


def introducing(prose: Prose) -> str:
    """The text without headings and the words of links: they name a term and do not introduce it."""
    text = HEADING.sub(lambda match: OBJECT * len(match[0]), prose.text)
    for start, end in prose.titles:
        text = text[:start] + OBJECT * (end - start) + text[end:]
    return text


def misuse(match: re.Match, first: bool) -> tuple[str, str] | None:
    """What is wrong with one use of a term or of English, and what to write."""
    name, given = match["term"] or match["word"], match["english"] or match["its"]
    entry = terms().get(match["term"])
    if entry and given and given.lower() != entry["en"]:
        return f"“{match[0]}”", f"write “{name}({entry['en']})”, as in the glossary"
    if given and not first:
        return f"“{match[0]}”, which is not the first use on this page", f"write “{name}” alone"
    if first and not given and not entry.get("plain"):  # a plain term is an everyday word
        return f"the first “{name}” on this page without its English", f"write “{name}({entry['en']})”"
    return None
