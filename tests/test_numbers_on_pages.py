"""Every number on the pages is the engine's, for the note's own network and for others in its place."""

import json
import math
import os
import random
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pytest
from built import LANGUAGES, file, formulas, pages_of, soup
from engine import engine
from networks import to_yaml
from printed import computed, sides, symbols
from project import ROOT, Project

from scripts.backprop import names
from scripts.backprop.network import Layer, Network
from scripts.backprop.network.reader import read
from scripts.lock import locked

FILE = "docs/til/2021-01-12/network.yml"
NOTE = "til/2021-01-12/"
OWN = "the note's own network"
NUMBER = r"−?\d+(?:\.\d+)?(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
PRINTED = r"\d+(?:\.\d+)?(?: \\times 10\^\{-?\d+\})?"  # in LaTeX, without its sign
SUPERSCRIPTS = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
ABOUT = 1e-6  # what a central difference may be off by
HALF = 5.1e-4  # half of the fourth digit, to the number itself


def some(layers, cost, y, examples=1, **others):
    """A network with numbers of two decimals that look drawn by lot, and are the same on each run."""
    draw = random.Random(f"{layers} {cost}")

    def matrix(rows, columns):
        # No number of the note's own network, so that one that is left over shows.
        return np.array(
            [[draw.choice([-1, 1]) * draw.randint(11, 99) / 100 for _ in range(columns)] for _ in range(rows)]
        )

    Theta = {
        l: matrix(b.units, a.units + b.bias)
        for l, (a, b) in enumerate(zip(layers, layers[1:], strict=False), 1)
    }
    return Network(tuple(layers), cost, Theta, matrix(examples, layers[0].units), np.array(y), **others)


SWAPPED = {
    "3-4-3-2 with a penalty and summed over examples": some(
        [Layer(3), Layer(4, "sigmoid"), Layer(3, "sigmoid"), Layer(2, "sigmoid")],
        "binary_cross_entropy", [[1, 0], [0, 1], [0.25, 1]], 3, reduction="sum", penalty=0.7,
    ),
    "2-1, no hidden layer": some([Layer(2), Layer(1, "sigmoid")], "binary_cross_entropy", [[0]]),
    "2-3-3, softmax": some(
        [Layer(2), Layer(3, "sigmoid"), Layer(3, "softmax")], "softmax_cross_entropy", [[0, 1, 0]]
    ),
    "2-3-2-2, tanh, relu, identity, a layer without bias": some(
        [Layer(2), Layer(3, "tanh"), Layer(2, "relu", bias=False), Layer(2, "identity")],
        "half_squared_error", [[0.6, -0.3], [0.1, 0.9]], 2, penalty=0.2,
    ),
}  # fmt: skip


@dataclass
class Built:
    """A built site and the network that its note is about."""

    name: str
    site: Path
    network: Network

    @cached_property
    def numbers(self):
        """The engine's numbers by name."""
        return engine(self.network)

    @cached_property
    def by_latex(self):
        """The same by the symbols of the formulas."""
        return {names.latex(name): value for name, value in self.numbers.items()}

    @property
    def pages(self):
        """Every page of both languages."""
        return [
            file(self.site / language, page)
            for language in LANGUAGES
            for page in pages_of(self.site, language)
        ]

    def page(self, name, language="ko"):
        """A page of the note."""
        return file(self.site / language, NOTE + name)


@pytest.fixture(scope="module", params=[OWN, *SWAPPED])
def built(request, site, tmp_path_factory):
    """The site with the network in the place of the note's own; each is built once, for all workers."""
    if request.param == OWN:
        return Built(OWN, site, read(ROOT / FILE))
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / f"swapped-{list(SWAPPED).index(request.param)}"
    with locked(shared / f"{folder.name}.lock"):
        if not folder.exists():
            build(folder, SWAPPED[request.param])
    said = (folder / "said.txt").read_text("utf-8")
    assert said == "", said
    return Built(request.param, folder / "site", read(folder / FILE))


def build(folder, network):
    """A copy of the project with that network file; what a failing build says is in said.txt."""
    copy = Project(folder)
    copy.path(FILE).write_text(to_yaml(network), "utf-8")
    done = copy.build()
    copy.path("said.txt").write_text(done.stdout if done.returncode else "", "utf-8")


def number(printed):
    """−0.02142 and 3.12 × 10⁻⁵ as floats."""
    mantissa, _, power = printed.translate(SUPERSCRIPTS).partition(" × 10")
    return float(f"{mantissa}e{power or 0}")


def shows(printed, value, significant=4):
    """Whether that is what is printed of the value at so many digits."""
    return number(printed) == float(f"{value:.{significant}g}")


def near(one, other, tolerance=1e-12):
    """Whether two numbers are the same but for so much, to the number itself."""
    return math.isclose(one, other, rel_tol=tolerance, abs_tol=1e-15)


# Text and tables.


def test_numbers_in_the_text_are_the_engines(built):
    for path in built.pages:
        for data in soup(path).select("data.num"):
            name, _, difference = data["data-symbol"].partition(".")
            off = ABOUT if difference else 1e-12
            expected = built.numbers[name]
            assert math.isclose(float(data["value"]), expected, rel_tol=off, abs_tol=off), (path, data)
            assert shows(data.text, float(data["value"])), (path, data)


def test_the_table_of_the_forward_pass_has_every_unit_once(built):
    for language in LANGUAGES:
        shown = [
            data["data-symbol"] for data in soup(built.page("", language)).select("table.values data.num")
        ]
        s = built.network.s
        assert shown == [
            names.unit(letter, l, j)
            for l in range(2, built.network.L + 1)
            for j in range(1, s[l] + 1)
            for letter in "za"
        ]


def test_the_table_beside_the_differences_shows_what_g_prime_is_for(built):
    """Its second column is the derivative by the activation: off from the first by g′."""
    rows = soup(built.page("")).select("table.compare tbody tr")
    assert len(rows) == built.network.L - 2
    for row in rows:
        exact, lecture, difference = (float(data["value"]) for data in row.select("data.num"))
        l, j = re.fullmatch(r"\\delta_\{(\d+)\}\^\{\((\d+)\)\}", row.th.text.strip()).group(2, 1)
        assert near(exact, lecture * built.numbers[f"gprime{l}_{j}"], 1e-9)
        assert near(exact, difference, ABOUT)


def test_the_notation_shows_the_networks_own_sizes(built):
    expected = {
        "symbol-L": built.network.L,
        "symbol-m": built.network.m,
        "symbol-lambda": built.network.penalty,
    }
    for language in LANGUAGES:
        page = soup(file(built.site / language, "notation/"))
        shown = {name: page.find(id=name).select("td")[-1].text.split("=")[1].strip() for name in expected}
        assert {name: number(text) for name, text in shown.items()} == expected


# Figures.


def test_numbers_in_figures_are_the_engines(built):
    for language in LANGUAGES:
        found = soup(built.page("", language)).select("figure svg tspan[id*='-value-']")
        assert len(found) > built.network.L
        for tspan in found:
            value = built.numbers[tspan["id"].split("-value-")[1]]
            # Where four digits are too wide for their place, fewer are shown.
            assert any(shows(tspan.text, value, n) for n in (4, 3, 2, 1)), (tspan, value)


def test_figures_scroll_rather_than_shrink_their_indices_below_ten_pixels(built):
    css = (built.site / "ko/assets/stylesheets/figures.css").read_text("utf-8")
    index = float(re.search(r"\.s \{ font-size: ([\d.]+)px", css)[1])
    for svg in soup(built.page("")).select("figure svg"):
        narrowest = float(re.search(r"--fig-min-width:([\d.]+)px", svg["style"])[1])
        assert index * narrowest / float(svg["viewbox"].split()[2]) >= 10


def test_what_figures_say_in_words_has_the_engines_numbers(built):
    for language in LANGUAGES:
        said = " ".join(svg["aria-label"] for svg in soup(built.page("", language)).select("figure svg"))
        found = re.findall(rf"([zaδ])_(\d+)\^\((\d+)\) = ({NUMBER})", said)
        assert {(letter, l, j) for letter, j, l, _ in found} >= {
            (letter, str(l), str(j))
            for letter in "zaδ"
            for l, s in built.network.s.items()
            if l > 1
            for j in range(1, s + 1)
        }
        for letter, j, l, printed in found:
            assert shows(printed, built.numbers[names.unit(letter.replace("δ", "delta"), int(l), int(j))])


# Formulas.


def holds(tex, built):
    """Whether all sides of a formula are the same number; None where it is not about numbers alone."""
    parts, _ = sides(tex)
    try:
        values = [computed(part, built.by_latex) for part in parts]
    except ValueError:
        return None
    return all(
        same(one, other, digits_only(part))
        for one, other, part in zip(values, values[1:], parts[1:], strict=False)
    )


def digits_only(part):
    """Whether a side is printed digits, which are rounded."""
    return not symbols(part)


def same(one, other, rounded):
    """Whether two sides agree: as doubles do, or to four digits where they are printed."""
    one, other = (np.array(side, dtype=float) for side in (one, other))
    return np.allclose(other, one, rtol=HALF if rounded else 1e-9, atol=1e-12)


def test_every_formula_in_the_networks_symbols_holds_in_its_numbers(built):
    """But for one: the lecture's form without g′, which the note shows and says so."""
    wrong = {path: [tex for tex in formulas(path) if holds(tex, built) is False] for path in built.pages}
    assert sum(holds(tex, built) is True for tex in formulas(built.page("derivation/"))) > 10 * len(
        built.network.Theta
    )
    lecture = {path: found for path, found in wrong.items() if found}
    if built.network.L == 2:
        assert lecture == {}
        return
    delta = names.latex(names.unit("delta", 2, min(2, built.network.s[2])))
    assert set(lecture) == {built.page("", language) for language in LANGUAGES}
    for found in lecture.values():
        assert [tex.split(" = ")[0] for tex in found] == [delta]
        assert "g'" not in found[0]


def test_every_error_and_every_gradient_is_derived_to_its_number(built):
    wanted = [names.latex(name) for name in built.numbers if re.match(r"delta|dC_dTheta", name)]
    for language in LANGUAGES:
        worked = {}
        for tex in formulas(built.page("derivation/", language)):
            if tex.startswith(r"\begin{aligned}"):
                (left, *_, result), _ = sides(tex)
                worked[left] = float(computed(result))
        assert sorted(worked) == sorted(wanted)
        for left, result in worked.items():
            assert result == float(f"{built.by_latex[left]:.4g}"), left


def test_a_line_in_numbers_has_the_value_of_each_symbol_of_the_line_above(built):
    checked = 0
    for tex in formulas(built.page("derivation/")) + formulas(built.page("")):
        parts, _ = sides(tex)
        if tex.startswith(r"\begin{aligned}") and len(parts) == 4:
            printed = [float(computed(found)) for found in re.findall(PRINTED, parts[2])]
            values = [abs(built.by_latex[symbol]) for symbol in symbols(parts[1])]
            assert [v for v in values if not any(math.isclose(v, p, rel_tol=HALF) for p in printed)] == [], (
                tex
            )
            checked += 1
    assert checked >= len(built.network.Theta)


# The notebook.


def outputs(built, language):
    """What the cells of the page have printed."""
    return [pre.text for pre in soup(built.page("worked-example/", language)).select("pre.cell-output")]


def rows(output, columns):
    """The numbers of a printed table, below its heading."""
    lines = [line.split() for line in output.strip().splitlines()[1:]]
    assert all(len(line) == columns for line in lines)
    return lines


def digits(printed, value):
    """Whether a number printed with so many decimals is the value."""
    decimals = len(printed.partition(".")[2])
    return abs(float(printed) - value) <= 0.5000001 * 10**-decimals


def headed(outputs, heading):
    """The output that starts so."""
    (found,) = [output for output in outputs if output.split()[: len(heading.split())] == heading.split()]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_outputs_of_the_notebook_are_the_engines(built, language):
    printed = outputs(built, language)
    all_units = [(l, j) for l in range(2, built.network.L + 1) for j in range(1, built.network.s[l] + 1)]
    forward, backward = rows(headed(printed, "l j z a"), 4), rows(headed(printed, "l j delta"), 3)
    assert (
        [(int(l), int(j)) for l, j, *_ in forward] == [(int(l), int(j)) for l, j, _ in backward] == all_units
    )
    for l, j, z, a in forward:
        assert digits(z, built.numbers[f"z{l}_{j}"])
        assert digits(a, built.numbers[f"a{l}_{j}"])
    for l, j, delta in backward:
        assert digits(delta, built.numbers[f"delta{l}_{j}"])
    assert digits(headed(printed, "C =").split()[-1], built.numbers["C"])
    assert digits(headed(printed, "J =").split()[2], built.numbers["J"])


def test_gradients_of_the_notebook_are_the_engines(built):
    printed = outputs(built, "ko")
    gradient = [value for name, value in built.numbers.items() if name.startswith("dC_dTheta")]
    shown = re.findall(r"[-+]\d+\.\d+", headed(printed, "dC_dTheta[1]"))
    assert len(shown) == len(gradient)
    assert all(map(digits, shown, gradient))
    for line, value in zip(rows(headed(printed, "backward difference"), 4), gradient, strict=True):
        assert digits(line[2], value)
        assert abs(float(line[3]) - value) <= 2e-6


def test_the_plot_of_the_descent_starts_at_J(built):
    for language in LANGUAGES:
        alt = soup(built.page("worked-example/", language)).select_one("img.cell-plot")["alt"]
        start, end = (number(printed) for printed in re.findall(NUMBER, alt)[-2:])
        assert start == float(f"{built.numbers['J']:.4g}")
        assert end < start


# Another network in the place of the note's own.


def everything(site):
    """All that is written on the pages of a site: text, formulas, figures, code, outputs."""
    texts = [
        soup(path).article.get_text(" ") for path in sorted(site.rglob("index.html")) if path.parent != site
    ]
    notebooks = [json.loads(path.read_bytes())["cells"] for path in sorted(site.rglob("*.ipynb"))]
    return " ".join([*texts, *("".join(cell["source"]) for cells in notebooks for cell in cells)])


def all_digits(text):
    """The numbers with four digits or more that stand in a text."""
    return {found for found in re.findall(r"\d+\.\d+", text) if len(found.replace(".", "").lstrip("0")) >= 4}


def test_no_number_of_the_notes_own_network_is_left(built, site):
    own = {f"{abs(value):.4g}" for value in engine(read(ROOT / FILE)).values()}
    old = {text for text in own if text in all_digits(everything(site))}
    assert len(old) > 20
    if built.name == OWN:
        return
    new = {f"{abs(value):.4g}" for value in built.numbers.values()}
    assert (old - new) & all_digits(everything(built.site)) == set()


def test_prose_counts_the_units_and_layers_of_the_network(built):
    hidden = built.network.L - 2
    counted = {
        "ko": [
            "은닉층(hidden layer)이 없는",
            "은닉층(hidden layer)이 하나인",
            f"은닉층(hidden layer)이 {hidden}개인",
        ],
        "en": ["no hidden layer", "one hidden layer", f"{hidden} hidden layers"],
    }
    for language in LANGUAGES:
        text = soup(built.page("", language)).article.get_text()
        assert [words for words in counted[language] if words in text] == [counted[language][min(hidden, 2)]]
        many = {"ko": r"유닛 (\d+)개", "en": r"\b(\d+) units"}[language]
        sizes = {str(s) for l, s in built.network.s.items() if l > 2 and s > 1}
        assert set(re.findall(many, text)) == sizes
