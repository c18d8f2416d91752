"""All styles of a page in one file: each further one would be asked for, and waited for, on its own."""

import hashlib
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..formulas import katex
from ..paths import ROOT
from ..sources import SourceError, line_of

KATEX = "assets/katex/katex.min.css"
FOLDER = "assets/stylesheets"
THEME = re.compile(rf"{FOLDER}/(?:main|palette)\..*\.css")
MAPS = re.compile(rf"{FOLDER}/.*\.map")  # from the theme's styles to what they are made from
# A charset stands at the beginning of a file or nowhere.
LEFT_OUT = re.compile(r'^@charset "UTF-8";|/\*# sourceMappingURL=.*?\*/')
# The theme marks what has the focus by a script of its own; browsers do it by themselves, without one too.
MARKED = re.compile(r"\.focus-visible\b")
WRITTEN = "0123456789.−×()"  # what the explorer's scripts put into formulas
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
DARK = re.compile(r'\[data-(md-color-scheme|colours)="?slate"?\]')


def bundle(files: Files, config: MkDocsConfig, listed: list[str], pages: list[str]) -> dict[str, str]:
    """The addresses of two files that take the place of all others: {"all": …, "dark": …}.

    "all" has the theme's styles and those that mkdocs.yml lists; "dark" those of the dark colours for
    readers in the dark whose browser runs no script that would choose them.

    pages: the HTML of all pages, whose formulas tell what is needed of KaTeX's fonts.
    """
    theirs = sorted(file.src_uri for file in files if THEME.fullmatch(file.src_uri))
    texts = [MARKED.sub(":focus-visible", part(files, uri, pages)) for uri in theirs]
    texts += [part(files, uri, pages) for uri in listed]
    parts = [LEFT_OUT.sub("", text).strip() for text in texts]
    for file in list(files):
        if file.src_uri in {*theirs, *listed} or MAPS.fullmatch(file.src_uri):
            files.remove(file)
    text = "\n".join(parts)
    return {name: put(files, config, name, one) for name, one in {"all": text, "dark": dark(text)}.items()}


def part(files: Files, uri: str, pages: list[str]) -> str:
    """The content of one stylesheet, as it is to be in FOLDER."""
    if uri == KATEX:
        return katex.stylesheet(pages, WRITTEN).replace("url(fonts/", "url(../katex/fonts/")
    if file := files.get_file_from_path(uri):
        return file.content_string
    path = ROOT / "mkdocs.yml"
    wrong = f"extra_css names {uri}, which is no file of docs/ko, docs/en or scripts/site/theme"
    raise SourceError(path, line_of(path, uri), wrong)


def dark(text: str) -> str:
    """The rules for the dark colours, for every page."""
    found = []
    for selectors, rule in RULE.findall(COMMENT.sub("", text)):
        chosen = [one.strip() for one in selectors.split(",") if DARK.search(one)]
        if chosen:
            every = DARK.sub(r"[data-\1]", ",".join(chosen))
            found.append(f"{every}{{{rule.strip()}}}")
    return "\n".join(found)


def put(files: Files, config: MkDocsConfig, name: str, text: str) -> str:
    """Add the file under a name that changes with its content, so that no page gets an older one."""
    text = f'@charset "UTF-8";\n{text}\n'
    uri = f"{FOLDER}/{name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
    files.append(File.generated(config, uri, content=text))
    return uri
