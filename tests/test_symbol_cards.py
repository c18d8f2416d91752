"""Symbols explain themselves: a card for mouse, keyboard and touch; a link without JavaScript."""

import json
import re
from collections import Counter
from html import unescape

import pytest
from built import ANNOTATION, FORMULA, LANGUAGES, file, own_pages_of, pages_of
from playwright.sync_api import expect

from scripts.formulas.speech import FILLED_LATER
from scripts.formulas.symbols import linked

NOTE = "til/2021-01-12/"
DELTA = "article p x-tex > a[data-symbol='delta2_2']"
SAID = {
    "ko": [
        "오차",
        "error",
        "비용을 가중합으로 편미분한 것",
        "δ₂⁽²⁾ = −0.02142",
        "크기",
        "기호와 용어에서 보기",
    ],
    "en": [
        "오차",
        "error",
        "partial derivative of the cost",
        "δ₂⁽²⁾ = −0.02142",
        "shape",
        "In the list of symbols",
    ],
}


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def note(page):
    """The note."""
    page.goto(f"ko/{NOTE}")
    return page


def card(page):
    return page.locator("#symbol-card")


def test_pointing_at_a_symbol_shows_what_it_is(page, language):
    page.goto(f"{language}/{NOTE}")
    page.locator(DELTA).first.hover()
    for words in SAID[language]:
        expect(card(page)).to_contain_text(words)
    equation = card(page).locator(".symbol-card__equation annotation").text_content()
    assert equation == r"\delta_{j}^{(l)} = \frac{\partial C}{\partial z_{j}^{(l)}}"
    assert page.seen.errors == []


def test_the_card_stays_under_the_pointer_and_goes_with_it_or_with_escape(note):
    note.locator(DELTA).first.hover()
    expect(card(note)).to_be_visible()
    card(note).get_by_role("link").hover()
    note.wait_for_timeout(500)
    expect(card(note)).to_be_visible()
    note.mouse.move(2, 2)
    expect(card(note)).to_be_hidden()
    note.locator(DELTA).first.hover()
    expect(card(note)).to_be_visible()
    note.keyboard.press("Escape")
    expect(card(note)).to_be_hidden()


def test_the_card_leads_to_the_list_of_symbols(note, site_url):
    note.locator(DELTA).first.hover()
    card(note).get_by_role("link").click()
    note.wait_for_url(f"{site_url}ko/notation/#symbol-delta")
    expect(note.locator("#symbol-delta")).to_be_in_viewport()


def test_a_symbol_in_the_line_is_reached_by_tab(note, site_url):
    symbol = note.locator(DELTA).first
    symbol.evaluate("link => { link.scrollIntoView(); link.focus(); }")
    note.keyboard.press("Tab")
    note.keyboard.press("Shift+Tab")
    expect(symbol).to_be_focused()
    expect(card(note)).to_contain_text("δ₂⁽²⁾ = −0.02142")
    note.keyboard.press("Escape")
    expect(card(note)).to_be_hidden()
    note.keyboard.press("Enter")
    note.wait_for_url(f"{site_url}ko/notation/#symbol-delta")


def test_the_arrow_keys_go_through_the_symbols_of_a_display(note, site_url):
    display = note.locator("x-tex.display", has=note.locator("a[data-symbol='delta2_2']")).first
    note.keyboard.press("Tab")
    display.focus()
    for value in ("δ₂⁽²⁾ = −0.02142", "Θ₁₂⁽²⁾ = −0.5", "δ₁⁽³⁾ = 0.05727"):
        note.keyboard.press("ArrowRight")
        expect(card(note)).to_contain_text(value)
    note.keyboard.press("ArrowLeft")
    expect(card(note)).to_contain_text("Θ₁₂⁽²⁾ = −0.5")
    note.keyboard.press("Enter")
    note.wait_for_url(f"{site_url}ko/notation/#symbol-Theta_ij")


def test_a_tap_shows_the_card_and_does_not_leave_the_page(new_page, site_url):
    page = new_page(width=390, height=844, has_touch=True, is_mobile=True)
    page.goto(f"ko/{NOTE}")
    page.locator(DELTA).first.tap()
    for words in SAID["ko"]:
        expect(card(page)).to_contain_text(words)
    assert page.url == f"{site_url}ko/{NOTE}"
    box = card(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator("h1").tap()
    expect(card(page)).to_be_hidden()


def test_without_javascript_a_symbol_is_a_link(new_page, site_url):
    page = new_page(javascript=False)
    page.goto(f"en/{NOTE}")
    page.locator(DELTA).first.click()
    assert page.url == f"{site_url}en/notation/#symbol-delta"


def test_a_card_moves_nothing_on_the_page(note):
    where = "[...document.querySelectorAll('article > *')].map((part) => part.getBoundingClientRect().top)"
    note.evaluate("document.fonts.ready.then(() => null)")
    note.locator(DELTA).first.scroll_into_view_if_needed()
    before = note.evaluate(where)
    note.locator(DELTA).first.hover()
    expect(card(note)).to_be_visible()
    assert note.evaluate(where) == pytest.approx(before, abs=0.5)  # a formula drawn meanwhile: 1/64 px


def test_each_symbol_of_a_display_is_the_link_of_its_own_value(site):
    displays = 0
    for path in (
        file(site / l, page)
        for l in LANGUAGES
        for page in own_pages_of(site, l)
        if "til/" in page and "explorer" not in page
    ):
        for attributes, html in FORMULA.findall(path.read_text("utf-8")):
            [tex] = map(unescape, ANNOTATION.findall(html))
            if "display" in attributes and not FILLED_LATER.search(tex):
                displays += 1
                names = re.findall(r"symbol:\w+/(\w+)", linked(tex, display=True))
                assert Counter(re.findall(r'data-symbol="(\w+)"', html)) == Counter(names), tex
    assert displays > 100


def test_every_symbol_that_is_linked_has_a_card_and_every_number_a_value(site, language):
    known = json.loads((site / language / "symbols/2021-01-12.json").read_text("utf-8"))
    text = "".join(file(site / language, page).read_text("utf-8") for page in pages_of(site, language))
    links = set(re.findall(r'notation/#(symbol-\w+)"', text))
    assert len(links) > 15
    assert links <= set(known["cards"])
    assert set(re.findall(r' href="[^"]*#symbol-\w+" data-symbol="(\w+)"', text)) <= set(known["values"])
    shown = [re.sub("<annotation.*?</annotation>", "", html) for html in known["cards"].values()]
    assert [html for html in shown if "\\" in html] == []
