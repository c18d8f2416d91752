"""Evaluating: the forward and the backward pass in batch, beside automatic differentiation."""

import tracemalloc
from collections.abc import Callable, Iterator

import numpy as np

from ...backprop.network import Network
from ...backprop.numeric.evaluate import Evaluation, evaluate
from . import third_party
from .measure import Plan
from .networks import DIGITS, digits, first_examples, name_of

SMALL = (20, 16, 8, 4)


def evaluating(plan: Plan) -> Iterator[dict]:
    """Time beside autograd's, both in double precision."""
    (examples,) = plan.sizes((1024,), (32,))
    for hidden in ("sigmoid", "relu"):
        given = digits(plan.sizes(DIGITS, SMALL), hidden, examples)
        yield beside(plan, given, "∂J/∂Θ", 2, third_party.by_Theta)
        yield beside(plan, given, "∂J/∂Θ, ∂C/∂x", 1, third_party.by_Theta_and_x)


def beside(plan: Plan, given: Network, found: str, down_to: int, other: Callable) -> dict:
    """Both times, their ratio, and how far the two gradients are apart."""
    at = f"{name_of(given)}, {given.m} examples: {found}"
    engine, autograd = plan.times(at, lambda: evaluate(given, down_to), lambda: other(given), runs=21)
    return {
        "evaluated": f"{name_of(given)}: {found}",
        "examples": given.m,
        "engine": engine,
        "autograd": autograd,
        "ratio": engine.median / autograd.median,
        "apart": apart(given),
    }


def apart(given: Network) -> float:
    """The largest difference of an entry of ∂J/∂Θ, relative to the largest entry."""
    ours, (_, theirs) = evaluate(given).dJ_dTheta, third_party.by_Theta(given)
    return max(float(np.abs(ours[l] - theirs[l]).max() / np.abs(ours[l]).max()) for l in ours)


def memory(plan: Plan) -> Iterator[dict]:
    """The most memory at once, over the number of examples: it grows as the activations do."""
    ms = plan.sizes((256, 512, 1024, 2048, 4096), (32, 64))
    all_examples = digits(plan.sizes(DIGITS, SMALL), "sigmoid", ms[-1])
    for m in ms:
        given = first_examples(all_examples, m)
        plan.tell(f"memory, {m} examples")
        engine, kept = peak(lambda: evaluate(given, down_to=2)), size(evaluate(given, down_to=2))
        autograd = peak(lambda: third_party.by_Theta(given))
        yield {
            "examples": m,
            "network": name_of(given),
            "result": kept,
            "engine": engine,
            "autograd": autograd,
            "of_result": engine / kept,
        }


def peak(way: Callable[[], object]) -> int:
    """The most bytes that one call has at once."""
    tracemalloc.start()
    way()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def size(e: Evaluation) -> int:
    """The bytes of what is handed back: z, a but for the given x, C, ∂C/∂a, δ, Δ and ∂J/∂Θ."""
    layers = (e.z, {l: a for l, a in e.a.items() if l > 1}, e.dC_da, e.delta, e.Delta, e.dJ_dTheta)
    return e.C.nbytes + sum(array.nbytes for by_layer in layers for array in by_layer.values())
