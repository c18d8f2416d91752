"""Whatever a file holds, reading it ends with a network of finite numbers or one InputError."""

import re

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from networks import networks, to_yaml

from scripts.backprop.network.reader import InputError, read, read_and_evaluate

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
        "{a: " * 1_000_000,
        "- " * 1_000_000,
        "? " * 1_000_000,
        "a: &a [1]\n" + "".join(f"b{i}: [*a, *a]\n" for i in range(20_000)),
        "layers: " + "9" * 1_000_000,
        "layers: '" + "x" * 1_000_000 + "'",
        "x" * 1_000_000 + ": 1",
        "".join(f"key{i}: 1\n" for i in range(20_000)),
        "layers: [" + "{units: 1, activation: relu}, " * 30_000 + "]",
        "#" * 1_000_000,
        "\n" * 1_000_000,
        '"' + "\\u0041" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_file_made_to_exhaust_the_machine_is_refused_in_one_line(path, text):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read(path)
    check(path)
