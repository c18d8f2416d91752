"""What Lighthouse (github.com/GoogleChrome/lighthouse) says of each page, with its mobile settings."""

import json
import os
from pathlib import Path

from tests.web import serve

from ....npm import NpmError, Package, node, one_line, run
from ....paths import LANGUAGES
from ...browser import FLAGS
from ..sites import Compressing, chromium_path, the_site

LIGHTHOUSE = Package("Lighthouse", Path(__file__).parent)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3


def lighthouse(quick: bool) -> list[dict]:
    """Lighthouse's scores of 100, on a phone as it simulates one; 98 is wanted in performance, else 100.

    machine: how fast Lighthouse found this one, of three visits that with the performance in the middle.
    """
    site, runs = the_site(), 1 if quick else RUNS
    files = [path for language in LANGUAGES for path in sorted((site / language).rglob("index.html"))]
    pages = [f"{path.parent.relative_to(site).as_posix()}/" for path in files]
    with serve(site, Compressing) as url:
        return [{"page": page} | middle(url + page, runs) for page in (pages[:1] if quick else pages)]


def middle(url: str, runs: int) -> dict:
    """Of several visits the one in the middle: one alone tells what else the machine did."""
    visits = [scores(report(url)) for _ in range(runs)]
    return sorted(visits, key=lambda visit: visit["performance"])[runs // 2]


def report(url: str) -> dict:
    """Lighthouse's report on a page. Raises NpmError where it cannot be had."""
    script = LIGHTHOUSE.install() / "node_modules" / "lighthouse" / "cli" / "index.js"
    wanted = [f"--only-categories={','.join(CATEGORIES)}", "--output=json", "--quiet"]
    command = [*node(), str(script), url, *wanted, f"--chrome-flags={' '.join(FLAGS)}"]
    done = run(command, env=os.environ | {"CHROME_PATH": chromium_path(), "CI": "1"})
    if done.returncode:
        raise NpmError(f"Lighthouse fails: {one_line(done.stderr)[:300]}")
    return json.loads(done.stdout)


def scores(report: dict) -> dict:
    """The score of each category, of 100, and the times and the shift behind the first."""
    audits = report["audits"]
    return {
        "machine": round(report["environment"]["benchmarkIndex"]),
        **{name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES},
        "first paint, s": audits["first-contentful-paint"]["numericValue"] / 1000,
        "largest paint, s": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "blocked, s": audits["total-blocking-time"]["numericValue"] / 1000,
        "shift": audits["cumulative-layout-shift"]["numericValue"],
    }
