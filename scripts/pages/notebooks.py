"""A notebook's source (`name.nb.md`) to a Jupyter notebook, and its HTML fitted to the site.

The source is a page like the others; its code cells come from scripts/note/notebook, so that
they are the same bytes in both languages.
"""

import hashlib
import json
import re
from importlib.metadata import version
from pathlib import Path

import jupytext
from bs4 import BeautifulSoup, PageElement, SoupStrainer, Tag
from nbformat import NotebookNode

from ..whole import write_whole
from . import execution
from ..cache import forget_oldest, forget_others
from ..sources import SourceError
from .rendering import FRONT_MATTER, Rendered
from ..paths import CACHE, LANGUAGES, page_files, shown
from ..sources import FENCED, blank, line_of

SUFFIX = ".nb.md"
SPARE = 20  # notebooks and runs kept besides those in use; each changed page makes another
HEADING = re.compile(r"^(?:> ?)*#{1,6} .*$|^.*\S.*\n(?:=+|-+)[ \t]*$", re.M)
ANCHOR = re.compile(r"^((?:> ?)*#{1,6} .*?)\s*\{ #([\w-]+) \}\s*$", re.M)
READ = re.compile(r"(?<!\S)(?:jp-RenderedMarkdown|highlight-ipynb|jp-OutputArea-output)(?!\S)")  # classes
NOT_READ = re.compile(r"<(style|script)\b.*?</\1>", re.S)
ANSI = re.compile(r"\x1b\[[\d;]*m")


def parsed(text: str) -> NotebookNode:
    """A rendered source as cells of prose and of code."""
    return jupytext.reads(FRONT_MATTER.sub("", text).strip(), fmt="md")


def anchors(text: str, path: Path) -> list[str]:
    """The English anchors of the headings, in order. Raises SourceError for a heading without one."""
    prose = "\n\n".join(cell.source for cell in parsed(text).cells if cell.cell_type == "markdown")
    headings = HEADING.findall(FENCED.sub(blank, prose))
    for heading in headings:
        if not ANCHOR.match(heading):
            wrong = "a heading of a notebook needs an anchor, the same in both languages: ## … { #name }"
            raise SourceError(path, line_of(path, heading), wrong)
    return [ANCHOR.match(heading)[2] for heading in headings]


def notebook(text: str) -> NotebookNode:
    """A rendered source as a notebook: headings without their anchors, which Jupyter would print."""
    made = parsed(text)
    made.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for n, cell in enumerate(made.cells, start=1):
        cell.id = f"cell-{n}"
        cell.metadata = {}
        if cell.cell_type == "markdown":
            cell.source = ANCHOR.sub(r"\1", cell.source)
    made.nbformat, made.nbformat_minor = 4, 5
    return made


def written(uri: str, rendered: Rendered, path: Path) -> Path:
    """Write the notebook, execution, to FOLDER/uri and return FOLDER, which is named by its content.

    Raises SourceError for a cell that fails.
    """
    made = notebook(rendered.text)
    try:
        execution.execute(made, shown(path))
    except OSError:  # no mistake in the page: a full disk, say
        raise
    except Exception as error:  # of a cell, or of a kernel that does not start
        raise failed(error, path, rendered.cells) from None
    text = jupytext.writes(made, fmt="ipynb")
    folder = CACHE / "notebooks" / hashlib.sha256(text.encode()).hexdigest()[:16]
    target = folder / notebook_uri(uri)
    if not target.is_file():
        write_whole(target, text)
    folder.touch()
    return folder


def notebook_uri(uri: str) -> str:
    """The page's path as MkDocs knows it: `worked-example.nb.md` → `worked-example.ipynb`."""
    return f"{uri.removesuffix(SUFFIX)}.ipynb" if uri.endswith(SUFFIX) else uri


def failed(error: Exception, path: Path, cells: list[tuple[str, int]]) -> SourceError:
    """One line for a failing cell: where it is, and what Python said."""
    said = f"{getattr(error, 'ename', type(error).__name__)}: {getattr(error, 'evalue', error)}"
    line = failing_line(ANSI.sub("", str(error)), path, cells)
    return SourceError(path, line, f"a cell of the notebook fails: {said}")


def failing_line(said: str, path: Path, cells: list[tuple[str, int]]) -> int:
    """The line that asks for the cell; for code that is typed in the source, the failing line itself."""
    _, code, *_ = [*said.split("-" * 18), "", ""]
    for known, line in cells:
        if known.strip() == code.strip():
            return line
    first = line_of(path, code.strip())
    inside = re.search(r"Cell In ?\[\d+\], line (\d+)", said)
    return first + int(inside[1]) - 1 if inside else first


def converted() -> Path:
    """Where mkdocs-jupyter keeps its pages; it asks for the notebook's bytes only, not for who made them."""
    versions = [version(name) for name in ("mkdocs-jupyter", "nbconvert")]
    return CACHE / "converted" / "-".join(versions)


def prune() -> None:
    """Forget the runs and notebooks that were used longest ago; after a build, which has used its own."""
    used = sum(path.name.endswith(SUFFIX) for language in LANGUAGES for path in page_files(language))
    execution.prune(SPARE + used)
    forget_oldest(CACHE / "notebooks", SPARE + used)
    forget_others(converted())


def torn(folder: Path) -> list[Path]:
    """Of mkdocs-jupyter's cache, the pages that a killed build has left half written."""
    return [path for path in folder.rglob("*.json") if not is_json(path.read_bytes())]


def is_json(text: bytes) -> bool:
    """Whether the text is whole."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def fitted(content: str, ids: list[str], plot_alt: str) -> tuple[BeautifulSoup, list[dict]]:
    """The notebook's cells in the site's own HTML, and their headings as a table of contents.

    What mkdocs-jupyter writes carries JupyterLab's 600 KB of styles and, for a copy button, each
    cell's code a second time; only what is read is taken over: prose, code, output.
    """
    # Strained, and its nodes moved: to read it all, and the cells once more, takes three times as long.
    only = SoupStrainer(class_=READ)
    parts = BeautifulSoup(NOT_READ.sub("", content), "html.parser", parse_only=only)
    cells = BeautifulSoup("", "html.parser")
    for part in parts.find_all(True, recursive=False):
        cells.extend([*cell(cells, part, plot_alt), "\n"])
    headings = cells.find_all(re.compile("^h[1-6]$"))
    anchored(cells, headings, ids)
    return cells, tokens([heading for heading in headings if heading.name != "h1"])


def cell(soup: BeautifulSoup, part: Tag, plot_alt: str) -> list[PageElement]:
    """One piece of a cell: prose, code, a plot, or printed output."""
    if "jp-RenderedMarkdown" in part["class"]:
        return part.contents
    if "highlight-ipynb" in part["class"]:
        block = soup.new_tag("div", attrs={"class": "highlight"})
        block.append(soup.new_tag("pre"))
        block.pre.append(soup.new_tag("code"))
        block.pre.code.extend(part.pre)
        return [block]
    if part.img:
        return [soup.new_tag("img", attrs={"class": "cell-plot", "alt": plot_alt, "src": part.img["src"]})]
    printed = soup.new_tag("pre", attrs={"class": "cell-output"})
    printed.extend(part.pre or part)
    return [printed]


def anchored(cells: BeautifulSoup, headings: list[Tag], ids: list[str]) -> None:
    """Give each heading the anchor of its source, and the link that the other pages have."""
    for heading in headings:
        for link in heading.select(".anchor-link"):
            link.decompose()
    for heading, anchor in zip(headings, ids, strict=True):
        heading["id"] = anchor
        link = cells.new_tag("a", href=f"#{anchor}", attrs={"class": "headerlink"})
        link.string = "¶"
        heading.append(link)


def tokens(headings: list[Tag]) -> list[dict]:
    """Nested {level, id, name, children}, as mkdocs.structure.toc reads them."""
    root: dict = {"level": 0, "children": []}
    path = [root]
    for heading in headings:
        level = int(heading.name[1])
        name = heading.get_text().removesuffix("¶").strip()
        token = {"level": level, "id": heading.get("id", ""), "name": name, "children": []}
        while path[-1]["level"] >= level:
            path.pop()
        path[-1]["children"].append(token)
        path.append(token)
    return root["children"]
