"""Says what is wrong in the sources of the pages, or still to be written.

Exit status: 0 if nothing is found, 1 if something is, 2 if the check could not be run.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from ... import paths
from ...npm import NpmError
from ...pages.typed_formulas import FENCED, blank
from ...paths import LANGUAGES, source, uris
from ...sources import SourceError, text_of
from . import strings, structure
from .orthography import orthography, particles
from .page import FRONT, Page
from .prose import HEADING, Finding, Prose, Source, prose
from .terms import english, spelling

TODO = re.compile(r"\bTODO\b:?[ \t]*(?P<rest>[^\n\"}]*)")
ANCHOR = re.compile(r"\{:? ?#[a-z](?:[\w-]|\{\{.*?\}\})* ?\}\s*$")
WANTED = "write ## … { #name-in-english }, the same in both languages"


def check() -> set[Finding]:
    """Every finding in pages, data files and notes' Python. Raises SourceError."""
    return {*of_pages(), *of_strings(), *unwritten()}


def korean(text: Prose) -> Iterator[Finding]:
    """What is wrong in a Korean text, wherever it stands."""
    for rule in (spelling, orthography, particles):
        yield from rule(text)


def of_pages() -> Iterator[Finding]:
    """Korean of the pages, and where the two languages differ."""
    for page in structure.pages():
        if isinstance(page, Finding):
            yield page
            continue
        if len(page) == len(LANGUAGES):
            yield from structure.differences(*page.values())
        if "ko" in page:
            yield from of_page(page["ko"])
    for path in sorted(paths.DOCS.glob("*.html")):
        yield from korean(prose(Source(path, text_of(path))))


def of_page(page: Page) -> Iterator[Finding]:
    """Of one Korean page: its prose, and the description in its front matter."""
    file, text = Source(page.path, text_of(page.path)), page.prose()
    yield from korean(text)
    if 'part("terms")' not in file.text:  # the page of terms has each of them with its English
        yield from english(text)
    if front := FRONT.match(file.text):
        yield from korean(prose(file, 0, front.end()))


def of_strings() -> Iterator[Finding]:
    """Words of data files and of notes' Python."""
    for file, all_words in strings.files():
        for words in all_words:
            yield from strings.parity(file, words)
            if "ko" in words:
                yield from korean(prose(file, words["ko"].start, words["ko"].stop))


def unwritten() -> Iterator[Finding]:
    """Every TODO, and headings of pages without an anchor."""
    pages = {source(uri, language) for language in LANGUAGES for uri in uris(language)}
    own = [path for suffix in ("py", "yml") for path in paths.DOCS.glob(f"til/*/*.{suffix}")]
    for path in (*pages, *own, paths.DOCS / "notation.yml"):
        file = Source(path, text_of(path))
        for match in TODO.finditer(file.text):
            wanted = match["rest"].strip() or "what is missing here"
            yield file.finding(match.start(), "unwritten", "TODO, not written yet", f"write: {wanted}")
        if path in pages:
            yield from headings(file)


def headings(page: Source) -> Iterator[Finding]:
    """Headings without an English anchor; the page's own title may go without."""
    for match in HEADING.finditer(FRONT.sub(blank, FENCED.sub(blank, page.text))):
        line = match[0].split("\n")[0]
        if not ANCHOR.search(line) and not line.startswith("# "):
            yield page.finding(match.start(), "anchor", f"the heading “{line}” without an anchor", WANTED)


def below(file: str, places: list[str]) -> bool:
    """Whether the file is at one of the paths, or in a folder that they name; at no path is everything."""
    return not places or any((paths.ROOT / file).is_relative_to(Path(folder).resolve()) for folder in places)


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
