"""Training on a data set: 64-25-10, weights from a seed."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from scripts.backprop.network import Network
from scripts.backprop.network.model import initial_weights
from scripts.backprop.numeric.evaluate import evaluate, forward
from scripts.notes import Note

note = Note(__file__)


def digits():
    """64 inputs and one of ten targets for each example, from the folder's own file."""
    with np.load(Path(__file__).with_name("digits.npz")) as file:
        return file["x"], file["y"]


@note.experiment
def training(bar, seed=3):
    x, y = digits()
    units = [64, 25, 10]
    Theta = initial_weights(units, seed)
    network = Network.dense(units, "sigmoid", "binary_cross_entropy", Theta, x, y, penalty=1.0)
    for _ in bar.each(range(40), 40, "training"):
        e = evaluate(network, down_to=2)
        network = replace(network, Theta={l: network.Theta[l] - 2 * e.dJ_dTheta[l] for l in network.Theta})
    right = forward(network)[1][3].argmax(axis=1) == y.argmax(axis=1)
    return {"J": e.J, "accuracy": right.mean()}


@note.number("accuracy")
def accuracy(training):
    return training["accuracy"]


@note.number("J")
def J(training):
    return training["J"]
