"""The pages on paper: A4, in light colours, what is folded opened, nothing cut and nothing torn."""

import re

import pytest
from built import LANGUAGES, pages_of

WIDTH = 665  # px between the margins of A4
DERIVATION = "til/2021-01-12/derivation/"
BEYOND = """(width) => [...document.querySelectorAll("article *")]
    .filter((element) => !element.closest(".katex-mathml, template"))
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.outerHTML.slice(0, 90))"""
FOLDED = """() => [...document.querySelectorAll("details > :not(summary)")]
    .filter((part) => !part.checkVisibility({ contentVisibilityAuto: true }) || !part.clientHeight)
    .filter((part) => !part.closest(".needs-js"))
    .map((part) => part.outerHTML.slice(0, 90))"""
TORN = """() => [...document.querySelectorAll("article :is(x-tex, figure, tr)")]
    .filter((part) => getComputedStyle(part).breakInside !== "avoid")
    .map((part) => part.outerHTML.slice(0, 90))"""
FURNITURE = ".md-header, .md-sidebar, .md-footer, .md-top, .md-search, nav, button, input, .headerlink"


@pytest.fixture(params=LANGUAGES)
def printed(request, new_page, site):
    """The pages of a language one after another, as they are printed by a dark screen without JavaScript."""

    def each():
        page = new_page(javascript=False, scheme="dark", width=WIDTH, height=1000)
        page.emulate_media(media="print")
        for address in pages_of(site, request.param):
            page.goto(f"{request.param}/{address}")
            yield address, page

    return each()


def test_every_page_is_clean_whole_and_light(printed):
    for address, page in printed:
        assert page.locator(FURNITURE).locator("visible=true").count() == 0, address
        assert page.evaluate(BEYOND, WIDTH) == [], address
        assert page.evaluate(FOLDED) == [], address
        assert page.evaluate(TORN) == [], address
        ink = page.locator("article").evaluate("text => getComputedStyle(text).color")
        red, green, blue = re.findall(r"\d+", ink)[:3]
        assert max(map(int, (red, green, blue))) < 80, (address, ink)


def sheets(page):
    """How many sheets of A4 the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_what_is_folded_on_the_screen_is_printed_without_javascript(new_page):
    page = new_page(javascript=False)
    page.goto(f"en/{DERIVATION}")
    opened = sheets(page)
    page.route("**/print.css", lambda route: route.abort())
    page.reload()
    assert opened > 2 * sheets(page)


def test_a_formula_that_is_wider_than_paper_is_made_smaller(new_page):
    page = new_page(width=WIDTH)
    page.goto(f"en/{DERIVATION}")
    page.locator("x-tex.display .katex-base").last.evaluate("(base) => { base.style.paddingRight = '70em'; }")
    page.emulate_media(media="print")
    assert page.evaluate(BEYOND, WIDTH) != []
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(BEYOND, WIDTH) == []
