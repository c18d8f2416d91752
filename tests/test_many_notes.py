"""One process makes the notes of several networks, each the same as by itself; a wrong one stops no other."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NETWORKS = {
    "the note's": (ROOT / "docs/networks/2021-01-12.yml").read_text("utf-8"),
    "softmax": """\
layers: [{units: 2}, {units: 3, activation: tanh, bias: false}, {units: 2, activation: softmax}]
cost: softmax_cross_entropy
Theta: {1: [[0.1, 0.2], [0.4, -0.6], [0.7, 0.8]], 2: [[0.1, 0.2, -0.3, 0.5], [0.4, 0.5, 0.6, -0.7]]}
examples: [{x: [1, 0.5], y: [0, 1]}]
""",
    "one layer": """\
layers: [{units: 1}, {units: 1, activation: sigmoid}]
cost: binary_cross_entropy
Theta: {1: [[0.25, -0.5]]}
examples: [{x: [1], y: [1]}, {x: [0.5], y: [0]}]
""",
}
WRONG = "layers: [{units: 1}]\n"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("networks")
    for name, text in {**NETWORKS, "wrong": WRONG}.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return folder


def make(files, folder, *names):
    """Make the notes into folder/NAME, all in one process; its status and what it prints."""
    pairs = [argument for name in names for argument in (str(files / f"{name}.yml"), str(folder / name))]
    command = [sys.executable, "-m", "scripts.note.make", *pairs]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def together(files, tmp_path_factory):
    """All of them, the wrong one among them; twice in other orders, in folders 0 and 1."""
    folder = tmp_path_factory.mktemp("together")
    first, *others = NETWORKS
    orders = [[first, "wrong", *others], [*others, first]]
    return folder, [make(files, folder / str(n), *names) for n, names in enumerate(orders)]


@pytest.mark.parametrize("name", NETWORKS)
def test_a_note_is_the_same_bytes_whatever_is_made_before_it(files, together, tmp_path, name):
    assert make(files, tmp_path, name).returncode == 0
    alone = (tmp_path / name / "note.json").read_bytes()
    folder, _ = together
    assert [(folder / order / name / "note.json").read_bytes() == alone for order in "01"] == [True, True]


def test_a_wrong_network_is_told_and_has_no_note(files, together):
    folder, (first, second) = together
    assert (first.returncode, second.returncode) == (2, 0)
    assert first.stderr.startswith(f"{files / 'wrong.yml'}:1: ")
    assert first.stderr.count("\n") == 1
    assert not (folder / "0" / "wrong").exists()


def test_each_network_is_named_as_its_turn_comes(files, together):
    _, (_, second) = together
    assert [Path(line).stem for line in second.stdout.splitlines()] == [*list(NETWORKS)[1:], "the note's"]
