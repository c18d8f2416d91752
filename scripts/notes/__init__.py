"""What a page can name: one network's formulas, numbers, derivation, figures and notebook."""
