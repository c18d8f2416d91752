"""An English term stands in parentheses at its first use on a page, and not again."""

import re
from collections.abc import Iterator
from functools import cache

from .finding import Remark
from .glossary import AFTER, plain_terms, terms
from .prose import OBJECT, Prose

RULE = "english"
GIVEN = r"\((?P<english>[A-Za-z][A-Za-z -]*)\)"
OTHER = re.compile(rf"(?P<korean>[가-힣]+){GIVEN}")
HEADING = re.compile(r"^(?:> ?)*#{1,6} .*$", re.M)
VERB = r"(?!하|한|할|함|해|했|되|된|될|됨|돼|됐|시)"  # 유도한다 is a verb, 유도는 the term


@cache
def uses() -> re.Pattern:
    """A term of the glossary as a noun of its own, with the English that may follow."""
    known = "|".join(map(re.escape, terms()))
    return re.compile(rf"(?<![가-힣])(?P<term>{known})(?:{GIVEN}|{VERB}(?=(?:{AFTER})|[^가-힣]|$))")


def check(prose: Prose) -> Iterator[Remark]:
    """Of one page: what is missing at the first use, and what is said again."""
    text = introducing(prose)
    seen: set[str] = set()
    for match in uses().finditer(text):
        yield from one(prose, match, seen)
    yield from others(prose, text)


def introducing(prose: Prose) -> str:
    """The text without headings and the words of links: they name a term and do not introduce it."""
    text = HEADING.sub(lambda match: OBJECT * len(match[0]), prose.text)
    for start, end in prose.titles:
        text = text[:start] + OBJECT * (end - start) + text[end:]
    return text


def one(prose: Prose, match: re.Match, seen: set[str]) -> Iterator[Remark]:
    """One use of a term."""
    term, given, right = match["term"], match["english"], terms()[match["term"]]
    place = prose.at[match.start()]
    first = term not in seen
    seen.add(term)
    if given and given.lower() != right:
        yield Remark(place, RULE, f"“{term}({given})”", f"write “{term}({right})”, as in the glossary")
    elif given and prose.branches.repeats(place):
        found = f"“{term}({given})” in a loop, which says it again and again"
        yield Remark(place, RULE, found, f"write “{term}” alone, and its English before the loop")
    elif given and not first:
        found = f"“{term}({given})”, which is not the first use of {term} on this page"
        yield Remark(place, RULE, found, f"write “{term}” alone")
    elif first and not given and term not in plain_terms():
        found = f"the first “{term}” on this page without its English"
        yield Remark(place, RULE, found, f"write “{term}({right})”")


def others(prose: Prose, text: str) -> Iterator[Remark]:
    """English in parentheses that is given twice, after words that are no terms."""
    seen: dict[str, str] = {}
    for match in OTHER.finditer(text):
        english = match["english"]
        if english in seen and not uses().search(text, match.start(), match.end()):
            found = f"“({english})” for the second time on this page"
            yield Remark(
                prose.at[match.start("english") - 1], RULE, found, "give the English once, at the first use"
            )
        seen[english] = match["korean"]
