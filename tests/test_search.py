"""The search finds a note by its words, in the language that is being read, and shows words only."""

import json
import re

import pytest
from built import LANGUAGES, own_pages_of
from playwright.sync_api import expect

from scripts.pages.search_text import FIELD, also

NOTE = "til/2021-01-12/"
DONE = re.compile("일치하는|matching")  # 3개의 일치하는 문서, No matching documents
LATEX = re.compile(r"\\[a-zA-Z]+|_\{|\^\{|In ?\[\d*\]|Out ?\[")
TERM = "notation/#terms"
BACK, FORWARD = f"{NOTE}worked-example/#backpropagation", f"{NOTE}worked-example/#forward-propagation"
# What is typed, and what is to be among the results.
FOUND = {
    "ko": {
        **dict.fromkeys(["역전파", "역전파를", "역전파의", "backpropagation", "중치"], {NOTE}),
        "전파": {BACK, FORWARD},
        "symmetry breaking": {TERM},
    },
    "en": {
        **dict.fromkeys(["backpropagation", "Backpropagation", "error of the output"], {NOTE}),
        "대칭 깨기": {TERM},
    },
}
# The last are leftovers of LaTeX and of notebooks.
NOWHERE = ["transformer", "frac", "aligned", "bmatrix", "mathbf", "htmlData", "Copied", "8675309"]
NAMES = {"ko": [("δ", "delta", "델타"), ("Θ", "theta", "세타")], "en": [("δ", "delta", "델타")]}


@pytest.fixture
def search(page, site_url):
    """search(words): the addresses found from the page that is open, without what is highlighted."""

    def search(words):
        for typed, status in (("", re.compile(f"^(?!.*({DONE.pattern}))")), (words, DONE)):
            page.get_by_role("textbox").fill(typed)
            page.get_by_role("textbox").press("End")  # the theme listens to keys
            expect(page.locator(".md-search-result__meta")).to_have_text(status)
        links = page.locator("a.md-search-result__link").evaluate_all("links => links.map(link => link.href)")
        return [re.sub(r"\?h=[^#]*", "", link.removeprefix(site_url)) for link in links]

    return search


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_with_any_particle_and_terms_of_either_language_are_found_in_the_language_that_is_read(
    page, search, language
):
    page.goto(f"{language}/")
    for words, wanted in FOUND[language].items():
        assert {f"{language}/{address}" for address in wanted} <= set(search(words)), words
    for words in ("gradient", "δ"):
        addresses = search(words)
        assert addresses, words
        assert [address for address in addresses if not address.startswith(f"{language}/")] == []
    for first, *others in NAMES[language]:
        addresses = set(search(first))
        assert len(addresses) > 3
        assert [set(search(name)) for name in others] == [addresses] * len(others), first
    for words in NOWHERE:
        assert search(words) == [], words
    assert page.seen.errors == []


def test_each_word_of_a_compound_finds_it(page, site, search):
    """오차역전파 is no word of the pages: the index gets a section that has it, as a page would make it."""
    index = json.loads((site / "ko/search/search_index.json").read_bytes())
    entry = {"location": f"{NOTE}#compound", "title": "새 절", "text": "<p>오차역전파법</p>"}
    index["docs"].append(entry | {FIELD: also(entry["text"], set())})
    page.route("**/search_index.json", lambda route: route.fulfill(json=index))
    page.goto("ko/")
    for words in ("오차", "역전파", "전파", "오차역전파"):
        assert f"ko/{NOTE}#compound" in search(words)


def test_a_result_leads_to_its_heading(page, search, site_url):
    page.goto("ko/")
    search("중앙 차분")
    page.locator("a.md-search-result__link[href*='#']").first.click()
    page.wait_for_url("**#*")
    expect(page.locator(f"[id='{page.url.split('#')[1]}']")).to_be_in_viewport()
    assert page.url.startswith(f"{site_url}ko/")


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def entries(language, site):
    """What the search of a language knows."""
    return json.loads((site / language / "search/search_index.json").read_bytes())["docs"]


def test_no_latex_no_prompt_and_no_hole_of_a_formula_is_left_in_the_results(entries):
    """Code stays: it has backslashes and underscores of its own, in <code> elements.

    A particle without its noun, a full stop behind a space: a formula is missing there.
    """
    for entry in entries:
        words = re.sub("<(pre)>.*?</\\1>", "", f"{entry['title']} {entry['text']}", flags=re.S)
        hole = r"(?<=\s)[은는을를와과의에](?=[\s,.])|[^\s.] [,.](?!\d)"
        assert not re.search(hole, words), words
        words = re.sub("<code>.*?</code>", "", words, flags=re.S)
        assert not re.search(rf"{LATEX.pattern}|\$|\^\(|¶|Copied", words), words


def test_a_formula_in_the_line_is_plain_text_in_a_result(site):
    docs = json.loads((site / "ko/search/search_index.json").read_bytes())["docs"]
    text = " ".join(entry["text"] for entry in docs)
    assert "가중합 z₁⁽²⁾를 구해 보자." in text
    assert "가중치 Θᵢⱼ⁽ˡ⁾의 위 첨자" in text


def test_every_page_and_every_section_is_in_the_index_once(entries, language, site):
    places = [entry["location"] for entry in entries]
    assert len(set(places)) == len(places) > 20
    assert {address.split("#")[0] for address in places} == set(own_pages_of(site, language))


def test_a_finger_opens_the_search_and_a_result_on_a_phone(new_page):
    page = new_page(width=390, has_touch=True)
    page.goto("ko/notation/", wait_until="networkidle")
    page.locator("label.md-header__button[for=__search]").tap()
    page.get_by_role("textbox").fill("전파")
    page.get_by_role("textbox").press("End")
    page.locator("a.md-search-result__link").first.tap()
    page.wait_for_url("**/ko/**h=*")
    assert page.seen.errors == []


def test_keys_alone_open_the_search_and_a_result(page):
    page.goto("en/notation/", wait_until="networkidle")
    page.keyboard.press("s")
    page.keyboard.type("delta")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).to_contain_text(DONE)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/**h=*")
    assert page.seen.errors == []
