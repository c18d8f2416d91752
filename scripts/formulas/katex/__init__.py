"""KaTeX at build time: a formula becomes HTML and MathML, and one that is wrong stops the build."""

from .assets import assets, stylesheet
from .errors import FormulaError, KatexError
from .extent import extent
from .install import install
from .render import Renderer

__all__ = ["FormulaError", "KatexError", "Renderer", "assets", "extent", "install", "stylesheet"]
