"""Korean in 한다체 (no 합니다, no 해요, no 당신, no needless “우리는”), its spaces, and its particles.

The particle after a formula, a number, a letter or a term goes by how that is read aloud.
"""

import re
from collections.abc import Iterator
from functools import cache

from ...formulas.speech import korean
from ...formulas.speech.korean import AFTER_CONSONANT, PIEUP, PRIME, RIEUL, syllables
from .prose import OBJECT, Finding, Prose
from .terms import any_of, terms

NOUNS = ("필요", "불필요", "중요", "주요", "개요", "수요", "소요", "강요", "동요", "긴요", "민요", "요")
ENDINGS = "write 한다체: -다, -한다, -이다"
NOBODY = "leave it out; nobody is spoken to, and Korean needs no subject here"
ENDS_IN_RIEUL = f"[{syllables(RIEUL)}]"
BOTH = (
    r"은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)|와\(과\)|과\(와\)|\(으\)로|\(이\)(?=[다라며고])"
    r"|은/는|는/은|이/가(?![가-힣])|가/이(?![가-힣])|을/를|를/을|와/과|과/와"
)
PARTICLE = r"(?:은|는|을|를|와|과|로|으로|의|에|에서|이다)(?=[^가-힣]|$)"
WRONG = (  # the rule, what is wrong, what to do instead
    ("register", rf"[가-힣]*[{syllables(PIEUP)}](?:니다|니까)(?=[^가-힣]|$|만)", ENDINGS),
    ("register", r"[가-힣]+(?:요|죠)(?=\s*(?:[.?!…,\"”’)]|$|\n\s*\n))", ENDINGS),
    ("register", r"[가-힣]*(?:십시오|하시오|으시오)(?=[^가-힣]|$)", ENDINGS),
    ("register", r"(?<![가-힣])(?:당신|여러분)", NOBODY),
    ("register", r"(?<![가-힣])(?:우리(?:는|가|도|의|들)?|저희(?:는|가|의)?)(?![가-힣])", NOBODY),
    ("spacing", rf"(?<={OBJECT}|\)) (?:{PARTICLE}|가(?= ))", "write the particle without the space"),
    ("spacing", r"(?<=[가-힣]) \([A-Za-z][A-Za-z -]+\)", "write 역전파(backpropagation)"),
    # 실수, 홀수 are nouns.
    ("spacing", rf"(?:(?![실홀필칠팔]){ENDS_IN_RIEUL}수 ?|{ENDS_IN_RIEUL} 수)(?:있|없)", "write 할 수 있다"),
    ("particle", BOTH, "write the one particle that fits how the word before it is read"),
)
# Both forms of each particle, by the form after a vowel.
FORMS = {form: vowel for vowel, consonant in AFTER_CONSONANT.items() for form in (vowel, consonant)}


def orthography(prose: Prose) -> Iterator[Finding]:
    """Every ending and pronoun of another register, every wrong space, every 은(는)."""
    for rule, pattern, instead in WRONG:
        for match in re.finditer(pattern, prose.text):
            if match[0] not in NOUNS:
                yield prose.finding(match.start(), rule, f"“{match[0]}”", instead)


@cache
def followed() -> re.Pattern:
    """What is read, with the particle behind it. δ다 is right and 엘다 is not; 이다 may follow both."""
    return re.compile(
        rf"""
          (?: (?P<object>{OBJECT})
            | (?P<last>[가-힣])\([A-Za-z][^()가-힣]*\)
            | (?<![A-Za-zα-ωΑ-Ω가-힣])
              (?P<token>(?:[A-Za-z]\()?[A-Za-zα-ωΑ-Ω∂]+\)?|\d[\d,]*(?:\.\d+)?)(?P<prime>′?)
            | (?<![가-힣])(?P<term>{any_of(terms())}) )
          (?P<particle>이라고|라고|이란|란|으로|로|[은는이가을를와과]|다(?=[.,!?)\s]|$))
          (?P<more>(?:는|도|의|만|부터|써|서)?)(?![가-힣])
        """,
        re.X,
    )


def particles(prose: Prose) -> Iterator[Finding]:
    """Every particle that does not fit."""
    for match in followed().finditer(prose.text):
        particle, reading = match["particle"], read(prose, match)
        right = reading and korean.after(korean.ending(reading), FORMS[particle])
        if right and right != particle:
            problem = f"“{particle}{match['more']}” after what is read “{reading}”"
            yield prose.finding(match.start("particle"), "particle", problem, f"write “{right}{match['more']}”")


def read(prose: Prose, match: re.Match) -> str | None:
    """How what stands before a particle is read; None where nobody knows."""
    if match["prime"]:
        return PRIME
    if not match["token"]:
        return match["last"] or match["term"] or prose.read.get(match.start())
    token = match["token"].rstrip(")").split("(")[-1]
    return korean.number(token) if token[0].isdigit() else korean.letter(token)
