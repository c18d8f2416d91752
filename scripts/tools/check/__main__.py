"""Says what is wrong in the sources of the pages, or still to be written.

Exit status: 0 if nothing is found, 1 if something is, 2 if the check could not be run.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from ...npm import NpmError
from ...pages.typed_formulas import FENCED, blank
from ...paths import DOCS, LANGUAGES, ROOT, source, uris
from ...sources import SourceError, text_of
from . import strings, structure
from .orthography import register, spacing
from .page import FRONT, Page
from .particles import particles
from .prose import Finding, Prose, Remark, placed, prose
from .structure import HEADING
from .terms import english, spelling

RULES = (spelling, register, spacing, particles)
TODO = re.compile(r"\bTODO\b:?[ \t]*(?P<rest>[^\n\"}]*)")
ANCHOR = re.compile(r"\{:? ?#[a-z](?:[\w-]|\{\{.*?\}\})* ?\}\s*$")
WANTED = "write ## … { #name-in-english }, the same in both languages"


def remarks(text: Prose, rules: Iterable = RULES) -> Iterator[Remark]:
    """What the rules say of a Korean text."""
    return (remark for rule in rules for remark in rule(text))


def check() -> set[Finding]:
    """Every finding in pages, data files and notes' Python. Raises SourceError."""
    return {*of_pages(), *of_strings(), *unwritten()}


def of_pages() -> Iterator[Finding]:
    """Korean of the pages, and where the two languages differ."""
    for pages in structure.pages():
        if isinstance(pages, Finding):
            yield pages
            continue
        if len(pages) == len(LANGUAGES):
            yield from structure.differences(*pages.values())
        if "ko" in pages:
            yield from korean(pages["ko"])
    for path in sorted(DOCS.glob("*.html")):
        text = text_of(path)
        yield from (placed(path, text, remark) for remark in remarks(prose(text)))


def korean(page: Page) -> Iterator[Finding]:
    """Of one page: its prose, and the description in its front matter."""
    text = text_of(page.path)
    terms_are_listed = 'part("terms")' in text
    yield from map(page.placed, remarks(page.prose(), RULES if terms_are_listed else (*RULES, english)))
    if front := FRONT.match(text):
        yield from (placed(page.path, text, remark) for remark in remarks(prose(text, 0, front.end())))


def of_strings() -> Iterator[Finding]:
    """Words of data files and of notes' Python."""
    for file in strings.files():
        places = [words["ko"] for words in file.words if "ko" in words]
        texts = [prose(file.source, place.start, place.stop) for place in places]
        said = [remark for text in texts for remark in remarks(text)]
        yield from (placed(file.path, file.source, remark) for remark in (*said, *file.parity()))


def unwritten() -> Iterator[Finding]:
    """Every TODO, and headings of pages without an anchor."""
    pages = {source(uri, language) for language in LANGUAGES for uri in uris(language)}
    own = [path for suffix in ("py", "yml") for path in DOCS.glob(f"til/*/*.{suffix}")]
    for path in (*pages, *own, DOCS / "notation.yml"):
        text = text_of(path)
        said = (*todos(text), *(headings(text) if path in pages else ()))
        yield from (placed(path, text, remark) for remark in said)


def todos(text: str) -> Iterator[Remark]:
    """Every TODO."""
    for match in TODO.finditer(text):
        wanted = match["rest"].strip() or "what is missing here"
        yield Remark(match.start(), "unwritten", "TODO, not written yet", f"write: {wanted}")


def headings(text: str) -> Iterator[Remark]:
    """Headings without an English anchor; the page's own title may go without."""
    for match in HEADING.finditer(FRONT.sub(blank, FENCED.sub(blank, text))):
        line = match[0].split("\n")[0]
        if not ANCHOR.search(line) and not line.startswith("# "):
            yield Remark(match.start(), "anchor", f"the heading “{line}” without an anchor", WANTED)


def below(file: str, paths: list[str]) -> bool:
    """Whether the file is at one of the paths, or in a folder that they name; at no path is everything."""
    return not paths or any((ROOT / file).is_relative_to(Path(path).resolve()) for path in paths)


def main() -> int:
    """Check, print, and count."""
    parser = argparse.ArgumentParser(prog="scripts/check", description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", metavar="PATH", help="tell only of files at or below these")
    parser.add_argument("--json", action="store_true", help="a list of objects, for programs")
    chosen = parser.parse_args()
    if missing := [path for path in chosen.paths if not Path(path).exists()]:
        parser.exit(2, f"scripts/check: {missing[0]}: no such file or folder\n")
    try:
        findings = [finding for finding in sorted(check()) if below(finding.file, chosen.paths)]
    except (SourceError, NpmError) as error:
        print(f"scripts/check: {error}", file=sys.stderr)
        return 2
    if chosen.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        number = {0: "Nothing", 1: "1 thing"}.get(len(findings), f"{len(findings)} things")
        print(*findings, f"{number} found.", sep="\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
