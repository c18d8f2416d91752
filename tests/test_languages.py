"""Korean and English are the same pages in other words: same formulas, numbers, figures, anchors, code."""

import json
import re
from itertools import chain

import pytest
from built import LANGUAGES, file, formulas, pages_of, soup, target


@pytest.fixture(scope="module")
def both(site):
    """Of every page that has a note's formulas or words: its address, and its file in each language."""
    return {page: [file(site / language, page) for language in LANGUAGES] for page in pages_of(site, "ko")}


def differing(both, read):
    """The pages on which `read` finds something else in the other language."""
    found = {page: [read(path) for path in paths] for page, paths in both.items()}
    assert any(chain(*found.values())), "nothing was found to compare"
    return {page: (ko, en) for page, (ko, en) in found.items() if ko != en}


def headings(path):
    """Level and anchor of each heading; a derivation's own is on the section around it."""
    found = soup(path).select("article :is(h1, h2, h3, h4, h5, h6)")
    return [(h.name, h.get("id") or h.find_parent(id=True)["id"]) for h in found]


def numbers(path):
    """Each number with its name: what a program reads, and what is printed."""
    return [(data["data-symbol"], data["value"], data.text) for data in soup(path).select("data.num")]


def figures(path):
    """Of each figure, its place and all that is drawn, without the words."""
    return [
        (figure["id"], [(shape.name, sorted(shape.attrs.items())) for shape in drawn(figure)])
        for figure in soup(path).select("article figure")
    ]


def drawn(figure):
    """Shapes, and texts that are numbers: words are longer in one language, and stand elsewhere."""
    return figure.svg.find_all(["path", "circle", "rect"]) + figure.svg.select("tspan[id*='-value-']")


def values(path):
    """What the figures say in numbers."""
    found = soup(path).select("article figure svg tspan[id*='-value-']")
    return [(tspan["id"], tspan.text) for tspan in found]


def shown_code(path):
    """The code and the outputs that the page shows."""
    return [pre.text for pre in soup(path).select("article pre")]


def test_every_page_is_there_in_both_languages(site):
    assert pages_of(site, "ko") == pages_of(site, "en")
    assert len(pages_of(site, "ko")) > 1


def test_every_page_says_which_language_it_is_in(site):
    said = {(language, page): soup(file(site / language, page)).html["lang"]
            for language in LANGUAGES for page in pages_of(site, language)}  # fmt: skip
    assert {key: lang for key, lang in said.items() if lang != key[0]} == {}


def test_korean_pages_are_in_korean_and_english_ones_in_english(both):
    def hangul(path):
        words = soup(path).article.get_text()
        return len(re.findall("[가-힣]", words)) / len(re.findall("[가-힣A-Za-z]", words))

    shares = {page: [hangul(path) for path in paths] for page, paths in both.items()}
    # The glossary has both languages on either page; code and outputs are English everywhere.
    assert {page: share for page, share in shares.items() if not share[0] > 2 * share[1]} == {}


def test_formulas_are_the_same_in_the_same_order(both):
    assert differing(both, formulas) == {}


def test_headings_have_the_same_levels_and_anchors(both):
    assert differing(both, headings) == {}


def test_every_heading_has_an_anchor_of_its_own(both):
    for path in chain(*both.values()):
        anchors = [anchor for _, anchor in headings(path)]
        assert all(re.fullmatch(r"[A-Za-z][\w-]*", anchor) for anchor in anchors), path
        assert len(set(anchors)) == len(anchors), path


def test_all_anchors_are_the_same(both):
    def anchors(path):
        return [element["id"] for element in soup(path).article.find_all(id=True)]

    assert differing(both, anchors) == {}


def test_numbers_are_the_same(both):
    assert differing(both, numbers) == {}


def test_numbers_in_figures_are_the_same(both):
    assert differing(both, values) == {}


def test_figures_are_drawn_the_same(both):
    assert differing(both, figures) == {}


def test_code_and_outputs_are_the_same(both):
    assert differing(both, shown_code) == {}


def test_code_cells_of_the_notebooks_are_the_same_bytes(site):
    ko, en = ({path.relative_to(site / language): cells(path) for path in (site / language).rglob("*.ipynb")}
              for language in LANGUAGES)  # fmt: skip
    assert ko == en
    assert ko
    assert all(any("Theta" in code for _, code in found if code) for found in ko.values())


def cells(path):
    """Kind and identity of each cell, and the code of those that have code."""
    found = json.loads(path.read_bytes())["cells"]
    return [(cell["id"], "".join(cell["source"]) if cell["cell_type"] == "code" else "") for cell in found]


def test_the_same_page_is_named_in_the_head(site):
    """hreflang of both languages and of the landing page, of each page to the same page."""
    for language in LANGUAGES:
        for page in pages_of(site, language):
            named = alternates(site, f"{language}/{page}")
            assert named == {"ko": f"ko/{page}", "en": f"en/{page}", "x-default": ""}


def alternates(site, address):
    """hreflang → address below the site."""
    links = soup(file(site, address)).select("head > link[rel=alternate][hreflang]")
    return {link["hreflang"]: target(address, link["href"])[0] for link in links}
