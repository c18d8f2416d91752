"""What any note's pages print is read back and compared, with no test written for the note.

The numbers of a network come from engine.py, which shares nothing with the pages; those of a note's own from
what its note.py gives now. The notes are the project's, copies of its first one with other networks, and one
with numbers of its own.
"""

import json
import math
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pytest
from built import LANGUAGES, file, formulas, own_pages_of, soup
from engine import engine, read
from other_notes import FIRST, SWAPPED, TRIAL
from printed import computed, sides, symbols
from project import ROOT

from scripts.backprop import names
from scripts.notes.note import run_file
from scripts.paths import dates

NUMBER = r"−?\d+(?:\.\d+)?(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
SUPERSCRIPTS = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
ABOUT = 1e-6  # what a central difference may be off by
HALF = 5.1e-4  # half of the fourth digit, to the number itself


NOTES = ROOT / "docs/til"
COPIES = [("own", FIRST), *(("other", date) for date in SWAPPED)]
ALL = [*(("own", date) for date in dates()), *COPIES[1:], ("other", TRIAL)]


def of_each(notes):
    """Runs a test for these notes."""
    return pytest.mark.parametrize("note", notes, indirect=True, ids=" ".join)


@dataclass
class Note:
    """A note of a built site, and the folder of its source."""

    site: Path
    folder: Path
    date: str

    @cached_property
    def numbers(self):
        """The engine's numbers of each network file, by its stem and the number's name."""
        return {path.stem: engine(read(path)) for path in sorted(self.folder.glob("*.yml"))}

    @cached_property
    def network(self):
        """What network.yml says."""
        return read(self.folder / "network.yml")

    @property
    def symbols(self):
        """The numbers of network.yml by their LaTeX."""
        return {names.latex(name): value for name, value in self.numbers["network"].items()}

    @property
    def units(self):
        """(l, j) of every unit but the inputs."""
        return [(l, j) for l, s in self.network.s.items() if l > 1 for j in range(1, s + 1)]

    @cached_property
    def own(self):
        """What note.py gives, run anew."""
        return run_file(self.folder / "note.py")

    @cached_property
    def pages(self):
        """(language, file) of every page below the note's address, or that names the note at its top."""
        tops = [path for path in (ROOT / "docs").glob("*.en.md") if f"note: {self.date}" in path.read_text("utf-8")]
        below = (f"til/{self.date}/", *(f"{path.name.split('.')[0]}/" for path in tops))
        addresses = [(language, address) for language in LANGUAGES for address in own_pages_of(self.site, language)]
        return [(language, file(self.site / language, page)) for language, page in addresses if page.startswith(below)]

    def page(self, name, language="ko"):
        """A page below the note's address."""
        return file(self.site / language, f"til/{self.date}/{name}")

    def value(self, name, of="network"):
        """What is to be printed under a name: the note's own number, or a network's, or another note's."""
        date, _, name = name.rpartition(":")
        if date:
            return engine(read(self.site.parent / "docs/til" / date / "network.yml"))[name]
        if (self.folder / "note.py").exists() and name in self.own.makers["number"]:
            return self.own.value(name)
        return self.numbers[of][name]


@pytest.fixture(scope="module")
def note(request):
    """A note and the site that it stands in."""
    kind, date = request.param
    if kind == "own":
        return Note(request.getfixturevalue("site"), NOTES / date, date)
    others = request.getfixturevalue("others")
    return Note(others / "site", others / "docs/til" / date, date)


def number(printed):
    """−0.02142 and 3.12 × 10⁻⁵ as floats."""
    mantissa, _, power = printed.translate(SUPERSCRIPTS).partition(" × 10")
    return float(f"{mantissa}e{power or 0}")


def shows(printed, value):
    """Whether that is what is printed of the value, at some number of digits."""
    return number(printed) in {float(f"{value:.{n}g}") for n in range(1, 18)}


def near(value, other, tolerance=1e-12):
    """Whether two numbers are the same but for so much."""
    return math.isclose(value, other, rel_tol=tolerance, abs_tol=tolerance)


# Text and tables


@of_each(ALL)
def test_every_number_in_the_text_is_the_networks_or_the_notes_own(note):
    count = 0
    for _, path in note.pages:
        for data in soup(path).select("data.num[data-symbol]"):
            name, _, difference = data["data-symbol"].partition(".")
            value = note.value(name, data.get("data-network", "network"))
            assert near(float(data["value"]), value, ABOUT if difference else 1e-12), (path, data)
            assert shows(data.text, float(data["value"])), (path, data)
            count += 1
    assert count


@of_each(COPIES)
def test_the_table_of_the_forward_pass_has_every_unit_once(note):
    wanted = [names.unit(letter, *unit) for unit in note.units for letter in "za"]
    for language in LANGUAGES:
        table = soup(note.page("", language)).select("table.values data.num")
        assert [data["data-symbol"] for data in table] == wanted


@of_each(COPIES)
def test_the_table_beside_the_differences_shows_what_g_prime_is_for(note):
    """Its second column is the derivative by the activation: off from the first by g′."""
    rows = soup(note.page("")).select("table.compare tbody tr")
    assert len(rows) == note.network.L - 2
    for row in rows:
        exact, lecture, difference = (float(data["value"]) for data in row.select("data.num"))
        unit = row.select_one("data.num")["data-symbol"].removeprefix("delta")
        assert near(exact, lecture * note.numbers["network"][f"gprime{unit}"], 1e-9)
        assert near(exact, difference, ABOUT)


@of_each([("own", FIRST), ("other", FIRST)])
def test_the_notation_shows_the_networks_own_sizes(note):
    network = note.network
    sizes = {"symbol-L": network.L, "symbol-m": network.m, "symbol-lambda": network.penalty}
    for language in LANGUAGES:
        page = soup(file(note.site / language, "notation/"))
        shown = {id: page.find(id=id).select("td")[-1].text.split("=")[1] for id in sizes}
        assert {id: number(text.strip()) for id, text in shown.items()} == sizes


@of_each(COPIES)
def test_what_figures_say_in_words_has_the_networks_numbers(note):
    wanted = {names.unit(letter, *unit) for letter in ("z", "a", "delta") for unit in note.units}
    for language in LANGUAGES:
        words = " ".join(svg["aria-label"] for svg in soup(note.page("", language)).select("figure svg"))
        symbols = re.findall(rf"([zaδ])_(\d+)\^\((\d+)\) = ({NUMBER})", words)
        printed = {names.unit(letter.replace("δ", "delta"), l, j): digits for letter, j, l, digits in symbols}
        assert printed.keys() >= wanted
        assert all(shows(digits, note.value(name)) for name, digits in printed.items())


# Formulas


def holds(tex, numbers):
    """Whether all sides of a formula are the same number; None where it is not about numbers alone."""
    parts, _ = sides(tex)
    try:
        values = [computed(part, numbers) for part in parts]
    except ValueError:
        return None
    return all(map(same, values, values[1:], parts[1:]))


def same(value, other, part):
    """Whether two sides agree: as doubles do, or to four digits where rounded digits are printed."""
    value, other = (np.array(side, dtype=float) for side in (value, other))
    return np.allclose(other, value, rtol=1e-9 if symbols(part) else HALF, atol=1e-12)


@of_each(ALL)
def test_every_formula_in_the_networks_symbols_holds_in_its_numbers(note):
    """But for one: the lecture's form without g′, which a note shows beside the right one, and says so."""
    every = [{names.latex(name): x for name, x in numbers.items()} for numbers in note.numbers.values()]
    for _, path in note.pages:
        answers = {tex: [holds(tex, numbers) for numbers in every] for tex in formulas(path)}
        wrong = [tex for tex, each in answers.items() if False in each and True not in each]
        row = [float(data["value"]) for data in soup(path).select("table.compare tbody tr:first-child data")]
        assert len(wrong) == (bool(row) and not near(*row[:2])), (path, wrong)  # alike where g′ is 1
        for tex in wrong:
            (error, lecture), _ = sides(tex)
            a = error.replace(r"\delta", "a")
            wanted = note.symbols[rf"\frac{{\partial C}}{{\partial {a}}}"]
            assert near(float(computed(lecture, note.symbols)), wanted)
        if path.parent.name == "derivation":
            assert sum(True in each for each in answers.values()) > 10 * len(note.network.Theta)


@of_each(COPIES)
def test_every_error_and_every_gradient_is_derived_to_its_number(note):
    numbers = note.numbers["network"].items()
    wanted = {names.latex(name): float(f"{x:.4g}") for name, x in numbers if re.match("delta|dC_dTheta", name)}
    for language in LANGUAGES:
        path = note.page("derivation/", language)
        all_sides = [sides(tex)[0] for tex in formulas(path) if tex.startswith(r"\begin{aligned}")]
        assert {left: float(computed(result)) for left, *_, result in all_sides} == wanted


@of_each(COPIES)
def test_the_plot_of_the_descent_starts_at_J(note):
    for language in LANGUAGES:
        alt = soup(note.page("worked-example/", language)).select_one("img.cell-plot")["alt"]
        start, end = map(number, re.findall(NUMBER, alt)[-2:])
        assert start == float(f"{note.numbers['network']['J']:.4g}")
        assert end < start


# Another network in the place of the note's own


def numbers_on(site, date):
    """The numbers with four digits or more on the pages of a note, and in what can be downloaded from it."""
    files = [path for language in LANGUAGES for path in (site / language / "til" / date).rglob("*")]
    pages = [soup(path).article.get_text(" ") for path in files if path.suffix == ".html"]
    notebooks = [json.loads(path.read_bytes()) for path in files if path.suffix == ".ipynb"]
    cells = ["".join(cell["source"]) for notebook in notebooks for cell in notebook["cells"]]
    digits = re.findall(r"\d+\.\d+", " ".join(pages + cells))
    return {number for number in digits if len(number.replace(".", "").lstrip("0")) >= 4}


@of_each(COPIES[1:])
def test_no_number_of_the_first_notes_own_network_is_left(note, site):
    def printed(network):
        return {f"{abs(value):.4g}" for value in engine(network).values()}

    old = printed(read(NOTES / FIRST / "network.yml")) & numbers_on(site, FIRST)
    assert len(old) > 20
    assert (old - printed(note.network)) & numbers_on(note.site, note.date) == set()


@of_each(COPIES)
def test_prose_counts_the_units_and_layers_of_the_network(note):
    hidden, s = note.network.L - 2, note.network.s
    ko = [
        "은닉층(hidden layer)이 없는",
        "은닉층(hidden layer)이 하나인",
        f"은닉층(hidden layer)이 {hidden}개인",
    ]
    en = ["no hidden layer", "one hidden layer", f"{hidden} hidden layers"]
    for language, counted, units in (("ko", ko, r"유닛 (\d+)개"), ("en", en, r"\b(\d+) units")):
        text = soup(note.page("", language)).article.get_text()
        assert [words for words in counted if words in text] == [counted[min(hidden, 2)]]
        assert set(re.findall(units, text)) == {str(units) for l, units in s.items() if l > 2 and units > 1}
