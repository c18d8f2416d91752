"""Korean in 한다체 (no 합니다, no 해요, no 당신, no needless “우리는”), with its spaces where they belong."""

import re
from collections.abc import Iterator

from ...formulas.speech.korean import PIEUP, RIEUL, syllables
from .prose import OBJECT, Prose, Remark

NOUNS = ("필요", "불필요", "중요", "주요", "개요", "수요", "소요", "강요", "동요", "긴요", "민요", "요")
ENDINGS = "write 한다체: -다, -한다, -이다"
REGISTER = {
    rf"[가-힣]*[{syllables(PIEUP)}](?:니다|니까)(?=[^가-힣]|$|만)": ENDINGS,
    r"[가-힣]+(?:요|죠)(?=\s*(?:[.?!…,\"”’)]|$|\n\s*\n))": ENDINGS,
    r"[가-힣]*(?:십시오|하시오|으시오)(?=[^가-힣]|$)": ENDINGS,
    r"(?<![가-힣])(?:당신|여러분)": "leave it out; nobody is spoken to",
    r"(?<![가-힣])(?:우리(?:는|가|도|의|들)?|저희(?:는|가|의)?)(?![가-힣])": (
        "leave it out; Korean needs no subject here"
    ),
}
PARTICLE = r"(?:은|는|을|를|와|과|로|으로|의|에|에서|이다)(?=[^가-힣]|$)"
APART = re.compile(rf"(?:{OBJECT}|\)) (?P<particle>{PARTICLE}|가(?= ))")
BRACKET = re.compile(r"[가-힣] (?P<bracket>\([A-Za-z][A-Za-z -]+\))")
CAN = re.compile(rf"(?P<verb>[{syllables(RIEUL)}])(?P<first> ?)수(?P<second> ?)(?P<rest>있|없)")
NUMBERS = "실홀필칠팔"  # 실수, 홀수: nouns, not 할 수


def register(prose: Prose) -> Iterator[Remark]:
    """Every ending and pronoun of another register."""
    for pattern, instead in REGISTER.items():
        for match in re.finditer(pattern, prose.text):
            if match[0] not in NOUNS:
                yield Remark(prose.at[match.start()], "register", f"“{match[0]}”", instead)


def spacing(prose: Prose) -> Iterator[Remark]:
    """A space before a particle or a bracket, or none in 할 수 있다."""
    for match in APART.finditer(prose.text):
        wrong = f"a space before the particle “{match['particle']}”"
        start = prose.at[match.start("particle")]
        yield Remark(start, "spacing", wrong, "write the particle without it")
    for match in BRACKET.finditer(prose.text):
        wrong = f"a space before “{match['bracket']}”"
        start = prose.at[match.start("bracket")]
        yield Remark(start, "spacing", wrong, "write 역전파(backpropagation)")
    for match in CAN.finditer(prose.text):
        noun = match["verb"] in NUMBERS and not match["first"]
        if not noun and not (match["first"] and match["second"]):
            right = f"{match['verb']} 수 {match['rest']}"
            yield Remark(prose.at[match.start()], "spacing", f"“{match[0]}”", f"write “{right}”")
