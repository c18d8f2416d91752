"""The pages of this site for plain Material by its documented set-up: what builds are held against.

    python -m scripts.tools.benchmarks.plain FOLDER

Writes FOLDER/LANGUAGE/mkdocs.yml and docs/: the same Markdown, formulas as TeX for the browser, and
notebooks as pages with their code.
"""

import re
import sys
from pathlib import Path

import yaml

from ...pages import rendering
from ...paths import LANGUAGES, uris

FORMULA = re.compile(r'<x-tex data-n="(\d+)"></x-tex>')
FEATURES = ["navigation.indexes", "navigation.sections", "navigation.top", "navigation.footer", "toc.follow"]
EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "footnotes", {"toc": {"permalink": True}}]
EXTENSIONS += [{"pymdownx.arithmatex": {"generic": True}}, "pymdownx.details", "pymdownx.superfences"]


def settings(language: str) -> dict:
    """mkdocs.yml."""
    theme = {"name": "material", "language": language, "font": False, "features": FEATURES}
    return {
        "site_name": "Plain",
        "theme": theme,
        "plugins": ["search"],
        "markdown_extensions": EXTENSIONS,
    }


def markdown(language: str, uri: str) -> str:
    """A page's Markdown, each formula as \\(…\\)."""
    page = rendering.render(uri, language)
    return FORMULA.sub(lambda match: rf"\({page.formulas[int(match[1])].tex}\)", page.text)


def write(folder: Path, language: str) -> None:
    """One language as a project of its own."""
    for uri in uris(language):
        page = folder / "docs" / uri.replace(".nb.md", ".md")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(markdown(language, uri), "utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings(language)), "utf-8")


if __name__ == "__main__":
    for language in LANGUAGES:
        write(Path(sys.argv[1]) / language, language)
