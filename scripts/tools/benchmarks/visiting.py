"""A visit to a page in Chromium: what it weighs, what moves meanwhile, and how fast the explorer draws."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Browser

from ...paths import LANGUAGES
from ...site import service_worker
from .evaluating import network
from .measure import Plan, Timing
from .sites import LEVEL, NOTE, built, chromium, copied, server, the_site

PAGES = {
    "note": f"til/{NOTE}/",
    "notebook page": f"til/{NOTE}/worked-example/",
    "derivation": f"til/{NOTE}/derivation/",
    "explorer": f"til/{NOTE}/explorer/",
}
WANTED = {"note": 190_000, "notebook page": 230_000}  # bytes
ENDINGS = {"html": "/", "css": ".css", "js": ".js"}
REST = 1000  # milliseconds in which the theme asks for what it wants
SHIFT = """
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
"""
# A slider is moved, as a hand does it; asking for a size makes the browser lay the page out at once.
MOVES = """(moves) => {
    const sliders = [...document.querySelectorAll('[data-slider]')];
    return Array.from({ length: moves }, (_, n) => {
        const slider = sliders[n % sliders.length], start = performance.now();
        slider.valueAsNumber = 0.01 * (n % 97) + 0.01;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        document.body.getBoundingClientRect();
        return (performance.now() - start) / 1000;
    });
}"""


def weight(plan: Plan) -> Iterator[dict]:
    """A first visit on a phone: bytes over the network, compressed, headers included."""
    plan.tell("weight: the site")
    with chromium() as browser, server(the_site()) as url:
        for title, address in PAGES.items():
            for language in plan.sizes(LANGUAGES, LANGUAGES[:1]):
                plan.tell(f"weight: {title}, {language}")
                sizes, shift = visit(browser, f"{url}{language}/{address}")
                row = {
                    "page": f"{title}, {language}",
                    "bytes": sum(sizes.values()),
                    "wanted": WANTED.get(title),
                }
                for kind, ending in ENDINGS.items():
                    row[kind] = sum(size for path, size in sizes.items() if path.endswith(ending))
                elsewhere = [path for path in sizes if not path.startswith((url, "data:", "blob:"))]
                yield row | {"shift": shift, "elsewhere": len(elsewhere)}
    rest = dict.fromkeys(("wanted", *ENDINGS, "shift", "elsewhere"))
    yield {"page": "kept for offline, all pages", "bytes": packed(the_site()), **rest}


def visit(browser: Browser, url: str) -> tuple[dict[str, int], float]:
    """What came over the network for each address, headers included, and the layout shift, on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    page.add_init_script(SHIFT)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    addresses, sizes = {}, {}
    session.on("Network.requestWillBeSent", lambda e: addresses.update({e["requestId"]: e["request"]["url"]}))
    session.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(REST)
    shift = page.evaluate("window.shift")
    context.close()
    return {address: int(sizes.get(key, 0)) for key, address in addresses.items()}, shift


def packed(site: Path) -> int:
    """All files that the service worker keeps, compressed."""
    return sum(len(gzip.compress((site / name).read_bytes(), LEVEL)) for name in service_worker.kept(site))


def explorer(plan: Plan) -> Iterator[dict]:
    """The explorer: a weight is changed, all is computed and drawn again."""
    with TemporaryDirectory() as name, chromium() as browser:
        for title in plan.sizes(("the note's", "4-4-4-4"), ("the note's",)):
            plan.tell(f"explorer: {title}")
            site = the_site() if title == "the note's" else largest(Path(name))
            script = site / "en" / PAGES["explorer"] / "explorer.js"
            redraw = redrawn(browser, site, 20 if plan.quick else 400)
            yield {"network": title, "redraw": redraw, "scripts": len(gzip.compress(script.read_bytes(), 9))}


def largest(folder: Path) -> Path:
    """A site whose note is about the largest network that an explorer takes."""
    content = {
        "layers": [{"units": 4}, *([{"units": 4, "activation": "sigmoid"}] * 3)],
        "cost": "binary_cross_entropy",
        "Theta": {l: Theta.tolist() for l, Theta in network([4] * 4).Theta.items()},
        "examples": [{"x": [0.1, 0.2, 0.3, 0.4], "y": [1, 0, 0, 0]}],
    }
    (copied(folder) / "docs" / "til" / NOTE / "network.yml").write_text(yaml.safe_dump(content), "utf-8")
    return built(folder)


def redrawn(browser: Browser, site: Path, moves: int) -> Timing:
    """How long the page is busy with each of so many moves of a slider."""
    with server(site) as url:
        page = browser.new_page()
        page.goto(f"{url}en/{PAGES['explorer']}#pick=delta2_2")
        page.locator(".explorer[data-ready]").wait_for()
        page.evaluate(MOVES, 50)  # until the browser has compiled the scripts
        times = page.evaluate(MOVES, moves)
        page.close()
    return Timing.of(times)
