"""`python -m scripts.backprop`: evaluate, derive and check, as a person and as a program calls them."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import numpy as np
import pytest
import sympy

from scripts.backprop.__main__ import main
from scripts.backprop.network.reader import read
from scripts.backprop.progress import CLEAR, Bar
from scripts.tools.mutation.faults import FAULTS

ROOT = Path(__file__).resolve().parent.parent
NOTE = ROOT / "docs/til/2021-01-12/network.yml"
COLOUR = "\033["


class Screen(io.StringIO):
    """A standard output that may be a terminal."""

    def __init__(self, terminal=False):
        super().__init__()
        self.terminal = terminal

    def isatty(self):
        return self.terminal

    def reconfigure(self, **options):
        """It takes every letter."""


def run(*words, terminal=False):
    """What a process would have given: returncode, stdout, stderr. Many times faster than one."""
    out, err = Screen(terminal), Screen()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([*map(str, words)])
        except SystemExit as end:  # how argparse refuses words
            code = end.code
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def process(*words, root=ROOT, **environment):
    """The same in a process of its own, for what depends on that: the environment, another engine."""
    command = [sys.executable, "-m", "scripts.backprop", *map(str, words)]
    environment = os.environ | {"PYTHONUTF8": "1"} | environment
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8")


@pytest.fixture
def write(tmp_path):
    """A network file of this text."""

    def write(text):
        path = tmp_path / "net.yml"
        path.write_text(text, "utf-8")
        return path

    return write


def evaluated(file):
    """The JSON object that `evaluate FILE --json` prints."""
    done = run("evaluate", file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


# evaluate

# Matt Mazur, "A step by step backpropagation example" (2015). Its two hidden units share one bias,
# .35, and its two outputs another, .60.
MAZUR = """\
layers:
  - {units: 2}
  - {units: 2, activation: sigmoid}
  - {units: 2, activation: sigmoid}
cost: half_squared_error
Theta:
  1: [[.35, .15, .20], [.35, .25, .30]]
  2: [[.60, .40, .45], [.60, .50, .55]]
examples:
  - {x: [.05, .10], y: [.01, .99]}
"""


def shapes(arrays):
    """The shape by layer."""
    return {l: np.shape(array) for l, array in arrays.items()}


def test_JSON_of_the_note_has_every_number_by_its_layer():
    result = evaluated(NOTE)
    assert list(result) == ["J", "m", "examples", "Delta", "dJ_dTheta"]
    assert result["m"] == len(result["examples"]) == 1
    (example,) = result["examples"]
    assert list(example) == ["C", "z", "a", "dC_da", "delta"]
    assert shapes(example["z"]) == shapes(example["delta"]) == {"2": (2,), "3": (2,), "4": (1,)}
    assert shapes(example["a"]) == shapes(example["dC_da"]) == {"1": (2,), "2": (2,), "3": (2,), "4": (1,)}
    assert shapes(result["Delta"]) == shapes(result["dJ_dTheta"]) == {"1": (2, 3), "2": (2, 3), "3": (1, 3)}


def test_a_published_worked_example_gives_the_published_numbers(write):
    result = evaluated(write(MAZUR))
    assert result["J"] == pytest.approx(0.298371109, abs=5e-10)
    (example,) = result["examples"]
    assert example["a"]["2"] == pytest.approx([0.593269992, 0.596884378], abs=5e-10)
    assert example["a"]["3"] == pytest.approx([0.75136507, 0.772928465], abs=5e-9)
    assert example["delta"]["3"][0] == pytest.approx(0.138498562, abs=5e-10)
    assert result["dJ_dTheta"]["2"][0][1] == pytest.approx(0.082167041, abs=5e-10)  # w5
    assert result["dJ_dTheta"]["1"][0][1] == pytest.approx(0.000438568, abs=5e-10)  # w1


SATURATED = """\
layers: [{units: 1}, {units: 1, activation: sigmoid}]
cost: binary_cross_entropy
Theta: {1: [[0, 800]]}
examples: [{x: [1], y: [0]}, {x: [1], y: [1]}]
"""


def test_a_saturated_output_keeps_a_finite_cost_and_error_and_null_for_what_no_double_holds(write):
    wrong, right = evaluated(write(SATURATED))["examples"]
    assert (wrong["C"], wrong["delta"]["2"], wrong["dC_da"]["2"]) == (800, [1], [None])
    assert (right["C"], right["delta"]["2"], right["dC_da"]["2"]) == (0, [0], [-1])
    assert str(right["C"])[0] != "-", "−0 is no cost"


@pytest.mark.parametrize(
    ("first", "second", "y", "line"),
    [
        ("1", "1e308", "0", "4: Theta 2, row 1: the forward pass overflows in layer 3, unit 1"),
        ("1e308", "1", "0", "3: Theta 1, row 2: the forward pass overflows in layer 2, unit 2"),
        ("1e200", "1", "0", "2: cost: the cost overflows"),
        ("1e-99", "1e153", "1e154", "3: Theta 1, row 2: the backward pass overflows in layer 2, unit 2"),
    ],
)
def test_numbers_too_large_for_a_double_are_told_at_the_weights_that_make_them(write, first, second, y, line):
    path = write(f"""\
layers: [{{units: 1}}, {{units: 2, activation: relu}}, {{units: 1, activation: identity}}]
cost: squared_error
Theta: {{1: [[0, 1], [0, {first}]],
        2: [[0, 1, {second}]]}}
examples: [{{x: [10], y: [{y}]}}]
""")
    done = run("evaluate", path, "--json")
    allowed = "smaller weights, inputs, targets or lambda are needed"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{path}:{line}; {allowed}\n")


def test_a_bad_file_gives_one_line_on_standard_error_and_exit_code_2(write):
    path = write(MAZUR.replace("half_squared_error", "half_square_error"))
    done = run("evaluate", path)
    line = rf"{re.escape(str(path))}:5: cost: unknown cost half_square_error, .*; .*\n"
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(line, done.stderr)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ((), "the following arguments are required: NETWORK.yml"),
        ((NOTE, "--digits", "0"), "argument --digits: '0' is not a whole number from 1 to 17"),
        ((NOTE, "--json", "--digits", "3"), "argument --digits: not allowed with argument --json"),
        ((NOTE, "--jsonn"), "unrecognized arguments: --jsonn"),
    ],
)
def test_wrong_use_gives_the_usage_and_one_line_and_exit_code_2(words, wrong):
    done = run("evaluate", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: python -m scripts.backprop")
    assert done.stderr.endswith(f"error: {wrong}\n")


def test_the_tables_have_the_symbols_of_the_lecture_and_the_numbers_under_their_points():
    lines = run("evaluate", NOTE).stdout.splitlines()
    result = evaluated(NOTE)
    labels = {line[:11].strip() for line in lines if line.startswith("  ")}
    for l in ("1", "2", "3"):
        assert {f"Θ^({l})", f"Δ^({l})", f"∂J/∂Θ^({l})"} <= {label.split("   ")[0] for label in labels}
    forward = lines[lines.index("  forward    unit 1   unit 2") + 1 :]
    assert [line.split()[0] for line in forward[:8]] == [
        *("a^(1)", "z^(2)", "a^(2)", "z^(3)", "a^(3)", "z^(4)", "a^(4)", "y"),
    ]
    z = result["examples"][0]["z"]["3"]
    assert [float(text) for text in forward[3].split()[1:]] == pytest.approx(z, rel=1e-3)
    assert len({line.index(".") for line in forward[1:7]}) == 1


def test_digits_sets_the_significant_digits_of_the_tables():
    J = evaluated(NOTE)["J"]
    for digits in (1, 4, 17):
        assert run("evaluate", NOTE, "--digits", digits).stdout.startswith(f"J = {J:.{digits}g} ")


def test_a_number_that_no_double_holds_is_explained_below_the_tables(write):
    done = run("evaluate", write(SATURATED))
    assert "∂C/∂a^(2)        ∞\n" in done.stdout
    assert done.stdout.endswith("\n\n∞ is a number too large for a double.\n")


def test_colours_are_for_terminals_where_NO_COLOR_is_not_set(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain, coloured = run("evaluate", NOTE).stdout, run("evaluate", NOTE, terminal=True).stdout
    assert COLOUR in coloured
    assert COLOUR not in plain
    assert re.sub(r"\033\[\d*m", "", coloured) == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("evaluate", NOTE, terminal=True).stdout == plain


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGPIPE")
def test_a_reader_that_closes_early_ends_the_command_quietly(write):
    path = write(MAZUR + "  - {x: [1, 2], y: [0, 1]}\n" * 3000)  # more than a pipe holds
    words = [sys.executable, "-m", "scripts.backprop", "evaluate", str(path), "--json"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.read(5) == b'{"J":'
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_output_that_cannot_be_written_is_told_in_one_line():
    words = [sys.executable, "-m", "scripts.backprop", "evaluate", str(NOTE)]
    with open("/dev/full", "w") as full:
        done = subprocess.run(words, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, encoding="utf-8")
    assert (done.returncode, done.stderr) == (2, "standard output: No space left on device\n")


def test_a_terminal_without_Greek_letters_gets_the_numbers_all_the_same():
    done = process("evaluate", NOTE, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "?^(1)   j=0    j=1    j=2" in done.stdout


def test_help_shows_examples_that_work():
    lines = re.findall(r"^  python -m scripts\.backprop evaluate (.*)$", run("evaluate", "--help").stdout, re.MULTILINE)
    assert lines
    assert {run("evaluate", *line.split()).returncode for line in lines} == {0}


# derive


@pytest.fixture(scope="module")
def derived():
    return json.loads(run("derive", NOTE, "--json").stdout)


def known_numbers(example, Theta):
    """Every symbol of an `expr`, from what `evaluate` prints."""
    known = {"y_1": 1.0}
    for letter in ("z", "a", "delta"):
        for l, values in example[letter].items():
            known |= {f"{letter}{l}_{j}": value for j, value in enumerate(values, 1)}
    for l, rows in Theta.items():
        known |= {f"Theta{l}_{i}{j}": w for i, row in enumerate(rows, 1) for j, w in enumerate(row)}
    return known


def test_each_expr_is_read_back_by_sympy_and_gives_the_number_that_evaluate_prints(derived):
    numbers = evaluated(NOTE)
    example = numbers["examples"][0]
    known = known_numbers(example, read(NOTE).Theta)
    for l, units in derived["delta"].items():
        delta = [float(sympy.sympify(unit["expr"]).subs(known)) for unit in units]
        assert delta == pytest.approx(example["delta"][l], rel=1e-12)
    for l, rows in derived["dC_dTheta"].items():
        gradient = [[float(sympy.sympify(weight["expr"]).subs(known)) for weight in row] for row in rows]
        assert np.allclose(gradient, numbers["dJ_dTheta"][l], rtol=1e-12, atol=0)


def test_the_json_has_each_unit_each_weight_and_the_vector_form_in_latex(derived):
    assert [unit["unit"] for unit in derived["delta"]["2"]] == [1, 2]
    assert {len(row) for row in derived["dC_dTheta"]["1"]} == {3}
    assert derived["delta"]["4"][0]["latex"] == r"a_{1}^{(4)} - y_{1}"
    assert derived["vector"]["delta"]["4"]["latex"] == r"\delta^{(4)} = a^{(4)} - y"
    assert set(derived["vector"]["dC_dTheta"]) == {"1", "2", "3"}


@pytest.mark.parametrize(
    ("environment", "options", "word"),
    [
        ({"LC_ALL": "ko_KR.UTF-8"}, [], "연쇄 법칙"),
        ({"LC_ALL": "en_US.UTF-8"}, [], "chain rule"),
        ({"LC_ALL": "en_US.UTF-8"}, ["--lang", "ko"], "연쇄 법칙"),
    ],
)
def test_the_reasons_are_in_the_terminals_language_or_in_the_one_asked_for(monkeypatch, environment, options, word):
    other = {"연쇄 법칙": "chain rule", "chain rule": "연쇄 법칙"}[word]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    printed = run("derive", NOTE, *options).stdout
    assert word in printed
    assert other not in printed


def test_people_read_the_lectures_symbols_and_latex_where_asked():
    assert "δ_1^(4) = a_1^(4) - y_1" in run("derive", NOTE).stdout
    latex = run("derive", NOTE, "--latex").stdout
    assert r"\delta_{1}^{(4)} = a_{1}^{(4)} - y_{1}" in latex
    assert not re.search("[δΘ∂]_", latex)


def test_one_unit_is_told_by_itself_with_the_weights_into_it(derived):
    assert json.loads(run("derive", NOTE, "--unit", "2", "1", "--json").stdout) == {
        "delta": {"2": derived["delta"]["2"][:1]},
        "dC_dTheta": {"1": derived["dC_dTheta"]["1"][:1]},
    }
    names = re.findall(r"^\S+$", run("derive", NOTE, "--unit", "2", "1").stdout, re.MULTILINE)
    assert names == ["δ_1^(2)", "∂C/∂Θ_10^(1)", "∂C/∂Θ_11^(1)", "∂C/∂Θ_12^(1)"]


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (("1", "1"), "--unit: layer 1 has no δ; layers 2 to 4 are wanted"),
        (("2", "3"), "--unit: layer 2 has no unit 3; units 1 to 2 are there"),
    ],
)
def test_a_unit_that_is_not_there_is_one_line_and_exit_code_2(at, line):
    done = run("derive", NOTE, "--unit", *at)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{NOTE}:1: {line}\n")


def test_the_vector_form_by_itself_is_that_of_the_whole_derivation(derived):
    vector = derived["vector"]
    assert json.loads(run("derive", NOTE, "--vector", "--json").stdout) == {"vector": vector}
    forms = [*reversed(vector["delta"].values()), *vector["dC_dTheta"].values()]
    assert run("derive", NOTE, "--vector").stdout.splitlines() == [form["latex"] for form in forms]


RELU = """\
layers: [{units: 1}, {units: 1, activation: relu}]
cost: squared_error
Theta: {1: [[0.0, 1.0]]}
examples: [{x: [2.0], y: [1]}]
"""


@pytest.mark.parametrize(
    ("options", "cases", "reason"),
    [
        (["--lang", "en"], "{1, z_1^(2) > 0; 0, z_1^(2) ≤ 0}", "g′(0) = 0 by agreement"),
        (["--lang", "ko", "--latex"], r"\begin{cases} 1 & z_{1}^{(2)} > 0 \\ 0 &", "g′(0) = 0으로 둔다"),
    ],
)
def test_relu_is_told_as_cases_and_with_what_holds_at_its_kink(write, options, cases, reason):
    lines = run("derive", write(RELU), *options).stdout.splitlines()
    assert any(cases in line and reason in line for line in lines)


def test_a_terminal_reads_products_with_a_dot_and_squares_with_a_small_two(write):
    printed = run("derive", write(RELU.replace("relu", "tanh"))).stdout
    assert "δ_1^(2) = 2 · (1 - a_1^(2)²) · (a_1^(2) - y_1)" in printed
    assert "*" not in printed


# check

PAIRS = [("SymPy", "NumPy"), ("SymPy", "differences"), ("NumPy", "differences")]
RELU_AT_ITS_KINK = """\
layers: [{units: 1}, {units: 1, activation: relu}, {units: 1, activation: identity}]
cost: squared_error
Theta: {1: [[0.0, 1.0]], 2: [[0.5, 2.0]]}
examples: [{x: [0.0], y: [1]}]
"""


def differences(file):
    return json.loads(run("check", file, "--json").stdout)["differences"]


def test_people_read_that_the_three_ways_agree_on_the_note_and_where_they_are_furthest_apart():
    done = run("check", NOTE)
    assert done.returncode == 0
    lines = done.stdout.splitlines()[1:]
    assert [line.partition("   ")[0].split(maxsplit=1)[1] for line in lines] == [
        f"{first} – {other}" for first, other in PAIRS * 2
    ]
    assert all(" yes " in line for line in lines)
    assert [line.split()[-1][:1] for line in lines] == ["δ"] * 3 + ["∂"] * 3


def test_programs_get_each_pair_with_its_worst_difference_where_it_is_and_what_is_allowed():
    rows = differences(NOTE)
    assert [(d["quantity"], *d["pair"]) for d in rows] == [(q, *p) for q in ("δ", "∂J/∂Θ") for p in PAIRS]
    assert all(0 <= d["worst"] <= d["allowed"] for d in rows)
    assert all(d["where"].startswith({"δ": "delta", "∂J/∂Θ": "dJ_dTheta"}[d["quantity"]]) for d in rows)


def copy_of_engine(folder):
    """The code of scripts/backprop below this folder, to be changed."""
    plain = shutil.ignore_patterns("__pycache__")
    return shutil.copytree(ROOT / "scripts/backprop", folder / "scripts/backprop", ignore=plain)


@pytest.mark.parametrize(("fault", "disagree"), [("no-g-prime", "NumPy"), ("derived-no-g-prime", "SymPy")])
def test_a_broken_engine_is_named_by_the_pairs_that_disagree(tmp_path, fault, disagree):
    (copy_of_engine(tmp_path) / FAULTS[fault].file).write_text(FAULTS[fault].text(), "utf-8")
    done = process("check", NOTE, "--json", root=tmp_path)
    assert done.returncode == 1
    for difference in json.loads(done.stdout)["differences"]:
        assert difference["agrees"] == (disagree not in difference["pair"])


def test_at_the_kink_of_a_relu_the_differences_are_left_out_there_and_it_says_so(write):
    file = write(RELU_AT_ITS_KINK)
    done = run("check", file)
    assert done.returncode == 0
    assert "1 of 2 entries of δ; a weighted sum stands at the kink of a relu there" in done.stdout
    counts = {(d["quantity"], d["kink"]) for d in differences(file)}
    assert counts == {("δ", 0), ("δ", 1), ("∂J/∂Θ", 0), ("∂J/∂Θ", 1)}


# An activation or a cost more

# softplus, whose g′ is 1 − e^−a, and the fourth power of a − y
ENTRIES = [
    (
        "numeric/activations.py",
        '    "identity": Activation(',
        '    "softplus": Activation(\n'
        "        lambda z: np.logaddexp(0.0, z), lambda a, dC_da: dC_da * -np.expm1(-a)\n"
        "    ),\n",
    ),
    (
        "numeric/costs.py",
        '    "squared_error": Cost(',
        '    "fourth_power": Cost(\n'
        "        lambda g, z, a, y: ((a - y) ** 4).sum(axis=-1), lambda g, z, a, y: 4 * (a - y) ** 3\n"
        "    ),\n",
    ),
    ("symbolic/functions.py", '    "identity": lambda', '    "softplus": lambda z: log(1 + exp(z)),\n'),
    ("symbolic/functions.py", '    "squared_error": lambda', '    "fourth_power": lambda a, y: (a - y) ** 4,\n'),
]
SOFTPLUS_NETWORK = """\
layers: [{units: 2}, {units: 2, activation: softplus}, {units: 1, activation: softplus}]
cost: fourth_power
lambda: 0.5
Theta: {1: [[0.1, 0.3, -0.2], [0.2, -0.4, 0.6]], 2: [[-0.3, 0.8, -0.5]]}
examples: [{x: [1, 0.5], y: [2]}, {x: [-1, 2], y: [-1]}]
"""


def test_an_activation_and_a_cost_are_added_by_one_entry_each_in_numpy_and_in_sympy(tmp_path):
    """The three ways agree on them, and SymPy finds their derivatives by itself."""
    engine = copy_of_engine(tmp_path)
    for file, before, entry in ENTRIES:
        text = (engine / file).read_text("utf-8")
        assert text.count(before) == 1
        (engine / file).write_text(text.replace(before, entry + before), "utf-8")
    (tmp_path / "network.yml").write_text(SOFTPLUS_NETWORK, "utf-8")
    checked, derived = (process(name, "network.yml", "--json", root=tmp_path) for name in ("check", "derive"))
    differences = json.loads(checked.stdout)["differences"]
    assert all(d["agrees"] and d["entries"] > d["kink"] + d["faint"] for d in differences)
    delta = json.loads(derived.stdout)["delta"]
    assert delta["2"][0]["latex"].endswith(r"\left(1 - e^{- a_{1}^{(2)}}\right)")
    assert r"\left(a_{1}^{(3)} - y_{1}\right)^{3}" in delta["3"][0]["latex"]


# The bar while people wait


def drawn(monkeypatch, stream, bar):
    monkeypatch.setattr(sys, "stderr", stream)
    assert list(bar.each("abcd", 4, "δ^(2)")) == [*"abcd"]
    return stream.getvalue()


def test_a_terminal_sees_how_many_of_how_many_and_an_empty_line_at_the_end(monkeypatch):
    seen = drawn(monkeypatch, Screen(terminal=True), Bar(after=0))
    assert "δ^(2) 0/4" in seen
    assert seen.endswith(CLEAR)


def test_no_bar_is_in_a_file_or_a_pipe_nor_before_two_seconds_have_gone(monkeypatch):
    assert drawn(monkeypatch, io.StringIO(), Bar(after=0)) == ""
    assert drawn(monkeypatch, Screen(terminal=True), Bar()) == ""


def test_the_bar_is_gone_when_an_error_ends_the_work(monkeypatch):
    monkeypatch.setattr(sys, "stderr", stream := Screen(terminal=True))
    with pytest.raises(ZeroDivisionError):
        [1 / n for n in Bar(after=0).each([1, 0], 2, "δ")]
    assert stream.getvalue().endswith(CLEAR)
