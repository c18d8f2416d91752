"""What a page's head says to search engines and to those that show a link: title, picture, addresses."""

import base64
import html
import re
from pathlib import Path

from . import notes
from ..pages.rendering import DATE, spoken_date
from ..pages.names import words

LOCALES = {"ko": "ko_KR", "en": "en_US"}
SCREEN = 20  # paragraphs, formulas and the like: more than what is seen first
BLOCK = re.compile(r"^<(?:p|ul|ol|figure|div|details|nav|pre|h[1-6])\b", re.M)
FOLDED = re.compile(r"(?<=</summary>).*?(?=</details>)", re.S)
HEADING = re.compile(r'^<h[23] [^>]*?\bid="([^"]+)"', re.M)


def name(uri: str, heading: str, topics: list[str]) -> str:
    """The page's own name, with its note's: no two pages of a language have the same."""
    match = DATE.search(uri)
    if not match:
        return heading
    note = f"TIL {spoken_date(match[1])}"
    if uri.endswith("/index.md"):
        return f"{note}: {', '.join(topics)}" if topics else note
    return f"{heading} - {note}"


def title(uri: str, own: str, site_name: str) -> str:
    """The page's name, then the site's."""
    return site_name if uri == "index.md" else f"{own} - {site_name}"


def card_uri(network: Path) -> str:
    """Where the picture of a network stands in each language."""
    return f"assets/card-{network.stem}.png"


def card(network: Path) -> bytes:
    """The picture, as PNG."""
    return base64.b64decode(notes.load(network)["card"])


def second_screen(content: str) -> str:
    """The id of a heading below what a reader sees first, "" where the page's HTML has none so far down."""
    for heading in HEADING.finditer(content):
        if len(BLOCK.findall(FOLDED.sub("", content[: heading.start()]))) >= SCREEN:
            return heading[1]
    return ""


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
