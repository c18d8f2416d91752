"""`python -m scripts.backprop check`: it says yes to this engine, and no to a broken one."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTE = ROOT / "docs" / "til" / "2021-01-12" / "network.yml"
RELU_AT_ITS_KINK = """\
layers: [{units: 1}, {units: 1, activation: relu}, {units: 1, activation: identity}]
cost: squared_error
Theta: {1: [[0.0, 1.0]], 2: [[0.5, 2.0]]}
examples: [{x: [0.0], y: [1]}]
"""


def check(file, *options, root=ROOT):
    words = [sys.executable, "-m", "scripts.backprop", "check", str(file), *options]
    return subprocess.run(words, cwd=root, capture_output=True, encoding="utf-8")


def test_the_three_ways_agree_on_the_note():
    done = check(NOTE)
    assert done.returncode == 0
    assert all(
        f"{one} – {other}" in done.stdout for one, other in [("SymPy", "NumPy"), ("NumPy", "differences")]
    )
    assert "NO" not in done.stdout


def test_programs_get_each_pair_with_its_worst_difference_and_what_is_allowed():
    found = json.loads(check(NOTE, "--json").stdout)["differences"]
    assert {(d["quantity"], *d["pair"]) for d in found} == {
        (quantity, *pair)
        for quantity in ("δ", "∂J/∂Θ")
        for pair in (("SymPy", "NumPy"), ("SymPy", "differences"), ("NumPy", "differences"))
    }
    assert all(0 <= d["worst"] <= d["allowed"] for d in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "disagree"),
    [
        # g′ dropped in the backward pass in NumPy, then in the derivation in SymPy
        ("numeric/evaluate.py", "ACTIVATIONS[network.g[l]].delta(a[l], dC_da[l])", "dC_da[l]", "NumPy"),
        ("symbolic/derive.py", "product(derivations.error_of_activation(l, j), derivations.g_prime(l, j))",
         "derivations.error_of_activation(l, j)", "SymPy"),
    ],
)  # fmt: skip
def test_a_broken_engine_is_named_by_the_pairs_that_disagree(tmp_path, file, old, new, disagree):
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    broken = tmp_path / "scripts" / "backprop" / file
    text = broken.read_text("utf-8")
    assert old in text
    broken.write_text(text.replace(old, new), "utf-8")
    done = check(NOTE, "--json", root=tmp_path)
    assert done.returncode == 1
    for difference in json.loads(done.stdout)["differences"]:
        assert difference["agrees"] == (disagree not in difference["pair"])


def test_at_the_kink_of_a_relu_the_differences_are_left_out_there_and_it_says_so(tmp_path):
    file = tmp_path / "kink.yml"
    file.write_text(RELU_AT_ITS_KINK, "utf-8")
    done = check(file)
    assert done.returncode == 0
    assert "1 of 2 entries of δ; a weighted sum stands at the kink of a relu there" in done.stdout
    counts = {(d["quantity"], d["kink"]) for d in json.loads(check(file, "--json").stdout)["differences"]}
    assert counts == {("δ", 0), ("δ", 1), ("∂J/∂Θ", 0), ("∂J/∂Θ", 1)}


def test_each_pair_names_the_entry_where_it_is_furthest_apart():
    found = json.loads(check(NOTE, "--json").stdout)["differences"]
    assert all(d["where"].startswith({"δ": "delta", "∂J/∂Θ": "dJ_dTheta"}[d["quantity"]]) for d in found)


def test_people_read_that_entry_with_the_symbols_of_the_lecture():
    lines = check(NOTE).stdout.splitlines()[1:]
    assert [line.split()[-1][:1] for line in lines] == ["δ"] * 3 + ["∂"] * 3


def test_people_may_ask_for_more_digits():
    line = check(NOTE, "--digits", "5").stdout.splitlines()[1]
    mantissa = line.split()[4].partition("e")[0]
    assert len(mantissa.replace(".", "")) == 5
