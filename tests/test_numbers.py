"""Printed digits, apart from any formula."""

import math
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import computed

from scripts.notes import numbers

FINITE = st.floats(allow_nan=False, allow_infinity=False)
SIGNIFICANT = st.integers(1, 17)


@given(FINITE, SIGNIFICANT)
def test_digits_are_the_nearest_number_of_so_many_digits(x, n):
    printed, exact = Decimal(numbers.digits(x, n)), Decimal(x)
    assert float(printed) == numbers.round_to(x, n)
    assert abs(printed - exact) <= Decimal(5).scaleb(exact.adjusted() - n)


@given(FINITE, SIGNIFICANT)
def test_printed_digits_read_back_print_the_same(x, n):
    text = numbers.digits(x, n)
    assert numbers.digits(float(text), n) == text or math.isinf(float(text))
    assert float(numbers.digits(x, 17)) == x


@given(FINITE, SIGNIFICANT)
def test_text_and_LaTeX_say_the_same_number_as_the_digits(x, n):
    text, latex = numbers.text(x, n), numbers.latex(x, n)
    plain = text.replace("−", "-").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    assert float(re.sub(r" × 10(-?\d+)", r"e\1", plain)) == float(numbers.digits(x, n))
    assert float(computed(latex)) == float(numbers.digits(x, n))


@given(FINITE, SIGNIFICANT)
def test_prose_has_a_real_minus_and_no_number_is_minus_zero_or_ends_in_a_point(x, n):
    assert "-" not in numbers.text(x, n)
    assert "e" not in numbers.text(x, n)
    assert numbers.text(x, n) != "−0"
    assert not re.search(r"\.0*(\D|$)", numbers.text(x, n))


@pytest.mark.parametrize(
    ("x", "text", "latex"),
    [
        (-0.0, "0", "0"),
        (-0.2, "−0.2", "-0.2"),
        (0.574442516811659, "0.5744", "0.5744"),
        (1000.0, "1000", "1000"),
        (12345.0, "1.234 × 10⁴", r"1.234 \times 10^{4}"),
        (-0.0000312, "−3.12 × 10⁻⁵", r"-3.12 \times 10^{-5}"),
        (1e100, "1 × 10¹⁰⁰", r"1 \times 10^{100}"),
    ],
)
def test_numbers_as_people_write_them(x, text, latex):
    assert (numbers.text(x), numbers.latex(x)) == (text, latex)


@given(FINITE)
def test_only_a_number_whose_digits_are_all_there_is_said_to_be_equal(x):
    assert (numbers.sign(x) == "=") == math.isclose(float(numbers.digits(x)), x, rel_tol=1e-14)


def test_a_sum_that_is_off_by_the_last_bit_is_still_equal():
    assert 0.1 + 0.3 - 0.1 != 0.3
    assert (numbers.sign(0.1 + 0.3 - 0.1), numbers.sign(1 / 3)) == ("=", r"\approx")
