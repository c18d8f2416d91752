"""What can go wrong between a formula and its HTML; each message is one line."""

from ...npm import NpmError, one_line


class KatexError(NpmError):
    """KaTeX cannot be installed or started, or a formula is wrong."""


class FormulaError(KatexError):
    """KaTeX does not take `tex`: `message` says why, `position` where, in characters from 0 (or None)."""

    def __init__(self, tex: str, message: str, position: int | None):
        super().__init__(tex, message, position)
        self.tex, self.message, self.position = tex, message, position

    def __str__(self) -> str:
        where = "" if self.position is None else f", character {self.position + 1}"
        return f"formula {self.excerpt()}{where}: {one_line(self.message)}"

    def excerpt(self, around: int = 40) -> str:
        """The formula, or of a long one what stands about the position."""
        start = max(0, (self.position or 0) - around)
        end = start + 2 * around
        return "…" * (start > 0) + one_line(self.tex[start:end]) + "…" * (end < len(self.tex))
