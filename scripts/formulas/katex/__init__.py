"""KaTeX at build time: a formula becomes HTML and MathML, and one that is wrong stops the build."""

from .fonts import assets, stylesheet
from .render import KATEX, FormulaError, extent, render

__all__ = ["KATEX", "FormulaError", "assets", "extent", "render", "stylesheet"]
