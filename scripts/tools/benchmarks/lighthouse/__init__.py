"""What Lighthouse (github.com/GoogleChrome/lighthouse) says of each page, with its mobile settings."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from ....npm import NpmError, Package, node, one_line, run
from ....paths import LANGUAGES
from ...browser import FLAGS, find_chromium, missing
from ..measure import Plan
from ..sites import server, the_site

LIGHTHOUSE = Package("Lighthouse", Path(__file__).parent)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3


def lighthouse(plan: Plan) -> Iterator[dict]:
    """Lighthouse's scores of 100, on a phone as it simulates one."""
    plan.tell("lighthouse: the site")
    site = the_site()
    built = (path.parent for language in LANGUAGES for path in sorted((site / language).rglob("index.html")))
    pages = tuple(f"{path.relative_to(site).as_posix()}/" for path in built)
    with server(site) as url:
        for page in plan.sizes(pages, pages[:1]):
            plan.tell(f"lighthouse: {page}")
            visits = [scores(report(url + page)) for _ in range(plan.runs(RUNS))]
            # The one in the middle: one alone tells what else the machine did.
            yield {"page": page} | sorted(visits, key=lambda visit: visit["performance"])[len(visits) // 2]


def report(url: str) -> dict:
    """Lighthouse's report on a page. Raises NpmError where it cannot be had."""
    browser = find_chromium()
    if not browser:
        raise NpmError(missing())
    script = LIGHTHOUSE.install() / "node_modules" / "lighthouse" / "cli" / "index.js"
    wanted = [f"--only-categories={','.join(CATEGORIES)}", "--output=json", "--quiet"]
    command = [*node(), str(script), url, *wanted, f"--chrome-flags={' '.join(FLAGS)}"]
    done = run(command, env=os.environ | {"CHROME_PATH": browser, "CI": "1"})
    if done.returncode:
        raise NpmError(f"Lighthouse fails: {one_line(done.stderr)[:300]}")
    return json.loads(done.stdout)


def scores(found: dict) -> dict:
    """The score of each category, of 100, and the times in seconds and the shift behind the first.

    "machine": how fast Lighthouse found this one at that moment; it takes a phone for four times as slow.
    """
    audits = found["audits"]
    return {
        "machine": round(found["environment"]["benchmarkIndex"]),
        **{name.replace("-", "_"): round(100 * found["categories"][name]["score"]) for name in CATEGORIES},
        "first_paint": audits["first-contentful-paint"]["numericValue"] / 1000,
        "largest_paint": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "blocked": audits["total-blocking-time"]["numericValue"] / 1000,
        "shift": audits["cumulative-layout-shift"]["numericValue"],
    }
