"""How much room a formula takes on its line, known without a browser."""

import re

STRUT = re.compile(r'class="katex-strut" style="height:([\d.]+)em;(?:vertical-align:(-?[\d.]+)em;)?')


def extent(html: str) -> tuple[float, float]:
    """How far KaTeX's HTML of a formula reaches above and below its base line, in em.

    Before each part that may stand on a line of its own KaTeX puts a strut, an empty box of its height.
    """
    struts = [(float(height), float(shift or 0)) for height, shift in STRUT.findall(html)]
    return max(height + shift for height, shift in struts), max(-shift for _, shift in struts)
