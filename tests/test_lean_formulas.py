"""KaTeX's formulas with half the elements: every glyph and bar stands where KaTeX itself puts it."""

import html
import json
import re
import subprocess
from pathlib import Path

import pytest

from scripts.formulas.katex import Renderer, install
from scripts.npm import node

CACHE = Path(__file__).parent.parent / ".cache"
KATEX = """
import { text } from "node:stream/consumers";
import katex from "katex";
const options = { strict: false, trust: ({ command }) => command.startsWith("\\\\html") };
const draw = ([tex, displayMode]) => katex.renderToString(tex, { ...options, displayMode });
console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(draw)));
"""
ANNOTATION = re.compile(
    r'<math [^>]*?(?P<display>display="block")?><semantics>(?:(?!</math>).)*'
    r'<annotation encoding="application/x-tex">(?P<tex>.*?)</annotation>',
    re.S,
)
# Beyond the site's own: what an author may write.
OTHERS = [
    r"\sum_{i=1}^{n} x_i^2",
    r"\int_0^\infty f(x)\,dx",
    r"\lim_{x \to 0} f",
    r"\sqrt{x_{ij}^{(l+1)}}",
    r"\binom{n}{k}",
    r"\overline{x}^2",
    r"\hat{y}_{12}^{(123)}",
    r"x'^2 + f''",
    r"\underbrace{a + b}_{n}",
    r"\overset{!}{=}",
    r"\begin{pmatrix} a_1^2 & b \\ c & d \end{pmatrix}^T",
    r"\begin{cases} z & z > 0 \\ 0 & z \le 0 \end{cases}",
    r"\left(\frac{a}{b}\right)^2_k",
    r"\tfrac12 x_{longer}^{2}",
    r"\dfrac{\partial z_1^{(4)}}{\partial a_2}^2_1",
    r"\mathbf{12}_{\mathbf{34}}^{ij}",
    r"x_{i,j}^{\mathsf T}",
    r"{x^2}^3_{4_5}",
    r"M_{123456}^{2}",
    r"a\,b\;c\!d",
    r"2^{10} \% 3",
    r"\htmlData{part=one}{x_1^2}",
    r"\text{Cost}_1",
    r"\begin{aligned} z_1 &= \Theta a \\ a &= g(z_1) \end{aligned}",
]
# The place of each character and each bar in its formula, and the height of its line, in pixels.
PLACES = r"""(formulas) => [...document.querySelectorAll("x-tex")].map((formula) => {
    // From the first strut, which no font's rounded height moves.
    const own = formula.querySelector(".katex-strut").getBoundingClientRect();
    const place = ({ left, top, width, height }) => [left - own.left, top - own.top, width, height];
    const walker = document.createTreeWalker(formula.querySelector(".katex-html"), NodeFilter.SHOW_TEXT);
    const found = [["line", [formula.parentElement.getBoundingClientRect().height]]];
    while (walker.nextNode())
        [...walker.currentNode.data].forEach((character, at) => {
            if (character.trim() === "" || character === "\u200b") return;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            found.push([character, place(range.getBoundingClientRect())]);
        });
    for (const bar of formula.querySelectorAll(".katex-html :is(.frac-line, .overline-line, svg)"))
        found.push(["bar", place(bar.getBoundingClientRect())]);
    return found;
})"""


def formulas(site):
    """(tex, whether it stands on a line of its own) of all formulas of the site, and of some more."""
    pages = "".join(page.read_text("utf-8") for page in sorted(site.rglob("index.html")))
    found = {(html.unescape(one["tex"]), bool(one["display"])) for one in ANNOTATION.finditer(pages)}
    return sorted(found) + [(tex, display) for tex in OTHERS for display in (True, False)]


def by_katex(all_formulas):
    """What KaTeX itself gives for them."""
    command = [*node(), "--input-type=module", "--eval", KATEX]
    together = {"input": json.dumps(all_formulas), "encoding": "utf-8", "capture_output": True, "check": True}
    return json.loads(subprocess.run(command, cwd=install(CACHE), **together).stdout)


def places(page, site, site_url, drawn):
    """What PLACES says of formulas in a page that has the site's stylesheet."""
    [sheet] = site.glob("ko/assets/stylesheets/all.*.css")
    link = f'<link rel="stylesheet" href="{sheet.relative_to(site).as_posix()}">'
    kinds = ['class="display"' if "katex-display" in one else "" for one in drawn]
    lines = "".join(f"<p>한 <x-tex {kind}>{one}</x-tex></p>" for kind, one in zip(kinds, drawn, strict=True))
    text = f'<!doctype html><meta charset="utf-8">{link}<body class="md-typeset">{lines}'
    page.route("**/formulas.html", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(f"{site_url}formulas.html")
    page.add_style_tag(content=".katex-html { content-visibility: visible !important }")
    page.evaluate("document.fonts.ready.then(() => null)")
    return page.evaluate(PLACES)


@pytest.mark.parametrize("width", [390, 1280])
def test_every_glyph_and_bar_stands_where_katex_puts_it(new_page, site, site_url, width):
    wanted = formulas(site)
    assert len(wanted) > 250
    lean = places(new_page(width=width), site, site_url, Renderer(CACHE).render_many(wanted))
    expected = places(new_page(width=width), site, site_url, by_katex(wanted))
    for formula, one, other in zip(wanted, lean, expected, strict=True):
        assert [what for what, _ in one] == [what for what, _ in other], formula
        for (what, place), (_, katex) in zip(one, other, strict=True):
            # A browser rounds each part of a line to 1/64 of a pixel.
            assert place == pytest.approx(katex, abs=0.2), (formula, what)


def test_a_letter_with_two_indices_is_three_elements():
    [lean] = Renderer(CACHE).render_many([(r"\delta_{12}^{(2)}", False)])
    drawn = lean[lean.index("katex-strut") :]
    assert drawn.count("<span") == 3
    assert ">12</span>" in drawn
    assert ">(2)</span>" in drawn


def test_a_number_that_the_explorer_puts_in_is_an_element_of_its_own():
    [lean] = Renderer(CACHE).render_many([(r"e^{-8675309001}", True)])
    assert re.search(r'<span class="[^"]*">8675309001</span>', lean)


def test_no_formula_is_a_table(site):
    """In WebKit the rows of a table are out of place where a line has no height, as far formulas have."""
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    assert sum(page.count("katex-base") for page in pages) > 500
    assert not any("vlist-r" in page or "vlist-s" in page for page in pages)
