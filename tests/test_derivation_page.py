"""The folded derivations open by mouse, by keyboard and by a link to any unit or weight in them."""

import pytest
from bs4 import BeautifulSoup
from built import file, pages_with, soup
from playwright.sync_api import expect

from scripts.backprop import names
from scripts.notes import load

SOFTMAX = """\
layers: [{units: 2}, {units: 3, activation: tanh, bias: false}, {units: 2, activation: softmax}]
cost: softmax_cross_entropy
Theta: {1: [[0.1, 0.2], [0.4, -0.6], [0.7, 0.8]], 2: [[0.1, 0.2, -0.3, 0.5], [0.4, 0.5, 0.6, -0.7]]}
examples: [{x: [1, 0.5], y: [0, 1]}]
"""


@pytest.fixture(scope="module")
def address(site):
    """The first page that has derivations."""
    return pages_with(site, "en", '<section class="derivation"')[0]


@pytest.fixture(scope="module")
def targets(site, address):
    """The name of the last derivation of each folded part."""
    parts = soup(file(site, address)).select("details.layer:not([open])")
    return [part.select("section.derivation")[-1]["id"] for part in parts]


@pytest.fixture
def target(targets):
    """A derivation that is folded."""
    return targets[0]


def folded(page, name):
    """The part that holds the derivation of that name."""
    return page.locator(f"details:has(#{name})")


def is_open(part):
    """Whether it shows what is in it, which its `open` says and its size."""
    height = part.locator("summary").bounding_box()["height"]
    return part.evaluate("part => part.open") and part.bounding_box()["height"] > 2 * height


@pytest.fixture
def derivation(page, address, target):
    """The page, with the target still folded."""
    page.goto(address, wait_until="domcontentloaded")
    assert not is_open(folded(page, target))
    return page


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_address_with_its_anchor_opens_the_part(new_page, address, target, javascript):
    page = new_page(javascript=javascript)
    page.goto(f"{address}#{target}")
    expect(page.locator(f"#{target} h3")).to_be_in_viewport()
    assert is_open(folded(page, target))


def test_an_anchor_typed_on_the_page_itself_opens_the_part(derivation, target):
    derivation.evaluate(f"location.hash = '{target}'")
    expect(derivation.locator(f"#{target} h3")).to_be_in_viewport()
    assert is_open(folded(derivation, target))


def test_each_link_to_a_unit_or_weight_shows_its_derivation_on_a_phone(new_page, address, targets):
    page = new_page(width=390, height=844)
    page.goto(address)
    for name in targets:
        page.locator(f"nav.units a[href='#{name}']").click()
        heading = page.locator(f"#{name} h3")
        expect(heading).to_be_in_viewport()
        header = page.locator(".md-header").bounding_box()["height"]
        assert heading.bounding_box()["y"] >= header, f"{name} is not hidden by the header"


@pytest.mark.parametrize("network", [None, SOFTMAX])
def test_every_unit_and_weight_of_any_network_has_its_derivation(sources, network):
    page = "{% for layer in derivation().layers + derivation().gradients %}\n"
    page += '{{ part("derivations", layer=layer, open=false) }}\n{% endfor %}\n'
    sources.note(page=page, **{"network": network} if network else {})
    text = sources.collect()["ko"]["til/2000-01-02/index.md"].text
    network = load("2000-01-02").network().network
    units = {names.unit("delta", l, j) for l in range(2, network.L + 1) for j in range(1, network.s[l] + 1)}
    weights = {
        f"dC_d{names.weight(l, i, j)}"
        for l in network.Theta
        for i in range(1, network.s[l + 1] + 1)
        for j in network.columns(l)
    }
    document = BeautifulSoup(text, "html.parser")
    assert {section["id"] for section in document.select("section.derivation")} == units | weights
    assert all(len(section.select("li .reason")) > 1 for section in document.select("section.derivation"))
