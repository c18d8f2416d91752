"""What the site leans on in other packages, without a word in their documentation, is there in these versions."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import material
import nbformat
import pytest
from bs4 import BeautifulSoup
from mkdocs_jupyter import convert

from scripts.site import third_party

THEME = Path(material.__file__).parent / "templates"
FILES = {path.relative_to(THEME).as_posix(): path for path in THEME.rglob("*") if path.is_file()}
FOLLOW = "scripts/site/third_party.py has to follow"


def changed(package, what):
    return f"{package} {version(package)}: {what}; {FOLLOW}"


def test_the_theme_has_its_search_worker_where_the_edition_for_a_disk_looks_for_it():
    (worker,) = (THEME / "assets/javascripts").glob(third_party.SEARCH_WORKER)
    assert "lunr" in worker.read_text("utf-8"), changed("mkdocs-material", "its search's worker is another file")


def test_the_themes_script_looks_for_the_index_in_a_variable():
    (bundle,) = (path for name, path in FILES.items() if re.search(r"javascripts/bundle\.\w+\.min\.js$", name))
    message = changed("mkdocs-material", "its search has another name for an index that is there already")
    assert re.search(rf"\b{third_party.INDEX_VARIABLE}\b", bundle.read_text("utf-8")), message


def test_the_theme_has_korean_among_the_search_languages_that_are_left():
    left = [name for name in FILES if "/lunr/" in name and not third_party.LUNR.search(name)]
    names = sorted(Path(name).name for name in left)
    message = changed("mkdocs-material", "the search's languages are other files")
    assert names == ["lunr.ko.min.js", "lunr.multi.min.js", "lunr.stemmer.support.min.js"], message


def test_the_dark_colours_stand_in_a_stylesheet_of_their_own():
    palettes = [path for name, path in FILES.items() if third_party.PALETTE_STYLES.fullmatch(name)]
    message = changed("mkdocs-material", "its dark colours are in another stylesheet or under another attribute")
    assert any(third_party.SLATE.search(path.read_text("utf-8")) for path in palettes), message


def test_the_search_has_sections_with_a_place_a_title_and_a_text(site):
    entries = json.loads((site / "ko/search/search_index.json").read_text("utf-8"))[third_party.ENTRIES]
    fields = {third_party.LOCATION, third_party.TITLE, third_party.TEXT}
    assert all(fields <= entry.keys() for entry in entries), changed("mkdocs-material", "its index has other fields")


def test_no_page_names_the_program_that_built_it(site):
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    assert not any('name="generator"' in page for page in pages), changed("mkdocs", "it names itself otherwise")


@pytest.fixture(scope="module")
def cell(tmp_path_factory):
    """A cell with code and output, as mkdocs-jupyter has nbconvert write it."""
    output = nbformat.v4.new_output("stream", text="3")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print(3)", outputs=[output])])
    path = tmp_path_factory.mktemp("notebook") / "one.ipynb"
    nbformat.write(notebook, path)
    (cell,) = BeautifulSoup(convert.nb2html(str(path)), "html.parser").select(third_party.CODE_CELL)
    return cell


def test_a_code_cell_has_its_code_and_its_output_in_elements_of_their_own(cell):
    message = changed("nbconvert", "the parts of a cell have other classes")
    assert cell.select_one(third_party.INPUT).get_text().strip() == "print(3)", message
    assert cell.select_one(third_party.OUTPUT).get_text().strip() == "3", message
