"""What a new note still lacks: each TODO that was left, and headings without an anchor."""

import re
from collections.abc import Iterator

from ...pages.notebooks import HEADING
from ...sources import FENCED, blank
from .finding import Remark

TODO = re.compile(r"\bTODO\b:?[ \t]*(?P<rest>[^\n\"}]*)")
ANCHOR = re.compile(r"\{:? ?#[a-z](?:[\w-]|\{\{.*?\}\})* ?\}\s*$")
WANTED = "write ## … { #name-in-english }, the same in both languages"


def todos(source: str) -> Iterator[Remark]:
    """Every TODO."""
    for match in TODO.finditer(source):
        said = match["rest"].strip() or "what is missing here"
        yield Remark(match.start(), "unwritten", "TODO, not written yet", f"write: {said}")


def headings(source: str) -> Iterator[Remark]:
    """Headings without an English anchor; the page's own title may go without."""
    prose = re.sub(r"\A---\n.*?\n---\n", blank, FENCED.sub(blank, source), flags=re.S)
    for match in HEADING.finditer(prose):
        line = match[0].split("\n")[0]
        if not ANCHOR.search(line) and not line.startswith("# "):
            yield Remark(match.start(), "anchor", f"the heading “{line}” without an anchor", WANTED)
