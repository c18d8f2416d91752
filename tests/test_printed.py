"""The page that has a whole note, to print it or to save it as PDF."""

import re

import pytest
from bs4 import BeautifulSoup
from built import LANGUAGES, file, heard, target
from playwright.sync_api import expect

from scripts.pages.print_edition import whole

NOTE = "til/2021-01-12/"
PARTS = (NOTE, f"{NOTE}derivation/", f"{NOTE}worked-example/")
ON_PAGES = (*PARTS, f"{NOTE}explorer/")
WHOLE = f"{NOTE}print/"


def article(site, language, page):
    """The text of a page, without what the theme puts around it."""
    return heard(file(site / language, page)).find("article")


def words(element):
    """All of the element's words."""
    return re.sub(r"\s+", " ", element.get_text(" ", strip=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_the_text_of_every_page_that_can_be_printed_in_the_order_of_reading(site, language):
    parts = article(site, language, WHOLE).select("section.part")
    assert [words(part) for part in parts] == [words(article(site, language, page)) for page in PARTS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_id_is_there_twice(site, language):
    page = article(site, language, WHOLE)
    ids = [element["id"] for element in page.select("[id]")]
    assert len(set(ids)) == len(ids) > 100


def test_what_refers_to_an_id_of_its_page_finds_it():
    content = (
        '<b id="x">1</b><b id="y">2</b><i id="z" aria-labelledby="x y" aria-describedby="y">3</i>'
        '<svg><clipPath id="c"></clipPath><path clip-path="url(#c)"></path></svg>'
    )
    pages = [(url, content) for url in (NOTE, f"{NOTE}derivation/")]
    page = BeautifulSoup(whole(pages, WHOLE), "html.parser")
    for name in ("note", "derivation"):
        element = page.find(id=f"{name}-z")
        assert element["aria-labelledby"] == f"{name}-x {name}-y"
        assert element["aria-describedby"] == f"{name}-y"
        assert page.select_one(f"#{name} path")["clip-path"] == f"url(#{page.select_one(f'#{name} clippath')['id']})"


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_where_those_of_its_pages_do_and_to_its_own_parts(site, language):
    def links(page):
        anchors = article(site, language, page).select("a[href]:not(.md-content__button)")
        return [target(page, link["href"]) for link in anchors]

    def here(address, anchor):
        if address not in PARTS:
            return address, anchor
        part = "note" if address == NOTE else address.removeprefix(NOTE).rstrip("/")
        return WHOLE, f"{part}-{anchor}" if anchor else part

    addresses = links(WHOLE)
    assert addresses == [here(*link) for page in PARTS for link in links(page)]
    ids = {element["id"] for element in article(site, language, WHOLE).select("[id]")}
    assert {anchor for address, anchor in addresses if address == WHOLE} <= ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_of_the_note_leads_to_it(site, language):
    for page in ON_PAGES:
        (link,) = [a for a in article(site, language, page).select("a") if target(page, a["href"])[0] == WHOLE]
        assert link["title"] == link["aria-label"]


def test_its_button_opens_the_browsers_print_dialog(page):
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    page.goto(f"ko/{NOTE}")
    page.locator("article a[href='print/']").click()
    page.locator("[data-print]").click()
    page.wait_for_function("() => window.printed === 1")


def test_without_javascript_it_says_how_and_has_no_button_that_does_nothing(new_page):
    page = new_page(javascript=False)
    page.goto(f"en/{WHOLE}")
    expect(page.locator(".print-how p")).to_be_visible()
    expect(page.locator("[data-print]")).to_be_hidden()


def test_on_paper_each_page_begins_a_sheet_and_the_button_is_not_there(new_page):
    page = new_page()
    page.goto(f"ko/{WHOLE}")
    page.emulate_media(media="print")
    expect(page.locator(".print-how")).to_be_hidden()
    breaks = page.locator(".part").evaluate_all("all => all.map(part => getComputedStyle(part).breakBefore)")
    assert breaks == ["auto", *["page"] * (len(PARTS) - 1)]
