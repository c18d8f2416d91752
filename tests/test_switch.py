"""The reader's language: which one the landing page leads to, and the switch on every page."""

import pytest
from built import LANGUAGES
from playwright.sync_api import expect

OTHER = {"ko": "en", "en": "ko"}
NOTE = "til/2021-01-12/"


def language_of(page):
    """The language that the page itself says it is in."""
    return page.locator("html").get_attribute("lang")


def switch(page):
    """Press the switch; the page that it leads to is there afterwards."""
    link = page.locator("a.languages__link")
    with page.expect_navigation(wait_until="domcontentloaded"):
        link.click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_switch_stays_on_the_page_however_often_it_is_pressed(new_page, site_url, javascript):
    page = new_page(javascript=javascript)
    page.goto(f"ko/{NOTE}", wait_until="domcontentloaded")
    for now in ("en", "ko"):
        switch(page)
        assert (page.url, language_of(page)) == (f"{site_url}{now}/{NOTE}", now)
    left_behind = "ERR_ABORTED"  # before all was there
    assert [error for error in page.seen.errors if left_behind not in error] == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_switch_is_there_on_a_phone_and_says_where_it_leads(new_page, javascript):
    for language, name in (("ko", "English"), ("en", "한국어")):
        page = new_page(javascript=javascript, width=390, height=844)
        page.goto(f"{language}/{NOTE}")
        link = page.get_by_role("link", name=name, exact=True)
        expect(link).to_be_in_viewport()
        assert link.get_attribute("lang") == link.get_attribute("hreflang") == OTHER[language]


def test_going_back_after_a_switch_gives_the_page_before(page, site_url):
    page.goto(f"ko/{NOTE}")
    switch(page)
    page.go_back()
    assert (page.url, language_of(page)) == (f"{site_url}ko/{NOTE}", "ko")


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ko-KR", "ko"), ("en-US", "en"), ("ja-JP", "en")],
)
def test_the_landing_page_leads_to_the_readers_language_or_to_english(new_page, site_url, locale, language):
    page = new_page(locale=locale)
    page.goto("")
    page.wait_for_url(f"{site_url}{language}/")
    assert language_of(page) == language
    page.go_back()
    assert page.url == "about:blank", "the landing page is no step of the history"


@pytest.mark.parametrize(("locale", "chosen"), [("ko-KR", "en"), ("en-US", "ko")])
def test_the_landing_page_leads_to_the_language_chosen_by_the_switch(new_page, site_url, locale, chosen):
    page = new_page(locale=locale)
    page.goto(f"{OTHER[chosen]}/notation/")
    switch(page)
    page.goto("")
    page.wait_for_url(f"{site_url}{chosen}/")
    switch(page)
    page.goto("")
    page.wait_for_url(f"{site_url}{OTHER[chosen]}/")


@pytest.mark.parametrize(("locale", "chosen"), [("ko-KR", "en"), ("en-US", "ko")])
def test_the_landing_page_leads_to_the_language_chosen_on_it(new_page, site_url, locale, chosen):
    """Where the network is slow, its links can be clicked before it leads on by itself."""
    page = new_page(locale=locale)
    # No content: what was asked for does not come, and the landing page is still there.
    page.route(f"{site_url}{OTHER[chosen]}/", lambda route: route.fulfill(status=204))
    page.goto("", wait_until="commit")
    page.locator(f"a[hreflang={chosen}]").click()
    page.wait_for_url(f"{site_url}{chosen}/")
    page.unroute(f"{site_url}{OTHER[chosen]}/")
    page.goto("")
    page.wait_for_url(f"{site_url}{chosen}/")


def test_the_landing_page_works_where_nothing_can_be_stored(new_page, site_url):
    page = new_page(locale="ko-KR")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } })")
    page.goto("")
    page.wait_for_url(f"{site_url}ko/")


@pytest.mark.parametrize(("name", "language"), [("한국어", "ko"), ("English", "en")])
def test_the_landing_page_has_plain_links_without_javascript(new_page, site_url, name, language):
    page = new_page(javascript=False)
    page.goto("")
    assert page.url == site_url
    assert page.get_by_role("link").count() == len(LANGUAGES)
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(f"{site_url}{language}/")
