"""`python -m scripts.backprop check`: it says yes to this engine, and no to a broken one."""

import json
import shutil

import pytest
from command import NOTE, ROOT, process, run

from scripts.tools.mutation.faults import FAULTS

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
        f"{one} – {other}" for one, other in PAIRS * 2
    ]
    assert all(" yes " in line for line in lines)
    assert [line.split()[-1][:1] for line in lines] == ["δ"] * 3 + ["∂"] * 3


def test_programs_get_each_pair_with_its_worst_difference_where_it_is_and_what_is_allowed():
    found = differences(NOTE)
    assert [(d["quantity"], *d["pair"]) for d in found] == [(q, *p) for q in ("δ", "∂J/∂Θ") for p in PAIRS]
    assert all(0 <= d["worst"] <= d["allowed"] for d in found)
    assert all(d["where"].startswith({"δ": "delta", "∂J/∂Θ": "dJ_dTheta"}[d["quantity"]]) for d in found)


@pytest.mark.parametrize(("fault", "disagree"), [("no-g-prime", "NumPy"), ("derived-no-g-prime", "SymPy")])
def test_a_broken_engine_is_named_by_the_pairs_that_disagree(tmp_path, fault, disagree):
    plain = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "scripts" / "backprop", tmp_path / "scripts" / "backprop", ignore=plain)
    (tmp_path / "scripts" / "backprop" / FAULTS[fault].file).write_text(FAULTS[fault].text(), "utf-8")
    done = process("check", NOTE, "--json", root=tmp_path)
    assert done.returncode == 1
    for difference in json.loads(done.stdout)["differences"]:
        assert difference["agrees"] == (disagree not in difference["pair"])


def test_at_the_kink_of_a_relu_the_differences_are_left_out_there_and_it_says_so(tmp_path):
    file = tmp_path / "kink.yml"
    file.write_text(RELU_AT_ITS_KINK, "utf-8")
    done = run("check", file)
    assert done.returncode == 0
    assert "1 of 2 entries of δ; a weighted sum stands at the kink of a relu there" in done.stdout
    counts = {(d["quantity"], d["kink"]) for d in differences(file)}
    assert counts == {("δ", 0), ("δ", 1), ("∂J/∂Θ", 0), ("∂J/∂Θ", 1)}
