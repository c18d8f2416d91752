"""`scripts/mutate`: a broken engine is noticed by ways that do not share the fault, a whole one by none."""

import ast
import re
from dataclasses import replace

import numpy as np
import pytest

from scripts.tools.mutation.__main__ import BAD_INPUT, main
from scripts.tools.mutation.faults import FAULTS, Fault, FaultError, chosen
from scripts.tools.mutation.networks import networks
from scripts.tools.mutation.oracles import EVERY, ORACLES, Answer
from scripts.tools.mutation.report import as_data, as_table, escaped
from scripts.tools.mutation.run import run
from scripts.tools.mutation.verdicts import RunError, refuse_disagreement

HANGUL = re.compile("[가-힣]")
# Where each sits, as the table must find out by itself: in the backward pass, the derivation, the
# forward pass, the derived formulas that only SymPy's ways share, and in a way that only compares.
SHARED = {
    "no-g-prime": {"backward"},
    "derived-jk-for-kj": {"derived"},
    "softmax-diagonal": {"backward"},
    "relu-g-prime-below-0": {"backward"},
    "penalty-half-missing": {"backward", "differences"},
    "formula-cost-without-minus": {"composed", "derived"},
    "differences-over-h": {"differences"},
}
QUICK = ["no-g-prime"]
RIGHT = Fault(
    "right",
    "numeric/evaluate.py",
    "return a - network.y",
    "return -(network.y - a)",
    {"ko": "고장 아님", "en": "no fault"},
)


@pytest.fixture(scope="module")
def results():
    return run([*chosen(QUICK), RIGHT], jobs=2)


def shares(result):
    return {name for name in ORACLES if result.verdicts[name].kind == "shares"}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_replaces_what_stands_in_the_engine_once_by_other_code_and_says_so_in_both_languages(fault):
    broken, whole = ast.parse(fault.text()), ast.parse(replace(fault, new=fault.old).text())
    assert ast.dump(broken) != ast.dump(whole)
    assert HANGUL.search(fault.words["ko"])
    assert not HANGUL.search(fault.words["en"])


def test_a_fault_that_no_longer_stands_in_the_engine_is_told_and_not_left_out():
    gone = replace(RIGHT, old="no such line")
    with pytest.raises(FaultError, match=r"evaluate\.py: fault right: its old text stands there 0 times"):
        gone.text()


def test_a_fault_is_noticed_by_two_or_more_ways_and_none_of_them_shares_the_broken_code(results):
    for result in results[:-1]:
        assert shares(result) == SHARED[result.fault.name]
        assert len(result.caught_by) >= 2


def test_other_code_for_the_same_numbers_is_noticed_by_none(results):
    assert {results[-1].verdicts[name].kind for name in ORACLES} == {"missed"}
    assert escaped(results) == ["right"]


def test_the_table_and_the_data_have_each_fault_with_the_verdict_of_each_way(results):
    data = as_data(results[:-1], list(networks()))
    assert [fault["name"] for fault in data["faults"]] == QUICK
    assert all(fault["verdicts"].keys() == EVERY.keys() for fault in data["faults"])
    lines = as_table(results[:-1], "en", lambda text, code: text).splitlines()
    assert next(line for line in lines if QUICK[0] in line).split()[1:7] == [*"✓✓–✓✓·"]
    assert lines[-1].endswith("each noticed by 2 or more independent oracles.")


@pytest.mark.slow
def test_every_fault_is_noticed_by_two_or_more_ways_that_do_not_share_it():
    results = run(chosen([]), jobs=2)
    assert escaped(results) == []
    assert {r.fault.name: shares(r) for r in results if r.fault.name in SHARED} == SHARED


def test_an_engine_that_is_at_odds_with_itself_before_any_fault_gives_no_table():
    unbroken = {name: Answer({"net: J": np.array(1.0)}) for name in EVERY}
    refuse_disagreement(unbroken)
    unbroken["backward"].values["net: J"] = np.array(1.1)
    with pytest.raises(RunError, match="^the unbroken engine: net: J: diff and NumPy differ by 9.1e-02$"):
        refuse_disagreement(unbroken)


def test_a_fault_that_is_not_there_is_told_with_those_that_are(capsys):
    assert main(["no-g-primes"]) == BAD_INPUT
    line = capsys.readouterr().err
    assert line.startswith("scripts/mutate: 'no-g-primes' is no fault; the faults are no-g-prime, ")
