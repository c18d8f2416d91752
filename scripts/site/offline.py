"""The site as it is read from a disk, below file://, where there is no server to ask.

A link to a folder opens the folder there, not its page; a script may neither fetch nor make a
worker of a file. What is fetched becomes a script that the page loads.
"""

import json
import re
from pathlib import Path

from ..paths import LANGUAGES
from .service_worker import WORKERS
from .third_party import BUNDLE, ENTRIES, INDEX_VARIABLE, LOCATION, SEARCH_WORKER

LINK = re.compile(r'(?P<before>\s(?:xlink:)?href=")(?P<path>[^"#?:]*)(?P<after>[#?][^"]*)?(?=")')
FOLDER = re.compile(r"(^|/)\.{0,2}$")
SYMBOLS = re.compile(r'<meta name="symbols" content="(?P<path>[^"]*)\.json">')
EMPTY = 'const SOURCE = "";'


def page_of(path: str) -> str:
    """The file for the path of a link: `../notation/` → `../notation/index.html`; `..` → `../index.html`."""
    if not path or path.startswith("/") or not FOLDER.search(path):
        return path
    return path + ("" if path.endswith("/") else "/") + "index.html"


def linked(page: str) -> str:
    """The page's HTML with each link to a folder made one to the file in it."""
    return LINK.sub(lambda m: m["before"] + page_of(m["path"]) + (m["after"] or ""), page)


def scripted(page: str) -> str:
    """The page's HTML with scripts that bring what it would have fetched."""
    page = BUNDLE.sub(r'<script src="\g<root>assets/javascripts/search-worker.js"></script>\g<0>', page)
    return SYMBOLS.sub(r'\g<0><script src="\g<path>.js"></script>', page)


def write_search(language: Path) -> None:
    """The index and the worker of a language's search as scripts; the theme asks for the index itself."""
    index = json.loads((language / "search" / "search_index.json").read_text("utf-8"))
    for entry in index[ENTRIES]:
        path, mark, anchor = entry[LOCATION].partition("#")
        entry[LOCATION] = (page_of(path) or "index.html") + mark + anchor
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (language / "search" / "search_index.js").write_text(f"var {INDEX_VARIABLE} = {text};\n", "utf-8", newline="\n")
    scripts = language / "assets" / "javascripts"
    (worker,) = scripts.glob(SEARCH_WORKER)
    source = json.dumps(re.sub(r"(?m)^//# sourceMappingURL=.*\n?", "", worker.read_text("utf-8")))
    script = (WORKERS / "search.js").read_text("utf-8").replace(EMPTY, f"const SOURCE = {source};")
    (scripts / "search-worker.js").write_text(script, "utf-8", newline="\n")


def write_symbols(language: Path) -> None:
    """The cards of the symbols as scripts."""
    for path in sorted((language / "symbols").glob("*.json")):
        text = f"globalThis.symbolCards = {path.read_text('utf-8')};\n"
        path.with_suffix(".js").write_text(text, "utf-8", newline="\n")


def write(site: Path) -> None:
    """Make the built site one to read from a disk; its pages get their policy after this."""
    for path in sorted(site.rglob("*.html")):
        page = scripted(linked(path.read_text("utf-8")))
        path.write_text(page, "utf-8", newline="\n")
    for language in LANGUAGES:
        write_search(site / language)
        write_symbols(site / language)
