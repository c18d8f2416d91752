"""For every test that asks: sources of its own, the built site, its address, pages of a real browser."""

import json
import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from other_notes import build_others
from playwright.sync_api import sync_playwright
from project import ROOT, build
from sources import Sources
from web import Seen, serve

from scripts.lock import locked
from scripts.npm import node
from scripts.tools.browser import FLAGS, find_chromium, missing

# No name but the site's own is resolved, so a page that asks another host shows it at once, online or not.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

# The same examples on every machine, however slow: a test fails for what is wrong, not for when it was run.
settings.register_profile(
    "repeatable", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A docs folder of the test's own, rendered in this process."""
    yield Sources(tmp_path, monkeypatch)
    Sources.forget()


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The folder of the real site, built once a session by `mkdocs build --strict`, for all workers."""
    return _built(tmp_path_factory, "site", partial(build, ROOT))


@pytest.fixture(scope="session")
def disk(tmp_path_factory) -> Path:
    """The folder of the site as it is read from a disk, built once a session."""
    return _built(tmp_path_factory, "disk", partial(build, ROOT, OFFLINE="true"))


@pytest.fixture(scope="session")
def others(tmp_path_factory) -> Path:
    """The folder of a copy of the project with other notes, its site in site/, built once a session."""
    return _built(tmp_path_factory, "others", build_others)


def _built(tmp_path_factory, name, build):
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    result = shared / f"{name}.json"
    with locked(shared / "site.lock"):
        if not result.exists():
            done = build(shared / name)
            result.write_text(json.dumps([done.returncode, done.stdout]), encoding="utf-8")
    status, output = json.loads(result.read_text(encoding="utf-8"))
    if status:
        pytest.fail(f"mkdocs build --strict ended with {status}:\n{output}", pytrace=False)
    return shared / name


@pytest.fixture(scope="session")
def site_url(site):
    """The address of the built site, with its final slash; an unknown path answers with its 404.html."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium. Without one the test fails: it is not skipped."""
    path = find_chromium() or pytest.fail(missing(), pytrace=False)
    # The Node that draws the formulas; Playwright's own wants libatomic, which a bare Debian has not.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node()[0])
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS, ALONE])
        # Or each of some hundred pages would fetch the whole site; tests/test_offline.py lets them.
        chromium.new_context = partial(chromium.new_context, service_workers="block")
        chromium.new_page = partial(chromium.new_page, service_workers="block")
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser, site_url):
    """new_page(…): another page, with storage and cache of its own; `page.seen` says what it did.

    javascript=False, scheme="dark", width and height in CSS pixels, and whatever else Playwright's
    new_context takes, such as locale="ko-KR" or reduced_motion="reduce". Addresses are relative to the
    site: page.goto("ko/").
    """
    contexts = []

    def new_page(*, javascript=True, scheme="light", width=1280, height=800, **others):
        viewport = {"width": width, "height": height}
        own = {"java_script_enabled": javascript, "color_scheme": scheme, "viewport": viewport}
        contexts.append(browser.new_context(base_url=site_url, **own, **others))
        page = contexts[-1].new_page()
        page.seen = Seen(page, site_url)
        return page

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    """A page in a window of 1280 × 800, light, with JavaScript."""
    return new_page()
