"""The particle after a formula, a number, a letter or a term goes by how that is read aloud."""

import re
from collections.abc import Iterator

from ...formulas.speech import korean
from ...formulas.speech.korean import Ending, ending
from ...sources import notation
from .prose import OBJECT, Prose, Remark
from .terms import terms

RULE = "particle"
AFTER_VOWEL = ("는", "가", "를", "와", "로", "라고", "란")  # 로 after ㄹ too
AFTER_CONSONANT = ("은", "이", "을", "과", "으로", "이라고", "이란")
END = r"(?![가-힣])"
PARTICLE = (
    rf"(?:(?:[은는가이를을란]|이란){END}|(?:와|과)(?:는|도|의|만)?{END}"
    rf"|(?:으로|로)(?:는|도|의|만|부터|써|서)?{END}|(?:이라고|라고)(?:는|도)?{END})"
)
BARE_COPULA = rf"다(?=[.,!?)\s]|$){END}"  # δ다 is right, 엘다 is not; 이다 may follow both
AFTER = rf"(?P<particle>{PARTICLE}|{BARE_COPULA})"
OF_OBJECT = re.compile(f"{OBJECT}{AFTER}")
OF_HANGUL = re.compile(rf"(?P<last>[가-힣])\([A-Za-z][^()가-힣]*\){AFTER}")
OF_TOKEN = re.compile(
    rf"(?<![A-Za-zα-ωΑ-Ω가-힣])(?P<token>(?:[A-Za-z]\()?[A-Za-zα-ωΑ-Ω∂]+\)?|\d[\d,]*(?:\.\d+)?)(?P<prime>′?){AFTER}"
)
BOTH = re.compile(
    r"은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)|와\(과\)|과\(와\)|\(으\)로|\(이\)(?=[다라며고])"
    r"|은/는|는/은|이/가(?![가-힣])|가/이(?![가-힣])|을/를|를/을|와/과|과/와"
)


def particles(prose: Prose) -> Iterator[Remark]:
    """Every particle that does not fit, and every 은(는)."""
    for match in BOTH.finditer(prose.text):
        instead = "write the one particle that fits how the word before it is read"
        yield Remark(prose.at[match.start()], RULE, f"“{match[0]}”", instead)
    for match in OF_OBJECT.finditer(prose.text):
        reading = prose.read.get(match.start())
        yield from judged(prose, match, reading, "the formula")
    for match in OF_HANGUL.finditer(prose.text):
        yield from judged(prose, match, match["last"], None)
    for match in OF_TOKEN.finditer(prose.text):
        yield from judged(prose, match, of_token(match), match["token"] + match["prime"])
    for match in of_term().finditer(prose.text):
        yield from judged(prose, match, match["term"], None)


def of_token(match: re.Match) -> str | None:
    """How a letter, a Greek letter, a word of docs/notation.yml or a number in plain text is read."""
    token = match["token"].rstrip(")").split("(")[-1]
    if match["prime"]:
        return "프라임"
    return korean.number(token) if token[0].isdigit() else notation()["aloud"].get(token)


def of_term() -> re.Pattern:
    """A term of the glossary with a particle."""
    return re.compile(rf"(?<![가-힣])(?P<term>{'|'.join(map(re.escape, terms()))}){AFTER}")


def judged(prose: Prose, match: re.Match, reading: str | None, what: str | None) -> Iterator[Remark]:
    """A remark if the particle does not fit the reading."""
    particle = match["particle"]
    right = reading and fitting(particle, ending(reading))
    if right and right != particle:
        said = f"“{particle}” after {what}, read “{reading}”" if what else f"“{match[0]}”"
        yield Remark(prose.at[match.start("particle")], RULE, said, f"write “{right}”")


def fitting(particle: str, end: Ending) -> str:
    """The particle as it is after such an ending."""
    if particle == "다":
        return "다" if end is Ending.VOWEL else "이다"
    for pair in zip(AFTER_VOWEL, AFTER_CONSONANT, strict=True):
        for form in sorted(pair, key=len, reverse=True):
            if particle.startswith(form) and not (form in "가이" and particle != form):
                vowel = end is Ending.VOWEL or (pair[0] == "로" and end is Ending.RIEUL)
                return (pair[0] if vowel else pair[1]) + particle.removeprefix(form)
    return particle
