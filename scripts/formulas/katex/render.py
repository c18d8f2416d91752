"""Formulas to HTML with MathML, while the site is built: no script is left for the reader's browser."""

import hashlib
import json
from pathlib import Path

from ...npm import node, one_line, run
from ...whole import write_whole
from .errors import FormulaError, KatexError
from .install import KATEX, install

Formula = tuple[str, bool]  # (tex, display)


class Renderer:
    """What a formula gives is kept in `cache`; Node is started only for formulas that are not there."""

    def __init__(self, cache: Path):
        self.cache = cache
        self.kept = cache / f"formulas-{KATEX.version()}"

    def render_many(self, formulas: list[Formula]) -> list[str]:
        """The HTML of each (tex, display), in order.

        Raises FormulaError for the first that KaTeX does not take, KatexError where KaTeX
        cannot be installed or started.
        """
        missing = [formula for formula in dict.fromkeys(formulas) if not self.file(formula).exists()]
        if missing:
            self.render(missing)
        return [self.file(formula).read_bytes().decode() for formula in formulas]

    def render(self, formulas: list[Formula]) -> None:
        """Have Node render the formulas, and keep what it gives."""
        for formula, answer in zip(formulas, ask(install(self.cache), formulas), strict=True):
            if "error" in answer:
                raise FormulaError(formula[0], answer["error"], answer["position"])
            write_whole(self.file(formula), answer["html"])

    def file(self, formula: Formula) -> Path:
        """Where the HTML of the formula is kept."""
        tex, display = formula
        name = hashlib.sha256(json.dumps([tex, bool(display)]).encode()).hexdigest()
        return self.kept / f"{name}.html"


def ask(folder: Path, formulas: list[Formula]) -> list[dict]:
    """One answer of render.mjs for each formula: {"html"}, or {"error", "position"}."""
    lines = [json.dumps({"tex": tex, "display": bool(display)}) for tex, display in formulas]
    done = run([*node(), str(folder / "render.mjs")], input="\n".join(lines))
    if done.returncode:
        raise KatexError(f"KaTeX: Node stopped with {done.returncode}: {one_line(done.stderr)}")
    # Not splitlines(): JSON leaves some characters in the HTML that it takes for line ends.
    return [json.loads(line) for line in done.stdout.split("\n") if line]
