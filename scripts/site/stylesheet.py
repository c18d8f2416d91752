"""The two stylesheets that a build makes; all others are files of the themes."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..formulas import katex
from .third_party import PALETTE_STYLES, SLATE

WRITTEN = "0123456789.−×()"  # what the explorer's scripts put into formulas


def add(files: Files, config: MkDocsConfig, pages: list[str]) -> None:
    """Add KaTeX's, with what the formulas in the pages' HTML need of its fonts, and the dark colours' one.

    That has the dark rules for every page: for readers whose browser runs no script that would choose them.
    """
    sheets = [file.content_string for file in files.css_files() if PALETTE_STYLES.fullmatch(file.src_uri)]
    dark = SLATE.sub(":root", "\n".join(sheets))
    files.append(File.generated(config, "assets/stylesheets/dark.css", content=dark))
    formulas = katex.stylesheet(pages, WRITTEN)
    files.append(File.generated(config, "assets/katex/katex.min.css", content=formulas))
