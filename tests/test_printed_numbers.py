"""Every line in numbers adds up as printed."""

import math
from decimal import Decimal

import numpy as np
import pytest
from derived import NOTE
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from networks import networks, one_unit
from printed import computed, sides, symbols

from scripts.backprop.numeric.evaluate import evaluate
from scripts.backprop.symbolic.derive import Derivations
from scripts.notes import numbers, values
from scripts.notes.formulas import all_formulas

# Numbers that print in the scientific form, saturate a unit, or differ by many powers of ten.
WILD = st.builds(
    lambda n, power: float(f"{n}e{power}"), st.integers(-999, 999), st.sampled_from([-9, -5, -2, -1, 0, 3])
)


def worked(network):
    """The formulas with numbers put in, by name: sides, signs."""
    every = all_formulas(Derivations(network), values.named(network, evaluate(network)))
    return {name: sides(latex()) for name, latex in every if name.endswith(".worked")}


def adds_up(lines, signs):
    """Whether the line in numbers gives the result that is printed after it, with the sign between them."""
    value, result = computed(lines[-2]), computed(lines[-1])
    if signs[-1] == "=":
        return math.isclose(value, result, rel_tol=1e-12)
    last_digit = Decimal(1).scaleb(Decimal(float(result)).adjusted() + 1 - numbers.SIGNIFICANT)
    return abs(value - result) <= 0.5000001 * float(last_digit) and value != result


def in_numbers(lines):
    """Whether the line before the result is in numbers: there is one more, and no name is left in it."""
    return len(lines) == 4 and not symbols(lines[2])


def needs_numbers(lines):
    """Whether the formula is more than one symbol or one number."""
    return lines[1] not in symbols(lines[1]) and bool(symbols(lines[1]))


CANCELLED = one_unit([-0.3, 0.1, 0.2], [1.0, 1.0], 0.0)
SATURATED = [one_unit([0.0, z], [1.0], 0.0) for z in (20.0, 25.0, 36.0, 40.0, 800.0)]


@settings(max_examples=10)
@given(networks(max_layers=3, max_units=2, numbers=WILD))
@example(CANCELLED)
@example(SATURATED[0])
@example(SATURATED[1])
@example(SATURATED[2])
@example(one_unit([0.0, 10.123], [1.0], 0.0, "tanh", "half_squared_error"))
@example(one_unit([0.5, 1e-7], [3e5], -0.72, "identity", "squared_error"))
def test_no_line_of_any_network_fails_to_add_up(network):
    with np.errstate(all="ignore"):
        assume(np.isfinite(evaluate(network).J))
        every = worked(network)
    for name, (lines, signs) in every.items():
        assert not in_numbers(lines) or adds_up(lines, signs), name


@settings(max_examples=5)
@given(networks(max_layers=3, max_units=3))
@example(NOTE)
def test_a_line_is_left_out_only_where_doubles_are_too_short_for_it(network):
    for name, (lines, _) in worked(network).items():
        assert in_numbers(lines) == needs_numbers(lines), name
    assert not in_numbers(worked(CANCELLED)["z2_1.worked"][0])
    lines, _ = worked(SATURATED[-1])["C.worked"]
    assert (len(lines), lines[-1]) == (3, "800")


def test_a_formula_and_an_evaluation_that_disagree_print_nothing():
    right = values.named(NOTE, evaluate(NOTE))
    wrong = {**right, "delta2_2": right["dC_da2_2"]}  # g′ left out
    with pytest.raises(ArithmeticError, match="delta"):
        dict(all_formulas(Derivations(NOTE), wrong))["delta2_2.worked"]()


def test_a_line_that_is_wrong_by_one_in_its_last_digit_does_not_add_up():
    (*before, result), signs = worked(NOTE)["delta2_2.worked"]
    assert adds_up([*before, result], signs)
    assert (result, signs) == ("-0.02142", ["=", r"\approx", r"\approx"])
    assert not adds_up([*before, "-0.02143"], signs)
    assert not adds_up([*before, result], ["=", "=", "="])


def test_signs_of_a_line_with_rounded_numbers_and_of_one_without():
    assert worked(NOTE)["delta4_1.worked"] == (
        [r"\delta_{1}^{(4)}", "a_{1}^{(4)} - y_{1}", "0.6719 - 1", "-0.3281"],
        ["=", r"\approx", "="],
    )
    lines, signs = worked(NOTE)["z2_1.worked"]
    exact = [r"0.1 + 0.3 \times 1 + \left(-0.2\right) \times 0.5", "0.3"]
    assert (lines[2:], signs) == (exact, ["=", "=", "="])
