"""A copy of the project with other notes: other networks in the place of the first's, and notes unlike it."""

import random
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
from networks import to_yaml
from project import ROOT, Project

from scripts.backprop.network import Layer, Network
from scripts.paths import dates

FIRST, *_ = dates()


def some(layers, cost, y, **others):
    """A network whose numbers, of two decimals, look drawn by lot and are not those of the first note."""
    draw = random.Random(f"{layers} {cost}")

    def matrix(rows, columns):
        signs, hundredths = (draw.choices(from_, k=rows * columns) for from_ in ([-1, 1], range(11, 100)))
        return np.multiply(signs, hundredths).reshape(rows, columns) / 100

    Theta = {l: matrix(b.units, a.units + b.bias) for l, (a, b) in enumerate(pairwise(layers), 1)}
    return Network(tuple(layers), cost, Theta, matrix(len(y), layers[0].units), np.array(y), **others)


COUPLED = "2001-01-02"
# By the day of the note that is to have it: the first stands in the place of the project's own.
SWAPPED = {
    FIRST: some(
        [Layer(3), Layer(4, "sigmoid"), Layer(2, "sigmoid")],
        "binary_cross_entropy", [[1, 0], [0, 1], [0.25, 1]], reduction="sum", penalty=0.7,
    ),
    "2001-01-01": some([Layer(2), Layer(1, "sigmoid")], "binary_cross_entropy", [[0], [1]], penalty=0.2),
    COUPLED: some(
        [Layer(2), Layer(3, "relu"), Layer(2, "tanh", bias=False), Layer(3, "softmax")],
        "softmax_cross_entropy", [[0, 0.25, 0.75]],
    ),
}  # fmt: skip
TRIAL = "2001-02-01"  # has an experiment, and numbers of its own


def build_others(folder: Path) -> subprocess.CompletedProcess[str]:
    """Copy the project, put the other notes in, and build it."""
    project = Project(folder, made=True)
    til = project.path("docs/til")
    for date, network in SWAPPED.items():
        shutil.copytree(ROOT / "docs/til" / FIRST, til / date, dirs_exist_ok=True)
        (til / date / "network.yml").write_text(to_yaml(network), "utf-8")
    shutil.copytree(ROOT / "tests/notes/gradient-checking", til / TRIAL)
    return project.build()
