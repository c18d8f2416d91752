"""SymPy's derivation, the NumPy evaluation and central differences, compared on the file's numbers."""

import json
from argparse import ArgumentParser, Namespace

from ..read import read_and_evaluate
from .tables import painter, table

HELP = "compare SymPy, NumPy and central differences"
EXAMPLES = ("check docs/networks/2021-01-12.yml",)
FAILED = 1
KINK = "Weighted sums of a relu at its kink, where a difference is no derivative: {n}. Differences left out."


def configure(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(arguments: Namespace) -> tuple[str, int]:
    """The text to print, and 1 where a pair disagrees."""
    from .. import compare  # SymPy, which `evaluate` does without

    network, evaluation = read_and_evaluate(arguments.file)
    found = compare.compare(network, evaluation)
    left_out = compare.near_kink(network, evaluation)
    code = 0 if all(difference.agrees for difference in found) else FAILED
    return (as_json if arguments.json else as_table)(found, left_out), code


def as_json(found: list, left_out: int) -> str:
    """The comparison for programs."""
    pairs = [vars(difference) | {"agrees": difference.agrees} for difference in found]
    return json.dumps({"differences": pairs, "near_kink": left_out}, ensure_ascii=False)


def as_table(found: list, left_out: int) -> str:
    """The comparison for people."""
    rows = {
        f"{d.quantity}  {' – '.join(d.pair)}": [
            f"{d.worst:.1e}",
            f"{d.allowed:.0e}",
            "yes" if d.agrees else "NO",
        ]
        for d in found
    }
    text = table(["worst relative difference", "found", "allowed", "agrees"], rows, painter())
    return f"{text}\n\n{KINK.format(n=left_out)}" if left_out else text
