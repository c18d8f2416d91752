"""The Content-Security-Policy of every page: what is foreign does not run, what is the site's own does."""

import re

import pytest
from built import file, pages, pages_with

from scripts.site.csp import guarded

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
ADD = """(text) => {
    const script = document.createElement("script");
    script.textContent = text;
    document.head.append(script);
    return window.foreign ?? null;
}"""


def rules(page):
    """The page's policy, as {name: values}."""
    (policy,) = POLICY.findall(page)
    return {name: set(values) for name, *values in (rule.split() for rule in policy.split("; "))}


def test_every_page_has_one_policy_before_anything_it_is_for(site):
    for address in pages(site):
        page = file(site, address).read_text("utf-8")
        before = page[: POLICY.search(page).start()]
        assert re.findall(r"<(script|link|style|base)\b", before) == [], address
        assert len(POLICY.findall(page)) == 1, address


def test_scripts_are_the_sites_own_files_or_named_by_their_hash(site):
    for address in pages(site):
        found = rules(file(site, address).read_text("utf-8"))
        others = {value for value in found["script-src"] if not value.startswith("'sha256-")}
        assert others == {"'self'"}, address
        assert found["default-src"] == {"'none'"}, address
        assert not {"*", "https:", "http:", "'unsafe-eval'"}.intersection(*found.values()), address


def test_no_page_has_scripts_in_attributes_or_links(site):
    for address in pages(site):
        page = file(site, address).read_text("utf-8")
        assert re.findall(r"<[a-z][^<>]*\son[a-z]+=|href=\"javascript:", page) == [], address


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


def test_without_the_policy_the_foreign_script_runs(new_page, site, site_url):
    """So the browser refuses it for the policy."""
    page = new_page()
    plain = POLICY.sub("", file(site, "en/notation/").read_text("utf-8"))
    page.route(f"{site_url}en/notation/", lambda route: route.fulfill(body=plain, content_type="text/html"))
    page.goto("en/notation/")
    assert page.evaluate(ADD, "window.foreign = 1") == 1


def test_text_is_not_run_as_code(page):
    page.goto("en/notation/")
    attempt = "try { Function('1')(); window.name = 'ran'; } catch (error) { window.name = error.name; }"
    page.evaluate(f"setTimeout(() => {{ {attempt} }}, 0)")  # later: what the test itself runs may do so
    page.wait_for_function("window.name")
    assert page.evaluate("window.name") == "EvalError"


def test_a_page_that_is_guarded_again_has_the_same_policy():
    page = '<!doctype html>\n<head>\n<meta charset="utf-8"><script>let a = "한글";</script>\n'
    assert guarded(guarded(page)) == guarded(page) != page
