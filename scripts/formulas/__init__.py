"""Formulas while building: KaTeX's HTML, and their words."""
