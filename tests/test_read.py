"""Each fault of a network file gives one line with its place; each good file gives its network.

Whatever a file holds, reading it ends with a network of finite numbers or one InputError.
"""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from networks import networks, to_yaml

from scripts.backprop.network import Layer
from scripts.backprop.network.reader import InputError, read, read_and_evaluate
from scripts.backprop.numeric.activations import ACTIVATIONS
from scripts.backprop.numeric.costs import COSTS

GOOD = """\
layers:
  - {units: 2}
  - {units: 2, activation: tanh}
  - {units: 1, activation: sigmoid}
cost: binary_cross_entropy
Theta:
  1: [[0.1, 0.3, -0.2], [0.2, -0.1, 0.4]]
  2: [[0.2, -0.7, 1.1]]
examples:
  - {x: [1.0, 0.5], y: [1]}
"""
FILE = "one YAML mapping with layers, cost, Theta and examples is wanted"
PATH = "the path of a network file is wanted"
LAYERS = "2 to 100 are wanted, the input layer first and the output layer last"
WHOLE = "a whole number from 1 to 1000 is wanted"
# What file_faults.yml writes in <>.
PHRASES = {
    "file": FILE,
    "keys": "layers, cost, Theta, examples, reduction, lambda",
    "layers": LAYERS,
    "whole": WHOLE,
    "number": "a finite decimal number such as 0.5 or -1e-3 is wanted",
    "matrices": "one matrix for each l from 1 to 2 is wanted",
    "activations": ", ".join(ACTIVATIONS),
    "hidden": ", ".join(name for name, g in ACTIVATIONS.items() if not g.output_only),
    "costs": ", ".join(COSTS),
}
FAULTS = yaml.safe_load(Path(__file__).with_name("file_faults.yml").read_text("utf-8"))
LONG = [
    ["0.3", "[" * 50, f"7: file: nested more than 8 deep; {FILE}"],
    [
        "units: 2}",
        f"units: {9:9<400}}}",
        f"2: layer 1, units: {'9' * 40}… is too large for a double; {WHOLE}",
    ],
    ["  - {units: 2}\n", "  - {units: 2}\n" * 99, f"1: layers: 101 layers; {LAYERS}"],
]
NO_NUMBERS = {
    "is not finite": [".nan", "nan", "-.inf", "Infinity"],
    "is too large for a double": ["1e400", "9" * 400],
    "is not a plain decimal number": ["1:30", "0o17", "017", "0x1F", "1_000", "2021-01-12", "1/3", "１"],
    'the string "sqrt(2)"': ["sqrt(2)"],
    'the string "0.5"': ["'0.5'"],
    "the boolean true": ["true"],
    "~": ["~"],
    "a list": ["[0.5]"],
    "a mapping": ["{a: 1}"],
}


def fault(path):
    """The text of the error of a file."""
    with pytest.raises(InputError) as caught:
        read(path)
    return str(caught.value)


@pytest.fixture
def write(tmp_path):
    """A file of the given text, or of GOOD with `new` for `old`."""

    def write(old, new=None):
        text = old if new is None else GOOD.replace(old, new, 1)
        assert new is None or text != GOOD
        path = tmp_path / "net.yml"
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


@pytest.mark.parametrize(("old", "new", "line"), FAULTS + LONG)
def test_a_fault_is_told_in_one_line_with_its_place(write, old, new, line):
    path = write(old or GOOD, new)
    assert fault(path) == f"{path}:" + re.sub(r"<(\w+)>", lambda name: PHRASES[name[1]], line)


@pytest.mark.parametrize(("what", "text"), [(what, text) for what in NO_NUMBERS for text in NO_NUMBERS[what]])
def test_what_is_no_plain_decimal_number_is_told_as_what_it_is(write, what, text):
    path = write("-0.7", text)
    message = f"{text[:40]}{'…' * (len(text) > 40)} {what}" if what.startswith("is ") else what
    assert fault(path) == f"{path}:8: Theta 2, row 1, column 1: {message}; {PHRASES['number']}"


@pytest.mark.parametrize(
    ("y", "line"),
    [
        ("[0.5, 0.6]", ": the targets add up to 1.1; {cost} takes targets that add up to 1"),
        ("[1.5, -0.5]", ", entry 1: 1.5 is outside [0, 1]; {cost} takes targets from 0 to 1"),
    ],
)
def test_targets_of_a_distribution_are_not_negative_and_add_up_to_1(write, y, line):
    path = write(f"""\
layers: [{{units: 1}}, {{units: 2, activation: softmax}}]
cost: softmax_cross_entropy
Theta: {{1: [[0, 1], [0, 2]]}}
examples:
  - {{x: [1], y: [0.1, 0.9]}}
  - {{x: [1], y: {y}}}
""")
    assert fault(path) == f"{path}:6: example 2, y{line.format(cost='softmax_cross_entropy')}"


@pytest.mark.parametrize(
    ("name", "what"),
    [("none.yml", "there is no such file"), (".", "this is a directory"), ("a\nb", "there is no such file")],
)
def test_a_path_that_cannot_be_read_is_told_in_one_line(tmp_path, name, what):
    path = tmp_path / name
    assert fault(path) == f"{path}".replace("\n", r"\n") + f":1: file: {what}; {PATH}"


def test_a_file_without_end_is_refused_before_it_is_parsed(tmp_path):
    path = tmp_path / "net.yml"
    with path.open("wb") as stream:
        stream.truncate(2**40)  # sparse: takes no room on the disk
    assert fault(path) == f"{path}:1: file: too large; at most 8 MiB are read"


def test_more_examples_than_the_memory_is_meant_for_are_refused(write):
    row = "[" + "0," * 1000 + "]"
    path = write(
        "layers: [{units: 1000}, {units: 1, activation: relu, bias: false}]\ncost: squared_error\n"
        f"Theta: {{1: [{row}]}}\nexamples:\n" + "- {}\n" * 1000
    )
    assert fault(path) == f"{path}:4: examples: 1000 examples; at most 999 are taken with these layers"


@pytest.mark.parametrize("text", ["1e-3", "1E-3", "1.e-3", "+.001", "0.001", "1.0e-3", "10e-4"])
def test_every_decimal_spelling_is_the_same_number(write, text):
    assert read(write("-0.7", text)).Theta[2][0, 1] == 0.001


def test_a_file_gives_the_network_that_it_describes(write):
    network = read(write("Theta:", "reduction: sum\nlambda: 1e-2\nTheta:"))
    assert network.layers == (Layer(2), Layer(2, "tanh"), Layer(1, "sigmoid"))
    assert (network.cost, network.reduction, network.penalty) == ("binary_cross_entropy", "sum", 0.01)
    assert network.Theta[1].tolist() == [[0.1, 0.3, -0.2], [0.2, -0.1, 0.4]]
    assert network.Theta[2].tolist() == [[0.2, -0.7, 1.1]]
    assert (network.x.tolist(), network.y.tolist()) == ([[1.0, 0.5]], [[1.0]])


def test_a_layer_without_bias_has_a_matrix_without_column_0(write):
    text = GOOD.replace("tanh", "tanh, bias: false")
    network = read(write(text.replace("[[0.1, 0.3, -0.2], [0.2, -0.1, 0.4]]", "[[1, 2], [3, 4]]")))
    assert not network.has_bias(1)
    assert network.weights(1).tolist() == [[1, 2], [3, 4]]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(write):
    network = read(write("\ufeff" + GOOD.replace("\n", "\r\n")))
    assert equal(network, read(write(GOOD)))


def test_JSON_is_read_too(write):
    network = read(write(GOOD))
    layers = [{"units": 2}, {"units": 2, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]
    as_json = {
        "layers": layers,
        "cost": network.cost,
        "Theta": {str(l): Theta_l.tolist() for l, Theta_l in network.Theta.items()},
        "examples": [{"x": [1.0, 0.5], "y": [1]}],
    }
    assert equal(read(write(json.dumps(as_json, indent=2))), network)


def equal(one, other):
    """Whether two networks are equal to the last bit."""
    plain = ("layers", "cost", "reduction", "penalty")
    arrays = [(one.x, other.x), (one.y, other.y)]
    arrays += [(one.Theta[l], other.Theta[l]) for l in range(1, max(one.L, other.L))]
    return all(getattr(one, n) == getattr(other, n) for n in plain) and all(np.array_equal(a, b) for a, b in arrays)


@given(network=networks(numbers=st.floats(allow_nan=False, allow_infinity=False)))
def test_every_network_that_is_written_is_read_back_to_the_last_bit(tmp_path_factory, network):
    path = tmp_path_factory.getbasetemp() / "written.yml"
    path.write_text(to_yaml(network), encoding="utf-8")
    assert equal(read(path), network)


# Any file at all

PIECES = [
    *("- ", ": ", "? ", "[", "]", "{", "}", ",", "\n", " ", "\t", "#", "|\n", "'", '"', "---\n"),
    *("&a ", "*a", "!!int ", "<<: ", "\x00", "\r", "\u2028", "세"),
    *("layers", "Theta", "x", "softmax", "0", "-", ".", "e", "1e400", ".nan", "-.inf", "true", "null"),
    *("1:30", "0x1F", "1_0", "99999999999"),
]


@st.composite
def mutated(draw):
    """A valid file in which some pieces are cut, repeated, moved or replaced."""
    text = to_yaml(draw(networks(max_layers=3, max_units=2, max_examples=2)))
    for _ in range(draw(st.integers(1, 4))):
        i, j = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        j = min(j, i + draw(st.integers(0, 12)))
        new = draw(st.one_of(st.sampled_from(PIECES), st.just(text[i:j] * 2), st.just("")))
        text = text[:i] + new + text[j:]
    return text


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "net.yml"


def check(path):
    """Read and evaluate a file; assert what holds for every file."""
    try:
        network, evaluation = read_and_evaluate(path)
    except InputError as error:
        check_line(path, str(error))
    else:
        check_network(network, evaluation)


def check_line(path, line):
    """One short line, with a line number that the file has."""
    match = re.fullmatch(rf"{re.escape(str(path))}:([1-9]\d*): [^;\n]+: .+; .+", line)
    assert match
    assert len(line) < 1000
    assert int(match[1]) <= len(path.read_text(encoding="utf-8", errors="replace").splitlines()) + 1


def check_network(network, e):
    """All numbers finite, all shapes as the layers say."""
    s, L = network.s, network.L
    arrays = [network.x, network.y, *network.Theta.values(), *e.z.values(), *e.delta.values()]
    assert all(np.isfinite(array).all() for array in [*arrays, e.C, e.J, network.penalty])
    for l in range(1, L):
        assert network.Theta[l].shape == e.dJ_dTheta[l].shape == (s[l + 1], s[l] + network.has_bias(l))
    assert (network.x.shape, network.y.shape) == ((network.m, s[1]), (network.m, s[L]))


@settings(max_examples=60)
@given(text=mutated())
def test_a_changed_file_is_read_whole_or_refused_in_one_line(path, text):
    path.write_text(text, encoding="utf-8", newline="")
    check(path)


@given(data=st.binary(max_size=200))
@example(data=b"\xff\xfea\x00")  # UTF-16
@example(data=b"%YAML 9.9\n---\n")
@example(data=b"a: !<tag:yaml.org,2002:python/name:os.system> x")
def test_any_bytes_are_refused_in_one_line(path, data):
    path.write_bytes(data)
    with pytest.raises(InputError):
        read(path)
    check(path)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        "a: &a [1]\n" + "".join(f"b{i}: [*a, *a]\n" for i in range(20_000)),
        "layers: " + "9" * 1_000_000,
        "layers: '" + "x" * 1_000_000 + "'",
        "".join(f"key{i}: 1\n" for i in range(20_000)),
        "layers: [" + "{units: 1, activation: relu}, " * 30_000 + "]",
        "#" * 1_000_000,
        '"' + "\\u0041" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_file_made_to_exhaust_the_machine_is_refused_in_one_line(path, text):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read(path)
    check(path)
