"""`scripts/mutate`: a broken engine is noticed by ways that do not share what is broken, a whole one is not.

A few faults are run here; all of them by the command itself, which takes about a minute.
"""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.tools.mutation.faults import FAULTS, PARTS, FaultError, chosen
from scripts.tools.mutation.faults.fault import Fault
from scripts.tools.mutation.networks import networks
from scripts.tools.mutation.oracles import ORACLES
from scripts.tools.mutation.report import as_data, escaped
from scripts.tools.mutation.run import run

ROOT = Path(__file__).resolve().parent.parent
# Where each sits, as the table must find out by itself: in the backward pass, the forward pass, the
# derivation, the derived formulas that only SymPy's ways share, and in a way that only compares.
SHARED = {
    "no-g-prime": {"backward"},
    "softmax-diagonal": {"backward"},
    "relu-g-prime-below-0": {"backward"},
    "penalty-half-missing": {"backward", "differences"},
    "derived-jk-for-kj": {"derived"},
    "formula-cost-without-minus": {"composed", "derived"},
    "differences-over-h": {"differences"},
}
RIGHT = Fault(
    "right", "numeric/evaluate.py", "return a - network.y", "return -(network.y - a)", "고장 아님", "no fault"
)


def mutate(*words, root=ROOT):
    command = [sys.executable, "-m", "scripts.tools.mutation", "--lang", "en", *words]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def results():
    found = run([*chosen(list(SHARED)), RIGHT], 2, lambda done, total: None)
    return {result.fault.name: result for result in found}


def test_no_two_faults_have_one_name():
    assert len(FAULTS) == sum(len(part.faults) for part in PARTS)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=lambda fault: fault.name)
def test_what_a_fault_replaces_stands_in_the_engine_once_and_becomes_other_code(fault):
    broken, whole = ast.parse(fault.text()), ast.parse(Fault(**vars(fault) | {"new": fault.old}).text())
    assert ast.dump(broken) != ast.dump(whole)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=lambda fault: fault.name)
def test_what_a_fault_does_is_said_in_both_languages(fault):
    assert any("가" <= letter <= "힣" for letter in fault.ko)
    assert not any("가" <= letter <= "힣" for letter in fault.en)


def test_a_fault_whose_place_has_changed_is_told_and_not_left_out():
    gone = Fault("gone", "numeric/evaluate.py", "no such line", "", "", "")
    with pytest.raises(FaultError, match=r"evaluate\.py: fault gone: its old text no longer stands there"):
        gone.text()


@pytest.mark.parametrize("name", SHARED)
def test_a_fault_is_noticed_by_two_or_more_ways_and_none_of_them_shares_the_broken_code(results, name):
    kinds = {oracle: results[name].verdicts[oracle].kind for oracle in ORACLES}
    assert {oracle for oracle, kind in kinds.items() if kind == "shares"} == SHARED[name]
    assert len(results[name].caught_by) >= 2


def test_other_code_for_the_same_numbers_is_noticed_by_none(results):
    assert {results["right"].verdicts[name].kind for name in ORACLES} == {"missed"}
    assert escaped(list(results.values())) == ["right"]


def test_the_data_has_each_fault_with_the_verdict_of_each_way(results):
    data = as_data([result for name, result in results.items() if name in SHARED], list(networks()))
    faults = {fault["name"]: fault for part in data["parts"] for fault in part["faults"]}
    assert faults.keys() == SHARED.keys()
    names = {oracle["name"] for oracle in data["oracles"]}
    assert all(fault["verdicts"].keys() == names for fault in faults.values())
    assert "the forward pass" in next(o["en"] for o in data["oracles"] if o["name"] == "differences")


def test_each_cost_with_each_output_it_takes_is_among_the_networks_that_the_ways_are_asked_about():
    from scripts.backprop.numeric.costs import COSTS

    assert {(n.cost, n.g[n.L]) for n in networks().values()} == {
        (name, output) for name, cost in COSTS.items() for output in cost.outputs
    }


def test_an_engine_that_is_at_odds_with_itself_before_any_fault_gives_no_table(tmp_path):
    plain = shutil.ignore_patterns("__pycache__", "site", "note", "katex")
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=plain)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests/autograd_networks.py", tmp_path / "tests")
    fault = FAULTS["sign-of-a-minus-y"]
    (tmp_path / "scripts/backprop" / fault.file).write_text(fault.text(), "utf-8")
    done = mutate("sum-for-mean", root=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("scripts/mutate: the unbroken engine: ")
    assert " NumPy and " in done.stderr or " and NumPy " in done.stderr


def test_a_fault_that_is_not_there_is_told_with_those_that_are():
    done = mutate("no-g-primes")
    assert done.returncode == 2
    assert done.stderr.startswith("scripts/mutate: 'no-g-primes' is no fault; the faults are no-g-prime, ")
