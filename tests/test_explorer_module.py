"""The explorer's own program computes what NumPy computes, for any network of up to 4 layers of 4 units."""

import json
import math
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from networks import networks, one_unit

from scripts.backprop.network import Layer, Network
from scripts.backprop.numeric.costs import COSTS
from scripts.backprop.numeric.evaluate import evaluate
from scripts.backprop.symbolic.derive import Derivations
from scripts.notes import values
from scripts.notes.explorer import explorer
from scripts.notes.explorer.formulas import all_formulas
from scripts.notes.explorer.javascript import module
from scripts.npm import node

ASK = Path(__file__).with_name("explorers.mjs")
AGREE = 1e-12
LEAST = 1e-2  # below it, digits have gone in a sum whose terms are near to 1: the bound is AGREE · LEAST


def ask(folder: Path, networks: list[Network]) -> list[dict]:
    """What the module of each network computes, in one run of Node: values, differences, paths."""
    files = [folder / f"network{n}.mjs" for n in range(len(networks))]
    for file, network in zip(files, networks, strict=True):
        file.write_text(module(Derivations(network)), "utf-8")
    wanted = json.dumps([file.as_uri() for file in files])
    done = subprocess.run([node()[0], str(ASK)], input=wanted, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    for answer in answers:
        answer["v"] = {name: float(x) for name, x in answer["v"].items()}
    return answers


def far(computed: dict[str, float], network: Network, agree: float, least: float = 1.0) -> list[str]:
    """The names on which a module and NumPy differ."""
    wanted = values.named(network, evaluate(network))
    return [
        f"{name}: {x} and {wanted[name]}"
        for name, x in computed.items()
        if not math.isclose(x, wanted[name], rel_tol=agree, abs_tol=agree * least)
    ]


def some(count: int) -> list[Network]:
    """So many networks, the same on each run."""
    drawn = []

    @settings(max_examples=count, phases=[Phase.generate])
    @given(networks(max_layers=4, max_units=4, max_examples=1))
    def collect(network):
        drawn.append(network)

    collect()
    return drawn


@pytest.mark.parametrize("count", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_random_networks_agree_with_numpy_to_1e_12(tmp_path, count):
    drawn = some(count)
    assert len(drawn) >= count
    for network, answer in zip(drawn, ask(tmp_path, drawn), strict=True):
        assert set(answer["v"]) >= set(all_formulas(Derivations(network)))
        assert far(answer["v"], network, AGREE, LEAST) == [], network
        for name, paths in answer["paths"].items():
            total = sum(product for product, _ in paths)
            assert math.isclose(total, answer["v"][name], rel_tol=1e-10, abs_tol=1e-14), (name, network)
            assert all(math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-300) for a, b in paths)


def saturated(scale: float, cost: str, g: str, y: list[float]) -> Network:
    """2-3-3-3 with weights of that size."""
    lot = np.random.default_rng(7)
    layers = (Layer(2), Layer(3, "sigmoid"), Layer(3, "relu"), Layer(3, g))
    Theta = {l: scale * lot.uniform(-1, 1, (3, 3 if l == 1 else 4)) for l in (1, 2, 3)}
    return Network(layers, cost, Theta, np.array([[1.0, -1.0]]), np.array([y]))


def test_saturated_units_stay_finite_with_every_cost_and_output(tmp_path):
    drawn = [
        saturated(scale, cost, g, y)
        for cost in COSTS
        for g in COSTS[cost].outputs
        for scale, y in ((30, [1.0, 0.0, 0.0]), (1000, [0.0, 1.0, 0.0]))
    ]
    for network, answer in zip(drawn, ask(tmp_path, drawn), strict=True):
        assert all(map(math.isfinite, answer["v"].values())), network
        assert far(answer["v"], network, 1e-9) == [], network


def test_the_differences_of_the_module_are_the_derivatives(tmp_path):
    [answer] = ask(tmp_path, [one_unit([0.3, -0.2, 0.5], [1.0, 0.5], 1.0)])
    for name, x in answer["differences"].items():
        derivative = answer["v"][f"dC_d{name}" if name.startswith("Theta") else name.replace("z", "delta")]
        assert math.isclose(x, derivative, rel_tol=1e-7)


@pytest.mark.parametrize("units", [(5, 1), (1, 1, 1, 1, 1)], ids=str)
def test_a_network_too_large_for_it_says_what_is_allowed(units):
    layers = [Layer(units[0]), *(Layer(n, "sigmoid") for n in units[1:])]
    Theta = {l: np.ones((b, a + 1)) for l, (a, b) in enumerate(zip(units, units[1:], strict=False), 1)}
    network = Network(tuple(layers), "binary_cross_entropy", Theta, np.ones((1, units[0])), np.ones((1, units[-1])))
    with pytest.raises(ValueError, match="at most 4 layers of 4 units"):
        explorer(Derivations(network))
