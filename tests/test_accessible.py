"""Every page by assistive technology, by keyboard, enlarged, and without motion."""

import re

import pytest
from accessible import violations
from built import LANGUAGES, pages, pages_of
from playwright.sync_api import expect
from web import FRAMES, UNFOLD, soon


MOVING = """() => [...document.querySelectorAll("*")].flatMap((element) =>
    [null, "::before", "::after"].map((part) => [element, getComputedStyle(element, part)]))
    .filter(([, style]) => [...style.transitionDuration.split(","), ...style.animationDuration.split(",")]
        .some((time) => parseFloat(time) > 0.001) || style.scrollBehavior === "smooth")
    .map(([element]) => element.outerHTML.slice(0, 90))"""
# Each thing that Tab stops at, from the end of the page: what does not show that it has the focus, and what
# has it behind the header or beside the screen. A control that is not drawn itself shows it on the label
# beside it, a field of text by its caret.
TAB_STOPS = """() => {
    const shown = (element) =>
        element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length;
    const look = (element) => [null, "::before", "::after"].map((part) => {
        const style = getComputedStyle(element, part);
        const names = ["boxShadow", "borderColor", "backgroundColor", "color", "opacity", "textDecoration"];
        const outline = style.outlineStyle === "none" ? "" : style.outlineWidth;
        return [outline, ...names.map((name) => style[name])].join();
    }).join();
    const looks = (element) => [element, ...(element.labels ?? []), element.nextElementSibling ?? element]
        .map(look).join();
    const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
    const found = { stops: 0, unmarked: [], hidden: [] };
    const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
    for (const element of all.filter((e) => e.tabIndex >= 0 && !e.disabled && shown(e)).reverse()) {
        document.activeElement.blur();
        const before = looks(element);
        element.focus({ focusVisible: true });
        if (document.activeElement !== element) continue;
        found.stops += 1;
        const caret = element.type === "text";
        if (!caret && looks(element) === before) found.unmarked.push(element.outerHTML.slice(0, 90));
        const { top, height, left, right } = element.getBoundingClientRect();
        const covered = element.closest(".md-content") && height < 300 && top < header - 1;
        if (covered || right <= 0 || left >= innerWidth) found.hidden.push(element.outerHTML.slice(0, 90));
    }
    return found;
}"""
# A focused link of the list of pages: whether it is what a pointer would meet there.
FOCUSED_LINK = """() => {
    const link = document.activeElement;
    const { left, top, width, height } = link.getBoundingClientRect();
    const met = document.elementFromPoint(left + width / 2, top + height / 2);
    return link.closest("#pages") && link.contains(met) ? "on top" : link.outerHTML;
}"""
# What scrolls by itself, and neither takes the focus nor has something in it that does.
UNREACHED = """() => [...document.querySelectorAll("article *")].filter((box) =>
    /auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth + 1
    && box.tabIndex < 0 && !box.querySelector("a, button, input, select")
).map((box) => box.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("half", ["ko/", ""])
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_nothing_on_any_page(new_page, site, scheme, width, half):
    """In two halves, which two processes can take: the Korean pages, and all others."""
    page = new_page(scheme=scheme, width=width, reduced_motion="reduce")
    # The landing page without its script, by which it goes on to a language.
    landing = re.sub("<script>.*?</script>", "", (site / "index.html").read_text("utf-8"), flags=re.S)
    page.route(re.compile("//[^/]+/$"), lambda route: route.fulfill(body=landing, content_type="text/html"))
    found = {}
    for address in (page for page in pages(site) if page.startswith("ko/") == bool(half)):
        page.goto(address)
        page.evaluate(UNFOLD)
        page.evaluate(FRAMES)
        assert soon(page, UNREACHED, []) == [], address
        found[address] = violations(page)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("language", "width"), [("ko", 390), ("en", 1280)])
def test_whatever_has_the_focus_shows_it_on_the_screen_and_not_behind_the_header(
    new_page, site, language, width
):
    page = new_page(width=width, reduced_motion="reduce")
    for address in pages_of(site, language):
        page.goto(f"{language}/{address}")
        page.evaluate(UNFOLD)
        page.evaluate(FRAMES)
        found = page.evaluate(TAB_STOPS)
        assert found["stops"] > 5, address
        assert (found["unmarked"], found["hidden"]) == ([], []), address


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
def test_a_button_of_the_header_shows_its_focus_before_the_theme_has_come_and_without_scripts(
    new_page, javascript
):
    page = new_page(javascript=javascript)
    page.goto("ko/")
    logo = page.locator(".md-header a.md-logo")
    logo.evaluate("link => link.focus({ focusVisible: true })")
    assert logo.evaluate("link => getComputedStyle(link).outlineStyle") != "none"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_key_offers_to_skip_to_the_text(new_page, site, language):
    page = new_page()
    for address in pages_of(site, language):
        page.goto(f"{language}/{address}")
        page.keyboard.press("Tab")
        skip = page.locator("a.md-skip:focus")
        assert skip.evaluate("link => getComputedStyle(link).opacity") != "0" or skip.is_visible(), address
        page.keyboard.press("Enter")
        assert page.locator("article :target").count() == 1, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_twice_the_size_nothing_is_cut_and_what_scrolls_is_reached_by_keyboard(new_page, site, language):
    page = new_page(width=640, height=400)
    for address in pages_of(site, language):
        page.goto(f"{language}/{address}")
        page.evaluate(UNFOLD)
        page.evaluate(FRAMES)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, address
        assert soon(page, UNREACHED, []) == [], address


def test_nothing_moves_for_readers_who_want_no_motion(new_page, site):
    page = new_page(reduced_motion="reduce")
    for address in pages_of(site, "en"):
        page.goto(f"en/{address}")
        assert page.evaluate(MOVING) == [], address


@pytest.mark.parametrize("address", ["", "worked-example/"])
def test_a_screen_reader_has_each_formula_with_its_words_and_its_parts(page, address):
    page.goto(f"en/til/2021-01-12/{address}")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    heard = [node["name"]["value"] for node in tree if node["role"]["value"] == "MathMLMath"]
    labels = page.evaluate("[...document.querySelectorAll('article math')].map((math) => math.ariaLabel)")
    assert len(labels) > 3
    assert sorted(heard) == sorted(labels)
    for element, role in {"mfrac": "MathMLFraction", "msubsup": "MathMLSubSup", "mn": "MathMLNumber"}.items():
        found = page.locator(f"article math {element}").count()
        assert [node["role"]["value"] for node in tree].count(role) == found
