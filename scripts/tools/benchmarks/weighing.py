"""What a first visit to a page brings over the network, as Chromium counts it, and what moves meanwhile."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from ...paths import LANGUAGES
from ...site import service_worker
from ..browser import BRING_THEME
from .measure import Plan
from .sites import LEVEL, chromium, serving, the_site

PAGES = {
    "note": "til/2021-01-12/",
    "notebook page": "til/2021-01-12/worked-example/",
    "derivation": "til/2021-01-12/derivation/",
    "explorer": "til/2021-01-12/explorer/",
}
WANTED = {"note": 190_000, "notebook page": 230_000}  # bytes
REST = 1000  # milliseconds in which the theme asks for what it wants
SHIFT = """
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
"""


def weight(plan: Plan) -> Iterator[dict]:
    """Bytes of a first visit, and layout shift on a phone; at last what is kept for reading offline."""
    plan.tell("weight: the site")
    with chromium() as browser, serving(the_site()) as url:
        for title, address in PAGES.items():
            for language in plan.sizes(LANGUAGES, LANGUAGES[:1]):
                plan.tell(f"weight: {title}, {language}")
                found, shift = visit(browser, f"{url}{language}/{address}")
                yield {
                    "page": f"{title}, {language}",
                    "bytes": sum(found.values()),
                    "wanted": WANTED.get(title),
                    "html": sum(size for address, size in found.items() if address.endswith("/")),
                    "css": sum(size for address, size in found.items() if address.endswith(".css")),
                    "js": sum(size for address, size in found.items() if address.endswith(".js")),
                    "shift": shift,
                }
    rest = dict.fromkeys(("wanted", "html", "css", "js", "shift"))
    yield {"page": "kept for offline, all pages", "bytes": packed(the_site()), **rest}


def visit(browser: Browser, url: str) -> tuple[dict[str, int], float]:
    """What came over the network for each address, headers included, and the layout shift."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    page.add_init_script(SHIFT)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    addresses, sizes = {}, {}
    session.on("Network.requestWillBeSent", lambda e: addresses.update({e["requestId"]: e["request"]["url"]}))
    session.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(url, wait_until="networkidle")
    page.evaluate(BRING_THEME)
    page.wait_for_timeout(REST)
    shift = page.evaluate("window.shift")
    context.close()
    return {addresses[key]: int(size) for key, size in sizes.items() if key in addresses}, shift


def packed(site: Path) -> int:
    """All files that the service worker keeps, compressed."""
    return sum(len(gzip.compress((site / name).read_bytes(), LEVEL)) for name in service_worker.kept(site))
