"""SymPy's `diff` of the fully composed cost, by every weight: what the recurrences save."""

from collections.abc import Iterator
from time import perf_counter

from sympy import Expr, count_ops, diff
from sympy.core.cache import clear_cache

from ...backprop.network import Network
from ...backprop.symbolic import compose, derive, symbols
from .measure import Plan, Timing

PATIENCE = 30  # seconds after which it is stopped


def whole_diff(plan: Plan, at: str, given: Network) -> dict:
    """Time and operations of SymPy's diff by each weight, or how far it came."""
    plan.tell(f"{at}: SymPy's diff of the composed cost, {PATIENCE} s at most")
    clear_cache()
    start = perf_counter()
    found = list(derivatives(given, end=start + (PATIENCE / 100 if plan.quick else PATIENCE)))
    time = perf_counter() - start
    weights = sum(Theta.size for Theta in given.Theta.values())
    if len(found) < weights:
        return {"of_weights": f"{len(found)} of {weights} in {time:.0f} s"}
    operations = sum(map(count_ops, found))
    return {
        "diff": Timing(time, time, time, 1),
        "diff_operations": operations,
        "of_weights": f"all {weights}",
    }


def derivatives(given: Network, end: float) -> Iterator[Expr]:
    """∂C/∂Θ_ij^(l) of the composed cost, weight by weight until the time is over."""
    C = compose.composed_cost(given)
    for l in given.Theta:
        for i in derive.units(given, l + 1):
            for j in given.columns(l):
                if perf_counter() > end:
                    return
                yield diff(C, symbols.weight(l, i, j))
