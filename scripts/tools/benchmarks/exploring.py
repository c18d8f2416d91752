"""The explorer in Chromium: one change of a weight, computed and drawn; and the bytes of its scripts."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Browser

from ...backprop.network import Network
from .measure import Plan, Timing
from .networks import network
from .sites import NETWORK, built, chromium, copied, serving, the_site

PAGE = "en/til/2021-01-12/explorer/"
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
    with TemporaryDirectory() as name, chromium() as browser:
        for title, other in plan.sizes(((None, None), ("4-4-4-4", network([4] * 4))), ((None, None),)):
            plan.tell(f"explorer: {title or 'the network of the note'}")
            site = site_of(other, Path(name)) if other else the_site()
            yield {
                "network": title or "the note's",
                "redraw": redrawn(browser, site, 20 if plan.quick else 400),
                "scripts": compressed(site),
            }


def site_of(network: Network, folder: Path) -> Path:
    """A site whose note is about this network."""
    (copied(folder, made=True) / NETWORK).write_text(file(network), "utf-8")
    return built(folder)


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


def redrawn(browser: Browser, site: Path, moves: int) -> Timing:
    """How long the page is busy with each of so many moves of a slider."""
    with serving(site) as url:
        page = browser.new_page()
        page.goto(f"{url}{PAGE}#pick=delta2_2")
        page.locator(".explorer[data-ready]").wait_for()
        page.evaluate(MOVES, 50)  # until the browser has compiled the scripts
        times = page.evaluate(MOVES, moves)
        page.close()
    return Timing(median(times), min(times), max(times), len(times))


def compressed(site: Path) -> int:
    """The bytes of the page's own scripts as gzip sends them."""
    return len(gzip.compress((site / PAGE / "explorer.js").read_bytes(), 9))
