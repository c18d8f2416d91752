"""Deriving: the recurrences beside SymPy's `diff` of the composed cost, over depths and over widths."""

from collections.abc import Iterator
from itertools import chain
from time import perf_counter

from sympy import Expr, count_ops, diff
from sympy.core.cache import clear_cache

from ...backprop.latex import equation
from ...backprop.network import Network
from ...backprop.symbolic import compose, derive, symbols
from ...backprop.symbolic.steps import Derivation
from .evaluating import network
from .measure import Plan, Timing

PATIENCE = 30  # seconds after which SymPy's diff is stopped


def depth(plan: Plan) -> Iterator[dict]:
    """Deriving, layers of 2 units: all δ and ∂C/∂Θ."""
    yield from rows(plan, "layers", {L: [2] * L for L in plan.sizes((4, 6, 8, 16, 32, 64), (4, 8))})


def width(plan: Plan) -> Iterator[dict]:
    """Deriving, 4 layers: all δ and ∂C/∂Θ."""
    yield from rows(plan, "units", {s: [s] * 4 for s in plan.sizes((2, 4, 8, 16, 32), (2, 4))})


def rows(plan: Plan, name: str, sizes: dict[int, list[int]]) -> Iterator[dict]:
    """One row a size; SymPy's diff as far as it comes."""
    gradients(network([2, 2, 2]))  # g′ and a − y are derived once a process, which belongs to no size
    goes_on = True
    for size, units in sizes.items():
        given = network(units)
        row = {name: size} | recurrences(plan, f"{name} {size}", given)
        row |= dict.fromkeys(("diff", "diff_operations", "of_weights", "times_faster"))
        if goes_on:
            row |= whole_diff(plan, f"{name} {size}", given)
            goes_on = row["diff"] is not None
        if goes_on:
            row["times_faster"] = row["diff"].median / row["recurrences"].median
        yield row


def gradients(given: Network) -> list[Derivation]:
    """Each δ and each ∂C/∂Θ, by the recurrences."""
    derivations = derive.Derivations(given)
    weights = chain.from_iterable(chain.from_iterable(derivations.gradients.values()))
    return [*chain.from_iterable(derivations.deltas.values()), *weights]


def lines(derivation: Derivation) -> list[str]:
    """LaTeX of every step."""
    return [equation(step.left, step.right) for step in derivation.steps()]


def with_steps(given: Network) -> list[list[str]]:
    """Each δ and each ∂C/∂Θ with LaTeX of every step."""
    return [lines(derivation) for derivation in gradients(given)]


def recurrences(plan: Plan, at: str, given: Network) -> dict:
    """Times without what SymPy remembers of earlier runs, and operations."""
    (time,) = plan.times(f"{at}: recurrences", lambda: (clear_cache(), gradients(given)), runs=15)
    (steps,) = plan.times(f"{at}: LaTeX of all steps", lambda: (clear_cache(), with_steps(given)), runs=3)
    operations = sum(count_ops(derivation.result) for derivation in gradients(given))
    return {"recurrences": time, "operations": operations, "with_steps": steps}


def whole_diff(plan: Plan, at: str, given: Network) -> dict:
    """Time and operations of SymPy's diff of the composed cost by each weight, or how far it came."""
    plan.tell(f"{at}: SymPy's diff of the composed cost, {PATIENCE} s at most")
    clear_cache()
    start = perf_counter()
    derived = list(derivatives(given, end=start + (PATIENCE / 100 if plan.quick else PATIENCE)))
    time = perf_counter() - start
    weights = sum(Theta.size for Theta in given.Theta.values())
    if len(derived) < weights:
        return {"of_weights": f"{len(derived)} of {weights} in {time:.0f} s"}
    operations = sum(map(count_ops, derived))
    return {"diff": Timing.of([time]), "diff_operations": operations, "of_weights": f"all {weights}"}


def derivatives(given: Network, end: float) -> Iterator[Expr]:
    """∂C/∂Θ_ij^(l) of the composed cost, weight by weight until the time is over."""
    C = compose.composed_cost(given)
    for l in given.Theta:
        for i in given.units(l + 1):
            for j in given.columns(l):
                if perf_counter() > end:
                    return
                yield diff(C, symbols.weight(l, i, j))
