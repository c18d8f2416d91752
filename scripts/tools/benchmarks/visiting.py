"""A visit to a page in Chromium: what it weighs, what moves meanwhile, and how fast the explorer draws."""

from statistics import median

from playwright.sync_api import Browser

from tests.web import serve

from ...paths import LANGUAGES
from .sites import NOTE, Compressing, chromium, the_site

PAGES = {
    "note": f"til/{NOTE}/",
    "notebook page": f"til/{NOTE}/worked-example/",
    "derivation": f"til/{NOTE}/derivation/",
    "explorer": f"til/{NOTE}/explorer/",
}
AT_MOST = {"note": 190_000, "notebook page": 230_000}  # bytes
REST = 1000  # milliseconds in which the theme asks for what it wants
SHIFT = """
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
"""
SIZES = """["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
    .map((entry) => [entry.name, entry.transferSize])"""
# A slider is moved, as a hand does it; asking for a size makes the browser lay the page out at once.
MOVES = """(moves) => {
    const sliders = [...document.querySelectorAll('[data-slider]')];
    return Array.from({ length: moves }, (_, n) => {
        const slider = sliders[n % sliders.length], start = performance.now();
        slider.valueAsNumber = 0.01 * (n % 97) + 0.01;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        document.body.getBoundingClientRect();
        return performance.now() - start;
    });
}"""


def weight(quick: bool) -> list[dict]:
    """A first visit on a phone: bytes over the network, compressed, with headers.

    shift: cumulative layout shift. elsewhere: requests to other hosts; none is wanted.
    """
    languages = LANGUAGES[:1] if quick else LANGUAGES
    with chromium() as browser, serve(the_site(), Compressing) as url:
        return [
            {"page": f"{title}, {language}", "at most": AT_MOST.get(title)} | visit(browser, url, f"{language}/{page}")
            for title, page in PAGES.items()
            for language in languages
        ]


def visit(browser: Browser, url: str, page: str) -> dict:
    """Bytes, layout shift, and requests to other hosts of a phone's first visit."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    tab = context.new_page()
    tab.add_init_script(SHIFT)
    tab.goto(url + page, wait_until="networkidle")
    tab.wait_for_timeout(REST)
    sizes, shift = tab.evaluate(SIZES), tab.evaluate("window.shift")
    context.close()
    elsewhere = [address for address, _ in sizes if not address.startswith((url, "data:", "blob:"))]
    return {"bytes": sum(size for _, size in sizes), "shift": shift, "elsewhere": len(elsewhere)}


def explorer(quick: bool) -> list[dict]:
    """The explorer: a weight is changed, all is computed and drawn again; median of so many moves."""
    moves = 20 if quick else 400
    with chromium() as browser, serve(the_site()) as url:
        page = browser.new_page()
        page.goto(f"{url}en/{PAGES['explorer']}#pick=delta2_2")
        page.locator(".explorer[data-ready]").wait_for()
        page.evaluate(MOVES, 50)  # until the browser has compiled the scripts
        times = page.evaluate(MOVES, moves)
    return [{"moves": moves, "redraw, ms": median(times), "longest, ms": max(times)}]
