"""Formulas that are typed in a page's source, `$…$` in the line and `$$…$$` on a line of its own, with their lines."""

import re
from collections.abc import Callable

from ..sources import line_at

FENCED = re.compile(r"^[ \t]*(?P<fence>`{3,}|~{3,}).*?^[ \t]*(?P=fence)", re.S | re.M)
SPAN = re.compile(r"(?P<ticks>`+)[^`\n]+(?P=ticks)|\{#.*?#\}", re.S)
# Prices are no formulas: space inside of a dollar, or a digit behind the second, and it is one of money.
DOLLARS = r"\$\$.+?\$\$|(?<![\\$])\$(?!\s)[^$]+?(?<!\s)\$(?!\d)"
TYPED = re.compile(rf"{FENCED.pattern}|{SPAN.pattern}|(?P<escaped>\\\$)|(?P<formula>{DOLLARS})", re.S | re.M)
WITH_LINE = re.compile("\ue020(?P<line>\\d+)\ue021(?P<dollars>\\${1,2})(?P<tex>.+?)(?P=dollars)", re.S)


def with_lines(text: str) -> str:
    """The source with the number of its line before each formula outside of code, for Jinja to carry along."""

    def numbered(match: re.Match) -> str:
        if match["escaped"]:
            return "&#36;"  # a dollar, which Markdown has no escape for
        return f"\ue020{line_at(text, match.start())}\ue021{match[0]}" if match["formula"] else match[0]

    return TYPED.sub(numbered, text)


def replaced(text: str, put: Callable[[str, bool, int], str]) -> str:
    """The rendered text with put(LaTeX, whether it is on its own line, line) in the place of each such formula."""
    return WITH_LINE.sub(lambda match: put(match["tex"].strip(), match["dollars"] == "$$", int(match["line"])), text)


def blank(match: re.Match) -> str:
    """Spaces in the place of what is matched, on as many lines."""
    return re.sub(r"[^\n]", " ", match[0])
