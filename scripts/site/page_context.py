"""What a page's head says to search engines and to those that show a link: title, picture, addresses."""

import html
import re
from pathlib import Path

from ..pages.names import words
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


def landing(path: Path, site_url: str, card: str) -> None:
    """The landing page with whole addresses: its own, those of the languages, and a picture's."""
    page = path.read_text("utf-8")
    home = html.escape(site_url)
    page = re.sub(r'(<link rel="alternate"[^>]* href=")', rf"\g<1>{home}", page)
    title = re.search("<title>(.*?)</title>", page)[1]
    said = [
        f'<link rel="canonical" href="{home}">',
        f'<link rel="alternate" hreflang="x-default" href="{home}">',
        f'<meta property="og:title" content="{title}">',
        '<meta property="og:type" content="website">',
        f'<meta property="og:url" content="{home}">',
        f'<meta property="og:image" content="{home}{card}">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:height" content="630">',
        f'<meta property="og:image:alt" content="{" · ".join(words()["card.alt"].values())}">',
        '<meta name="twitter:card" content="summary_large_image">',
    ]
    page = page.replace("</title>", "</title>\n" + "\n".join(said), 1)
    path.write_text(page, "utf-8", newline="\n")
