"""The navigation of a language: the list of notes, each note with its pages, then every other page; their names."""

from ..pages.notebooks import file_name
from ..pages.rendering import Page, spoken_date
from ..paths import date_of

# The order in which pages are read, where no `order:` at their top says another.
ORDER = ("index", "derivation", "worked-example", "explorer", "notation")
LAST = ("about",)


def rank(page: Page) -> tuple:
    """Where a page stands among those of its folder."""
    name = page.uri.rpartition("/")[2].split(".")[0]
    position = ORDER.index(name) if name in ORDER else len(ORDER)
    return page.meta.get("order", position), name in LAST, name


def pages_of(date: str, pages: dict[str, Page]) -> list[Page]:
    """The pages of a note in the order in which they are read."""
    return sorted((page for uri, page in pages.items() if date_of(uri) == date), key=rank)


def dates(pages: dict[str, Page]) -> list[str]:
    """The days of the notes, the newest first."""
    return sorted({date_of(uri) for uri in pages} - {None}, reverse=True)


def title(date: str, pages: dict[str, Page]) -> str:
    """2021/01/12 · Backpropagation Intuition"""
    first = pages.get(f"til/{date}/index.md")
    return " · ".join([spoken_date(date), *(first.meta.get("topics", []) if first else [])])


def name(uri: str, heading: str, topics: list[str]) -> str:
    """The page's own name, with its note's: no two pages of a language have the same."""
    date = date_of(uri)
    if not date:
        return heading
    note = f"TIL {spoken_date(date)}"
    if uri.endswith("/index.md"):
        return f"{note}: {', '.join(topics)}" if topics else note
    return f"{heading} - {note}"


def nav(pages: dict[str, Page]) -> list:
    """index, the notes with the newest first, each by its date and topics, then every other page."""
    notes = [{title(date, pages): [file_name(page.uri) for page in pages_of(date, pages)]} for date in dates(pages)]
    others = sorted((page for uri, page in pages.items() if not date_of(uri)), key=rank)
    first, *rest = [file_name(page.uri) for page in others]
    return [first, *notes, *rest]
