"""The figures show the engine's numbers, in both languages, in any scheme, the same on every run."""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from networks import networks

from scripts.backprop.names import unit, weight
from scripts.backprop.network import Layer, Network
from scripts.backprop.numeric.activations import ACTIVATIONS
from scripts.backprop.numeric.evaluate import evaluate
from scripts.backprop.network.reader import read
from scripts.notes.figures import FIGURES, draw
from scripts.notes.figures.curve import curve
from scripts.notes.figures.diagram import BESIDE, label_boxes
from scripts.notes.figures.fit import fit
from scripts.notes.figures.layout import BIAS, RADIUS, arrange
from scripts.notes.figures.palette import NAMES
from scripts.notes.figures.words import FILE, LANGUAGES, require_both, words
from scripts.notes.numbers import text

ROOT = Path(__file__).resolve().parent.parent
NOTE = read(ROOT / "docs/til/2021-01-12/network.yml")
CSS = (ROOT / "scripts/notes/figures/figures.css").read_text(encoding="utf-8")
COLUMN = 358  # px: the text on a telephone 390 px wide


def network(*layers, cost="half_squared_error", y=None):
    """A network with one example and weights that look like real ones: −1.24, 0.37, …"""
    shapes = [(b.units, a.units + b.bias) for a, b in zip(layers, layers[1:], strict=False)]
    Theta = {
        l: np.round(np.sin(7.0 * l + 3 * np.arange(n * k)), 2).reshape(n, k)
        for l, (n, k) in enumerate(shapes, 1)
    }
    x = np.round(np.cos(np.arange(layers[0].units)), 2)[None, :]
    return Network(
        layers, cost, Theta, x, np.full((1, layers[-1].units), 0.4) if y is None else np.array([y])
    )


def plain(*units, activation="tanh"):
    """A network of so many units, of one activation function."""
    return network(Layer(units[0]), *(Layer(n, activation) for n in units[1:]))


NETWORKS = {
    "2-2-2-1": NOTE,
    "1-1": plain(1, 1),
    "4-4-4-4-4": plain(4, 4, 4, 4, 4),
    "six layers": plain(2, 3, 1, 3, 2, 1, activation="sigmoid"),
    "eight units": plain(8, 8, 1),
    "a unit that ReLU shuts off": plain(2, 2, 1, activation="relu"),
    "3-4-3-2, softmax, a layer without bias": network(
        Layer(3),
        Layer(4, "relu"),
        Layer(3, "tanh", bias=False),
        Layer(2, "softmax"),
        cost="softmax_cross_entropy",
        y=[0.0, 1.0],
    ),
}
every_network = pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
every_figure = pytest.mark.parametrize("name", FIGURES)
every_language = pytest.mark.parametrize("lang", LANGUAGES)


def svg(name, network=NOTE, lang="ko"):
    """The parsed SVG of a figure."""
    return ElementTree.fromstring(draw(name, network, evaluate(network), lang).svg)


def values(root):
    """What each text with an id `…-value-NAME` says, by NAME."""
    found = (element for element in root.iter("tspan") if "-value-" in element.get("id", ""))
    return {element.get("id").split("-value-")[1]: element.text for element in found}


def forward_numbers(network):
    """NAME → the number that figure 1 is to show."""
    found, e = all_weights(network), evaluate(network)
    for letter, layers in (("a", e.a), ("z", e.z)):
        found |= {unit(letter, l, j): v for l, row in layers.items() for j, v in enumerate(row[0], 1)}
    return found | targets(network)


def backward_numbers(network):
    """NAME → the number that figure 3 is to show."""
    e = evaluate(network)
    found = {name: v for name, v in all_weights(network, bias=False).items() if not name.startswith("Theta1")}
    found |= {unit("delta", l, j): v for l, row in e.delta.items() for j, v in enumerate(row[0], 1)}
    found |= {unit("a", 1, j): v for j, v in enumerate(network.x[0], 1)}
    for l in range(2, network.L):
        slopes = ACTIVATIONS[network.g[l]].delta(e.a[l][0], np.ones(network.s[l]))
        found |= {unit("gprime", l, j): v for j, v in enumerate(slopes, 1)}
    return found | targets(network)


def meaning_numbers(network):
    """NAME → the number that figure 2 is to show."""
    e, j = evaluate(network), min(2, network.s[2])
    return {unit("z", 2, j): e.z[2][0, j - 1], unit("delta", 2, j): e.delta[2][0, j - 1], "C": e.C[0]}


def all_weights(network, bias=True):
    """Θ_ij^(l) by name."""
    return {
        weight(l, i, j): row[column]
        for l, Theta_l in network.Theta.items()
        for i, row in enumerate(Theta_l, 1)
        for column, j in enumerate(network.columns(l))
        if bias or j
    }


def targets(network):
    """y_k by name."""
    return {f"y_{k}": y for k, y in enumerate(network.y[0], 1)}


NUMBERS = {"forward": forward_numbers, "meaning": meaning_numbers, "backward": backward_numbers}


@every_network
@every_figure
def test_every_number_is_the_engine_s_at_the_printed_digits(name, network):
    assert wrong(name, network) == {}


def wrong(name, network):
    """What a figure shows, by NAME, where it is not the engine's number at one to four digits."""
    shown, wanted = values(svg(name, network)), NUMBERS[name](network)
    printed = {key: [text(wanted[key], n) for n in (1, 2, 3, 4)] if key in wanted else [] for key in shown}
    missing = dict.fromkeys(wanted.keys() - shown.keys(), "missing")
    return missing | {key: value for key, value in shown.items() if value not in printed[key]}


@every_figure
def test_the_note_s_numbers_have_all_four_digits(name):
    assert values(svg(name)) == {key: text(x) for key, x in NUMBERS[name](NOTE).items()}


def test_a_number_gives_up_digits_only_where_it_would_not_fit():
    assert [fit(-0.0123456, ems) for ems in (9, 4.5, 4, 0)] == ["−0.01235", "−0.0123", "−0.012", "−0.01"]


@every_network
def test_every_unit_and_every_weight_has_its_own_id(network):
    ids = {element.get("id") for element in svg("forward", network).iter()}
    units = {unit("a", l, j) for l, n in network.s.items() for j in range(1, n + 1)}
    assert {f"forward-{name}" for name in units | all_weights(network).keys()} <= ids


def test_no_arrow_joins_a_bias_unit_going_back():
    ids = {element.get("id") for element in svg("backward").iter()}
    assert "backward-a2_0" in ids
    assert "backward-Theta2_11" in ids
    assert not [name for name in ids if name and re.fullmatch(r"backward-(value-)?Theta\d_\d0", name)]


@pytest.mark.parametrize(("name", "sign"), [("forward", 1), ("backward", -1)])
def test_the_arrows_of_a_figure_all_point_the_way_it_goes(name, sign):
    arrows = [g for g in svg(name).iter("g") if re.fullmatch(rf"{name}-Theta\d_\d\d", g.get("id", ""))]
    ends = [re.findall(r"-?[\d.]+", g.find("path").get("d")) for g in arrows]
    assert len(arrows) == {"forward": 15, "backward": 6}[name]
    assert all(sign * (float(end[-2]) - float(end[0])) > 0 for end in ends)


@pytest.mark.parametrize(("name", "dashed"), [("forward", False), ("backward", True)])
def test_the_arrows_going_back_differ_in_more_than_colour(name, dashed):
    drawn = [(run, arrow.find("path")) for run in svg(name).iter("g") for arrow in run.findall("g")]
    styles = [run.get("style") + ";" + shaft.get("style") for run, shaft in drawn if shaft is not None]
    styles = [style for style in styles if f"stroke:var(--fig-{name})" in style]
    assert len(styles) == {"forward": 10, "backward": 6}[name]
    assert all(("stroke-dasharray" in style) is dashed for style in styles)


@pytest.mark.parametrize("network", [n for n in NETWORKS.values() if "relu" not in n.g.values()])
def test_the_tangent_has_the_slope_of_the_curve(network):
    found = curve(network, evaluate(network))
    middle, h = len(found.z) // 2, found.z[1] - found.z[0]
    f = found.costs[middle - 2 : middle + 3]
    # A difference of fourth order over the curve's own points, which no kink of ReLU may interrupt.
    assert found.slope == pytest.approx((f[0] - 8 * f[1] + 8 * f[3] - f[4]) / (12 * h), abs=2e-3)
    assert f[2] == pytest.approx(found.C)


@every_network
@every_figure
def test_a_figure_names_no_colour_and_refers_to_nothing_outside(name, network):
    drawn = draw(name, network, evaluate(network), "en").svg
    assert drawn.startswith("<svg ")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(|https?:|url\(|href|<\?xml|<!DOCTYPE|<style|<defs", drawn)
    assert set(re.findall(r"var\(--fig-(\w+)\)", drawn)) <= set(NAMES)


@every_figure
def test_the_size_is_the_viewbox_alone(name):
    root = svg(name)
    assert root.get("class") == "figure-svg"
    assert root.get("width") is None
    assert root.get("height") is None
    assert float(re.search(r"--fig-min-width:(\d+)px", root.get("style"))[1]) <= COLUMN


@every_figure
def test_no_text_is_smaller_than_ten_pixels_on_a_telephone(name):
    root = svg(name)
    sizes = [
        float(size) for size in re.findall(r"font-size:([\d.]+)px", ElementTree.tostring(root, "unicode"))
    ]
    sizes += [
        float(size) for size in re.findall(r"([\d.]+)px", CSS.split(".figure-svg .i", 1)[1].split(".halo")[0])
    ]
    assert min(sizes) * COLUMN / float(root.get("viewBox").split()[2]) >= 10


@every_figure
def test_the_note_s_figures_are_light(name):
    assert len(gzip.compress(draw(name, NOTE, evaluate(NOTE), "ko").svg.encode())) < 5 * 1024


@every_network
@every_language
def test_the_ids_of_all_figures_on_one_page_are_unique(network, lang):
    ids = [e.get("id") for name in FIGURES for e in svg(name, network, lang).iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert len(ids) > 3 * len(FIGURES)


SCRIPT = """
import sys
from scripts.backprop.numeric.evaluate import evaluate
from scripts.backprop.network.reader import read
from scripts.notes.figures import FIGURES, draw
network = read("docs/til/2021-01-12/network.yml")
figures = [draw(name, network, evaluate(network), lang) for name in FIGURES for lang in ("ko", "en")]
sys.stdout.buffer.write(repr(figures).encode())
assert "sympy" not in sys.modules
"""


def test_two_runs_draw_the_same_bytes_and_need_no_sympy():
    def run(seed):
        env = os.environ | {"PYTHONHASHSEED": seed}
        return subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=ROOT, env=env, check=True, capture_output=True
        ).stdout

    first = run("1")
    assert first == run("2")
    assert b"<svg" in first


@every_network
def test_labels_of_weights_keep_clear_of_the_nodes(network):
    layout = arrange(network)
    for box in boxes(network, layout):
        for node in layout.nodes.values():
            dx = max(abs(box.x - node.x) - box.width / 2, 0)
            dy = max(abs(box.y - node.y) - box.height / 2, 0)
            assert (max(dx, dy) >= BIAS) if node.j == 0 else (np.hypot(dx, dy) >= RADIUS)


@every_network
def test_labels_of_weights_do_not_touch_one_another(network):
    found = boxes(network, arrange(network))
    for n, a in enumerate(found):
        for b in found[n + 1 :]:
            apart = abs(a.x - b.x) >= (a.width + b.width) / 2 or abs(a.y - b.y) >= (a.height + b.height) / 2
            assert apart, (a, b)


def boxes(network, layout):
    """The boxes of all labels of weights, layer by layer."""
    found = []
    for l in network.Theta:
        edges = [e for e in layout.edges if e.l == l]
        printed = [fit(all_weights(network)[weight(l, e.i, e.j)], BESIDE) for e in edges]
        found += label_boxes(edges, printed, layout)
    return found


@settings(max_examples=12)
@given(networks(max_layers=6, max_units=5, max_examples=3))
def test_any_network_of_the_format_draws_with_the_numbers_of_its_first_example(network):
    assert not any(wrong(name, network) for name in FIGURES)


@pytest.mark.parametrize("units", [(1,) * 7, (2, 9, 1)], ids=str)
@pytest.mark.parametrize("name", ["forward", "backward"])
def test_a_network_too_large_to_draw_says_what_is_allowed(name, units):
    with pytest.raises(ValueError, match=r"^figure: .*; allowed are at most 6 layers of at most 8 units$"):
        svg(name, plain(*units))


@every_network
@every_figure
@every_language
def test_the_alt_text_contains_the_numbers(name, network, lang):
    figure = draw(name, network, evaluate(network), lang)
    wanted = {spoken(key): text(x) for key, x in NUMBERS[name](network).items() if spoken(key)}
    if name == "backward":
        wanted = {key: x for key, x in wanted.items() if key[0] in "δy"}
    assert not [
        key
        for key, x in wanted.items()
        if not re.search(re.escape(f"{key} = {x}") + r"(?![\d.]\d)", figure.alt)
    ]


def spoken(name):
    """What an alt text calls a number: `delta2_1` is δ_1^(2). None for weights and g′."""
    if layered := re.fullmatch(r"(a|z|delta)(\d)_(\d)", name):
        letter, l, j = layered.groups()
        return f"x_{j}" if letter + l == "a1" else f"{letter.replace('delta', 'δ')}_{j}^({l})"
    return name if re.fullmatch(r"C|y_\d", name) else None


@every_figure
@every_language
def test_the_figure_is_an_image_named_by_its_title_and_its_alt_text(name, lang):
    figure = draw(name, NOTE, evaluate(NOTE), lang)
    root = ElementTree.fromstring(figure.svg)
    title, said = root.get("aria-label").split(". ", 1)
    assert root.get("role") == "img"
    assert said == figure.alt
    assert title


@every_figure
def test_each_language_has_its_own_words(name):
    hangul = re.compile("[가-힣]")
    ko, en = (draw(name, NOTE, evaluate(NOTE), lang) for lang in LANGUAGES)
    assert all(hangul.search(part) for part in (ko.svg, ko.alt, ko.caption))
    assert not any(hangul.search(part) for part in (en.svg, en.alt, en.caption))
    assert values(ElementTree.fromstring(ko.svg)) == values(ElementTree.fromstring(en.svg))


def test_both_languages_have_the_same_texts_with_the_same_blanks():
    ko, en = (words(lang) for lang in LANGUAGES)
    blanks = [
        {key: {field for _, field, _, _ in Formatter().parse(text)} for key, text in w.items()}
        for w in (ko, en)
    ]
    assert blanks[0] == blanks[1]


@pytest.mark.parametrize(
    "texts", [{"ko": "입력층"}, {"en": "input"}, {"ko": "입력층", "en": ""}, {}], ids=str
)
def test_a_text_that_lacks_a_language_is_an_error(texts):
    with pytest.raises(ValueError, match=r"words.yml: input: "):
        require_both({"input": texts}, FILE.name)


def schemes():
    """The colours of figures.css: light, dark, print."""
    blocks = re.findall(r"\{([^{}]*--fig-paper:[^{}]*)\}", CSS)
    return [dict(re.findall(r"--fig-(\w+):\s*(?:var\([\w-]+, )?(#\w{6})", block)) for block in blocks]


def luminance(colour):
    """Relative luminance, WCAG 2."""
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize("scheme", schemes(), ids=["light", "dark", "print"])
def test_every_colour_stands_out_from_what_is_behind_it(scheme):
    assert set(scheme) == set(NAMES)
    for ground in ("paper", "node"):
        for name in set(NAMES) - {"paper", "node"}:
            low, high = sorted(luminance(scheme[key]) for key in (name, ground))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (name, ground)
