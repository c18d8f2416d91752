"""A notebook's source (`name.LANGUAGE.nb.md`): its prose is a page, its ```python fences are cells that are run.

What may stand behind ```python: alt="…", what the cell's picture shows.
"""

import html
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ..paths import NOTEBOOK, shown
from ..sources import SourceError, line_at, line_of, text_of
from . import execution
from .rendering import Page
from .typesetting import PLACEHOLDER

FENCE = re.compile(r'^```python(?: alt="(?P<alt>[^"\n]*)")?[ \t]*\n(?P<code>.*?)^```[ \t]*$', re.S | re.M)
ANCHOR = re.compile(r"^((?:> ?)*#{1,6} .*?)\s*\{ #[\w-]+ \}\s*$", re.M)
NUMBER = re.compile(r"<data[^>]*>(.*?)</data>")
ANSI = re.compile(r"\x1b\[[\d;]*m")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class CodeCell:
    """A cell, and what its picture shows in words."""

    code: str
    alt: str


def file_name(uri: str) -> str:
    """The page's path as MkDocs knows it: `worked-example.nb.md` → `worked-example.ipynb`."""
    return f"{uri.removesuffix(NOTEBOOK)}.ipynb" if uri.endswith(NOTEBOOK) else uri


def code_cells(page: Page) -> list[CodeCell]:
    """The cells of a page, in order. Raises SourceError for a fence that is none."""
    if match := re.search(r"^```python.*", FENCE.sub("", page.text), re.M):
        wrong = 'this cell has no end, or more on its first line than ```python alt="…"'
        source = text_of(page.path)
        raise SourceError(page.path, line_at(source, max(0, source.rfind(match[0]))), wrong)
    return [
        CodeCell(match["code"].rstrip("\n"), html.unescape(match["alt"] or "")) for match in FENCE.finditer(page.text)
    ]


def prose(page: Page) -> str:
    """The page's Markdown with an empty element in the index of each cell."""
    cells = iter(range(len(FENCE.findall(page.text))))
    return FENCE.sub(lambda match: f'<div data-cell="{next(cells)}"></div>', page.text)


def notebook(page: Page) -> NotebookNode:
    """The page as a notebook, its cells run. Raises SourceError for a cell that fails."""
    texts = re.split(r'<div data-cell="\d+"></div>', prose(page))
    cells, outputs = code_cells(page), run(page)
    nodes = [nbformat.v4.new_markdown_cell(for_jupyter(texts[0], page))]
    for n, (cell, text) in enumerate(zip(cells, texts[1:], strict=True)):
        nodes.append(nbformat.v4.new_code_cell(cell.code, execution_count=n + 1, outputs=outputs[n]))
        nodes.append(nbformat.v4.new_markdown_cell(for_jupyter(text, page)))
    nodes = [node for node in nodes if node.source.strip()]
    for n, node in enumerate(nodes, start=1):
        node.id = f"cell-{n}"
    return nbformat.v4.new_notebook(cells=nodes, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})


def for_jupyter(text: str, page: Page) -> str:
    """Prose as Jupyter shows it: formulas as `$…$`, headings without anchors, numbers as text."""

    def dollars(match: re.Match) -> str:
        formula = page.formulas[int(match[1])]
        return f"$$\n{formula.tex}\n$$" if formula.display else f"${formula.tex}$"

    escaped = text.replace("&#36;", r"\$")  # what is no formula: typed_formulas.py
    return html.unescape(NUMBER.sub(r"\1", ANCHOR.sub(r"\1", PLACEHOLDER.sub(dollars, escaped)))).strip()


def run(page: Page) -> list[list[dict]]:
    """The outputs of each cell. Raises SourceError for one that fails, or draws without words for its picture."""
    cells = code_cells(page)
    outputs = execute(page, [cell.code for cell in cells])
    for cell, parts in zip(cells, outputs, strict=True):
        if not cell.alt and any("image/png" in part.get("data", {}) for part in parts):
            line = failing_line(cell.code, page, [other.code for other in cells])
            wrong = 'the picture of this cell needs words that say what it shows: ```python alt="…"'
            raise SourceError(page.path, line, wrong)
    return outputs


def execute(page: Page, cells: list[str]) -> list[list[dict]]:
    """The outputs of each cell. Raises SourceError for one that fails."""
    try:
        return execution.outputs(cells, shown(page.path))
    except OSError:  # no mistake in the page: a full disk, say
        raise
    except Exception as error:  # of a cell, or of a kernel that does not start
        message = f"{getattr(error, 'ename', type(error).__name__)}: {getattr(error, 'evalue', error)}"
        line = failing_line(ANSI.sub("", str(error)), page, cells)
        raise SourceError(page.path, line, f"a cell of the notebook fails: {message}") from None


def failing_line(report: str, page: Page, cells: list[str]) -> int:
    """The failing line of code that is typed in the source; else that which asks for the cell by name."""
    failing = next((code for code in cells if code.strip() and code.strip() in report), "")
    source = text_of(page.path)
    if failing and failing in source:
        inside = re.search(r"Cell In ?\[\d+\], line (\d+)", report)
        return line_of(page.path, failing) + (int(inside[1]) - 1 if inside else 0)
    asked = [line_at(source, match.start()) for match in re.finditer(r"\{\{ *cell\(|^```python", source, re.M)]
    index = cells.index(failing) if failing else 0
    return asked[index] if index < len(asked) else 1


def fill(content: str, cells: list[str]) -> str:
    """The page's HTML with each cell's own in its index."""
    return re.sub(r'<div data-cell="(\d+)"></div>', lambda match: cells[int(match[1])], content)


def save(page: Page, folder: Path) -> Path:
    """Write the executed notebook below the folder, which is given back with its own path."""
    path = folder / file_name(page.uri)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(page), path)
    return path
