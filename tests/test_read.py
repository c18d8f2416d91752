"""Each fault of a network file gives one line with its place; each good file gives its network."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import networks, to_yaml

from scripts.backprop.network import Layer
from scripts.backprop.numeric import costs
from scripts.backprop.numeric.activations import ACTIVATIONS
from scripts.backprop.network.reader import InputError, read

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
NUMBER = "a finite decimal number such as 0.5 or -1e-3 is wanted"
FILE = "one YAML mapping with layers, cost, Theta and examples is wanted"
PATH = "the path of a network file is wanted"
KEYS = "layers, cost, Theta, examples, reduction, lambda"
NAMES, COSTS = ", ".join(ACTIVATIONS), ", ".join(costs.COSTS)
HIDDEN = ", ".join(name for name, g in ACTIVATIONS.items() if not g.output_only)

# What replaces what in GOOD, and the line that it gives.
FAULTS = [
    # The file as a whole
    (GOOD, "", f"1: file: empty; {FILE}"),
    (GOOD, "# nothing\n", f"1: file: empty; {FILE}"),
    (GOOD, "- 1\n", f"1: file: a list; a mapping is wanted, with the keys {KEYS}"),
    (GOOD, "hello\n", f'1: file: the string "hello"; a mapping is wanted, with the keys {KEYS}'),
    ("[1.0, 0.5], ", "[1.0, 0.5, ", f"10: file: not YAML, did not find expected ',' or ']'; {FILE}"),
    ("cost: b", "cost: @b", f"5: file: not YAML, found character that cannot start any token; {FILE}"),
    ("tanh", "ta\x07nh", f"3: file: not YAML, the control character U+0007; {FILE}"),
    ("examples:", "---\nexamples:", f"9: file: a second document begins; {FILE}"),
    ("0.3", "[" * 50, f"7: file: nested more than 8 deep; {FILE}"),
    # Keys
    ("Theta:", "cost: squared_error\nTheta:", "6: file: the key cost is there twice; each key stands once"),
    (
        "units: 2, a",
        "units: 2, units: 3, a",
        "3: layer 2: the key units is there twice; each key stands once",
    ),
    ("  2: [", "  1: [", "8: Theta: the key 1 is there twice; each key stands once"),
    ("Theta:", "theta:", f"6: file: unknown key theta, did you mean Theta; known keys are {KEYS}"),
    ("Theta:", "momentum: 1\nTheta:", f"6: file: unknown key momentum; known keys are {KEYS}"),
    (
        "activation: tanh",
        "activaton: tanh",
        "3: layer 2: unknown key activaton, did you mean activation; known keys are units, activation, bias",
    ),
    ("y: [1]", "z: [1]", "10: example 1: unknown key z; known keys are x, y"),
    (
        "cost: binary_cross_entropy\n",
        "",
        "1: file: the key cost is missing; needed are layers, cost, Theta, examples",
    ),
    (", y: [1]", "", "10: example 1: the key y is missing; needed are x, y"),
    ("{units: 2}", "{}", "2: layer 1: the key units is missing; needed are units"),
    (
        "  - {units: 2}",
        "  - {[units]: 2}",
        "2: layer 1: a list as a key; a mapping is wanted, with the keys units, activation, bias",
    ),
    (
        "  - {units: 2}",
        "  - {<<: {units: 2}}",
        "2: layer 1: unknown key <<; known keys are units, activation, bias",
    ),
    # What a hostile file would use
    ("[1.0, 0.5]", "&x [1.0, 0.5]", "10: file: the anchor or alias x; write the value out, without & and *"),
    ("[1.0, 0.5]", "*x", "10: file: the anchor or alias x; write the value out, without & and *"),
    ("1.0", "!!float 1", "10: file: the tag tag:yaml.org,2002:float; write the value without a tag"),
    (
        "tanh",
        "!!python/object/apply:os.getcwd []",
        "3: file: the tag tag:yaml.org,2002:python/object/apply:os.getcwd; write the value without a tag",
    ),
    (
        "units: 2}",
        "units: 1000000000000}",
        "2: layer 1, units: 1000000000000 is too large; a whole number from 1 to 1000 is wanted",
    ),
    (
        "units: 2}",
        "units: 1" + "0" * 400 + "}",
        "2: layer 1, units: 1000000000000000000000000000000000000000… is too large for a double;"
        " a whole number from 1 to 1000 is wanted",
    ),
    (
        "tanh",
        '"\\e[2J\\nx"',
        f"3: layer 2, activation: unknown activation \\x1b[2J\\nx; known are {NAMES}",
    ),
    # Layers
    (
        "  - {units: 2, activation: tanh}\n  - {units: 1, activation: sigmoid}\n",
        "",
        "1: layers: 1 layer; 2 to 100 are wanted, the input layer first and the output layer last",
    ),
    (
        "  - {units: 2, activation: tanh}\n",
        "  - {units: 2, activation: tanh}\n" * 99,
        "1: layers: 101 layers; 2 to 100 are wanted, the input layer first and the output layer last",
    ),
    ("units: 2}", "units: 0}", "2: layer 1, units: 0 is too small; a whole number from 1 to 1000 is wanted"),
    (
        "units: 2}",
        "units: -2}",
        "2: layer 1, units: -2 is too small; a whole number from 1 to 1000 is wanted",
    ),
    (
        "units: 2,",
        "units: 2.0,",
        "3: layer 2, units: 2.0 is not a whole number; a whole number from 1 to 1000 is wanted",
    ),
    (
        "units: 2,",
        "units: true,",
        "3: layer 2, units: the boolean true; a whole number from 1 to 1000 is wanted",
    ),
    ("units: 2,", "units: ,", "3: layer 2, units: nothing; a whole number from 1 to 1000 is wanted"),
    (
        "units: 2,",
        "units: '2',",
        '3: layer 2, units: the string "2"; a whole number from 1 to 1000 is wanted',
    ),
    (
        "{units: 2}",
        "{units: 2, activation: relu}",
        "2: layer 1, activation: the input layer has no activation; layer 1 has only units",
    ),
    (
        "{units: 2}",
        "{units: 2, bias: true}",
        "2: layer 1, bias: the input layer has no bias; layer 1 has only units",
    ),
    (
        "{units: 2, activation: tanh}",
        "{units: 2}",
        "3: layer 2: the key activation is missing; needed are units, activation",
    ),
    (
        "tanh",
        "sigmoyd",
        f"3: layer 2, activation: unknown activation sigmoyd, did you mean sigmoid; known are {NAMES}",
    ),
    (
        "tanh",
        "gelu",
        f"3: layer 2, activation: unknown activation gelu, did you mean relu; known are {NAMES}",
    ),
    ("tanh", "[tanh]", f"3: layer 2, activation: a list; known are {NAMES}"),
    ("tanh", "yes", f"3: layer 2, activation: the boolean yes; known are {NAMES}"),
    (
        "tanh",
        "softmax",
        "3: layer 2, activation: softmax in a hidden layer;"
        f" hidden layers take {HIDDEN}, the output layer any",
    ),
    ("tanh", "tanh, bias: 0", "3: layer 2, bias: 0; true or false is wanted"),
    # Cost
    (
        "binary_cross_entropy",
        "cross_entropy",
        f"5: cost: unknown cost cross_entropy, did you mean binary_cross_entropy; known are {COSTS}",
    ),
    (
        "binary_cross_entropy",
        "softmax_cross_entropy",
        "5: cost: softmax_cross_entropy does not go with the output activation sigmoid;"
        " the outputs that it takes are softmax",
    ),
    *(
        (
            "sigmoid",
            name,
            f"5: cost: binary_cross_entropy does not go with the output activation {name},"
            " which leaves (0, 1); the outputs that it takes are sigmoid, softmax",
        )
        for name in ("tanh", "relu", "identity")
    ),
    (
        "sigmoid",
        "softmax",
        "5: cost: softmax of 1 unit is always 1, and binary_cross_entropy needs an output in (0, 1);"
        " 2 or more units are wanted, or 1 unit of sigmoid",
    ),
    (
        "Theta:",
        "reduction: average\nTheta:",
        "6: reduction: unknown reduction average; known are mean, sum",
    ),
    ("Theta:", "reduction:\nTheta:", "6: reduction: nothing; known are mean, sum"),
    (
        "Theta:",
        "lambda: -0.5\nTheta:",
        "6: lambda: -0.5 is negative; a finite number that is 0 or more is wanted",
    ),
    ("Theta:", "lambda: .inf\nTheta:", f"6: lambda: .inf is not finite; {NUMBER}"),
    # Theta
    (
        "  2: [[0.2, -0.7, 1.1]]\n",
        "",
        "6: Theta: Theta 2 is missing; one matrix for each l from 1 to 2 is wanted",
    ),
    ("  2: [", "  3: [", "8: Theta: there is no Theta 3; one matrix for each l from 1 to 2 is wanted"),
    (
        "examples:",
        "  0: []\nexamples:",
        "9: Theta: there is no Theta 0; one matrix for each l from 1 to 2 is wanted",
    ),
    (
        "  1: [[0.1, 0.3, -0.2], [0.2, -0.1, 0.4]]\n  2: [[0.2, -0.7, 1.1]]\n",
        "  - [[0.1, 0.3, -0.2], [0.2, -0.1, 0.4]]\n  - [[0.2, -0.7, 1.1]]\n",
        "6: Theta: a list; one matrix for each l from 1 to 2 is wanted",
    ),
    (", [0.2, -0.1, 0.4]]", "]", "7: Theta 1: 1 row; 2 are wanted, one for each unit of layer 2"),
    ("1.1]]", "1.1], [0, 0, 0]]", "8: Theta 2: 2 rows; 1 is wanted, one for each unit of layer 3"),
    (
        "[0.2, -0.1, 0.4]",
        "[0.2, -0.1]",
        "7: Theta 1, row 2: 2 numbers; 3 are wanted, for 2 units of layer 1 and the bias",
    ),
    (
        "[[0.2, -0.7, 1.1]]",
        "\n    -\n     - 0.2",
        "10: Theta 2, row 1: 1 number; 3 are wanted, for 2 units of layer 2 and the bias",
    ),
    (
        "tanh",
        "tanh, bias: false",
        "7: Theta 1, row 1: 3 numbers; 2 are wanted, for 2 units of layer 1",
    ),
    (
        "[[0.2, -0.7, 1.1]]",
        "[0.2, -0.7, 1.1]",
        "8: Theta 2: 3 rows; 1 is wanted, one for each unit of layer 3",
    ),
    ("[[0.2, -0.7, 1.1]]", "[0.2]", "8: Theta 2, row 1: 0.2; a list is wanted"),
    ("[[0.2, -0.7, 1.1]]", "0.2", "8: Theta 2: 0.2; a list is wanted"),
    # Numbers
    *(
        ("-0.7", text, f"8: Theta 2, row 1, column 1: {what}; {NUMBER}")
        for text, what in {
            ".nan": ".nan is not finite",
            "nan": "nan is not finite",
            "-.inf": "-.inf is not finite",
            "Infinity": "Infinity is not finite",
            "1e400": "1e400 is too large for a double",
            "9" * 400: "9" * 40 + "… is too large for a double",
            "1:30": "1:30 is not a plain decimal number",
            "0o17": "0o17 is not a plain decimal number",
            "017": "017 is not a plain decimal number",
            "0x1F": "0x1F is not a plain decimal number",
            "-0b11": "-0b11 is not a plain decimal number",
            "1_000": "1_000 is not a plain decimal number",
            "2021-01-12": "2021-01-12 is not a plain decimal number",
            "1/3": "1/3 is not a plain decimal number",
            "１": "１ is not a plain decimal number",
            "sqrt(2)": 'the string "sqrt(2)"',
            "'0.5'": 'the string "0.5"',
            "true": "the boolean true",
            "~": "~",
            "[0.5]": "a list",
            "{a: 1}": "a mapping",
        }.items()
    ),
    (
        "tanh}\n  - {units: 1, activation: sigmoid}",
        "tanh}\n  - {units: 1, activation: sigmoid, bias: false}",
        "8: Theta 2, row 1: 3 numbers; 2 are wanted, for 2 units of layer 2",
    ),
    # Examples
    ("\n  - {x: [1.0, 0.5], y: [1]}", " []", "9: examples: no examples; at least 1 is wanted"),
    ("\n  - {x: [1.0, 0.5], y: [1]}", "", "9: examples: nothing; a list is wanted"),
    ("1.0, 0.5", "1.0", "10: example 1, x: 1 number; 2 are wanted, one for each unit of the input layer"),
    (
        "y: [1]",
        "y: [1, 0]",
        "10: example 1, y: 2 numbers; 1 is wanted, one for each unit of the output layer",
    ),
    ("y: [1]", "y: 1", "10: example 1, y: 1; a list is wanted"),
    ("0.5]", "x]", f'10: example 1, x, entry 2: the string "x"; {NUMBER}'),
    (
        "y: [1]",
        "y: [1.5]",
        "10: example 1, y, entry 1: 1.5 is outside [0, 1]; binary_cross_entropy takes targets from 0 to 1",
    ),
]


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


@pytest.mark.parametrize(("old", "new", "line"), FAULTS)
def test_a_fault_is_told_in_one_line_with_its_place(write, old, new, line):
    path = write(old, new)
    assert fault(path) == f"{path}:{line}"
    assert "\n" not in line


@pytest.mark.parametrize(
    ("y", "line"),
    [
        ("[0.5, 0.6]", "the targets add up to 1.1"),
        ("[0.5, 0.500001]", "the targets add up to 1.000001"),
    ],
)
def test_targets_of_a_distribution_add_up_to_1(write, y, line):
    text = f"""\
layers: [{{units: 1}}, {{units: 2, activation: softmax}}]
cost: softmax_cross_entropy
Theta: {{1: [[0, 1], [0, 2]]}}
examples:
  - {{x: [1], y: [0.1, 0.9]}}
  - {{x: [1], y: {y}}}
"""
    path = write(text)
    allowed = "softmax_cross_entropy takes targets that add up to 1"
    assert fault(path) == f"{path}:6: example 2, y: {line}; {allowed}"


def test_targets_of_a_distribution_are_not_negative(write):
    path = write("""\
layers: [{units: 1}, {units: 2, activation: softmax}]
cost: softmax_cross_entropy
Theta: {1: [[0, 1], [0, 2]]}
examples: [{x: [1], y: [1.5, -0.5]}]
""")
    allowed = "softmax_cross_entropy takes targets from 0 to 1"
    assert fault(path) == f"{path}:4: example 1, y, entry 1: 1.5 is outside [0, 1]; {allowed}"


def test_a_missing_file_is_told_in_one_line(tmp_path):
    path = tmp_path / "none.yml"
    assert fault(path) == f"{path}:1: file: there is no such file; {PATH}"


def test_a_directory_is_told_in_one_line(tmp_path):
    assert fault(tmp_path) == f"{tmp_path}:1: file: this is a directory; {PATH}"


def test_a_line_break_in_the_file_name_stays_on_the_line(tmp_path):
    assert fault(tmp_path / "a\nb.yml") == rf"{tmp_path}/a\nb.yml:1: file: there is no such file; {PATH}"


def test_text_that_is_not_UTF_8_is_told_with_its_line(tmp_path):
    path = tmp_path / "net.yml"
    path.write_bytes(GOOD.replace("examples:", "# 예제\nexamples:").encode("cp949"))
    assert fault(path) == f"{path}:9: file: not UTF-8 text; {FILE}"


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


def test_reduction_is_mean_and_lambda_0_where_the_file_says_nothing(write):
    network = read(write(GOOD))
    assert (network.reduction, network.penalty) == ("mean", 0.0)


def test_a_layer_without_bias_has_a_matrix_without_column_0(write):
    text = GOOD.replace("tanh", "tanh, bias: false")
    network = read(write(text.replace("[[0.1, 0.3, -0.2], [0.2, -0.1, 0.4]]", "[[1, 2], [3, 4]]")))
    assert not network.has_bias(1)
    assert network.weights(1).tolist() == [[1, 2], [3, 4]]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(write):
    network = read(write("\ufeff" + GOOD.replace("\n", "\r\n")))
    assert same(network, read(write(GOOD)))


def test_JSON_is_read_too(write):
    network = read(write(GOOD))
    layers = [{"units": 2}, {"units": 2, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]
    as_json = {
        "layers": layers,
        "cost": network.cost,
        "Theta": {str(l): Theta_l.tolist() for l, Theta_l in network.Theta.items()},
        "examples": [{"x": [1.0, 0.5], "y": [1]}],
    }
    assert same(read(write(json.dumps(as_json, indent=2))), network)


def same(one, other):
    """Whether two networks are equal to the last bit."""
    plain = ("layers", "cost", "reduction", "penalty")
    arrays = [(one.x, other.x), (one.y, other.y)]
    arrays += [(one.Theta[l], other.Theta[l]) for l in range(1, max(one.L, other.L))]
    return all(getattr(one, n) == getattr(other, n) for n in plain) and all(
        np.array_equal(a, b) for a, b in arrays
    )


@given(network=networks(numbers=st.floats(allow_nan=False, allow_infinity=False)))
def test_every_network_that_is_written_is_read_back_to_the_last_bit(tmp_path_factory, network):
    path = tmp_path_factory.getbasetemp() / "written.yml"
    path.write_text(to_yaml(network), encoding="utf-8")
    assert same(read(path), network)
