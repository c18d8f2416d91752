"""Formulas in words: what a screen reader says of a formula, made from the MathML that KaTeX gives."""

from .mathml import FILLED_LATER, Unspoken
from .plain import plain
from .reader import labelled, spoken

__all__ = ["FILLED_LATER", "Unspoken", "labelled", "plain", "spoken"]
