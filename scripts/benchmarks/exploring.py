"""The explorer in Chromium: one change of a weight, computed and drawn; and the bytes of its scripts."""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread

import yaml
from playwright.sync_api import sync_playwright

from ..backprop.network import Network
from ..browser import FLAGS, find_chromium, missing
from ..npm import node
from .measure import Plan, Timing
from .networks import network

ROOT = Path(__file__).resolve().parents[2]
NETWORK, PAGE = Path("docs/networks/2021-01-12.yml"), "en/til/2021-01-12/explorer/"
COPIED = ("docs", "scripts", "mkdocs.yml")
FETCHED = ("katex-*", "bundle-*")  # over the network
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


def explorer(plan: Plan) -> Iterator[dict]:
    """One recomputation and redraw with a formula of the backward pass on the page."""
    if not find_chromium():
        sys.exit(f"scripts/bench: {missing()}")
    with TemporaryDirectory() as name:
        folder = copied(Path(name))
        for title, other in plan.sizes(((None, None), ("4-4-4-4", network([4] * 4))), ((None, None),)):
            plan.tell(f"explorer: {title or 'the network of the note'}")
            if other:
                (folder / NETWORK).write_text(file(other), "utf-8")
            site = built(folder)
            yield {
                "network": title or "the note's",
                "redraw": redrawn(site, 20 if plan.quick else 400),
                "scripts": compressed(site),
            }


def copied(folder: Path) -> Path:
    """The folder with a copy of what a build needs."""
    for name in COPIED:
        source, copy = ROOT / name, folder / name
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    for made in [path for name in FETCHED for path in (ROOT / ".cache").glob(name)]:
        shutil.copytree(made, folder / ".cache" / made.name, symlinks=True)
    return folder


def file(network: Network) -> str:
    """A network file."""
    layers = [{"units": layer.units} | ({"activation": layer.activation} if layer.activation else {})
              for layer in network.layers]  # fmt: skip
    both = zip(network.x.tolist(), network.y.tolist(), strict=True)
    content = {
        "layers": layers,
        "cost": network.cost,
        "Theta": {l: Theta.tolist() for l, Theta in network.Theta.items()},
        "examples": [{"x": x, "y": y} for x, y in both],
    }
    return yaml.safe_dump(content, sort_keys=False)


def built(folder: Path, **settings: str) -> Path:
    """The site of the copy, with these environment variables."""
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=folder, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | settings)
    return site


class Silent(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, *words) -> None:
        pass


def redrawn(site: Path, moves: int) -> Timing:
    """How long the page is busy with each of so many moves of a slider."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node()[0])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/{PAGE}#pick=delta2_2")
        page.locator(".explorer[data-ready]").wait_for()
        page.evaluate(MOVES, 50)  # until the browser has compiled the scripts
        times = page.evaluate(MOVES, moves)
        browser.close()
    server.shutdown()
    server.server_close()
    return Timing(median(times), min(times), max(times), len(times))


def compressed(site: Path) -> int:
    """The bytes of the page's own scripts as gzip sends them."""
    return len(gzip.compress((site / PAGE / "explorer.js").read_bytes(), 9))
