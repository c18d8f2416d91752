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
    network = Network.dense(
        [64, 25, 10],
        "sigmoid",
        "binary_cross_entropy",
        initial_weights([64, 25, 10], seed),
        x,
        y,
        penalty=1.0,
    )
    J = []
    for _ in bar.each(range(40), 40, "training"):
        e = evaluate(network, down_to=2)
        J.append(e.J)
        network = replace(network, Theta={l: network.Theta[l] - 2 * e.dJ_dTheta[l] for l in network.Theta})
    right = forward(network)[1][3].argmax(axis=1) == y.argmax(axis=1)
    return {"J": np.array(J), "accuracy": right.mean(), "Theta1": network.Theta[1]}


@note.number("accuracy")
def accuracy(training):
    return training["accuracy"]


@note.number("weights")
def weights(training):
    return training["Theta1"].size + 10 * 26


@note.figure(
    "cost",
    title={"ko": "비용", "en": "The cost"},
    alt={"ko": "비용은 {first}에서 {last}로 낮아진다.", "en": "The cost falls from {first} to {last}."},
    caption={"ko": "학습하는 동안의 비용.", "en": "The cost while training."},
)
def cost(ax, training):
    ax.plot(training["J"])
    return {"first": training["J"][0], "last": training["J"][-1]}
