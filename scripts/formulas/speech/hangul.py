"""How a word ends, by the last sound of its last syllable."""

from enum import Enum

FIRST, LAST = "가", "힣"
FINALS = 28  # of each pair of consonant and vowel: no final first, then 27 finals
RIEUL, PIEUP = 8, 17


class Ending(Enum):
    """What the particles go by: 로 follows a vowel and ㄹ, 으로 every other consonant."""

    VOWEL = "vowel"
    RIEUL = "ㄹ"
    CONSONANT = "consonant"


def is_syllable(character: str) -> bool:
    """Whether it is one of the 11172 syllables."""
    return FIRST <= character <= LAST


def final(syllable: str) -> int:
    """The number of the final consonant, 0 where there is none."""
    return (ord(syllable) - ord(FIRST)) % FINALS


def ending(word: str) -> Ending:
    """The ending of a word in Hangul."""
    return {0: Ending.VOWEL, RIEUL: Ending.RIEUL}.get(final(word[-1]), Ending.CONSONANT)


def syllables(*finals: int) -> str:
    """Every syllable with one of these finals, for a class of a regular expression."""
    return "".join(chr(code) for code in range(ord(FIRST), ord(LAST) + 1) if final(chr(code)) in finals)
