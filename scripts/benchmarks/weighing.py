"""What a first visit to a page brings over the network, as Chromium counts it, and what moves meanwhile."""

import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from ..browser import BRING_THEME, FLAGS, find_chromium, missing
from ..npm import node
from ..site import visits
from .exploring import built, copied
from .measure import Plan

PAGES = {
    "note": "til/2021-01-12/",
    "notebook page": "til/2021-01-12/worked-example/",
    "derivation": "til/2021-01-12/derivation/",
    "explorer": "til/2021-01-12/explorer/",
}
WANTED = {"note": 190_000, "notebook page": 230_000}  # bytes
LEVEL = 6  # of gzip, as servers have it
REST = 1000  # milliseconds in which the theme asks for what it wants
SMALL = (".png", ".woff2")  # compressed by themselves
SHIFT = """
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
"""


class Compressing(SimpleHTTPRequestHandler):
    """Serves a folder with gzip, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(HTTPStatus.NOT_FOUND)
        body = path.read_bytes()
        packed = path.suffix not in SMALL
        body = gzip.compress(body, LEVEL, mtime=0) if packed else body
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *words) -> None:
        """Says nothing."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a server of the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(site)))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium; without one the command ends."""
    if not find_chromium():
        sys.exit(f"scripts/bench: {missing()}")
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node()[0])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS])
        yield browser
        browser.close()


def weight(plan: Plan) -> Iterator[dict]:
    """Bytes of a first visit, and layout shift on a phone; at last what is kept for reading offline."""
    with TemporaryDirectory() as name, chromium() as browser:
        site = built(copied(Path(name)))
        with serving(site) as url:
            for title, address in PAGES.items():
                for language in ("ko", "en"):
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
        yield {"page": "kept for offline, all pages", "bytes": packed(site), **rest}


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
    return sum(len(gzip.compress((site / name).read_bytes(), LEVEL)) for name in visits.kept(site))
