"""Formulas to HTML with MathML, while the site is built: no script is left for the reader's browser."""

import json
import re
from pathlib import Path

from ... import cache
from ...npm import NpmError, Package, node, one_line, run

KATEX = Package("KaTeX", Path(__file__).parent)
SCRIPT = Path(__file__).with_name("render.mjs")
MODULE = "node_modules/katex/dist/katex.mjs"
STRUT = re.compile(r'class="katex-strut" style="height:([\d.]+)em;(?:vertical-align:(-?[\d.]+)em;)?')
AROUND = 40  # characters of a long formula that a message shows on each side of the wrong place

Formula = tuple[str, bool]  # (LaTeX, whether it stands on a line of its own)


class FormulaError(NpmError):
    """KaTeX does not take `tex`: `message` says why, `position` where, in characters from 0 (or None)."""

    def __init__(self, tex: str, message: str, position: int | None):
        super().__init__(tex, message, position)
        self.tex, self.message, self.position = tex, message, position

    def __str__(self) -> str:
        where = "" if self.position is None else f", character {self.position + 1}"
        return f"formula {self.excerpt()}{where}: {one_line(self.message)}"

    def excerpt(self) -> str:
        """The formula, or of a long one what stands about the position."""
        start = max(0, (self.position or 0) - AROUND)
        end = start + 2 * AROUND
        return "…" * (start > 0) + one_line(self.tex[start:end]) + "…" * (end < len(self.tex))


def render(formulas: list[Formula]) -> list[str]:
    """KaTeX's HTML of each formula, in order; Node is started only for those that no build has rendered yet.

    Raises FormulaError for the first that KaTeX does not take, NpmError where KaTeX cannot be had.
    """
    engine = KATEX.version(), SCRIPT.read_bytes()
    names = {formula: cache.key(*engine, *formula) for formula in formulas}
    html = {formula: cache.load("formulas", name) for formula, name in names.items()}
    missing = [formula for formula in html if html[formula] is None]
    for formula, answer in zip(missing, ask(missing), strict=True):
        if "error" in answer:
            raise FormulaError(formula[0], answer["error"], answer["position"])
        html[formula] = cache.store("formulas", names[formula], answer["html"].encode())
    return [html[formula].decode() for formula in formulas]


def ask(formulas: list[Formula]) -> list[dict]:
    """One answer of render.mjs for each formula: {"html"}, or {"error", "position"}."""
    if not formulas:
        return []
    lines = [json.dumps({"tex": tex, "display": display}) for tex, display in formulas]
    done = run([*node(), str(SCRIPT), str(KATEX.install() / MODULE)], input="\n".join(lines))
    if done.returncode:
        raise NpmError(f"KaTeX: Node stopped with {done.returncode}: {one_line(done.stderr)}")
    # Not splitlines(): JSON leaves some characters in the HTML that it takes for line ends.
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def extent(html: str) -> tuple[float, float]:
    """How far KaTeX's HTML of a formula reaches above and below its base line, in em.

    Before each part that may stand on a line of its own KaTeX puts a strut, an empty box of its height.
    """
    struts = [(float(height), float(shift or 0)) for height, shift in STRUT.findall(html)]
    return max(height + shift for height, shift in struts), max(-shift for _, shift in struts)
