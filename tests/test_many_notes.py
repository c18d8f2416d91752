"""One process makes the notes of several networks, each the same as by itself; a wrong one stops no other."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NETWORKS = {
    "the note's": (ROOT / "docs/til/2021-01-12/network.yml").read_text("utf-8"),
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
FIRST, *OTHERS = NETWORKS
ORDER = [FIRST, "wrong", *OTHERS, FIRST]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("networks")
    for name, text in {**NETWORKS, "wrong": WRONG}.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return folder


def make(files, folder, *names):
    """Make the notes into folder/0, folder/1, …, all in one process; its status and what it prints."""
    networks = [str(files / f"{name}.yml") for name in names]
    pairs = [part for n, network in enumerate(networks) for part in (network, str(folder / str(n)))]
    command = [sys.executable, "-m", "scripts.notes.make", *pairs]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def together(files, tmp_path_factory):
    """All of them, the wrong one among them, and at last the first one again."""
    folder = tmp_path_factory.mktemp("together")
    return folder, make(files, folder, *ORDER)


def note(folder, n):
    return (folder / str(n) / "note.json").read_bytes()


@pytest.mark.parametrize("name", OTHERS)
def test_a_note_is_the_same_bytes_whatever_is_made_before_it(files, together, tmp_path, name):
    assert make(files, tmp_path, name).returncode == 0
    assert note(tmp_path, 0) == note(together[0], ORDER.index(name))


def test_so_is_the_first_one_when_it_is_made_again_after_all_others(together):
    folder, _ = together
    assert ORDER[0] == ORDER[-1]
    assert note(folder, 0) == note(folder, len(ORDER) - 1)


def test_a_wrong_network_is_told_and_has_no_note(files, together):
    folder, done = together
    assert done.returncode == 2
    assert done.stderr.startswith(f"{files / 'wrong.yml'}:1: ")
    assert done.stderr.count("\n") == 1
    assert not (folder / str(ORDER.index("wrong"))).exists()


def test_each_network_is_named_as_its_turn_comes(together):
    _, done = together
    assert [Path(line).stem for line in done.stdout.splitlines()] == ORDER
