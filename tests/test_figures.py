"""The figures show the engine's numbers, in both languages, in any scheme, the same on every run."""

import re
from xml.etree import ElementTree

import autograd.numpy as np
import autograd_networks as ways
import pytest
from derived import NOTE
from hypothesis import example, given, settings
from matplotlib.figure import Figure
from networks import networks

from scripts.backprop import names
from scripts.backprop.network import Layer, Network
from scripts.backprop.numeric.evaluate import evaluate
from scripts.notes import values
from scripts.notes.figures import FIGURES, draw, meaning, words
from scripts.notes.figures.diagram import BESIDE, fit, label_boxes
from scripts.notes.figures.layout import BIAS, RADIUS, arrange
from scripts.notes.figures.svg import NAMES
from scripts.notes.numbers import text
from scripts.paths import LANGUAGES, ROOT

CSS = (ROOT / "scripts/notes/figures/figures.css").read_text("utf-8")


def plain(*units, activation="tanh", bias=True, last=None, cost="half_squared_error", y=0.4):
    """A network of one activation function, with weights that look like real ones: −1.24, 0.37, …"""
    hidden = [Layer(n, activation, bias) for n in units[1:-1]]
    layers = (Layer(units[0]), *hidden, Layer(units[-1], last or activation))
    Theta = {}
    for l, (a, b) in enumerate(zip(layers, layers[1:], strict=False), 1):
        shape = b.units, a.units + b.bias
        Theta[l] = np.round(np.sin(7.0 * l + 3 * np.arange(np.prod(shape))), 2).reshape(shape)
    x = np.round(np.cos(np.arange(units[0])), 2)[None, :]
    return Network(layers, cost, Theta, x, np.full((1, units[-1]), y))


NETWORKS = {
    "2-2-2-1": NOTE,
    "1-1": plain(1, 1),
    "six layers": plain(2, 3, 1, 3, 2, 1, activation="sigmoid"),
    "eight units": plain(8, 8, 1),
    "a unit that ReLU shuts off": plain(2, 2, 1, activation="relu"),
    "softmax and no bias": plain(3, 4, 2, bias=False, last="softmax", cost="softmax_cross_entropy", y=0.5),
}
every_network = pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)


def drawn(name, network=NOTE, language="ko"):
    """A figure."""
    return draw(name, network, evaluate(network), language)


def svg(name, network=NOTE, language="ko"):
    """The parsed SVG of a figure."""
    return ElementTree.fromstring(drawn(name, network, language).svg)


def shown(root):
    """What each text with an id `…-value-NAME` says, by NAME."""
    elements = (element for element in root.iter("tspan") if "-value-" in element.get("id", ""))
    return {element.get("id").split("-value-")[1]: element.text for element in elements}


def wanted(name, network):
    """The numbers that a figure is to show, by NAME."""
    numbers, j = values.named(network, evaluate(network)), min(2, network.s[2])
    pattern = {
        "forward": r"[az]\d_\d|Theta.*|y_\d",
        "backward": r"Theta[^1].*_(\d[^0]|\d+_[^0].*)|delta.*_\d|a1_\d|gprime.*|y_\d",
        "meaning": rf"z2_{j}|delta2_{j}|C",
    }[name]
    return {key: number for key, number in numbers.items() if re.fullmatch(pattern, key)}


def wrong(name, network):
    """What a figure shows, by NAME, where it is not that number at one to four digits."""
    drawn, numbers = shown(svg(name, network)), wanted(name, network)
    printed = {key: {text(number, n) for n in (1, 2, 3, 4)} for key, number in numbers.items()}
    missing = dict.fromkeys(numbers.keys() - drawn.keys(), "missing")
    return missing | {key: digits for key, digits in drawn.items() if digits not in printed.get(key, ())}


@settings(max_examples=8)
@given(networks(max_layers=6, max_units=5, max_examples=3))
@example(NETWORKS["eight units"])
def test_any_network_of_the_format_draws_with_the_numbers_of_its_first_example(network):
    assert not any(wrong(name, network) for name in FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_the_note_s_numbers_have_all_four_digits(name):
    assert shown(svg(name)) == {key: text(number) for key, number in wanted(name, NOTE).items()}


def test_a_number_gives_up_digits_only_where_it_would_not_fit():
    assert [fit(-0.0123456, ems) for ems in (9, 4.5, 4, 0)] == ["−0.01235", "−0.0123", "−0.012", "−0.01"]


# The pictures of the network


def test_no_arrow_joins_a_bias_unit_going_back():
    ids = {element.get("id", "") for element in svg("backward").iter()}
    assert {"backward-a2_0", "backward-Theta2_11"} <= ids
    assert not [name for name in ids if re.fullmatch(r"backward-(value-)?Theta\d_\d0", name)]


def arrows(name):
    """The shaft of each arrow of a figure; what has no head is a line."""
    groups = [g for g in svg(name).iter("g") if re.fullmatch(rf"{name}-Theta\d_\d\d", g.get("id", ""))]
    return [g.find("path") for g in groups if len(g.findall("path")) == 2]


@pytest.mark.parametrize(("name", "sign", "count", "dashed"), [("forward", 1, 15, False), ("backward", -1, 6, True)])
def test_arrows_point_the_way_a_figure_goes_and_those_going_back_are_dashed(name, sign, count, dashed):
    ends = [re.findall(r"-?[\d.]+", shaft.get("d")) for shaft in arrows(name)]
    assert len(ends) == count
    assert all(sign * (float(end[-2]) - float(end[0])) > 0 for end in ends)
    styles = [shaft.get("style") for shaft in arrows(name) if f"stroke:var(--fig-{name})" in shaft.get("style")]
    assert len(styles) >= 6
    assert all(("stroke-dasharray" in style) is dashed for style in styles)


@every_network
def test_labels_of_weights_keep_clear_of_the_nodes_and_of_one_another(network):
    layout = arrange(network)
    boxes = boxes_of(network, layout)
    for n, box in enumerate(boxes):
        for node in layout.nodes.values():
            dx = max(abs(box.x - node.x) - box.width / 2, 0)
            dy = max(abs(box.y - node.y) - box.height / 2, 0)
            assert (max(dx, dy) >= BIAS) if node.j == 0 else (np.hypot(dx, dy) >= RADIUS)
        for other in boxes[n + 1 :]:
            across, up = (box.width + other.width) / 2, (box.height + other.height) / 2
            assert abs(box.x - other.x) >= across or abs(box.y - other.y) >= up, (box, other)


def boxes_of(network, layout):
    """The boxes of all labels of weights, layer by layer."""
    boxes, numbers = [], values.weights(network, network.Theta)
    for l in network.Theta:
        edges = [e for e in layout.edges if e.l == l]
        printed = [fit(numbers[names.weight(l, e.i, e.j)], BESIDE) for e in edges]
        boxes += label_boxes(edges, printed, layout)
    return boxes


@pytest.mark.parametrize("units", [(1,) * 7, (2, 9, 1)], ids=str)
@pytest.mark.parametrize("name", ["forward", "backward"])
def test_a_network_too_large_to_draw_says_what_is_allowed(name, units):
    with pytest.raises(ValueError, match=r"^figure: .*; allowed are at most 6 layers of at most 8 units$"):
        svg(name, plain(*units))


# Figures on axes


@every_network
def test_the_curve_is_C_over_z_and_its_tangent_has_the_slope_delta(network):
    """By autograd's formulas, which share nothing with the figure."""
    unit = 2, min(2, network.s[2])
    ax = Figure().subplots()
    meaning.plot(ax, network, evaluate(network), unit, words("en"), "meaning")
    lines = {line.get_gid(): line.get_xydata().T for line in ax.lines}
    numbers = values.named(network, evaluate(network))
    (z,), (C,) = lines["meaning-point"]
    assert (z, C) == (numbers[names.unit("z", *unit)], numbers["C"])
    at, costs = lines["meaning-curve"]
    assert costs == pytest.approx([cost(network, unit, t - z) for t in at], rel=1e-9, abs=1e-12)
    x, y = lines["meaning-tangent"]
    delta = ways.derivatives(network)[2][2][0, unit[1] - 1]
    assert (y[1] - y[0]) / (x[1] - x[0]) == pytest.approx(delta, rel=1e-9, abs=1e-12)
    assert np.interp(z, x, y) == pytest.approx(C)
    assert lines["meaning-step"].T.tolist() == pytest.approx(np.array([[z, C], [z + 1, C], [z + 1, C + delta]]))


def cost(network, unit, change):
    """C of the first example with z of one unit changed."""
    l, j = unit
    dz = ways.zeros(network) | {l: change * np.eye(network.s[l])[j - 1]}
    return ways.example_cost(network, network.Theta, network.x[0], network.y[0], dz, ways.zeros(network))


# What a figure says


@pytest.mark.parametrize("name", FIGURES)
def test_the_figure_is_an_image_named_by_its_title_and_its_alt_text_in_its_language(name):
    hangul = re.compile("[가-힣]")
    for language in LANGUAGES:
        figure = drawn(name, language=language)
        root = ElementTree.fromstring(figure.svg)
        title, alt = root.get("aria-label").split(". ", 1)
        assert root.get("role") == "img"
        assert alt == figure.alt
        for words_of in (title, figure.alt, figure.caption, "".join(root.itertext())):
            assert bool(hangul.search(words_of)) == (language == "ko"), words_of
    assert shown(svg(name)) == shown(svg(name, language="en"))


# Colours


def schemes():
    """The colours of figures.css: light, dark, print."""
    blocks = re.findall(r"\{([^{}]*--fig-paper:[^{}]*)\}", CSS)
    return [dict(re.findall(r"--fig-(\w+):\s*(?:var\([\w-]+, )?(#\w{6})", block)) for block in blocks]


def luminance(colour):
    """Relative luminance, WCAG 2."""
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) @ np.array([0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("scheme", schemes(), ids=["light", "dark", "print"])
def test_every_colour_stands_out_from_what_is_behind_it(scheme):
    assert set(scheme) == set(NAMES)
    for ground in ("paper", "node"):
        for name in set(NAMES) - {"paper", "node"}:
            low, high = sorted(luminance(scheme[key]) for key in (name, ground))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (name, ground)
