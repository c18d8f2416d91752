"""The pages of a built site, read without a browser.

A formula is KaTeX's HTML of some thousand characters; here it is an x-tex element whose text is the
LaTeX that KaTeX itself notes beside its MathML, or the words that are to be heard.
"""

import html
import re
from functools import cache
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup

LANGUAGES = ("ko", "en")
FORMULA = re.compile(r"<x-tex\b([^>]*)>(.*?)</x-tex>", re.S)
TEMPLATE = re.compile(r"<template\b.*?</template>", re.S)
WORDS = re.compile(r'<span class="katex-mathml">(?:<math aria-label=")?([^"<]*)')
ANNOTATION = re.compile(r'<annotation encoding="application/x-tex">(.*?)</annotation>', re.S)


def pages(site: Path) -> list[str]:
    """The addresses of all pages, as links say them: "", "404.html", "en/", "ko/notation/", …"""
    files = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(re.sub(r"(^|/)index\.html$", r"\1", path) for path in files)


def pages_of(site: Path, language: str) -> list[str]:
    """The pages of one language, below its folder: "", "notation/", …"""
    addresses = (page for page in pages(site) if page.startswith(f"{language}/"))
    return [page.removeprefix(f"{language}/") for page in addresses]


def pages_with(site: Path, language: str, html: str) -> list[str]:
    """The addresses of the pages of one language, those to print left out, that have this piece of HTML."""
    addresses = (f"{language}/{page}" for page in own_pages_of(site, language))
    return [address for address in addresses if html in file(site, address).read_text("utf-8")]


def own_pages_of(site: Path, language: str) -> list[str]:
    """The pages of one language without those that have the text of a whole note, to print."""
    return [page for page in pages_of(site, language) if not is_printed(page)]


def is_printed(page: str) -> bool:
    """Whether the address is that of a whole note's page."""
    return page.endswith("/print/")


def file(site: Path, address: str) -> Path:
    """The file that a server sends for an address; a folder's is its index.html."""
    return site / address / "index.html" if address == "" or address.endswith("/") else site / address


def target(address: str, link: str) -> tuple[str, str]:
    """Where a link of a page leads: an address below the site, or all of another host's; and the fragment."""
    home = "http://site/"
    address, fragment = urldefrag(urljoin(home + address, link))
    return address.removeprefix(home), fragment


@cache
def soup(path: Path) -> BeautifulSoup:
    """A page, with the LaTeX in the place of its formulas; the page to print has their words only."""
    return _with(WORDS if is_printed(f"{path.parent.as_posix()}/") else ANNOTATION, path)


@cache
def heard(path: Path) -> BeautifulSoup:
    """A page, with the words in the place of its formulas."""
    return _with(WORDS, path)


def _with(text: re.Pattern, path: Path) -> BeautifulSoup:
    def put(match: re.Match) -> str:
        return f"<x-tex{match[1]}>{text.search(match[2])[1]}</x-tex>"

    return BeautifulSoup(FORMULA.sub(put, path.read_text("utf-8")), "html.parser")


def formulas(path: Path, templates: bool = True) -> list[str]:
    """The LaTeX of a page's formulas, in their order; with those that only a script shows."""
    text = path.read_text("utf-8")
    shown = text if templates else TEMPLATE.sub("", text)
    return [html.unescape(tex) for tex in ANNOTATION.findall(shown)]
