"""The search finds a note by its words, in the language that is being read, and shows words only."""

import json
import re

import pytest
from built import LANGUAGES, file, own_pages_of
from playwright.sync_api import expect

from scripts.pages.search_text import completed

NOTE = "til/2021-01-12/"
DONE = re.compile("일치하는|matching")  # 3개의 일치하는 문서, No matching documents


@pytest.fixture
def search(page, site_url):
    """search(language, words): the addresses found, below the site and without what is highlighted."""

    def search(language, words):
        page.goto(f"{language}/")
        page.get_by_role("textbox").fill(words)
        page.get_by_role("textbox").press("End")  # the theme listens to keys
        expect(page.locator(".md-search-result__meta")).to_contain_text(DONE)
        links = page.locator("a.md-search-result__link").evaluate_all("links => links.map(link => link.href)")
        assert page.seen.errors == []
        return [re.sub(r"\?h=[^#]*", "", link.removeprefix(site_url)) for link in links]

    return search


@pytest.mark.parametrize("words", ["역전파", "역전파를", "역전파의", "backpropagation"])
def test_the_korean_note_is_found_by_its_word_with_any_particle(search, words):
    assert f"ko/{NOTE}" in search("ko", words)


@pytest.mark.parametrize("words", ["backpropagation", "Backpropagation", "error of the output"])
def test_the_english_note_is_found_by_its_words(search, words):
    assert f"en/{NOTE}" in search("en", words)


@pytest.mark.parametrize("words", ["gradient", "δ"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_only_pages_of_the_language_are_found(search, language, words):
    found = search(language, words)
    assert found
    assert [address for address in found if not address.startswith(f"{language}/")] == []


def test_a_term_of_the_glossary_is_found_in_either_language(search):
    assert "ko/notation/#terms" in search("ko", "symmetry breaking")
    assert "en/notation/#terms" in search("en", "대칭 깨기")


def test_what_is_nowhere_is_not_found(search):
    assert search("en", "transformer") == []


def test_a_korean_word_is_found_by_what_it_ends_in(search):
    backpropagation, forward_propagation = (
        "worked-example/#backpropagation",
        "worked-example/#forward-propagation",
    )
    assert {f"ko/{NOTE}{backpropagation}", f"ko/{NOTE}{forward_propagation}"} <= set(search("ko", "전파"))
    assert f"ko/{NOTE}" in search("ko", "중치")


@pytest.mark.parametrize("words", ["오차", "역전파", "전파", "오차역전파"])
def test_each_word_of_a_compound_finds_it(page, site, search, words):
    """오차역전파 is no word of the pages: the index gets a section that has it, as a page would make it."""
    index = json.loads((site / "ko/search/search_index.json").read_bytes())
    entry = {"location": "til/2021-01-12/#compound", "title": "새 절", "text": "<p>오차역전파법</p>"}
    index["docs"].append(completed(entry, set()))
    page.route("**/search_index.json", lambda route: route.fulfill(json=index))
    assert f"ko/{NOTE}#compound" in search("ko", words)


@pytest.mark.parametrize(
    ("language", "names"),
    [("ko", ("δ", "delta", "델타")), ("en", ("δ", "delta", "델타")), ("ko", ("Θ", "theta", "세타"))],
)
def test_a_greek_letter_is_found_by_all_of_its_names(search, language, names):
    first, *others = (set(search(language, name)) for name in names)
    assert len(first) > 3
    assert others == [first, first]


@pytest.mark.parametrize("leftover", ["frac", "aligned", "bmatrix", "mathbf", "htmlData", "Copied", "8675309"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_leftovers_of_latex_and_of_notebooks_are_not_found(search, language, leftover):
    assert search(language, leftover) == []


@pytest.mark.parametrize("words", ["In [1]:", r"\delta_{2}"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_result_shows_latex_or_a_prompt(search, page, language, words):
    assert search(language, words)
    shown = " ".join(page.locator(".md-search-result__article").all_inner_texts())
    assert not re.search(r"\\[a-zA-Z]+|_\{|\^\{|In ?\[\d*\]|Out ?\[", shown)


def test_a_result_leads_to_its_heading(search, page, site_url):
    search("ko", "중앙 차분")
    page.locator("a.md-search-result__link[href*='#']").first.click()
    page.wait_for_url("**#*")
    expect(page.locator(f"[id='{page.url.split('#')[1]}']")).to_be_in_viewport()
    assert page.url.startswith(f"{site_url}ko/")


@pytest.fixture(params=LANGUAGES)
def entries(request, site):
    """What the search of a language knows."""
    return json.loads((site / request.param / "search" / "search_index.json").read_bytes())["docs"]


def test_no_latex_and_no_prompt_is_left_in_the_results(entries):
    """Code stays: it has backslashes and underscores of its own, in <code> elements."""
    for entry in entries:
        words = re.sub("<(code|pre)>.*?</\\1>", "", f"{entry['title']} {entry['text']}", flags=re.S)
        assert not re.search(r"\\[a-zA-Z]+|\$|_\{|\^\{|\^\(|¶|In ?\[|Out ?\[|Copied", words), words


def test_no_formula_leaves_a_hole_in_a_result(entries):
    """A particle without its noun, a full stop behind a space: a formula is missing there."""
    for entry in entries:
        words = re.sub("<pre>.*?</pre>", "", f"{entry['title']} {entry['text']}", flags=re.S)
        assert not re.search(r"(?<=\s)[은는을를와과의에](?=[\s,.])|[^\s.] [,.](?!\d)|<p>\s*</p>", words), words


def test_a_formula_in_the_line_is_plain_text_in_a_result(site):
    text = " ".join(entry["text"] for entry in json.loads((site / "ko/search/search_index.json").read_bytes())["docs"])
    assert "가중합 z₁⁽²⁾를 구해 보자." in text
    assert "가중치 Θᵢⱼ⁽ˡ⁾의 위 첨자" in text


def test_every_section_is_in_the_index_once(entries):
    places = [entry["location"] for entry in entries]
    assert len(set(places)) == len(places) > 20


def test_every_page_is_in_the_index(site):
    for language in LANGUAGES:
        found = json.loads(file(site / language, "search/search_index.json").read_bytes())["docs"]
        assert {entry["location"].split("#")[0] for entry in found} == set(own_pages_of(site, language))


@pytest.mark.parametrize(("language", "words"), [("ko", "전파"), ("en", "backpropagation")])
def test_a_finger_opens_the_search_and_a_result_on_a_phone(new_page, language, words):
    page = new_page(width=390, has_touch=True)
    page.goto(f"{language}/notation/")
    page.locator("label.md-header__button[for=__search]").tap()
    page.get_by_role("textbox").fill(words)
    page.get_by_role("textbox").press("End")
    page.locator("a.md-search-result__link").first.tap()
    page.wait_for_url(f"**/{language}/**h=*")
    assert page.seen.errors == []


@pytest.mark.parametrize(("language", "words"), [("ko", "오차"), ("en", "delta")])
def test_keys_alone_open_the_search_and_a_result(page, language, words):
    page.goto(f"{language}/notation/")
    page.keyboard.press("s")
    page.keyboard.type(words)
    page.keyboard.press("End")  # the theme listens to keys
    expect(page.locator(".md-search-result__meta")).to_contain_text(DONE)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/**h=*")
    assert page.seen.errors == []
