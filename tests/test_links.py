"""Every link of every page leads somewhere, and what is there is what the link says."""

import json
import os
import subprocess
import sys

import nbformat
import pytest
from built import file, pages, pages_of, soup, target

NAMES = {"a": "href", "link": "href", "img": "src", "script": "src"}


@pytest.fixture(scope="module")
def links(site):
    """(page, link, address, fragment) of everything that a page links to or loads."""
    return [
        (page, link, *target(page, link))
        for page in pages(site)
        for element in soup(file(site, page)).find_all(list(NAMES))
        if (link := element.get(NAMES[element.name])) and not link.startswith("data:")
    ]


def own(links):
    """The links within the site."""
    return [link for link in links if "://" not in link[2]]


def test_every_file_that_is_linked_to_is_there(site, links):
    assert [(page, link) for page, link, address, _ in own(links) if not file(site, address).is_file()] == []


def test_every_anchor_that_is_linked_to_is_there(site, links):
    """One with = in it is a state of the explorer, which test_explorer.py opens."""
    fragments = [link for link in own(links) if link[3] and "=" not in link[3]]
    assert any(link[2] != link[0] for link in fragments), "some links lead into another page"
    assert [(page, link) for page, link, address, fragment in fragments
            if not soup(file(site, address)).find(id=fragment)] == []  # fmt: skip


def test_every_page_can_be_reached_from_the_landing_page(site, links):
    leads_to = {page: {link[2] for link in own(links) if link[0] == page} for page in pages(site)}
    reached, new = set(), {""}
    while new:
        reached |= new
        new = set().union(*(leads_to.get(page, set()) for page in new)) - reached
    assert set(pages(site)) - reached == {"404.html"}


def test_each_unit_and_weight_of_a_derivation_is_linked_to(site):
    derived = {}
    for page in pages(site):
        document = soup(file(site, page))
        derived[page] = [f"#{section['id']}" for section in document.select("section.derivation")]
        for links in ("nav.units a", "section.derivation .headerlink"):
            assert [link["href"] for link in document.select(links)] == derived[page]
    assert any(derived.values())


@pytest.fixture
def notebooks(site):
    """Every notebook that a Korean page offers to download; English ones have the same code."""
    offered = [
        file(site, target(f"ko/{page}", link["href"])[0])
        for page in pages_of(site, "ko")
        for link in soup(file(site / "ko", page)).select("article a[download]")
    ]
    assert offered
    assert sorted(offered) == sorted((site / "ko").rglob("*.ipynb")), "none is there that no page offers"
    return offered


def test_a_downloaded_notebook_is_one_that_jupyter_opens(notebooks):
    for path in notebooks:
        nbformat.validate(json.loads(path.read_bytes()))


def test_a_downloaded_notebook_runs_anywhere_without_this_project(notebooks, tmp_path):
    """Its asserts included: the gradient check, the descent, and the numbers of the site itself."""
    environment = os.environ | {"MPLBACKEND": "agg", "PYTHONPATH": ""}
    for path in notebooks:
        cells = json.loads(path.read_bytes())["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        script = [sys.executable, "-c", code]
        done = subprocess.run(script, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
