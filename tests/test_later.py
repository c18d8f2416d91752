"""The theme's script comes with the reader's first move or in a quiet moment, and no first move is lost."""

import re

import pytest
from built import LANGUAGES
from playwright.sync_api import expect

from scripts.tools.browser import BRING_THEME

NOTE = "til/2021-01-12/"
BUNDLE = re.compile(r"/bundle\.\w+\.min\.js$")
PHONE = {"width": 390, "has_touch": True, "is_mobile": True}
IN_SEARCH = "document.activeElement === document.querySelector('input[name=query]')"


def asked(page):
    """How often the page has asked for the theme's script."""
    return len([url for url in page.seen.requests if BUNDLE.search(url)])


@pytest.fixture(params=LANGUAGES)
def opened(request, new_page):
    """opened(…): the note, with its load event behind it and nothing done yet."""

    def opened(address="", **window):
        page = new_page(**window)
        page.goto(f"{request.param}/{NOTE}{address}")
        return page

    return opened


def test_it_is_not_there_when_the_page_is_and_comes_by_itself(opened):
    page = opened()
    assert asked(page) == 0
    with page.expect_response(BUNDLE):
        pass
    page.mouse.move(200, 200)
    assert (asked(page), page.seen.errors) == (1, [])


@pytest.mark.parametrize("move", ["pointer", "wheel", "key"])
def test_a_first_move_brings_it(opened, move):
    page = opened()
    moves = {
        "pointer": lambda: page.mouse.move(200, 200),
        "wheel": lambda: page.mouse.wheel(0, 600),
        "key": lambda: page.keyboard.press("Tab"),
    }
    with page.expect_response(BUNDLE, timeout=2500):  # sooner than by itself
        moves[move]()
    assert (asked(page), page.seen.errors) == (1, [])


def test_what_is_typed_for_the_search_before_it_is_there_is_searched(opened):
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("delta")
    assert asked(page) <= 1
    expect(page.locator("a.md-search-result__link").first).to_be_attached()
    assert page.locator("input[name=query]").input_value() == "delta"


def test_the_key_for_the_next_page_works_as_a_first_move(opened):
    page = opened()
    page.keyboard.press("n")
    page.wait_for_url("**/derivation/")


def test_a_first_key_that_another_script_answers_is_answered_once(new_page):
    page = new_page()
    page.goto(f"en/{NOTE}explorer/")
    page.locator("body").press("ArrowRight")
    expect(page.locator("[data-step]")).to_have_text(re.compile("^2/"))
    page.evaluate(BRING_THEME)
    expect(page.locator("[data-step]")).to_have_text(re.compile("^2/"))


def test_on_a_phone_the_glass_opens_the_search_for_typing_at_once(opened):
    page = opened(**PHONE)
    page.locator("label.md-header__button[for=__search]").tap()
    assert page.evaluate(IN_SEARCH)


def test_a_link_to_a_folded_place_opens_it(opened):
    page = opened("derivation/#delta2_2")
    steps = page.locator("#layer-2-steps")
    expect(steps).to_have_attribute("open", "")
    expect(page.locator("#delta2_2")).to_be_in_viewport()


def test_a_key_of_the_browser_is_left_to_it(opened):
    page = opened()
    page.keyboard.press("Control+f")
    assert not page.evaluate(IN_SEARCH)
