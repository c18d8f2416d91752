"""Every page in a real browser: on a telephone and on a desk, light and dark, with and without JavaScript."""

import io
import re
from dataclasses import dataclass

import pytest
from built import LANGUAGES, file, formulas, is_printed, pages, pages_of
from PIL import Image
from playwright.sync_api import expect
from web import REST, UNFOLD, Seen, SlowHandler, serve


WINDOWS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 800}}
NOTE = "til/2021-01-12/"
STILL = 0.0005  # is 0 in three digits, as the measure is printed; 0.1 is what it calls good
WATCH = """
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
"""
EVERY_WINDOW = [f"{window} {scheme}" for window in WINDOWS for scheme in ("light", "dark")]
SCHEME = "document.documentElement.dataset.mdColorScheme"


@dataclass
class Visit:
    """What a page did in one window."""

    seen: Seen
    shift: float = 0.0
    wider: int = 0  # px by which the page is wider than the window, all parts unfolded


@pytest.fixture(scope="module", params=EVERY_WINDOW)
def visits(request, browser, site, site_url):
    """Every page of the site by its address, each in a context of its own, so that no font is there yet."""
    window, scheme = request.param.split()
    opened = {}
    for address in pages(site):
        context = browser.new_context(viewport=WINDOWS[window], color_scheme=scheme)
        opened[address] = page = context.new_page()
        page.add_init_script(WATCH)
        page.seen = Seen(page, site_url)
        page.goto(site_url + address, wait_until="commit")  # the pages load beside one another
    for page in opened.values():
        page.wait_for_load_state("networkidle")
    page.wait_for_timeout(REST)
    found = {address: measured(page) for address, page in opened.items()}
    for page in opened.values():
        page.context.close()
    return found


def measured(page):
    """The visit, when all has come to rest."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")
    visit = Visit(page.seen, page.evaluate("window.shift"))
    page.evaluate(UNFOLD)
    visit.wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return visit


def test_every_page_opens_without_an_error(visits):
    assert {address: visit.seen.errors for address, visit in visits.items() if visit.seen.errors} == {}


def test_no_page_asks_another_host(visits):
    assert {address: visit.seen.elsewhere for address, visit in visits.items() if visit.seen.elsewhere} == {}
    assert all(visit.seen.requests for visit in visits.values())


def test_no_page_scrolls_sideways(visits):
    assert {address: visit.wider for address, visit in visits.items() if visit.wider > 0} == {}


def test_nothing_moves_while_a_page_loads(visits):
    assert {address: visit.shift for address, visit in visits.items() if visit.shift >= STILL} == {}


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_moves_while_a_page_comes_in_pieces(window, browser, site):
    with serve(site, SlowHandler) as url:
        opened = {}
        for address in pages(site):
            opened[address] = page = browser.new_page(viewport=WINDOWS[window])
            page.add_init_script(WATCH)
            page.seen = Seen(page, url)
            page.goto(url + address, wait_until="commit")
        found = {address: measured(page).shift for address, page in opened.items()}
        for page in opened.values():
            page.close()
    assert {address: shift for address, shift in found.items() if shift >= STILL} == {}


def test_the_formulas_fonts_come_with_the_stylesheet(visits):
    asked = {
        address: [url for url in visit.seen.requests if url.endswith(".woff2")]
        for address, visit in visits.items()
    }
    assert not any(asked.values()), asked


# Mathematics without JavaScript. A formula has HTML for the eye and MathML for a screen reader.
DRAWN = """(formula) => {
    const seen = formula.querySelector(".katex-html");
    const walker = document.createTreeWalker(seen, NodeFilter.SHOW_TEXT);
    const glyphs = [];
    while (walker.nextNode()) {
        const text = walker.currentNode, range = document.createRange();
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        if (text.data.replace(/[\\s\\u200b]/g, "")) {
            glyphs.push([text.data, box.width, box.height, getComputedStyle(text.parentElement).fontFamily]);
        }
    }
    const annotation = formula.querySelector("math annotation[encoding='application/x-tex']");
    const spoken = formula.querySelector("math semantics > :first-child, .katex-mathml:not(:has(math))");
    return {
        control: !!formula.closest(".needs-js"),
        glyphs, box: seen.getBoundingClientRect().width, hidden: seen.getAttribute("aria-hidden"),
        tex: annotation && annotation.textContent, spoken: spoken && spoken.textContent.trim(),
    };
}"""
# Text that a reader sees: no code, no KaTeX's MathML, nothing that is not painted.
VISIBLE = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        const unread = "script, style, noscript, pre, code, .katex-mathml";
        if (!parent.closest(unread) && parent.checkVisibility()) {
            texts.push(walker.currentNode.data);
        }
    }
    return texts.join(" ");
}"""


@pytest.fixture(params=LANGUAGES)
def plain(request, new_page, site):
    """The pages of a language, one after another without JavaScript, all parts unfolded: address, page."""

    def each():
        page = new_page(javascript=False)
        for address in pages_of(site, request.param):
            page.goto(f"{request.param}/{address}")
            page.evaluate("document.fonts.ready.then(() => null)")
            page.evaluate(UNFOLD)
            yield f"{request.param}/{address}", page

    return each()


def test_formulas_are_drawn_and_spoken_without_javascript(plain, site):
    for address, page in plain:
        found = page.locator("x-tex").evaluate_all(f"all => all.map({DRAWN})")
        assert len(found) == page.locator(".katex-html").count()
        if not is_printed(address):
            assert [formula["tex"] for formula in found] == formulas(file(site, address), templates=False)
        for formula in found:
            if formula["control"]:
                continue  # the label of a control, which only a script would answer
            assert formula["box"] > 0, formula
            assert formula["spoken"], formula
            assert formula["hidden"] == "true", "a screen reader reads the MathML or the words only"
            assert formula["glyphs"], formula
            for text, width, height, family in formula["glyphs"]:
                assert width > 0, (address, formula["tex"], text)
                assert height > 0, (address, formula["tex"], text)
                assert "KaTeX" in family, (address, formula["tex"], text)
        fonts = page.evaluate(
            "[...document.fonts].filter(font => font.status === 'error').map(font => font.family)"
        )
        assert fonts == []


def test_no_source_of_a_formula_is_seen_as_text(plain):
    for address, page in plain:
        text = page.evaluate(VISIBLE)
        assert len(text) > 100
        assert not re.search(r"\$|\\[a-zA-Z]+|[_^]\{|\{\{|\}\}|\{%|[\ue000\ue001]", text), address


def test_katex_fonts_are_used_for_formulas(page):
    page.goto(f"en/{NOTE}")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate(
        "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)"
    )
    assert {"KaTeX_Main", "KaTeX_Math"} <= {family.strip('"') for family in loaded}


def test_the_scheme_can_be_changed_and_is_kept_in_the_other_language(page):
    page.goto(f"ko/{NOTE}")
    assert page.evaluate(SCHEME) == "default"
    page.locator("button.colours:visible").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(SCHEME) == "slate"
    assert page.evaluate("document.activeElement.matches('button.colours')")  # and the next press goes back
    page.reload()
    assert page.evaluate(SCHEME) == "slate"
    page.locator("a.languages__link").click()
    page.wait_for_url("**/en/**")
    assert page.evaluate(SCHEME) == "slate"
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Light colours").click()
    assert page.evaluate(SCHEME) == "default"


def test_dark_is_dark_before_any_script_of_the_page_has_come(new_page):
    page = new_page(scheme="dark")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"ko/{NOTE}")
    assert page.evaluate(SCHEME) == "slate"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize("kept", [None, "no colours"])
def test_without_a_choice_the_colours_go_with_the_system(page, kept):
    page.goto(f"ko/{NOTE}")
    if kept:
        page.evaluate("(kept) => localStorage.setItem('colours', kept)", kept)
        page.reload()
        assert page.evaluate(SCHEME) == "default"
        page.evaluate("localStorage.clear()")
    for system, scheme in [("dark", "slate"), ("light", "default")]:
        page.emulate_media(color_scheme=system)
        expect(page.locator(f"html[data-md-color-scheme='{scheme}']")).to_be_attached()
    page.get_by_role("button", name="어두운 화면으로").click()
    page.get_by_role("button", name="밝은 화면으로").click()
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert page.evaluate(SCHEME) == "default"


@pytest.mark.parametrize("address", [f"ko/{NOTE}", f"en/{NOTE}explorer/"])
def test_in_the_dark_a_page_is_as_dark_without_javascript_as_with_it(new_page, address):
    def colours(page):
        page.goto(address)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
        return picture.getpixel((5, 400)), picture.getpixel((5, 5))

    wanted = colours(new_page(scheme="dark"))
    assert max(wanted) < 60
    assert colours(new_page(scheme="dark", javascript=False)) == wanted
    assert min(colours(new_page(scheme="light", javascript=False))[:1]) > 240
