"""Random initialization: equal weights stay equal."""

from dataclasses import replace

import numpy as np

from scripts.backprop.numeric.evaluate import evaluate
from scripts.notes import Note

note = Note(__file__)
RATE, STEPS = 2.0, 200


def descend(network):
    """J and Θ^(1) after each step of gradient descent."""
    J, Theta = [], []
    for _ in range(STEPS + 1):
        e = evaluate(network)
        J.append(e.J)
        Theta.append(network.Theta[1])
        network = replace(network, Theta={l: network.Theta[l] - RATE * e.dJ_dTheta[l] for l in network.Theta})
    return np.array(J), np.array(Theta)


@note.experiment
def training(symmetric, random):
    J_symmetric, Theta_symmetric = descend(symmetric)
    J_random, Theta_random = descend(random)
    return {
        "J_symmetric": J_symmetric,
        "J_random": J_random,
        "symmetric": Theta_symmetric,
        "random": Theta_random,
    }


@note.figure(
    "costs",
    title={"ko": "두 신경망의 비용", "en": "The cost of both networks"},
    alt={
        "ko": "{steps}단계 뒤의 비용은 {equal}과 {random}이다.",
        "en": "After {steps} steps the costs are {equal} and {random}.",
    },
    caption={"ko": "두 신경망의 비용.", "en": "The costs of both networks."},
    words={
        "t": {"ko": "단계", "en": "step"},
        "equal": {"ko": "같은 가중치", "en": "equal weights"},
        "random": {"ko": "무작위", "en": "random"},
    },
)
def costs(ax, training, word):
    ax.plot(training["J_symmetric"], label=word("equal"))
    ax.plot(training["J_random"], label=word("random"))
    ax.set(xlabel=word("t"), ylabel="`J`")
    ax.legend()
    return {"steps": STEPS, "equal": training["J_symmetric"][-1], "random": training["J_random"][-1]}


@note.table(
    "weights",
    caption={"ko": "두 행의 가중치", "en": "The weights of both rows"},
    head=[{"ko": "단계", "en": "step"}, "Θ₁₁", "Θ₂₁"],
)
def weights(training):
    return [[t, training["symmetric"][t, 0, 1], training["symmetric"][t, 1, 1]] for t in (0, 10, 200)]
