"""`python -m scripts.backprop derive`, as a person and as a program calls it."""

import json
import re

import numpy as np
import pytest
import sympy
from command import NOTE, run


@pytest.fixture(scope="module")
def derived():
    return json.loads(run("derive", NOTE, "--json").stdout)


@pytest.fixture
def write(tmp_path):
    """A network file of this text."""

    def write(text):
        path = tmp_path / "net.yml"
        path.write_text(text, "utf-8")
        return path

    return write


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
    evaluated = json.loads(run("evaluate", NOTE, "--json").stdout)
    example = evaluated["examples"][0]
    Theta = {
        1: [[0.1, 0.3, -0.2], [0.2, -0.4, 0.6]],
        2: [[-0.3, 0.8, -0.5], [0.4, 0.6, 0.9]],
        3: [[0.2, -0.7, 1.1]],
    }
    known = known_numbers(example, Theta)
    for l, units in derived["delta"].items():
        delta = [float(sympy.sympify(unit["expr"]).subs(known)) for unit in units]
        assert delta == pytest.approx(example["delta"][l], rel=1e-12)
    for l, rows in derived["dC_dTheta"].items():
        gradient = [[float(sympy.sympify(weight["expr"]).subs(known)) for weight in row] for row in rows]
        assert np.allclose(gradient, evaluated["dJ_dTheta"][l], rtol=1e-12, atol=0)


def test_the_json_has_each_unit_each_weight_and_the_vector_form_in_latex(derived):
    assert [unit["unit"] for unit in derived["delta"]["2"]] == [1, 2]
    assert {len(row) for row in derived["dC_dTheta"]["1"]} == {3}
    assert derived["delta"]["4"][0]["latex"] == r"a_{1}^{(4)} - y_{1}"
    assert derived["vector"]["delta"]["4"]["latex"] == r"\delta^{(4)} = a^{(4)} - y"
    assert set(derived["vector"]["dC_dTheta"]) == {"1", "2", "3"}


def test_the_steps_go_from_the_definition_to_the_result(derived):
    unit = derived["delta"]["2"][1]
    rules = [step["rule"] for step in unit["steps"]]
    assert [rules[n] for n in (0, 1, -1)] == ["definition", "chain_rule", "substitution"]
    assert unit["steps"][-1]["latex"].endswith(unit["latex"])


@pytest.mark.parametrize(
    ("environment", "options", "word"),
    [
        ({"LC_ALL": "ko_KR.UTF-8"}, [], "연쇄 법칙"),
        ({"LC_ALL": "en_US.UTF-8"}, [], "chain rule"),
        ({"LC_ALL": "en_US.UTF-8"}, ["--lang", "ko"], "연쇄 법칙"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "ko_KR.UTF-8"}, ["--lang", "en"], "chain rule"),
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
        (("5", "1"), "--unit: layer 5 has no δ; layers 2 to 4 are wanted"),
        (("2", "3"), "--unit: layer 2 has no unit 3; units 1 to 2 are there"),
        (("2", "0"), "--unit: layer 2 has no unit 0; units 1 to 2 are there"),
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
