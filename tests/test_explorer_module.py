"""The explorer's own program computes what NumPy computes, for any network of up to 4 layers of 4 units."""

import math
from dataclasses import replace

import numpy as np
import pytest
from explorers import ask
from hypothesis import Phase, given, settings
from networks import networks, one_unit

from scripts.backprop.network import Layer, Network
from scripts.backprop.numeric.costs import COSTS
from scripts.backprop.numeric.evaluate import evaluate
from scripts.notes import values
from scripts.notes.explorer.formulas import all_formulas

AGREE = 1e-12
LEAST = 1e-2  # below it, digits have gone in a sum whose terms are near to 1: the bound is AGREE · LEAST


def far(found: dict[str, float], network: Network) -> list[str]:
    """The names on which a module and NumPy differ."""
    wanted = values.named(network, evaluate(network))
    return [
        f"{name}: {x} and {wanted[name]}"
        for name, x in found.items()
        if not math.isclose(x, wanted[name], rel_tol=AGREE, abs_tol=AGREE * LEAST)
    ]


def some(count: int) -> list[Network]:
    """So many networks, the same on each run."""
    found = []

    @settings(max_examples=count, phases=[Phase.generate])
    @given(networks(max_layers=4, max_units=4, max_examples=1))
    def collect(network):
        found.append(network)

    collect()
    return found


def test_two_hundred_random_networks_agree_with_numpy_to_1e_12(tmp_path):
    drawn = some(200)
    assert len(drawn) >= 200
    for network, answer in zip(drawn, ask(tmp_path, drawn), strict=True):
        assert set(answer["v"]) >= {formula.name for formula in all_formulas(network)}
        assert not far(answer["v"], network), network
        for name, paths in answer["paths"].items():
            total = sum(product for product, _ in paths)
            assert math.isclose(total, answer["v"][name], rel_tol=1e-10, abs_tol=1e-14), (name, network)
            assert all(math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-300) for a, b in paths)


PAIRS = [(cost, g) for cost in COSTS for g in COSTS[cost].outputs]


@pytest.mark.parametrize(("cost", "g"), PAIRS, ids=lambda name: name)
@pytest.mark.parametrize("scale", [1, 30, 1000])
def test_saturated_units_stay_finite_with_every_cost_and_output(tmp_path, cost, g, scale):
    random = np.random.default_rng(7)
    units = 3
    layers = (Layer(2), Layer(3, "sigmoid"), Layer(3, "relu"), Layer(units, g))
    Theta = {l: scale * random.uniform(-1, 1, (3, 3 if l == 1 else 4)) for l in (1, 2, 3)}
    y = np.array([[0.0, 1.0, 0.0]])
    network = Network(layers, cost, Theta, np.array([[1.0, -1.0]]), y)
    drawn = [network, replace(network, y=np.array([[1.0, 0.0, 0.0]]))]
    for each, answer in zip(drawn, ask(tmp_path, drawn), strict=True):
        broken = [name for name, x in answer["v"].items() if not math.isfinite(x)]
        assert not broken
        wanted = values.named(each, evaluate(each))
        close = [math.isclose(x, wanted[name], rel_tol=1e-9, abs_tol=1e-9) for name, x in answer["v"].items()]
        assert all(close)


def test_the_differences_of_the_module_are_the_derivatives(tmp_path):
    network = one_unit([0.3, -0.2, 0.5], [1.0, 0.5], 1.0)
    (answer,) = ask(tmp_path, [network])
    for name, x in answer["differences"].items():
        derivative = answer["v"][f"dC_d{name}" if name.startswith("Theta") else name.replace("z", "delta")]
        assert math.isclose(x, derivative, rel_tol=1e-7)


def test_the_module_asks_for_nothing_else(tmp_path):
    from scripts.notes.explorer.javascript import module

    text = module(one_unit([0.3, -0.2], [1.0], 1.0))
    assert "import" not in text
    assert "eval(" not in text
