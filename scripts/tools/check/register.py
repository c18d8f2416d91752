"""한다체: no 합니다, no 해요, no 하시오, no 당신, no “우리는” where Korean needs no subject."""

import re
from collections.abc import Iterator

from .finding import Remark
from ...formulas.speech.korean import PIEUP, syllables
from .prose import Prose

RULE = "register"
NOUNS = ("필요", "불필요", "중요", "주요", "개요", "수요", "소요", "강요", "동요", "긴요", "민요", "요")
POLITE = re.compile(rf"[가-힣]*[{syllables(PIEUP)}](?:니다|니까)(?=[^가-힣]|$|만)")
SOFT = re.compile(r"(?P<word>[가-힣]+(?:요|죠))(?=\s*(?:[.?!…,\"”’)]|$|\n\s*\n))")
FORMAL = re.compile(r"[가-힣]*(?:십시오|하시오|으시오)(?=[^가-힣]|$)")
YOU = re.compile(r"(?<![가-힣])(?:당신|여러분)")
WE = re.compile(r"(?<![가-힣])(?:우리(?:는|가|도|의|들)?|저희(?:는|가|의)?)(?![가-힣])")
ENDINGS = "write 한다체: -다, -한다, -이다"
NOBODY = "leave it out; nobody is spoken to"
SUBJECT = "leave it out; Korean needs no subject here"


def check(prose: Prose) -> Iterator[Remark]:
    """Every ending and pronoun of another register."""
    for pattern, instead in (
        (POLITE, ENDINGS),
        (SOFT, ENDINGS),
        (FORMAL, ENDINGS),
        (YOU, NOBODY),
        (WE, SUBJECT),
    ):
        for match in pattern.finditer(prose.text):
            if match[0] not in NOUNS:
                yield Remark(prose.at[match.start()], RULE, f"“{match[0]}”", instead)
