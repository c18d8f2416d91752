"""feed.xml: the notes of one language, the newest first, as RSS 2.0."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ..paths import LANGUAGES

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
ATOM = "http://www.w3.org/2005/Atom"
ElementTree.register_namespace("atom", ATOM)


def rfc822(date: str) -> str:
    """Tue, 12 Jan 2021 00:00:00 GMT, from 2021-01-12."""
    return format_datetime(datetime.fromisoformat(date).replace(tzinfo=UTC), usegmt=True)


def put(parent: Element, **texts: str) -> None:
    """One element for each text."""
    for name, text in texts.items():
        SubElement(parent, name).text = text


def feed(site_url: str, title: str, description: str, language: str, notes: Iterable[dict]) -> str:
    """The feed. Each note has path, date (2021-01-12), title, description."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    put(channel, title=title, link=site_url, description=description, language=language)
    SubElement(channel, f"{{{ATOM}}}link", href=f"{site_url}feed.xml", rel="self", type="application/rss+xml")
    for note in notes:
        address = site_url + note["path"]
        item = SubElement(channel, "item")
        put(item, title=note["title"], link=address, guid=address, pubDate=rfc822(note["date"]))
        put(item, description=note["description"])
    ElementTree.indent(root)
    return DECLARATION + ElementTree.tostring(root, encoding="unicode") + "\n"


def write_addresses(site: Path, site_url: str) -> None:
    """The index that leads to each language's sitemap, and robots.txt that leads to it."""
    root = Element("sitemapindex", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for language in LANGUAGES:
        put(SubElement(root, "sitemap"), loc=f"{site_url}{language}/sitemap.xml")
    ElementTree.indent(root)
    index = DECLARATION + ElementTree.tostring(root, encoding="unicode") + "\n"
    (site / "sitemap.xml").write_text(index, "utf-8", newline="\n")
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
    (site / "robots.txt").write_text(robots, "utf-8", newline="\n")
