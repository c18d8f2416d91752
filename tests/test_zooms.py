"""The sum over all paths, δ of one unit, and the batch form say the same as the derivation of each unit."""

from pathlib import Path

import pytest

from scripts.backprop.network.reader import read
from scripts.backprop.symbolic import batch, paths
from scripts.backprop.symbolic.derive import Derivations

NOTE = read(Path(__file__).resolve().parent.parent / "docs" / "til" / "2021-01-12" / "network.yml")


@pytest.mark.parametrize(("l", "j"), [(2, 1), (2, 2), (3, 1), (3, 2)])
def test_the_sum_over_all_paths_from_a_unit_to_the_cost_is_its_delta(l, j):
    paths.proven(Derivations(NOTE), l, j)


def test_a_wrong_sum_over_paths_is_refused(monkeypatch):
    right = paths.path_sum(NOTE, 2, 1)
    monkeypatch.setattr(paths, "path_sum", lambda *at: right * 2)
    with pytest.raises(ArithmeticError):
        paths.proven(Derivations(NOTE), 2, 1)


@pytest.mark.parametrize("l", [1, 2, 3])
def test_the_batch_form_is_the_sum_over_the_examples(l):
    batch.prove_accumulation(NOTE, l)
