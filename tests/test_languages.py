"""Korean and English are the same pages in other words: same formulas, numbers, figures, anchors, code."""

import json
import re
from itertools import chain

import pytest
from built import LANGUAGES, file, formulas, pages_of, soup, target


@pytest.fixture(scope="module")
def both(site):
    """Of every page its address, and its file in each language."""
    return {page: [file(site / language, page) for language in LANGUAGES] for page in pages_of(site, "ko")}


def headings(path):
    """Level and anchor of each heading; a derivation's own is on the section around it."""
    elements = soup(path).select("article :is(h1, h2, h3, h4, h5, h6)")
    return [(h.name, h.get("id") or h.find_parent(id=True)["id"]) for h in elements]


def anchors(path):
    """The ids of the page, in their order."""
    return [element["id"] for element in soup(path).article.find_all(id=True)]


def numbers(path):
    """Each number with its name: what a program reads, and what is printed."""
    return [(data.get("data-symbol"), data["value"], data.text) for data in soup(path).select("data.num")]


def figures(path):
    """Of each figure, its place, and each thing drawn with its colours; longer words may move it."""
    return [
        (figure["id"], [(shape.name, shape.get("style")) for shape in figure.svg(["path", "circle"])])
        for figure in soup(path).select("article figure")
    ]


def values(path):
    """What the figures say in numbers."""
    elements = soup(path).select("article figure svg tspan[id*='-value-']")
    return [(tspan["id"], tspan.text) for tspan in elements]


def code(path):
    """The code and the outputs that the page shows."""
    return [pre.text for pre in soup(path).select("article pre")]


@pytest.mark.parametrize("read", [formulas, headings, anchors, numbers, figures, values, code])
def test_both_languages_have_the_same(both, read):
    texts = {page: [read(path) for path in paths] for page, paths in both.items()}
    assert any(chain(*texts.values())), "nothing was found to compare"
    assert {page: (ko, en) for page, (ko, en) in texts.items() if ko != en} == {}


def test_every_page_is_there_in_both_languages_and_says_which_it_is_in(site):
    assert pages_of(site, "ko") == pages_of(site, "en") != []
    for language in LANGUAGES:
        for page in pages_of(site, language):
            assert soup(file(site / language, page)).html["lang"] == language


def test_korean_pages_are_in_korean_and_english_ones_in_english(both):
    def hangul(path):
        words = soup(path).article.get_text()
        return len(re.findall("[가-힣]", words)) / len(re.findall("[가-힣A-Za-z]", words))

    shares = {page: [hangul(path) for path in paths] for page, paths in both.items()}
    # The glossary has both languages on either page; code and outputs are English everywhere.
    assert {page: share for page, share in shares.items() if not share[0] > 2 * share[1]} == {}


def test_every_heading_has_an_anchor_of_its_own(both):
    for path in chain(*both.values()):
        names = [anchor for _, anchor in headings(path)]
        assert all(re.fullmatch(r"[A-Za-z][\w-]*", name) for name in names), path
        assert len(set(names)) == len(names), path


def test_cells_of_the_notebooks_are_the_same_bytes(site):
    ko, en = (
        {path.relative_to(site / language): cells(path) for path in (site / language).rglob("*.ipynb")}
        for language in LANGUAGES
    )
    assert ko == en
    assert all(any(code for _, code in notebook) for notebook in ko.values())


def cells(path):
    """Identity of each cell, and the code of those that have code."""
    cells = json.loads(path.read_bytes())["cells"]
    return [(cell["id"], "".join(cell["source"]) if cell["cell_type"] == "code" else "") for cell in cells]


def test_each_page_s_head_and_its_switch_lead_to_the_same_page_in_each_language(site):
    for language in LANGUAGES:
        for page in pages_of(site, language):
            address = f"{language}/{page}"
            links = soup(file(site, address)).select("head > link[rel=alternate][hreflang]")
            named = {link["hreflang"]: target(address, link["href"])[0] for link in links}
            assert named == {"ko": f"ko/{page}", "en": f"en/{page}", "x-default": ""}
            (switch,) = soup(file(site, address)).select("a.languages__link")
            assert target(address, switch["href"])[0] == named[switch["hreflang"]] != address
