"""Deriving: the recurrences beside SymPy's `diff` of the composed cost, over depths and over widths."""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from sympy import count_ops
from sympy.core.cache import clear_cache

from ...backprop import alike
from ...backprop.latex import equation
from ...backprop.network import Network
from ...backprop.symbolic.derive import Derivations
from ...backprop.symbolic.steps import Derivation
from .composed import whole_diff
from .measure import Plan
from .networks import network


def depth(plan: Plan) -> Iterator[dict]:
    """4 to 64 layers of 2 units; SymPy's diff at the depths between, as far as it goes."""
    wanted = plan.sizes((4, 8, 16, 32, 64), (4, 8))
    between = range(wanted[0], wanted[1] + 2)
    yield from rows(plan, "layers", {L: [2] * L for L in sorted({*wanted, *between})})


def width(plan: Plan) -> Iterator[dict]:
    """4 layers of 2 to 32 units."""
    yield from rows(plan, "units", {s: [s] * 4 for s in plan.sizes((2, 4, 8, 16, 32), (2, 4))})


def rows(plan: Plan, name: str, sizes: dict[int, list[int]]) -> Iterator[dict]:
    """One row a size, with the times relative to those at half of it."""
    warm_up()
    before, goes_on = {}, True
    for size, units in sizes.items():
        given, at = network(units), f"{name} {size}"
        before[size] = recurrences(plan, at, given)
        beside = whole_diff(plan, at, given) if goes_on else {}
        goes_on = "diff" in beside
        yield {name: size} | before[size] | compared(before[size], before.get(size / 2), beside)


def warm_up() -> None:
    """g′ and a − y are found once a process: `start` says how long that takes, with all else at a start."""
    every(network([2, 2, 2]))


def every(given: Network) -> list[Derivation]:
    """Each δ and each ∂C/∂Θ."""
    derivations = Derivations(given)
    gradients = chain.from_iterable(chain.from_iterable(derivations.gradients.values()))
    return [*chain.from_iterable(derivations.deltas.values()), *gradients]


def lines(derivation: Derivation) -> list[str]:
    """LaTeX of every step."""
    return [equation(step.left, step.right) for step in derivation.steps()]


def told_apart(given: Network) -> list[list[str]]:
    """LaTeX of every step of every unit and weight, each derived by itself."""
    return [lines(derivation) for derivation in every(given)]


def told_alike(given: Network) -> list:
    """The same, each layer from its first unit."""
    derivations = Derivations(given)
    deltas = [list(alike.deltas(derivations, l, lines)) for l in range(given.L, 1, -1)]
    return deltas + [list(alike.gradients(derivations, l, lines)) for l in range(1, given.L)]


def afresh(way, given: Network):
    """way(given), without what SymPy remembers of earlier runs."""
    clear_cache()
    return way(given)


def recurrences(plan: Plan, at: str, given: Network) -> dict:
    """Time and operations of all δ and ∂C/∂Θ, and of the same with LaTeX of all steps."""
    (time,) = plan.times(f"{at}: recurrences", partial(afresh, every, given), runs=15)
    ways = (partial(afresh, told_alike, given), partial(afresh, told_apart, given))
    steps, apart = plan.times(f"{at}: LaTeX of all steps", *ways, runs=3)
    operations = sum(count_ops(derivation.result) for derivation in every(given))
    return {"recurrences": time, "operations": operations, "with_steps": steps, "unit_by_unit": apart}


def compared(row: dict, half: dict | None, beside: dict) -> dict:
    """How many times the half of its size it takes, and what diff takes, where it comes to an end."""
    names = {"recurrences": "ratio", "with_steps": "ratio_with_steps"}
    ratios = {names[of]: row[of].median / half[of].median if half else None for of in names}
    faster = beside["diff"].median / row["recurrences"].median if "diff" in beside else None
    unmeasured = dict.fromkeys(("diff", "diff_operations", "of_weights"))
    return ratios | unmeasured | beside | {"times_faster": faster}
