"""All checks, as one list of findings in the order of files and lines."""

from collections.abc import Iterator
from pathlib import Path

from ...paths import DOCS, LANGUAGES, NETWORKS, ROOT, page_files, shown
from ...sources import text_of
from . import korean, structure, unwritten
from .finding import Finding, placed


class CannotCheck(Exception):
    """One line: why."""


def check(paths: list[str]) -> list[Finding]:
    """Every finding in the files at or below the paths (all of them for none). Raises CannotCheck."""
    wanted = [chosen(path) for path in paths]
    found = sorted({*korean.check(), *drafts(), *structure.check()})
    return [finding for finding in found if not wanted or any(below(finding.file, path) for path in wanted)]


def chosen(path: str) -> str:
    """A path of the command line as findings name it."""
    if not Path(path).exists():
        raise CannotCheck(f"{path}: no such file or folder")
    return shown(Path(path).resolve())


def below(file: str, path: str) -> bool:
    """Whether the file is at the path, or in the folder that it names."""
    return (ROOT / file).is_relative_to(ROOT / path)


def drafts() -> Iterator[Finding]:
    """What is still to be written, in both languages."""
    pages = [path for language in LANGUAGES for path in page_files(language)]
    for path in [*pages, *sorted(NETWORKS.glob("*.yml")), DOCS / "notation.yml"]:
        source = text_of(path)
        yield from (placed(path, source, remark) for remark in unwritten.todos(source))
        if path in pages:
            yield from (placed(path, source, remark) for remark in unwritten.headings(source))
