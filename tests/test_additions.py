"""An activation or a cost is added by one entry in numeric/ and one in symbolic/; each command has it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# softplus, whose g′ is 1 − e^−a, and the fourth power of a − y
ENTRIES = {
    "numeric/activations.py": (
        '    "identity": Activation(',
        '    "softplus": Activation(\n'
        "        lambda z: np.logaddexp(0.0, z), lambda a, dC_da: dC_da * -np.expm1(-a)\n"
        "    ),\n",
    ),
    "numeric/costs.py": (
        '    "squared_error": Cost(',
        '    "fourth_power": Cost(\n'
        "        lambda g, z, a, y: ((a - y) ** 4).sum(axis=-1), lambda g, z, a, y: 4 * (a - y) ** 3\n"
        "    ),\n",
    ),
    "symbolic/functions.py": (
        '    "squared_error": lambda',
        '    "fourth_power": lambda a, y: (a - y) ** 4,\n',
    ),
}
SOFTPLUS = ('    "identity": lambda', '    "softplus": lambda z: log(1 + exp(z)),\n')
NETWORK = """\
layers: [{units: 2}, {units: 2, activation: softplus}, {units: 1, activation: softplus}]
cost: fourth_power
lambda: 0.5
Theta: {1: [[0.1, 0.3, -0.2], [0.2, -0.4, 0.6]], 2: [[-0.3, 0.8, -0.5]]}
examples: [{x: [1, 0.5], y: [2]}, {x: [-1, 2], y: [-1]}]
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("additions")
    plain = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "scripts" / "backprop", folder / "scripts" / "backprop", ignore=plain)
    for file, (before, entry) in [*ENTRIES.items(), ("symbolic/functions.py", SOFTPLUS)]:
        path = folder / "scripts" / "backprop" / file
        text = path.read_text("utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, entry + before), "utf-8")
    (folder / "network.yml").write_text(NETWORK, "utf-8")

    def run(command):
        words = [sys.executable, "-m", "scripts.backprop", command, "network.yml", "--json"]
        done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8")
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    return run


def test_sympy_numpy_and_differences_agree_on_what_was_added(run):
    found = run("check")["differences"]
    assert all(d["agrees"] and d["entries"] > d["kink"] + d["faint"] for d in found)


def test_sympy_finds_its_derivatives_by_itself(run):
    delta = run("derive")["delta"]
    assert delta["2"][0]["latex"].endswith(r"\left(1 - e^{- a_{1}^{(2)}}\right)")
    assert r"\left(a_{1}^{(3)} - y_{1}\right)^{3}" in delta["3"][0]["latex"]
