"""The folded derivations open by mouse, by keyboard and by a link to any unit or weight in them."""

import pytest
from built import file, soup
from playwright.sync_api import expect

NOTE = "til/2021-01-12/"
PAGE = f"{NOTE}derivation/"
TARGET = "delta2_2"


def folded(page, name=TARGET):
    """The part that holds the derivation of that name."""
    return page.locator(f"details:has(#{name})")


def is_open(part):
    """Whether it shows what is in it, which its `open` says and its size."""
    height = part.locator("summary").bounding_box()["height"]
    return part.evaluate("part => part.open") and part.bounding_box()["height"] > 2 * height


@pytest.fixture
def derivation(page):
    """The page, with the part of the second layer still folded."""
    page.goto(f"ko/{PAGE}", wait_until="domcontentloaded")
    assert not is_open(folded(page))
    return page


def test_a_click_on_the_summary_opens_and_another_closes(derivation):
    part = folded(derivation)
    for opened in (True, False):
        part.locator("summary").click()
        assert is_open(part) == opened
        assert part.locator(f"#{TARGET}").is_visible() == opened


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_on_the_summary_opens_and_another_closes(derivation, key):
    part = folded(derivation)
    part.locator("summary").focus()
    for opened in (True, False):
        derivation.keyboard.press(key)
        assert is_open(part) == opened


def test_every_part_is_reached_by_the_tab_key(derivation):
    parts = set(derivation.locator("article details").evaluate_all("parts => parts.map(part => part.id)"))
    for _ in range(derivation.locator("a, button, input, summary, [tabindex]").count()):
        derivation.keyboard.press("Tab")
        parts.discard(derivation.evaluate("document.activeElement.closest('summary')?.parentNode.id"))
        if not parts:
            break
    assert parts == set()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_address_with_its_anchor_opens_the_part(new_page, javascript):
    page = new_page(javascript=javascript)
    page.goto(f"ko/{PAGE}#{TARGET}")
    expect(page.locator(f"#{TARGET} h3")).to_be_in_viewport()
    assert is_open(folded(page))


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_link_of_another_page_opens_the_part(new_page, javascript):
    page = new_page(javascript=javascript)
    page.goto(f"ko/{NOTE}")
    link = page.locator("article a[href='derivation/']")
    link.evaluate(f"link => link.href += '#{TARGET}'")
    page.locator(f"article a[href$='#{TARGET}']").click()
    expect(page.locator(f"#{TARGET} h3")).to_be_in_viewport()
    assert is_open(folded(page))


def test_an_anchor_typed_on_the_page_itself_opens_the_part(derivation):
    derivation.evaluate(f"location.hash = '{TARGET}'")
    expect(derivation.locator(f"#{TARGET} h3")).to_be_in_viewport()
    assert is_open(folded(derivation))


def test_each_link_to_a_unit_or_weight_shows_its_derivation_on_a_phone(new_page, site):
    page = new_page(width=390, height=844)
    page.goto(f"en/{PAGE}")
    names = [link["href"].removeprefix("#") for link in soup(file(site / "en", PAGE)).select("nav.units a")]
    assert len(names) > len({name[:6] for name in names}) > 1
    for name in names:
        page.locator(f"nav.units a[href='#{name}']").click()
        heading = page.locator(f"#{name} h3")
        expect(heading).to_be_in_viewport()
        header = page.locator(".md-header").bounding_box()["height"]
        assert heading.bounding_box()["y"] >= header, f"{name} is not hidden by the header"


def test_all_is_open_on_paper(derivation):
    derivation.emulate_media(media="print")
    heights = derivation.locator("section.derivation").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(heights) > 1
    assert all(heights)
