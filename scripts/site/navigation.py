"""The navigation of a language: the list of notes, each note with its pages, the notation."""

from pathlib import Path

from ..pages.notebooks import notebook_uri
from ..pages.rendering import spoken_date
from ..paths import DOCS, page_files

# The order in which the pages of a note are read; others follow by name.
ORDER = ("index", "derivation", "worked-example", "explorer")
LAST = ("about.md",)


def rank(path: Path) -> tuple[int, str]:
    """Where a page stands in its note."""
    name = path.name.split(".")[0]
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def page(path: Path, language: str) -> str:
    """The page's path as MkDocs names it; a notebook's source is a notebook there."""
    return notebook_uri(path.relative_to(DOCS / language).as_posix())


def dates(language: str) -> list[Path]:
    """The folders of the notes, the newest first."""
    return sorted((DOCS / language / "til").glob("????-??-??"), reverse=True)


def folder(date: str, language: str) -> Path:
    """The folder of the note of a day."""
    return DOCS / language / "til" / date


def newest(language: str) -> str:
    """The date of the newest note."""
    return dates(language)[0].name


def pages_of(date: Path, language: str) -> list[str]:
    """The pages of a note in the order in which they are read."""
    found = page_files(language, date)
    return [page(path, language) for path in sorted(found, key=rank)]


def nav(language: str) -> list:
    """index, the notes with the newest first, each by its date, then every other page."""
    notes = [{f"TIL {spoken_date(date.name)}": pages_of(date, language)} for date in dates(language)]
    listed = ["index.md", *(uri for note in notes for uris in note.values() for uri in uris)]
    others = sorted((page(path, language) for path in page_files(language)), key=LAST.__contains__)
    return ["index.md", *notes, *(uri for uri in others if uri not in listed)]
