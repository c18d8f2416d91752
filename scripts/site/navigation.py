"""The navigation of a language: the list of notes, each note with its pages, the notation."""

from pathlib import Path

from .notebooks import notebook_uri
from .pages import spoken_date
from .paths import DOCS

# The order in which the pages of a note are read; others follow by name.
ORDER = ("index", "derivation", "worked-example", "explorer")


def rank(path: Path) -> tuple[int, str]:
    """Where a page stands in its note."""
    name = path.name.split(".")[0]
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def page(path: Path, language: str) -> str:
    """The page's path as MkDocs names it; a notebook's source is a notebook there."""
    return notebook_uri(path.relative_to(DOCS / language).as_posix())


def dates(language: str) -> list[Path]:
    """The folders of the notes, the newest first."""
    return sorted((path for path in (DOCS / language / "til").iterdir() if path.is_dir()), reverse=True)


def newest(language: str) -> str:
    """The date of the newest note."""
    return dates(language)[0].name


def pages_of(date: Path, language: str) -> list[str]:
    """The pages of a note in the order in which they are read."""
    return [page(path, language) for path in sorted(date.glob("*.md"), key=rank)]


def nav(language: str) -> list:
    """index, the notes with the newest first, each by its date, and the notation."""
    folder = DOCS / language
    notes = [{f"TIL {spoken_date(date.name)}": pages_of(date, language)} for date in dates(language)]
    others = [page(path, language) for path in sorted(folder.glob("*.md")) if path.name != "index.md"]
    return ["index.md", *notes, *others]
