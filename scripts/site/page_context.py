"""What a page's head says to search engines and to those that show a link: title, picture, addresses."""

from ..pages.rendering import spoken_date
from ..paths import date_of

LOCALES = {"ko": "ko_KR", "en": "en_US"}


def name(uri: str, heading: str, topics: list[str]) -> str:
    """The page's own name, with its note's: no two pages of a language have the same."""
    date = date_of(uri)
    if not date:
        return heading
    note = f"TIL {spoken_date(date)}"
    if uri.endswith("/index.md"):
        return f"{note}: {', '.join(topics)}" if topics else note
    return f"{heading} - {note}"


def title(uri: str, own: str, site_name: str) -> str:
    """The page's name, then the site's."""
    return site_name if uri == "index.md" else f"{own} - {site_name}"


def card_uri(date: str) -> str:
    """Where the picture of a note stands in each language."""
    return f"assets/card-{date}.png"
