"""SymPy's derivation, the NumPy evaluation and central differences, compared on the file's numbers."""

import json
from argparse import Namespace
from collections.abc import Iterator
from math import isfinite

from .. import names
from ..gradient_check import Difference, compare
from ..network.reader import read_and_evaluate
from ..progress import Bar
from .tables import Paint, painter, table

FAILED = 1
LEFT_OUT = {
    "kink": "a weighted sum stands at the kink of a relu there, where a difference is no derivative",
    "faint": "the derivative is so small there that the rounding of the cost hides it",
}


def run(arguments: Namespace) -> tuple[str, int]:
    """The text to print, and 1 where a pair disagrees."""
    differences = compare(*read_and_evaluate(arguments.file), Bar())
    code = 0 if all(difference.agrees for difference in differences) else FAILED
    if arguments.json:
        return as_json(differences), code
    return "\n\n".join(as_text(differences, arguments.digits, painter())), code


def as_json(differences: list[Difference]) -> str:
    """The comparison for programs; null for a difference that is no number."""
    pairs = [vars(d) | {"worst": d.worst if isfinite(d.worst) else None, "agrees": d.agrees} for d in differences]
    return json.dumps({"differences": pairs}, ensure_ascii=False, allow_nan=False)


def entry(where: str) -> str:
    """`delta2_1, example 2` with the lecture's symbol."""
    name, comma, example = where.partition(",")
    return names.text(name) + comma + example


def as_text(differences: list[Difference], digits: int, paint: Paint) -> Iterator[str]:
    """The comparison for people: a table, then what is left out of it, and why."""
    rows = {
        f"{d.quantity}  {' – '.join(d.pair)}": [
            f"{d.worst:.{digits - 1}e}",
            f"{d.allowed:.0e}",
            "yes" if d.agrees else "NO",
            entry(d.where),
        ]
        for d in differences
    }
    yield table(["worst relative difference", "found", "allowed", "agrees", "at"], rows, paint)
    for d in (d for d in differences if d.pair == ("NumPy", "differences")):
        for reason, n in (("kink", d.kink), ("faint", d.faint)):
            if n:
                entries = f"{n} of {d.entries} entries of {d.quantity}"
                yield f"Left out of the differences: {entries}; {LEFT_OUT[reason]}."
