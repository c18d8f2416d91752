"""`python -m scripts.backprop evaluate`, run as people run it."""

import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import command
import numpy as np
import pytest
from command import NOTE, ROOT

COLOUR = "\033["

NO_BIAS_AND_SOFTMAX = """\
layers:
  - {units: 3}
  - {units: 2, activation: tanh, bias: false}
  - {units: 3, activation: softmax}
cost: softmax_cross_entropy
reduction: sum
lambda: 0.5
Theta:
  1: [[0.1, 0.2, 0.3], [-0.4, 0.5, 0.6]]
  2: [[0, 0.1, 0.2], [0.3, -0.4, 0.5], [0.6, 0.7, 0.8]]
examples:
  - {x: [1, 2, 3], y: [0, 1, 0]}
  - {x: [0, -1, 0.5], y: [0.25, 0.25, 0.5]}
"""

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


run = partial(command.run, "evaluate")


def evaluated(file):
    """The JSON object that `evaluate FILE --json` prints."""
    done = run(file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.fixture
def write(tmp_path):
    """A network file of this text."""

    def write(text):
        path = tmp_path / "net.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


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


def test_a_matrix_into_a_layer_without_bias_has_no_column_0(write):
    result = evaluated(write(NO_BIAS_AND_SOFTMAX))
    assert shapes(result["Delta"]) == shapes(result["dJ_dTheta"]) == {"1": (2, 3), "2": (3, 3)}
    assert [shapes(e["a"]) for e in result["examples"]] == [{"1": (3,), "2": (2,), "3": (3,)}] * 2


def test_delta_is_per_example_and_Delta_their_sum_while_only_dJ_dTheta_has_the_penalty(write):
    result = evaluated(write(NO_BIAS_AND_SOFTMAX))
    examples = result["examples"]
    for e, y in zip(examples, ([0, 1, 0], [0.25, 0.25, 0.5]), strict=True):
        assert e["delta"]["3"] == pytest.approx(np.subtract(e["a"]["3"], y), rel=1e-14)
    Delta = sum(np.outer(e["delta"]["3"], [1, *e["a"]["2"]]) for e in examples)
    assert np.array(result["Delta"]["2"]) == pytest.approx(Delta, rel=1e-14)
    penalty = 0.5 / 2 * np.array([[0, 0.1, 0.2], [0, -0.4, 0.5], [0, 0.7, 0.8]])
    assert np.array(result["dJ_dTheta"]["2"]) == pytest.approx(Delta + penalty, rel=1e-14)
    squares = 0.1**2 + 0.2**2 + 0.3**2 + 0.4**2 + 0.5**2 + 0.6**2  # Theta 1, which has no bias column
    squares += 0.1**2 + 0.2**2 + 0.4**2 + 0.5**2 + 0.7**2 + 0.8**2
    assert result["J"] == pytest.approx(sum(e["C"] for e in examples) + 0.5 / 4 * squares, rel=1e-14)


def test_a_mean_divides_by_m_what_a_sum_does_not(write):
    total = evaluated(write(NO_BIAS_AND_SOFTMAX.replace("lambda: 0.5", "lambda: 0")))
    mean = evaluated(write(NO_BIAS_AND_SOFTMAX.replace("lambda: 0.5", "lambda: 0").replace("sum", "mean")))
    assert mean["J"] == total["J"] / 2
    assert np.array(mean["dJ_dTheta"]["1"]) == pytest.approx(np.array(total["dJ_dTheta"]["1"]) / 2)
    assert mean["Delta"] == total["Delta"] == total["dJ_dTheta"]
    assert mean["examples"] == total["examples"]


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
    done = run(path, "--json")
    allowed = "smaller weights, inputs, targets or lambda are needed"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{path}:{line}; {allowed}\n")


def test_a_bad_file_gives_one_line_on_standard_error_and_exit_code_2(write):
    path = write(MAZUR.replace("half_squared_error", "half_square_error"))
    done = run(path)
    line = rf"{re.escape(str(path))}:5: cost: unknown cost half_square_error, .*; .*\n"
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(line, done.stderr)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ((), "the following arguments are required: NETWORK.yml"),
        ((NOTE, "--digits", "0"), "argument --digits: '0' is not a whole number from 1 to 17"),
        ((NOTE, "--digits", "x"), "argument --digits: 'x' is not a whole number from 1 to 17"),
        ((NOTE, "--json", "--digits", "3"), "argument --digits: not allowed with argument --json"),
        ((NOTE, "--jsonn"), "unrecognized arguments: --jsonn"),
    ],
)
def test_wrong_use_gives_the_usage_and_one_line_and_exit_code_2(words, wrong):
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: python -m scripts.backprop")
    assert done.stderr.endswith(f"error: {wrong}\n")


def test_the_tables_have_the_symbols_of_the_lecture_and_the_numbers_under_their_points():
    lines = run(NOTE).stdout.splitlines()
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
        assert run(NOTE, "--digits", digits).stdout.startswith(f"J = {J:.{digits}g} ")


def test_a_number_that_no_double_holds_is_explained_below_the_tables(write):
    done = run(write(SATURATED))
    assert "∂C/∂a^(2)        ∞\n" in done.stdout
    assert done.stdout.endswith("\n\n∞ is a number too large for a double.\n")


def test_colours_are_for_terminals_where_NO_COLOR_is_not_set(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain, coloured = run(NOTE).stdout, run(NOTE, terminal=True).stdout
    assert COLOUR in coloured
    assert COLOUR not in plain
    assert re.sub(r"\033\[\d*m", "", coloured) == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(NOTE, terminal=True).stdout == plain


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGPIPE")
def test_a_reader_that_closes_early_ends_the_command_quietly(write):
    path = write(NO_BIAS_AND_SOFTMAX + "  - {x: [1, 2, 3], y: [0, 1, 0]}\n" * 3000)  # more than a pipe holds
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
    done = command.process("evaluate", NOTE, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "?^(1)   j=0    j=1    j=2" in done.stdout


def test_evaluate_loads_neither_SymPy_nor_what_the_site_needs():
    code = (
        "import runpy, sys\n"
        f"sys.argv = ['backprop', 'evaluate', {str(NOTE)!r}, '--json']\n"
        "try: runpy.run_module('scripts.backprop', run_name='__main__')\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert json.loads(done.stdout)["m"] == 1
    loaded = set(done.stderr.split())
    assert "numpy" in loaded
    assert not loaded & {"sympy", "matplotlib", "mkdocs", "jinja2", "IPython"}


def test_help_shows_examples_that_work():
    lines = re.findall(r"^  python -m scripts\.backprop evaluate (.*)$", run("--help").stdout, re.MULTILINE)
    assert lines
    assert {run(*line.split()).returncode for line in lines} == {0}
