"""Banned variants of terms, and the spaces that a Korean writer gets wrong between words and signs."""

import re
from collections.abc import Iterator

from .finding import Remark
from .glossary import banned_pattern, instead_of
from ...formulas.speech.korean import RIEUL, syllables
from .prose import OBJECT, Prose

PARTICLE = r"(?:은|는|을|를|와|과|로|으로|의|에|에서|이다)(?=[^가-힣]|$)"
APART = re.compile(rf"(?:{OBJECT}|\)) (?P<particle>{PARTICLE}|가(?= ))")
BRACKET = re.compile(r"[가-힣] (?P<bracket>\([A-Za-z][A-Za-z -]+\))")
CAN = re.compile(rf"(?P<verb>[{syllables(RIEUL)}])(?P<first> ?)수(?P<second> ?)(?P<rest>있|없)")
NUMBERS = "실홀필칠팔"  # 실수, 홀수: nouns, not 할 수


def check(prose: Prose) -> Iterator[Remark]:
    """Every remark on terms and spaces."""
    yield from variants(prose)
    for match in APART.finditer(prose.text):
        particle = match["particle"]
        found = f"a space before the particle “{particle}”"
        yield Remark(prose.at[match.start("particle")], "spacing", found, "write the particle without it")
    for match in BRACKET.finditer(prose.text):
        found = f"a space before “{match['bracket']}”"
        yield Remark(prose.at[match.start("bracket")], "spacing", found, "write 역전파(backpropagation)")
    for match in CAN.finditer(prose.text):
        noun = match["verb"] in NUMBERS and not match["first"]
        if not noun and not (match["first"] and match["second"]):
            found, right = match[0], f"{match['verb']} 수 {match['rest']}"
            yield Remark(prose.at[match.start()], "spacing", f"“{found}”", f"write “{right}”")


def variants(prose: Prose) -> Iterator[Remark]:
    """What the glossary bans."""
    for match in banned_pattern().finditer(prose.text):
        right = " or ".join(f"“{term}”" for term in instead_of(match[0]))
        yield Remark(prose.at[match.start()], "glossary", f"“{match[0]}” is not used here", f"write {right}")
