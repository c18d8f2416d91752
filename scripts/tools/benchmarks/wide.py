"""Deriving a network of the size that recognises handwritten digits: parts of it, and all of it."""

from collections.abc import Iterator

from ...backprop.commands.derive import as_json
from .deriving import warm_up
from .measure import Plan
from .networks import DIGITS, digits, name_of

ASKED = {
    "one unit and the weights into it": ([2, 1], False),
    "the vector form": (None, True),
    "every unit and every weight": (None, False),
}


def wide(plan: Plan) -> Iterator[dict]:
    """What `derive --json` makes, before it is printed."""
    warm_up()
    given = digits(plan.sizes(DIGITS, (16, 8, 4, 3)), "sigmoid", examples=1)
    for asked, (unit, only_vector) in ASKED.items():
        (time,) = plan.times(f"{name_of(given)}: {asked}", lambda: as_json(given, unit, only_vector), runs=3)
        yield {"asked": asked, "network": name_of(given), "derived": time}
