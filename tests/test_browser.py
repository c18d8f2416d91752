"""Every page in a real browser, in one visit: on a telephone or on a desk, light or dark.

And once more without JavaScript, on the screen and on paper.
"""

import io
import re

import pytest
from accessible import violations
from built import LANGUAGES, file, formulas, is_printed, pages, pages_of
from PIL import Image
from playwright.sync_api import expect
from web import FRAMES, REST, UNFOLD, Seen, SlowHandler, serve, soon

NOTE = "til/2021-01-12/"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
PAPER = {"width": 665, "height": 1000}  # between the margins of A4
STILL = 0.0005  # is 0 in three digits, as the measure is printed; 0.1 is what it calls good
FONTS = "document.fonts.ready.then(() => null)"
SCHEME = "document.documentElement.dataset.mdColorScheme"
WATCH = """
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
"""
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
    const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    const wrong = [];
    let stops = 0;
    const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
    for (const element of all.filter((e) => e.tabIndex >= 0 && !e.disabled && shown(e)).reverse()) {
        document.activeElement.blur();
        const before = looks(element);
        element.focus({ focusVisible: true });
        if (document.activeElement !== element) continue;
        stops += 1;
        if (element.type !== "text" && looks(element) === before) wrong.push(element.outerHTML.slice(0, 90));
        const { top, height, left, right } = element.getBoundingClientRect();
        const covered = element.closest(".md-content") && height < 300 && top < header - 1;
        if (covered || right <= 0 || left >= innerWidth) wrong.push(`hidden ${element.outerHTML}`);
    }
    document.activeElement.blur();
    return stops > 1 ? wrong : ["nothing takes the focus"];
}"""
# What scrolls by itself, and neither takes the focus nor has something in it that does.
UNREACHED = """() => [...document.querySelectorAll("article *")].filter((box) =>
    /auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth + 1
    && box.tabIndex < 0 && !box.querySelector("a, button, input, select")
).map((box) => box.outerHTML.slice(0, 90))"""
# Texts of figures that are smaller than ten pixels or cut off.
ILLEGIBLE = """() => [...document.querySelectorAll("article figure:not([hidden]) svg")].flatMap((svg) => {
    const scale = svg.getScreenCTM().a, all = svg.getBoundingClientRect();
    return [...svg.querySelectorAll("tspan")].filter((span) => span.textContent.trim()).filter((span) => {
        const own = span.getBoundingClientRect();
        return parseFloat(getComputedStyle(span).fontSize) * scale < 10 || own.height < 10
            || own.left < all.left - 1 || own.right > all.right + 1 || own.bottom > all.bottom + 1;
    }).map((span) => span.textContent);
})"""
SHAPES = "article figure svg :is(path, circle, text, use):not(defs *)"
PAINTS = f"""() => [...document.querySelectorAll("{SHAPES}")].flatMap(
    (shape) => [getComputedStyle(shape).fill, getComputedStyle(shape).stroke])"""
UNPAINTED = {"none", "rgba(0, 0, 0, 0)"}
FRAME = (".md-header", ".md-sidebar", ".md-footer")  # the same on all pages; axe looks at that of a home page
WIDTHS = (390, 640, 1280)  # a telephone, a desk at twice the size, and a desk
# Both languages have the same pages: one is visited on a telephone in the light, one on a desk in the dark.
VISITS = [("ko", PHONE, "light"), ("en", DESK, "dark")]


@pytest.mark.parametrize(("half", "window", "scheme"), VISITS, ids=["Korean", "all others"])
def test_a_visit_of_every_page_finds_nothing_wrong(browser, site, site_url, half, window, scheme):
    landing = re.sub("<script>.*?</script>", "", (site / "index.html").read_text("utf-8"), flags=re.S)
    opened, wrong = {}, {}
    for address in (address for address in pages(site) if address.startswith("ko/") == (half == "ko")):
        # A context of its own, so that no font is there yet; the pages load beside one another.
        context = browser.new_context(viewport=window, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.add_init_script(WATCH)
        if not address:  # the landing page without its script, by which it goes on to a language
            page.route(site_url, lambda route: route.fulfill(body=landing, content_type="text/html"))
        opened[address] = page, Seen(page, site_url)
        page.goto(site_url + address, wait_until="commit")
    for address, (page, seen) in opened.items():
        page.wait_for_load_state("networkidle")
        page.evaluate(FONTS)
        shift = page.evaluate("shift")
        problems = {"shift": shift if shift >= STILL else 0, **inspected(page, address, scheme)}
        problems |= {"errors": seen.errors, "other hosts": seen.elsewhere}
        wrong[address] = {claim: what for claim, what in problems.items() if what}
        page.context.close()
    assert {address: problems for address, problems in wrong.items() if problems} == {}


def inspected(page, address, scheme):
    """What is wrong with a page that has come to rest, by claim."""
    wrong = {"skip link": skips(page) if "/" in address else ""}
    wrong["an author's script lacks document$"] = "/" in address and page.evaluate("!window.document$?.subscribe")
    page.evaluate(UNFOLD)
    page.evaluate(FRAMES)
    wrong |= {"moves": page.evaluate(MOVING), "focus": page.evaluate(TAB_STOPS)}
    paints = page.evaluate(PAINTS)
    page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    page.evaluate(FRAMES)
    both = zip(paints, page.evaluate(PAINTS), strict=True)
    wrong["colours that stay"] = {paint for paint, other in both if paint == other} - UNPAINTED
    page.emulate_media(color_scheme=scheme)
    own = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({**own, "width": width})
        page.evaluate(FRAMES)
        wrong[f"wider than {width}"] = max(page.evaluate("document.documentElement.scrollWidth") - width, 0)
        wrong[f"scrolls, but not by keys, at {width}"] = soon(page, UNREACHED, [])
        wrong[f"illegible at {width}"] = page.evaluate(ILLEGIBLE)
    page.set_viewport_size(own)
    page.evaluate(FRAMES)
    same = FRAME if address.count("/") > 1 else ()
    return wrong | {"axe": violations(page, *same)}


def skips(page):
    """What is wrong with the first key, which offers to skip to the text."""
    page.keyboard.press("Tab")
    if not page.locator("a.md-skip:focus").is_visible():
        return "is not seen"
    page.keyboard.press("Enter")
    return "" if page.locator("article :target").count() == 1 else "leads nowhere"


def test_nothing_moves_while_a_page_comes_in_pieces(browser, site):
    with serve(site, SlowHandler) as url:
        opened = {}
        for address in pages(site):
            opened[address] = page = browser.new_page(viewport=PHONE)
            page.add_init_script(WATCH)
            page.goto(url + address, wait_until="commit")  # the pages load beside one another
        shifts = {}
        for address, page in opened.items():
            page.wait_for_load_state("networkidle")
            page.evaluate(FONTS)
            page.wait_for_timeout(REST)
            shifts[address] = page.evaluate("shift")
            page.close()
    assert {address: shift for address, shift in shifts.items() if shift >= STILL} == {}


# Without JavaScript, and on paper. A formula has HTML for the eye and MathML for a screen reader.
DRAWN = """(formula) => {
    const seen = formula.querySelector(".katex-html");
    const walker = document.createTreeWalker(seen, NodeFilter.SHOW_TEXT);
    const glyphs = [];
    while (walker.nextNode()) {
        const text = walker.currentNode, range = document.createRange();
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        if (text.data.replace(/[\\s\\u200b]/g, "")) {
            const font = getComputedStyle(text.parentElement).fontFamily;
            glyphs.push(box.width > 0 && box.height > 0 && /KaTeX/.test(font));
        }
    }
    const annotation = formula.querySelector("math annotation[encoding='application/x-tex']");
    const spoken = formula.querySelector("math semantics > :first-child, .katex-mathml:not(:has(math))");
    const whole = glyphs.length && glyphs.every(Boolean) && spoken?.textContent.trim()
        && seen.getAttribute("aria-hidden") === "true";
    return [annotation?.textContent, !!formula.closest(".needs-js") || !!whole];
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_every_formula_is_drawn_and_spoken_and_paper_is_clean_whole_and_light(
    new_page, site, language
):
    page = new_page(javascript=False, scheme="dark", **PAPER)
    for address in pages_of(site, language):
        page.goto(f"{language}/{address}")
        folded = page.locator("details:not([open])").count()
        page.emulate_media(media="print")
        on_paper = [page.evaluate(BEYOND, PAPER["width"]), page.evaluate(FOLDED), page.evaluate(TORN)]
        assert on_paper == [[], [], []], (address, folded)
        assert page.locator(FURNITURE).locator("visible=true").count() == 0, address
        ink = page.locator("article").evaluate("text => getComputedStyle(text).color")
        assert max(map(int, re.findall(r"\d+", ink)[:3])) < 80, (address, ink)
        page.emulate_media(media="screen")
        page.evaluate(FONTS)
        page.evaluate(UNFOLD)
        texs, whole = zip(*page.locator("x-tex").evaluate_all(f"all => all.map({DRAWN})") or [((), True)], strict=True)
        assert all(whole), address
        if not is_printed(address) and formulas(file(site / language, address)):
            assert list(texs) == formulas(file(site / language, address), templates=False)
        fonts = page.evaluate("[...document.fonts].filter(f => f.status === 'error').map(f => f.family)")
        assert fonts == [], address
        assert not re.search(r"\$|\\[a-zA-Z]+|[_^]\{|\{\{|\}\}|\{%|[\ue000\ue001]", page.evaluate(VISIBLE)), address


def test_a_formula_that_is_wider_than_paper_is_made_smaller(new_page):
    page = new_page(**PAPER)
    page.goto(f"en/{NOTE}derivation/")
    page.locator("x-tex.display .katex-base").last.evaluate("(base) => { base.style.paddingRight = '70em'; }")
    page.emulate_media(media="print")
    assert page.evaluate(BEYOND, PAPER["width"]) != []
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(BEYOND, PAPER["width"]) == []


# Light and dark


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


def test_in_the_dark_a_page_is_as_dark_without_javascript_as_with_it(new_page):
    def colours(page):
        page.goto(f"ko/{NOTE}")
        picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
        return picture.getpixel((5, 400)), picture.getpixel((5, 5))

    wanted = colours(new_page(scheme="dark"))
    assert max(wanted) < 60
    assert colours(new_page(scheme="dark", javascript=False)) == wanted
    assert min(colours(new_page(scheme="light", javascript=False))[:1]) > 240
