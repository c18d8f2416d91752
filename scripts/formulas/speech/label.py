"""Put the words of a formula beside its MathML."""

import html
import re
from functools import cache

from .reader import spoken
from .tree import Unspoken

MATH = re.compile(r"<math[^>]*>.*?</math>", re.S)
FILLED_LATER = re.compile(r"867530[89]")  # the explorer's places for numbers: its script fills them in


@cache
def labelled(formula: str, language: str) -> str:
    """KaTeX's HTML of a formula with its spoken form as the label of its `<math>`.

    None for one with a sign that has no words here: a screen reader has its own way with MathML. The places
    for numbers that a script fills in later are said as they stand, for the script to fill in there too.
    """
    math = MATH.search(formula)
    if not math:
        return formula
    try:
        label = html.escape(spoken(math[0], language), quote=True)
    except Unspoken:
        return formula
    return f'{formula[: math.start()]}<math aria-label="{label}"{formula[math.start() + len("<math") :]}'
