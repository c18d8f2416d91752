"""What the pages say of themselves to search engines, feed readers, those that show a link, and browsers."""

import re
import struct
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from built import LANGUAGES, file, is_printed, own_pages_of, pages, pages_of, pages_with, soup
from playwright.sync_api import expect
from project import ROOT, build

HOME = "https://example.org/some/where/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OTHER = {"ko": "en", "en": "ko"}


@pytest.fixture(scope="session")
def public(site, tmp_path_factory):
    """The site as it is put at an address, which is below another one."""
    folder = tmp_path_factory.mktemp("public")
    done = build(ROOT, folder, SITE_URL=HOME[:-1])
    assert done.returncode == 0, done.stdout
    return folder


def head(folder, address):
    """The page's head."""
    return soup(file(folder, address)).head


def meta_content(document, name):
    """The content of the one meta element of that name."""
    (element,) = document.find_all("meta", {"property": name}) or document.find_all("meta", {"name": name})
    return element["content"]


def link(document, **attributes):
    """The address of the one link element with these attributes."""
    (element,) = document.find_all("link", attributes)
    return element["href"]


def places(path):
    """The addresses in a sitemap."""
    return [address.text for address in ElementTree.parse(path).iter(f"{MAP}loc")]


def test_no_two_pages_have_the_same_title_or_description(site):
    heads = [head(site, address) for address in pages(site) if address != "404.html"]
    for texts in (
        [document.title.text for document in heads],
        [meta_content(document, "description") for document in heads],
    ):
        assert len(set(texts)) == len(texts) > 2
        assert all(texts)


def test_what_is_shared_of_a_page_is_what_it_says_of_itself(site):
    for address in (address for address in pages(site) if address not in ("", "404.html")):
        document = head(site, address)
        assert meta_content(document, "og:title") == document.title.text
        assert meta_content(document, "og:description") == meta_content(document, "description")
        locales = meta_content(document, "og:locale"), meta_content(document, "og:locale:alternate")
        assert locales == (("ko_KR", "en_US") if address.startswith("ko/") else ("en_US", "ko_KR"))


@pytest.mark.slow
def test_each_page_names_its_address_and_the_same_page_in_each_language(public):
    for address in (address for address in pages(public) if address != "404.html"):
        document, page = head(public, address), address.partition("/")[2]
        meant = address.removesuffix("print/") if is_printed(address) else address
        assert link(document, rel="canonical") == meta_content(document, "og:url") == HOME + meant
        for language in LANGUAGES:
            assert link(document, hreflang=language) == f"{HOME}{language}/{page}"
        assert link(document, hreflang="x-default") == HOME


@pytest.mark.slow
def test_robots_are_led_to_the_sitemaps_which_have_every_page_once(public):
    assert f"Sitemap: {HOME}sitemap.xml" in (public / "robots.txt").read_text("utf-8").splitlines()
    assert places(public / "sitemap.xml") == [f"{HOME}{language}/sitemap.xml" for language in LANGUAGES]
    for language in LANGUAGES:
        addresses = places(public / language / "sitemap.xml")
        assert sorted(addresses) == [f"{HOME}{language}/{page}" for page in own_pages_of(public, language)]


@pytest.mark.parametrize("folder", ["site", pytest.param("disk", marks=pytest.mark.slow)])
def test_without_an_address_there_is_nothing_that_needs_one(request, folder):
    folder = request.getfixturevalue(folder)
    names = ("sitemap.xml*", "feed.xml", "robots.txt", "card-*.png")
    assert [path for name in names for path in folder.rglob(name)] == []
    for page in pages(folder):
        assert head(folder, page).find_all("link", type="application/rss+xml") == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_has_every_note_the_newest_first(public, language):
    feed = ElementTree.parse(public / language / "feed.xml").getroot()
    assert (feed.tag, feed.get("version")) == ("rss", "2.0")
    channel = feed.find("channel")
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    assert channel.findtext("language") == language
    items = channel.findall("item")
    dates = sorted((path.parent.name for path in (public / language).glob("til/*/index.html")), reverse=True)
    assert [item.findtext("link") for item in items] == [f"{HOME}{language}/til/{date}/" for date in dates]
    for item, date in zip(items, dates, strict=True):
        page = head(public, item.findtext("link").removeprefix(HOME))
        assert page.title.text == f"{item.findtext('title')} - {channel.findtext('title')}"
        assert item.findtext("description") == meta_content(page, "description")
        assert item.findtext("guid") == item.findtext("link")
        assert parsedate_to_datetime(item.findtext("pubDate")).date().isoformat() == date


@pytest.mark.slow
def test_every_page_leads_to_the_feed_of_its_language(public):
    for language in LANGUAGES:
        for page in pages_of(public, language):
            feed = link(head(public, f"{language}/{page}"), type="application/rss+xml")
            assert feed == f"{HOME}{language}/feed.xml"


@pytest.mark.slow
def test_every_page_has_a_picture_of_the_size_that_it_says(public):
    for page in (page for page in pages(public) if page != "404.html"):
        document = head(public, page)
        png = (public / meta_content(document, "og:image").removeprefix(HOME)).read_bytes()
        assert png.startswith(b"\x89PNG")
        size = struct.unpack(">II", png[16:24])
        sides = (int(meta_content(document, f"og:image:{side}")) for side in ("width", "height"))
        assert size == tuple(sides) == (1200, 630)
        assert "δ" in meta_content(document, "og:image:alt")
        assert meta_content(document, "twitter:card") == "summary_large_image"


# Where there is no page


@pytest.mark.parametrize(
    ("address", "locale", "language"),
    [
        ("ko/nothing/", "en-US", "ko"),
        ("en/nothing/", "ko-KR", "en"),
        ("x/", "ko-KR", "ko"),
        ("x/", "fr", "en"),
    ],
)
def test_a_missing_page_answers_in_the_readers_language_and_leads_to_every_page(
    new_page, site, address, locale, language
):
    page = new_page(locale=locale)
    assert page.goto(address).status == 404
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.get_by_role("heading").count() == 1
    assert page.get_by_role("heading").inner_text() == page.title()
    links = page.locator(f"section[lang={language}] a").evaluate_all("all => all.map(a => a.pathname)")
    assert sorted(links) == [f"/{language}/{page}" for page in own_pages_of(site, language)]
    assert page.get_by_role("link").last.get_attribute("hreflang") == OTHER[language]


def test_a_missing_page_remembers_the_language_chosen_before(new_page):
    page = new_page(locale="en-US")
    page.goto("en/notation/")
    page.locator("a.languages__link[hreflang=ko]").click()
    page.goto("x/")
    expect(page.locator("html")).to_have_attribute("lang", "ko")


def test_a_missing_page_says_all_of_it_without_javascript(new_page):
    page = new_page(javascript=False)
    page.goto("x/")
    assert page.get_by_role("heading").count() == len(LANGUAGES)


@pytest.mark.slow
def test_below_another_address_the_links_of_a_missing_page_stay_there(public):
    document = soup(file(public, "404.html"))
    links = {link["href"] for link in document.select("a[href]")}
    assert links == {
        f"/some/where/{language}/{page}" for language in LANGUAGES for page in own_pages_of(public, language)
    }


# What is foreign does not run

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
ADD = """(text) => {
    const script = document.createElement("script");
    script.textContent = text;
    document.head.append(script);
    return window.foreign ?? null;
}"""


def test_every_page_has_one_policy_first_that_allows_only_its_own_scripts_by_their_hash(site):
    for address in pages(site):
        page = file(site, address).read_text("utf-8")
        (policy,) = POLICY.findall(page)
        assert re.findall(r"<(script|link|style|base)\b", page[: POLICY.search(page).start()]) == [], address
        rules = {name: set(values) for name, *values in (rule.split() for rule in policy.split("; "))}
        assert {value for value in rules["script-src"] if not value.startswith("'sha256-")} == {"'self'"}, address
        assert rules["default-src"] == {"'none'"}, address
        assert not {"*", "https:", "http:", "'unsafe-eval'"}.intersection(*rules.values()), address


KINDS = {"formulas": "<x-tex", "a notebook": 'class="cell-plot"', "an explorer": 'class="explorer"'}


@pytest.mark.parametrize("kind", ["", "404.html", *KINDS])
def test_a_foreign_script_does_not_run(new_page, site, site_url, kind):
    """On the landing page, where there is no page, and on the first page of each kind."""
    address = pages_with(site, "en", KINDS[kind])[0] if kind in KINDS else kind
    page = new_page(locale="en-US")
    page.route(f"{site_url}en/", lambda route: route.fulfill(status=204))  # or the landing page would go on
    page.goto(address, wait_until="commit")
    page.locator("main, article").first.wait_for()
    assert page.evaluate(ADD, "window.foreign = 1") is None
    assert any("Content Security Policy" in error for error in page.seen.errors)
