"""The site without a server, from a disk; and without a network, after a first visit."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from built import LANGUAGES, file, pages, pages_with
from playwright.sync_api import expect
from web import REST, Seen, serve

from scripts.site import service_worker

EXPLORER = 'class="explorer"'
WORDS = {"ko": "전파", "en": "backpropagation"}
READY = "navigator.serviceWorker.ready.then((registration) => registration.active.state)"


@pytest.fixture
def from_disk(browser, disk):
    """Opens a page of the site by its file."""
    context = browser.new_context()

    def opened(address):
        page = context.new_page()
        page.seen = Seen(page, "file://")
        page.goto(file(disk, address).as_uri())
        return page

    yield opened
    context.close()


@pytest.mark.slow
def test_every_page_opens_from_a_disk_without_an_error(from_disk, disk):
    for address in ("", *(address for address in pages(disk) if address.startswith("ko/"))):
        page = from_disk(address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(REST)
        assert (page.seen.errors, page.seen.elsewhere) == ([], []), address


@pytest.mark.slow
def test_every_link_on_a_disk_leads_to_a_file(disk):
    for address in pages(disk):
        html = file(disk, address).read_text("utf-8")
        for link in re.findall(r'\s(?:href|src)="([^"]*)"', html):
            path = unquote(urldefrag(link).url)
            if path and not urlsplit(link).scheme:
                assert (file(disk, address).parent / path).is_file(), f"{address}: {link}"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_finds_and_leads_from_a_disk(from_disk, language):
    page = from_disk(f"{language}/notation/")
    page.get_by_role("textbox").click()
    page.get_by_role("textbox").fill(WORDS[language])
    page.get_by_role("textbox").press("End")
    page.locator("a.md-search-result__link:visible").first.click()
    expect(page.locator("article h1").first).to_be_visible()
    assert Path(unquote(urlsplit(page.url).path)).is_file()
    assert page.seen.errors == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_symbols_explain_themselves_from_a_disk(from_disk, disk, language):
    page = from_disk(pages_with(disk, language, '<meta name="symbols"')[0])
    page.locator("x-tex a[href*='#symbol-delta']").first.focus()
    expect(page.locator(".symbol-card")).to_contain_text("오차")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explorer_computes_from_a_disk(from_disk, disk, language):
    page = from_disk(pages_with(disk, language, EXPLORER)[0])
    cost = page.locator(".explorer-values [data-symbol=C]")
    page.locator(".explorer[data-ready]").wait_for()
    before = cost.get_attribute("data-value")
    page.locator(".explorer input[data-symbol^=Theta]").first.fill("1.5")
    expect(cost).not_to_have_attribute("data-value", before)
    assert page.seen.errors == []


# After a first visit


@pytest.fixture
def visited(browser, site, tmp_path):
    """A copy of the site, visited once: its folder, its address, a page; the server is gone."""
    folder = shutil.copytree(site, tmp_path / "site")
    context = browser.new_context(service_workers="allow")
    with serve(folder) as url:
        page = context.new_page()
        page.goto(f"{url}ko/")
        assert page.evaluate(READY) in ("activating", "activated")
    yield folder, url, page
    context.close()


def test_after_a_first_visit_the_whole_site_is_there_without_a_network(visited):
    folder, url, page = visited
    for address in pages(folder):
        page.goto(url + address)
        expect(page.locator("h1").first).to_be_visible()
        assert not address.endswith("/") or page.title() in file(folder, address).read_text("utf-8")
    page.goto(url + pages_with(folder, "en", EXPLORER)[0])
    page.locator(".explorer[data-ready]").wait_for()
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").fill("delta")
    page.get_by_role("textbox", name="Search").press("End")  # the theme listens to keys
    expect(page.locator("a.md-search-result__link:visible").first).to_be_visible()


def test_an_address_that_is_not_there_is_said_to_be_so_without_a_network(visited):
    _, url, page = visited
    assert page.goto(f"{url}en/nowhere/").status == 404
    expect(page.locator("[lang=en] h1, h1[lang=en], html[lang=en] h1").first).to_be_visible()


UPDATE = "void navigator.serviceWorker.ready.then((registration) => registration.update())"  # goes on by itself


def test_a_new_version_comes_with_the_next_visit(visited):
    folder, url, page = visited
    changed = folder / "ko/notation/index.html"
    earlier = f"{url}ko/notation/index.html?{service_worker.kept(folder)['ko/notation/index.html']}"
    changed.write_text(changed.read_text("utf-8").replace("<title>", "<title>새 판: "), "utf-8")
    service_worker.write(folder)
    with serve(folder, port=urlsplit(url).port):
        page.goto(f"{url}ko/")
        page.evaluate(UPDATE)
        until(page, f"caches.match({json.dumps(earlier)}).then((response) => !response)")
        page.goto(f"{url}ko/notation/")
        expect(page).to_have_title(re.compile("^새 판: "))


def until(page, true, tries=100):
    """Wait until the promise's value is true."""
    for _ in range(tries):
        if page.evaluate(true):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not true: {true}")


def test_serving_to_an_author_ends_what_an_earlier_visit_has_kept(visited):
    folder, url, page = visited
    service_worker.write_none(folder)
    changed = folder / "ko/notation/index.html"
    changed.write_text(changed.read_text("utf-8").replace("<title>", "<title>고침: "), "utf-8")
    with serve(folder, port=urlsplit(url).port):
        page.goto(f"{url}ko/notation/")
        page.evaluate(UPDATE)
        expect(page).to_have_title(re.compile("^고침: "), timeout=20_000)
        until(page, "navigator.serviceWorker.getRegistrations().then((registration) => !registration.length)")
        assert page.evaluate("caches.keys()") == []


def test_the_service_worker_knows_every_file_that_a_page_asks_for(site, page):
    known = set(service_worker.kept(site))
    for address in ("", *(address for address in pages(site) if address.startswith("en/"))):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(REST)
    asked = {urlsplit(url).path.lstrip("/") for url in page.seen.requests if url.startswith("http")}
    files = {path + "index.html" if path == "" or path.endswith("/") else path for path in asked}
    assert {path for path in files - known if (site / path).is_file()} <= {service_worker.NAME}
