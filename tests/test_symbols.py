"""Symbols of formulas are links that carry the symbol's name through KaTeX, and change nothing else."""

import re

import pytest
from built import LANGUAGES
from test_katex import FORMULAS
from test_spoken import GOLDEN, MATH

from scripts.backprop import names
from scripts.formulas.katex import render, stylesheet
from scripts.formulas.speech import labelled, plain
from scripts.formulas.symbols import linked, resolve
from scripts.sources import notation

LINK = re.compile(r"\\href\{symbol:([\w/]+)\}")
# What authors type, and the symbols in it.
TYPED = {
    r"\delta^{(2)}_2 = g'\left(z^{(2)}_2\right)": "delta/delta2_2 gprime z/z2_2",
    r"\delta _ 2 ^ {(2)}": "delta/delta2_2",
    r"\Theta_{ij}^{(l)} + \Theta_{1,12}^{(1)} \Theta^{(l)}": "Theta_ij Theta_ij/Theta1_1_12 Theta",
    r"\bar{\Theta}^{(2)} \bar\Theta": "Theta_bar Theta_bar",
    r"\frac{\partial C}{\partial \Theta_{10}^{(1)}} = \frac{1}{m} J": "C/C Theta_ij/Theta1_10 m J/J",
    r"h_\Theta(x) = a_1^{(L)}, a_0^{(l)} = 1": "h x a a_0",
    r"x_1 + y_{2} - x^2 + y^{(1)} - C_1": "x/x_1 y/y_2 x y C",
    r"\sum_{l=1}^{L} s_l \Delta_{11}^{(1)} \odot g^{\prime}(z)": "s Delta/Delta1_11 hadamard gprime z",
    r"e^{-z_{1}^{(2)}} + e^{-l} + \log z + \lambda": "z/z2_1 z lambda",
    r"\text{C of } C \mathbf{x} \operatorname{C} \kern1em": "C/C",
    r"\begin{array}{ll} a \\[1em] z \end{array}": "a z",
    r"\sqrt x + \frac z2 + \hat y_1 + \sqrt{x}": "x",
}  # fmt: skip
NOTATION = "../notation/"
LATEX = [*FORMULAS[:-1], *GOLDEN, *TYPED]
# The place of each character and each bar in its formula, and the height of its line, in pixels.
PLACES = r"""() => [...document.querySelectorAll("x-tex")].map((formula) => {
    const own = formula.querySelector(".katex-strut").getBoundingClientRect();
    const place = ({ left, top, width, height }) => [left - own.left, top - own.top, width, height];
    const walker = document.createTreeWalker(formula.querySelector(".katex-html"), NodeFilter.SHOW_TEXT);
    const places = [["line", [formula.parentElement.getBoundingClientRect().height]]];
    while (walker.nextNode())
        [...walker.currentNode.data].forEach((character, at) => {
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            if (character.trim()) places.push([character, place(range.getBoundingClientRect())]);
        });
    for (const bar of formula.querySelectorAll(".katex-html :is(.frac-line, .overline-line, svg)"))
        places.push(["bar", place(bar.getBoundingClientRect())]);
    return places;
})"""


@pytest.fixture(scope="module")
def drawn():
    """KaTeX's HTML of each formula as a display and in the line: without links, with unresolved ones."""
    wanted = [(tex, display) for tex in LATEX for display in (True, False)]
    links = render([(linked(tex, display), display) for tex, display in wanted])
    return list(zip(wanted, render(wanted), links, strict=True))


@pytest.mark.parametrize("tex", TYPED)
def test_each_symbol_of_a_display_is_named_and_of_a_formula_in_the_line_the_first(tex):
    symbols = TYPED[tex].split()
    assert LINK.findall(linked(tex, display=True)) == symbols
    assert LINK.findall(linked(tex, display=False)) == symbols[:1]


@pytest.mark.parametrize(
    "name", ["delta2_2", "z10_1", "a3_12", "Theta1_10", "Theta2_1_12", "Delta1_11", "x_1", "y_12", "C"]
)
def test_every_number_of_a_network_is_named_as_it_is_printed(name):
    [address] = LINK.findall(linked(names.latex(name), display=True))
    assert address.partition("/")[2] == name


def test_every_kind_is_one_of_the_list_of_symbols():
    kinds = {address.partition("/")[0] for tex in LATEX for address in LINK.findall(linked(tex, display=True))}
    assert len(kinds) > 15
    assert kinds <= {symbol["tex"].removeprefix("symbol.") for symbol in notation()["symbols"]}


def test_in_a_display_each_symbol_is_a_link_that_tab_passes_over(drawn):
    link = re.compile(r'<a [^>]*href="\.\./notation/#symbol-(\w+)"(?: data-symbol="(\w+)")? tabindex="-1"')
    for (tex, _), _, html in drawn[::2]:
        links = [f"{kind}/{name}" if name else kind for kind, name in link.findall(resolve(html, NOTATION))]
        assert sorted(links) == sorted(LINK.findall(linked(tex, display=True))), tex


def test_a_formula_in_the_line_is_one_link_around_all_of_it_that_tab_reaches(drawn):
    for (tex, _), plain_html, html in drawn[1::2]:
        address = "".join(LINK.findall(linked(tex, display=False)))
        kind, _, name = address.partition("/")
        value = f' data-symbol="{name}"' if name else ""
        link = f'<a href="{NOTATION}#symbol-{kind}"{value}>', "</a>"
        before, after = link if address else ("", "")
        assert re.sub(' class="mtight"', "", resolve(html, NOTATION)) == before + plain_html + after


def test_links_leave_no_trace_in_the_mathml_nor_in_the_words(drawn):
    for (tex, _), without, unresolved in drawn:
        for html in (unresolved, resolve(unresolved, NOTATION)):
            assert plain(html) == plain(without)
            assert spoken(html) == spoken(without), tex
        math = MATH.search(resolve(unresolved, NOTATION))[0]
        assert "symbol" not in math
        assert math.replace("<mspace></mspace>", "") == MATH.search(without)[0].replace("<mspace></mspace>", "")


def spoken(html):
    """The words of a formula in both languages."""
    labels = (re.search('aria-label="([^"]*)"', labelled(html, language)) for language in LANGUAGES)
    return [label and label[1] for label in labels]


def test_links_move_no_glyph_and_no_bar_and_change_no_line_break(browser, drawn):
    without = places(browser, [html for _, html, _ in drawn])
    links = places(browser, [resolve(html, NOTATION) for _, _, html in drawn])
    bases = [[html.count('"katex-base"') for html in kinds] for _, *kinds in drawn]  # between them a line may break
    assert [links for _, links in bases] == [plain for plain, _ in bases]
    for (formula, _, _), before, after in zip(drawn, without, links, strict=True):
        assert [what for what, _ in after] == [what for what, _ in before], formula
        for (what, position), (_, old) in zip(after, before, strict=True):
            # A browser rounds each part of a line to 1/64 of a pixel.
            assert position == pytest.approx(old, abs=0.1), (formula, what)


def places(browser, formulas):
    """What PLACES says of formulas in a page with KaTeX's stylesheet."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    lines = "".join(f"<p>한 <x-tex>{html}</x-tex></p>" for html in formulas)
    page.set_content(f"<!doctype html><style>{stylesheet(formulas)}</style><body>{lines}")
    page.evaluate("document.fonts.ready.then(() => null)")
    positions = page.evaluate(PLACES)
    page.close()
    return positions
