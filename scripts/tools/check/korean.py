"""Everything that is checked of Korean text, in pages and in data files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from ...pages import rendering
from ...paths import DOCS, page_files
from ...site import notes
from ...sources import SourceError, text_of
from . import english, particles, register, spelling, strings
from .finding import Finding, Remark, placed
from .prose import FRONT, Known, Prose, of_page, of_string

RULES = (spelling.check, register.check, particles.check)


def remarks(proses: Iterable[Prose], rules=RULES) -> Iterator[Remark]:
    """What every rule says of every text."""
    return (remark for prose in proses for rule in rules for remark in rule(prose))


def page(source: str, known: Known) -> set[Remark]:
    """Everything of one page: its prose, and the description in its front matter."""
    proses = list(of_page(source, known))
    rules = (*RULES, *(() if 'part("terms")' in source else (english.check,)))
    front = FRONT.match(source)
    above = [of_string(source, 0, front.end())] if front else []
    return {*remarks(proses, rules), *remarks(above)}


def known(path: Path) -> Known:
    """What the page's note gives it; nothing where the note cannot be made, which is told elsewhere."""
    uri = path.relative_to(DOCS / "ko").as_posix()
    try:
        network = rendering.network_of(uri, rendering.front_matter(path))
        note = notes.load(network) if network else {"formulas": {}, "values": {}}
    except (SourceError, notes.NoteError):
        return Known()
    return Known(note["formulas"], note["values"])


def check() -> Iterator[Finding]:
    """Every finding in the Korean rendering, the landing page, and the data files."""
    for path in page_files("ko"):
        source = text_of(path)
        yield from (placed(path, source, remark) for remark in page(source, known(path)))
    for path in sorted(DOCS.glob("*.html")):
        source = text_of(path)
        yield from (placed(path, source, remark) for remark in remarks(of_page(source, Known())))
    for path in strings.files():
        try:
            found = list(remarks(strings.of_file(path)))
        except yaml.YAMLError:
            continue  # the build says so, with its line
        yield from (placed(path, text_of(path), remark) for remark in found)
