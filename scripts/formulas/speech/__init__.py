"""Formulas in words: what a screen reader says of a formula, made from the MathML that KaTeX gives."""

from .label import labelled
from .reader import spoken
from .tree import Unspoken

__all__ = ["Unspoken", "labelled", "spoken"]
