"""Notebooks: mkdocs-jupyter makes the HTML of code and outputs, MkDocs that of the prose, as of any page."""

import json
from dataclasses import astuple
from types import MethodType

from bs4 import BeautifulSoup, Tag
from mkdocs.structure.pages import Page

from .. import cache
from ..pages import notebooks, rendering
from .third_party import CODE_CELL, INPUT, OUTPUT


def render_prose_as_page(page: Page, source: rendering.Page) -> None:
    """Have a notebook's page rendered by both: links are checked, headings listed, and cells put in."""
    by_jupyter = page.render

    def convert(config, files) -> bytes:
        by_jupyter(config, files)
        return json.dumps(html_of_cells(page.content, source)).encode()

    def render(self: Page, config, files) -> None:
        versions = cache.versions("mkdocs-jupyter", "nbconvert")
        key = cache.key(list(map(astuple, notebooks.code_cells(source))), notebooks.run(source), versions)
        cells = json.loads(cache.kept("notebooks", key, lambda: convert(config, files)))
        self.markdown, self.meta = notebooks.prose(source), dict(source.meta)
        Page.render(self, config, files)
        self.content = notebooks.fill(self.content, cells)

    page.render = MethodType(render, page)


def html_of_cells(content: str, source: rendering.Page) -> list[str]:
    """The HTML of each code cell: its code, then what it printed and drew.

    What mkdocs-jupyter writes carries JupyterLab's 600 KB of styles and, for a copy button, each
    cell's code a second time; only what is read is taken over.
    """
    soup = BeautifulSoup(content, "html.parser")
    cells = zip(soup.select(CODE_CELL), notebooks.code_cells(source), strict=True)
    return ["\n".join([code(part), *outputs(part, cell.alt)]) for part, cell in cells]


def code(part: Tag) -> str:
    """A cell's code in the site's own HTML."""
    return f'<div class="highlight"><pre><code>{part.select_one(INPUT).decode_contents()}</code></pre></div>'


def outputs(part: Tag, alt: str) -> list[str]:
    """What a cell printed and drew."""
    html = []
    for output in part.select(OUTPUT):
        if picture := output.find("img"):
            picture.attrs = {"class": "cell-plot", "alt": alt, "src": picture["src"]}
            html.append(str(picture))
        else:
            text = (output.find("pre") or output).decode_contents()
            html.append(f'<pre class="cell-output">{text}</pre>')
    return html
