"""The about pages: the versions at work, and everything of others that readers receive."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from built import LANGUAGES, file, soup

ROOT = Path(__file__).resolve().parent.parent
NPM = {"KaTeX": ("formulas/katex", "katex"), "esbuild": ("notes/explorer", "esbuild")}
# Shipped whole, or drawn into the pages: no source map tells of them.
BY_HAND = {"KaTeX fonts", "Lunr Languages", "Material Design Icons"}


def table(site, language, anchor):
    """The rows of the table below a heading, as texts."""
    page = soup(file(site, f"{language}/about/"))
    rows = page.find(id=anchor).find_next("tbody").find_all("tr")
    return [[cell.get_text(strip=True) for cell in row.find_all("td")] for row in rows]


def locked(name):
    """The version of an npm package."""
    folder, package = NPM[name]
    lock = json.loads((ROOT / "scripts" / folder / "package-lock.json").read_text("utf-8"))
    return lock["packages"][f"node_modules/{package}"]["version"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_versions_are_those_that_made_the_site(site, language):
    versions = {name: stated for name, stated, _ in table(site, language, "versions")}
    assert versions == {name: locked(name) if name in NPM else version(name) for name in versions}
    assert {"SymPy", "NumPy", "Matplotlib", "KaTeX", "MkDocs", "mkdocs-jupyter"} <= versions.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_package_inside_the_themes_scripts_and_styles_is_listed(site, language):
    maps = [json.loads(path.read_text("utf-8")) for path in (site / language).rglob("*.map")]
    sources = " ".join(source for source_map in maps for source in source_map["sources"])
    inside = set(re.findall(r"node_modules/((?:@[^/\s]+/)?[^/\s]+)", sources))
    assert "lunr" in inside
    listed = {name for name, *_ in table(site, language, "licences")}
    names = {re.sub(r"\.js$", "", name).lower() for name in listed}
    assert inside - names == set()
    assert BY_HAND | {"Material for MkDocs", "KaTeX"} <= listed


def test_both_languages_list_the_same_works_under_the_same_licences(site):
    ko, en = ([(row[0], row[1], row[3]) for row in table(site, language, "licences")] for language in LANGUAGES)
    assert ko == en
    assert all(licence for *_, licence in ko)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_script_style_or_font_comes_from_elsewhere_than_what_is_listed(site, language):
    """The project's own, the theme's, KaTeX's, and of lunr's languages those in use."""
    assets = site / language / "assets"
    files = {path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file()}
    own = r"(javascripts/(site|symbols)|stylesheets/(site|figures|explorer|print|dark))\.(js|css)|card-.*\.png"
    theirs = r"katex/.*|javascripts/(bundle|workers/search)\..*|stylesheets/(main|palette)\..*|images/favicon.png"
    lunr = r"javascripts/lunr/min/lunr\.(stemmer\.support|multi|ko)\.min\.js"
    assert {name for name in files if not re.fullmatch(f"{own}|{theirs}|{lunr}", name)} == set()
