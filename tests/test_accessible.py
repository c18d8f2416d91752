"""By keyboard and by screen reader; test_browser.py has axe and the focus on every page."""

import pytest
from playwright.sync_api import expect

# A focused link of the list of pages: whether it is what a pointer would meet there.
FOCUSED_LINK = """() => {
    const link = document.activeElement;
    const { left, top, width, height } = link.getBoundingClientRect();
    const met = document.elementFromPoint(left + width / 2, top + height / 2);
    return link.closest("#pages") && link.contains(met) ? "on top" : link.outerHTML;
}"""


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_narrow_screen_the_list_of_pages_is_opened_walked_and_closed_by_keyboard(new_page, javascript):
    page = new_page(width=640, javascript=javascript)
    page.goto("ko/til/2021-01-12/derivation/")
    button, links = page.get_by_role("button", name="페이지 목록"), page.locator("#pages a:visible")
    for key in ("Tab", "Tab"):  # past the way to the text
        page.keyboard.press(key)
    expect(button).to_be_focused()
    expect(links).to_have_count(0)
    page.keyboard.press("Enter")
    expect(links.first).to_be_visible()
    for _ in range(links.count()):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED_LINK) == "on top"
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(links).to_have_count(0)


def test_on_a_wide_screen_the_list_of_pages_is_beside_the_text(page):
    page.goto("ko/til/2021-01-12/")
    expect(page.locator("#pages a.md-nav__link").first).to_be_visible()
    expect(page.get_by_role("button", name="페이지 목록")).to_have_count(0)


def test_the_list_of_pages_closes_when_it_is_left_and_when_a_link_in_it_is_followed(new_page):
    page = new_page(width=390)
    page.goto("en/til/2021-01-12/derivation/")
    button, links = page.locator("button.pages-button"), page.locator("#pages a:visible")
    button.click()
    page.locator("#pages a[href*='#']").last.click()
    expect(page.locator("article :target")).to_be_in_viewport()
    expect(links).to_have_count(0)
    button.focus()
    page.keyboard.press("Enter")
    for _ in range(links.count() + 1):
        page.keyboard.press("Tab")
    expect(links).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('button.colours')")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_button_of_the_header_shows_its_focus_before_the_theme_has_come_and_without_scripts(new_page, javascript):
    page = new_page(javascript=javascript)
    page.goto("ko/")
    logo = page.locator(".md-header a.md-logo")
    logo.evaluate("link => link.focus({ focusVisible: true })")
    assert logo.evaluate("link => getComputedStyle(link).outlineStyle") != "none"


@pytest.mark.parametrize("address", ["", "worked-example/"])
def test_a_screen_reader_has_each_formula_with_its_words_and_its_parts(page, address):
    page.goto(f"en/til/2021-01-12/{address}")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    heard = [node["name"]["value"] for node in tree if node["role"]["value"] == "MathMLMath"]
    labels = page.evaluate("[...document.querySelectorAll('article math')].map((math) => math.ariaLabel)")
    assert len(labels) > 3
    assert sorted(heard) == sorted(labels)
    for element, role in {"mfrac": "MathMLFraction", "msubsup": "MathMLSubSup", "mn": "MathMLNumber"}.items():
        drawn = page.locator(f"article math {element}").count()
        assert [node["role"]["value"] for node in tree].count(role) == drawn
