"""Names of a network's numbers: one each, and one symbol each, with ten units and more too."""

import pytest

from scripts.backprop import names


def all_names(units):
    """Every name of a number in a network with layers of so many units."""
    span = range(1, units + 1)
    of_units = [names.unit(letter, l, j) for letter in ("a", "z") for l in (1, 12) for j in span]
    weights = [names.weight(l, i, j) for l in (1, 11) for i in span for j in range(units + 1)]
    others = [names.unit(letter, l, j) for letter in ("delta", "gprime") for l in (1, 12) for j in span]
    others += [names.weight(11, i, j, "Delta") for i in span for j in range(units + 1)]
    others += [names.plain(letter, j) for letter in "xy" for j in span]
    others += [names.partial("C", name) for name in [*of_units, *weights]]
    others += [names.partial(names.unit("z", 12, i), names.weight(11, i, j)) for i in span for j in span]
    return [*of_units, *weights, *others]


@pytest.mark.parametrize("units", [9, 12])
def test_each_number_has_a_name_of_its_own_and_a_symbol_of_its_own(units):
    units_names = all_names(units)
    assert len(set(units_names)) == len(units_names)
    assert len(set(map(names.latex, units_names))) == len(units_names)
    assert all(name.isidentifier() for name in units_names)


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("Theta1_10", r"\Theta_{10}^{(1)}"),
        ("Theta1_10_2", r"\Theta_{10,2}^{(1)}"),
        ("Theta1_1_12", r"\Theta_{1,12}^{(1)}"),
        ("Theta12_10", r"\Theta_{10}^{(12)}"),
        ("Delta2_21", r"\Delta_{21}^{(2)}"),
        ("delta2_10", r"\delta_{10}^{(2)}"),
        ("a12_3", "a_{3}^{(12)}"),
        ("y_12", "y_{12}"),
        ("gprime2_1", r"g'\left(z_{1}^{(2)}\right)"),
        ("dC_da2_10", r"\frac{\partial C}{\partial a_{10}^{(2)}}"),
        ("dJ_dTheta1_10", r"\frac{\partial J}{\partial \Theta_{10}^{(1)}}"),
        ("dz3_11_da2_2", r"\frac{\partial z_{11}^{(3)}}{\partial a_{2}^{(2)}}"),
        ("da2_2_dz2_2", r"\frac{\partial a_{2}^{(2)}}{\partial z_{2}^{(2)}}"),
    ],
)
def test_a_name_as_the_lecture_writes_it(name, latex):
    assert names.latex(name) == latex


NO_NAMES = " | Theta | Theta1 | Theta1_1 | Theta1_100 | a1 | a1_1_2 | w1_10 | x_ | dC_dq | C2"


@pytest.mark.parametrize("name", [*NO_NAMES.split(" | "), "delta2_1 "])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError, match="not a name|two indices|one index"):
        names.latex(name)
