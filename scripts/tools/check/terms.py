"""Terms go by docs/notation.yml: no other Korean for them, and their English once, at the first use."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from ...sources import notation
from .prose import OBJECT, Prose, Remark

# What may follow a noun within its word. A banned word of two syllables is only a word before one of
# these: 재발 is banned, 재발견 is not.
AFTER = (
    "은|는|이|가|을|를|의|에|와|과|도|만|로|으로|들|나|란|라|다|보다|부터|까지|마다|처럼|인|일"
    "|하|한|할|함|해|했|되|된|될|됨|돼|됐|시|적|값|율|률|량|식|항|성"
)
NOUN = rf"(?=(?:{AFTER})|[^가-힣]|$)"
VERB = r"(?!하|한|할|함|해|했|되|된|될|됨|돼|됐|시)"  # 유도한다 is a verb, 유도는 the term
GIVEN = r"\((?P<english>[A-Za-z][A-Za-z -]*)\)"
OTHER = re.compile(rf"(?P<korean>[가-힣]+){GIVEN}")
HEADING = re.compile(r"^(?:> ?)*#{1,6} .*$", re.M)


@cache
def terms() -> dict[str, str]:
    """한국어 → English, second names (도함수) too, the longest first: 비용 함수 before 비용."""
    pairs = {ko: term["en"] for term in notation()["terms"] for ko in (term["ko"], *term.get("also", []))}
    return longest_first(pairs)


@cache
def plain_terms() -> set[str]:
    """Terms that stand without their English: everyday words, which nobody looks up."""
    plain = (term for term in notation()["terms"] if term.get("plain"))
    return {ko for term in plain for ko in (term["ko"], *term.get("also", []))}


@cache
def banned() -> dict[str, list[str]]:
    """What is never written → the terms to write instead, the longest first."""
    right = defaultdict(list)
    for term in notation()["terms"]:
        for variant in term["never"]:
            right[variant].append(term["ko"])
    return longest_first(right)


def longest_first(words: dict) -> dict:
    """The same in the order in which a regular expression is to try them."""
    return dict(sorted(words.items(), key=lambda pair: -len(pair[0])))


@cache
def variants() -> re.Pattern:
    """Matches every banned variant, however it is spaced inside; of two syllables, only as a word."""
    spaced = {variant: r"\s*".join(map(re.escape, variant.split())) for variant in banned()}
    words = [rf"(?<![가-힣]){word}{NOUN}" if len(key) == 2 else word for key, word in spaced.items()]
    return re.compile("|".join(f"(?:{word})" for word in words))


def spelling(prose: Prose) -> Iterator[Remark]:
    """Every word that is never written for a term."""
    squeezed = {variant.replace(" ", ""): terms for variant, terms in banned().items()}
    for match in variants().finditer(prose.text):
        right = " or ".join(f"“{term}”" for term in squeezed[re.sub(r"\s", "", match[0])])
        yield Remark(prose.at[match.start()], "glossary", f"“{match[0]}” is not used here", f"write {right}")


@cache
def uses() -> re.Pattern:
    """A term as a noun of its own, with the English that may follow."""
    known = "|".join(map(re.escape, terms()))
    return re.compile(rf"(?<![가-힣])(?P<term>{known})(?:{GIVEN}|{VERB}(?=(?:{AFTER})|[^가-힣]|$))")


def english(prose: Prose) -> Iterator[Remark]:
    """Of one page: English that is missing at the first use of a term, or given again."""
    text = introducing(prose)
    seen: set[str] = set()
    for match in uses().finditer(text):
        if wrong := misuse(match, match["term"] not in seen):
            yield Remark(prose.at[match.start()], "english", *wrong)
        seen.add(match["term"])
    yield from given_twice(prose, text)


def introducing(prose: Prose) -> str:
    """The text without headings and the words of links: they name a term and do not introduce it."""
    text = HEADING.sub(lambda match: OBJECT * len(match[0]), prose.text)
    for start, end in prose.titles:
        text = text[:start] + OBJECT * (end - start) + text[end:]
    return text


def misuse(match: re.Match, first: bool) -> tuple[str, str] | None:
    """What is wrong with one use of a term, and what to write."""
    term, given, right = match["term"], match["english"], terms()[match["term"]]
    if given and given.lower() != right:
        return f"“{term}({given})”", f"write “{term}({right})”, as in the glossary"
    if given and not first:
        return (
            f"“{term}({given})”, which is not the first use of {term} on this page",
            f"write “{term}” alone",
        )
    if first and not given and term not in plain_terms():
        return f"the first “{term}” on this page without its English", f"write “{term}({right})”"
    return None


def given_twice(prose: Prose, text: str) -> Iterator[Remark]:
    """English in parentheses that is given twice, after words that are no terms."""
    seen: set[str] = set()
    for match in OTHER.finditer(text):
        if match["english"] in seen and not uses().search(text, match.start(), match.end()):
            start = prose.at[match.start("english") - 1]
            found = f"“({match['english']})” for the second time on this page"
            yield Remark(start, "english", found, "give the English once, at the first use")
        seen.add(match["english"])
