"""The whole note as one page, to print or to save: its pages one after another, as they are read."""

import posixpath
import re
from urllib.parse import urljoin, urlsplit

NAME = "print.md"
LEFT_OUT = "explorer.md"  # paper cannot be changed
BASE = "/site/language/"  # so deep that a link out of the language stays below it
INDEX = "til/2021-01-12/".count("/")
# Of all tags only those with such an attribute: a page has thousands of others.
NAMED = r'\s(?:href|src|id|for|headers|clip-path|aria-(?:labelledby|describedby|controls))="'
TAG = re.compile(rf'<[a-zA-Z](?=(?:[^"<>]|"[^"]*")*?{NAMED})(?:[^"<>]|"[^"]*")*>')
ADDRESS = re.compile(r'(?<=\shref=")[^"]*|(?<=\ssrc=")[^"]*')
IDS = re.compile(r'(?<=\s)(id|for|headers|aria-(?:labelledby|describedby|controls))="([^"]*)"')
CLIPPED = re.compile(r'(?<=\sclip-path="url\(#)')
# A formula's MathML, which is for screen readers, and its words: of the page's elements it is nearly half.
MATHML = re.compile(r'<span class="katex"><span class="katex-mathml"><math aria-label="([^"]*)".*?</math></span>', re.S)
NOTATION = re.compile(r'(href=")(?:\.\./)*notation/')
SPOKEN = r'<span class="katex"><span class="katex-mathml">\1</span>'


def uri(date: str) -> str:
    """Where the page of a note stands among the sources of its language."""
    return f"til/{date}/{NAME}"


def part(url: str) -> str:
    """The name of a page inside of the whole: derivation; of til/2021-01-12/ itself, note."""
    return "note" if url.count("/") == INDEX else url.split("/")[-2]


def whole(pages: list[tuple[str, str]], here: str) -> str:
    """The HTML of the pages, each with its address in the language, as one page at the address `here`.

    An id gets the name of its page before it, so that each stays the only one; a link to one of the
    pages leads to its place in the whole.
    """
    parts = {url: part(url) for url, _ in pages}
    return "".join(
        f'<section class="part" id="{parts[url]}">{moved(content, url, here, parts)}</section>\n'
        for url, content in pages
    )


def in_words(formula: str) -> str:
    """A formula's HTML for the whole note: its words in the place of its MathML, links as from there."""
    return NOTATION.sub(r"\g<1>../../../notation/", MATHML.sub(SPOKEN, formula))


def moved(content: str, url: str, here: str, parts: dict[str, str]) -> str:
    """The HTML of the page at `url`, as it is to stand in the page at `here`."""

    def address(match: re.Match) -> str:
        return relative(match[0], url, here, parts)

    def ids(match: re.Match) -> str:
        return f'{match[1]}="{" ".join(f"{parts[url]}-{name}" for name in match[2].split())}"'

    def tag(match: re.Match) -> str:
        return CLIPPED.sub(f"{parts[url]}-", IDS.sub(ids, ADDRESS.sub(address, match[0])))

    return TAG.sub(tag, content)


def relative(link: str, url: str, here: str, parts: dict[str, str]) -> str:
    """A link of the page at `url`, as it is from the page at `here`."""
    if urlsplit(link).scheme:
        return link
    path, mark, anchor = link.partition("#")
    target = urljoin(BASE + url, path)
    if name := parts.get(target.removeprefix(BASE)):
        return f"#{name}-{anchor}" if anchor else f"#{name}"
    folder = "/" if target.endswith("/") else ""
    return posixpath.relpath(target, BASE + here) + folder + mark + anchor
