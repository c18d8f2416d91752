"""What a note.py can do: the notes below tests/notes, built together, and what a mistake in one says.

Nothing but their folders is added to the project. Each number is read back from the built pages, and compared
with one that is computed here in plain NumPy.
"""

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
import yaml
from built import LANGUAGES, file, formulas, soup
from project import NETWORK, NOTE, ROOT, Project

from scripts import cache
from scripts.backprop.network.model import initial_weights
from scripts.notes import figures
from scripts.pages import notebooks
from scripts.sources import SourceError

NOTES = ROOT / "tests/notes"
CHECKING, TWO, DIGITS = "til/2021-01-13", "til/2021-01-14", "til/2021-01-15"
FOLDERS = {"gradient-checking": CHECKING, "two-networks": TWO, "digits": DIGITS}
M, LAMBDA, ALPHA = 100, 1.0, 2.0  # of the note about digits: examples, penalty, learning rate


@pytest.fixture(scope="module")
def data():
    """64 numbers and one of ten classes for each example."""
    random = np.random.default_rng(0)
    return {"x": random.random((M, 64)), "y": np.eye(10)[random.integers(0, 10, M)]}


@pytest.fixture(scope="module")
def project(tmp_path_factory, data):
    """The project with three notes more, and one without pages of which another has a number; built."""
    project = Project(tmp_path_factory.mktemp("notes"), made=True, small=True)
    project.forget("experiments")
    for name, folder in FOLDERS.items():
        shutil.copytree(NOTES / name, project.path(f"docs/{folder}"))
    project.path("docs/til/2021-01-12").mkdir()
    shutil.copy(NOTES / "gradient-checking/network.yml", project.path("docs/til/2021-01-12"))
    np.savez(project.path(f"docs/{DIGITS}/digits.npz"), **data)
    project.done = project.build()
    assert project.done.returncode == 0, project.done.stdout
    return project


@pytest.fixture(params=LANGUAGES)
def page(request, project):
    """page("til/2021-01-13/") in one language."""
    return lambda address: soup(file(project.path("site"), f"{request.param}/{address}"))


def number(page, name):
    """The value of the one number with this name."""
    (data,) = page.find_all("data", {"data-symbol": name})
    return float(data["value"])


# Plain NumPy for what the notes compute


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(Theta, x):
    for l in sorted(Theta):
        x = sigmoid(np.c_[np.ones(len(x)), x] @ Theta[l].T)
    return x


def cost(Theta, x, y):
    h = forward(Theta, x)
    return -(y * np.log(h) + (1 - y) * np.log(1 - h)).sum() / len(x)


def slope(Theta, x, y, l, i, j, h=1e-30):
    """∂J/∂Θ_ij^(l) by a step into the complex plane, which loses no digits."""
    moved = {l: rows.astype(complex) for l, rows in Theta.items()}
    moved[l][i - 1, j] += h * 1j
    return cost(moved, x, y).imag / h


def network(path):
    """Theta, x and y of a network file."""
    fields = yaml.safe_load(path.read_text("utf-8"))
    x, y = (np.array([example[letter] for example in fields["examples"]], float) for letter in "xy")
    return {l: np.array(rows, float) for l, rows in fields["Theta"].items()}, x, y


def training(x, y, Theta):
    """J of the 64-25-10 network before the last of 40 steps, and its accuracy after it."""
    T1, T2 = Theta[1], Theta[2]
    for _ in range(40):
        a1 = np.c_[np.ones(M), x]
        a2 = np.c_[np.ones(M), sigmoid(a1 @ T1.T)]
        d3 = sigmoid(a2 @ T2.T) - y
        d2 = (d3 @ T2 * a2 * (1 - a2))[:, 1:]
        squares = (T1[:, 1:] ** 2).sum() + (T2[:, 1:] ** 2).sum()
        J = cost({1: T1, 2: T2}, x, y) + LAMBDA / (2 * M) * squares
        decay1, decay2 = (np.c_[np.zeros(len(T)), T[:, 1:]] for T in (T1, T2))
        T1 = T1 - ALPHA * (d2.T @ a1 + LAMBDA * decay1) / M
        T2 = T2 - ALPHA * (d3.T @ a2 + LAMBDA * decay2) / M
    return J, (forward({1: T1, 2: T2}, x).argmax(1) == y.argmax(1)).mean()


# What is built


def test_an_experiment_is_run_once_for_both_languages_and_their_cells_too(project):
    for folder in FOLDERS.values():
        assert project.done.stdout.count(f"Running the experiment {Path(folder).name}") == 1
    assert project.done.stdout.count(f"Executing docs/{CHECKING}/code") == 1


def test_standard_numbers_stand_beside_those_of_another_note(page):
    Theta, x, y = network(NOTES / "gradient-checking/network.yml")
    built = page(f"{CHECKING}/")
    assert number(built, "dJ_dTheta1_11") == pytest.approx(slope(Theta, x, y, 1, 1, 1), rel=1e-12)
    # δ of a unit is the slope along its bias.
    assert number(built, "2021-01-12:delta2_2") == pytest.approx(slope(Theta, x, y, 1, 2, 0), rel=1e-12)


def test_a_table_has_the_numbers_of_its_experiment(page):
    Theta, x, y = network(NOTES / "gradient-checking/network.yml")
    exact, rows = slope(Theta, x, y, 1, 1, 1), page(f"{CHECKING}/").select("article table tbody tr")
    steps, two, one_sided = np.array([[float(data["value"]) for data in row.select("data")] for row in rows[:-1]]).T

    def J(t):
        return cost(Theta | {1: Theta[1] + t * np.array([[0, 1, 0], [0, 0, 0]])}, x, y)

    assert steps == pytest.approx([1, 1e-4, 1e-8, 1e-12])
    assert two[:2] == pytest.approx([abs((J(h) - J(-h)) / (2 * h) - exact) for h in steps[:2]], rel=0.05)
    assert one_sided[:3] == pytest.approx([abs((J(h) - J(0)) / h - exact) for h in steps[:3]], rel=0.5)
    assert rows[-1].find("x-tex").text == r"\Theta_{11}^{(1)}"


def test_a_figure_has_real_axes_and_says_its_numbers(page):
    built = page(f"{CHECKING}/")
    best = number(built, "best_epsilon")
    assert 1e-7 < best < 1e-4  # about the third root of a double's last bit
    svg = built.find(id="figure-error-by-epsilon").svg
    texts = {text.get_text("", strip=True) for text in svg.find_all("text")}
    assert {"10−12", "10−6", "ε"} <= texts, "both axes are logarithmic"
    assert texts & {"two-sided", "양쪽"}
    mantissa, exponent = f"{best:.3e}".split("e-0")
    assert f"ε = {mantissa} × 10⁻{'⁰¹²³⁴⁵⁶⁷⁸⁹'[int(exponent)]}" in svg["aria-label"]
    assert "#ffffff" not in str(svg), "the dark page shows through"


def test_equations_are_typeset_from_sympy(project):
    for language in LANGUAGES:
        central = formulas(project.path(f"site/{language}/{CHECKING}/index.html"))[0]
        assert central.count(r"\frac") == 2


def test_cells_are_typed_in_the_page_or_named(page):
    built = page(f"{CHECKING}/code/")
    assert float(built.select_one("pre.cell-output").text) == pytest.approx(12)
    assert built.select_one("img.cell-plot")["alt"] == "A cubic through the origin"
    assert built.select("article pre code")[-1].text.startswith("assert abs(")
    assert built.select_one("article p a")["href"] == "../"


def test_a_page_names_several_networks_and_an_experiment_is_given_them(page):
    built = page(f"{TWO}/")
    networks = {name: network(NOTES / f"two-networks/{name}.yml") for name in ("symmetric", "random")}
    values = [float(data["value"]) for data in built.find_all("data", {"data-symbol": "J"})]
    assert values == pytest.approx([cost(*files) for files in networks.values()], rel=1e-12)
    assert number(built, "difference") == pytest.approx(values[0] - values[1])
    for name, (Theta, _, _) in networks.items():
        weights = {tspan.text for tspan in built.find(id=f"figure-{name}-forward").find_all("tspan")}
        assert {f"{weight:g}".replace("-", "−") for rows in Theta.values() for weight in rows.flat} <= weights


def test_a_formula_may_be_of_another_network_than_the_first(project):
    Theta, x, _ = network(NOTES / "two-networks/random.yml")
    worked = formulas(project.path(f"site/en/{TWO}/index.html"))[-1]
    z = Theta[1][0] @ [1, *x[0]]
    assert worked.startswith(r"\begin{aligned} z_{1}^{(2)} &=")
    assert worked.endswith(rf"&= {z:.4g} \end{{aligned}}")


def test_a_note_without_a_network_file_trains_one_of_its_own(page, project, data):
    built = page(f"{DIGITS}/")
    J, accuracy = training(**data, Theta=initial_weights([64, 25, 10], 3))
    assert number(built, "accuracy") == pytest.approx(accuracy)
    assert number(built, "J") == pytest.approx(J)
    assert not list(project.path("site").rglob(f"symbols/{Path(DIGITS).name}.json"))


def test_every_note_is_on_the_home_page_the_newest_first(page):
    links = [link["href"].strip("/") for link in page("").select("article li a")]
    assert links == [DIGITS, TWO, CHECKING, NOTE.removeprefix("docs/")]


# What a note is made of


BEGIN = "from scripts.notes import Note\n\nnote = Note(__file__)\n"


@pytest.fixture
def own(sources):
    """own(lines): the note whose note.py has these lines, loaded anew."""

    def loaded(text, **others):
        sources.note(BEGIN + text, **others)
        return sources.loaded()

    return loaded


EXPERIMENT = """
import numpy as np
from pathlib import Path
from sympy import Symbol, Eq
RATES = np.array([1.0, 2.0])
START = 3
class Model:
    def step(self):
        return helper(START)
def helper(t):
    return 10 * t
@note.experiment
def runs(network, scale):
    with Path("runs").open("a") as file:
        file.write("x")
    return {"end": Model().step() * RATES.sum() * scale + network.m}
@note.number("scale")
def scale():
    return 1
@note.number("end")
def end(runs):
    return runs["end"]  # words
"""


def test_an_experiment_runs_again_for_other_code_or_data_not_for_other_words(own, sources, monkeypatch):
    monkeypatch.setattr(cache, "CACHE", sources.path("cache"))

    def ends(text=EXPERIMENT, **others):
        value = own(text, **others).value("end")
        return value, len(sources.path("runs").read_text())

    assert ends() == (92, 1)
    assert ends() == (92, 1)
    assert ends(EXPERIMENT.replace("# words", "# other words"), page="# Two { #two }\n") == (92, 1)
    # Its own line, a function, a constant, an array, and a number that it is given.
    changes = ("* scale|* 3", "10 * t|20 * t", "START = 3|START = 4", "2.0]|5.0]", "return 1|return 2")
    for runs, change in enumerate(changes, start=2):
        assert ends(EXPERIMENT.replace(*change.split("|")))[1] == runs, change
    assert ends(network=NETWORK.replace("x: [1]", "x: [2]"))[1] == 7
    sources.write(f"{NOTE}/data.csv", "1,2\n")
    assert ends()[1] == 8


def test_a_figure_of_a_network_is_drawn_again_for_other_numbers_only(own, sources, monkeypatch):
    monkeypatch.setattr(cache, "CACHE", sources.path("cache"))
    drawn, draw = [], figures.draw
    monkeypatch.setattr(figures, "draw", lambda *inputs: drawn.append(inputs) or draw(*inputs))

    def figure(network=NETWORK):
        return own("", network=network).network().figure("forward", "en", "forward")

    assert figure() == figure()
    assert len(drawn) == 1
    assert figure(NETWORK.replace("-0.5", "-0.625")).svg != figure().svg
    assert len(drawn) == 2


def test_the_words_for_a_picture_may_quote(own, sources):
    own("note.cell('c', '1', alt={'ko': '\"가\"', 'en': 'A \"b\" & c'})")
    sources.page(f"{NOTE}/code.{{}}.nb.md", '# Code\n\n{{ cell("c") }}\n')
    pages = sources.collect()
    assert [notebooks.code_cells(pages[language]["til/2000-01-02/code.nb.md"])[0].alt for language in LANGUAGES] == [
        '"가"',
        'A "b" & c',
    ]


def test_what_no_page_names_is_not_made(own):
    note = own("@note.number('not')\ndef f(): 1 / 0\n@note.number('one')\ndef g(): return 1")
    assert note.value("one") == 1


def test_a_number_may_be_proven_by_another_number_and_within_a_bound(own):
    two = "@note.number('one', also='two', within={})\ndef f(): return 1\n"
    two += "@note.number('two')\ndef g(): return 1.1"
    assert own(two.format(0.2)).value("one") == 1
    with pytest.raises(SourceError, match=rf"^{NOTE}/note.py:4: one is 1.0, but 1.1 in its second way; "):
        own(two.format(0.01)).value("one")


def test_a_formula_is_tried_at_the_numbers_of_the_note_and_at_random_ones(own):
    head = "from sympy import Eq, Symbol, cos, sin\n"
    at_numbers = head + "@note.formula('z')\ndef z(): return Symbol('z2_1'), 0.25 - 0.5 * Symbol('x_1')"
    assert own(at_numbers).latex("z").startswith("z")
    general = head + "t = Symbol('t')\n@note.formula('one')\ndef one(): return Eq(sin(t)**2 + cos(t)**2, 1)"
    assert own(general).latex("one").endswith("= 1")


# The lines of a note.py from line 4 on; the line that is told, and what is said of it.
FIGURE = "@note.figure('f', title=WORDS, alt=WORDS, caption=WORDS)".replace("WORDS", "{'ko': '{a}', 'en': '{a}'}")
MISTAKES = [
    ("@note.number('a', also=lambda: 2)\ndef f(): return 1", 4, "a is 1.0, but 2.0 in its second way"),
    ("@note.number('a')\ndef f(): return 'b'", 4, "ValueError: could not convert string to float: 'b'"),
    ("@note.number('a')\ndef f():\n    return 1 / 0", 6, "ZeroDivisionError: division by zero"),
    ("@note.number('a')\ndef f(): return sympy.sqrt('(')", 5, "SympifyError: "),
    ("@note.number('a')\ndef f(netwrk): return 1", 4, "nothing is known for the parameter netwrk; nearest: "),
    ("@note.number('a')\ndef f(): 1\n@note.number('a')\ndef g(): 2", 6, "the number a is there twice"),
    ("@note.number('delta2_1')\ndef f(): return 1", 4, "delta2_1 is a number of network.yml; name this one "),
    ("@note.experiment\ndef e(): 1 / 0\n@note.number('a')\ndef f(e): return 1", 5, "ZeroDivisionError: "),
    ("@note.formula('f')\ndef f(): return t, t ** 2", 4, "the formula f does not hold: its sides are "),
    ("@note.formula('f')\ndef f(): return J, J + 1e-6", 4, "the formula f does not hold: its sides are "),
    ("@note.formula('f')\ndef f(): return 'a = b'", 4, "TypeError: 'a = b' is no equation; "),
    ("@note.formula('general.z')\ndef f(): return t, t", 4, "general.z is a formula of network.yml; name "),
    ("@note.table('t', caption={'ko': '표'}, head=[])\ndef f(): 1", 4, "the table t lacks words in en: "),
    (FIGURE + "\ndef f(ax, netwrk): 1", 4, "nothing is known for the parameter netwrk; nearest: network"),
    (
        FIGURE + "\ndef f(ax): return {'b': 1}",
        4,
        "LookupError: {a} in its words is not in what the function ",
    ),
    ("1 / 0", 4, "ZeroDivisionError: division by zero"),
    ("def f(:", 4, "SyntaxError: invalid syntax"),
    ("del note", 1, "no note is made here; a line note = Note(__file__) is wanted"),
]


@pytest.mark.parametrize(("lines", "line", "message"), MISTAKES)
def test_a_mistake_in_a_note_is_one_line_with_its_place_there(sources, lines, line, message):
    kind, name = re.search(r"@note\.(number|formula|figure)\('([^']+)'|$", lines).groups("")
    asked = {"formula": "tex", "figure": "figure"}.get(kind, "num")
    page = f'{{{{ {asked}("{name or "J"}") }}}}\n'
    sources.note(BEGIN.replace("\n\n", "; import sympy; from sympy.abc import J, t\n\n") + lines, page=page)
    assert sources.mistake().startswith(f"{NOTE}/note.py:{line}: {message}")
