"""`scripts/bench`: how long the engine takes, beside other ways; the explorer, a page, a build."""

import json
import os
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
TABLES = ("depth", "width", "wide", "evaluating", "memory", "start", "explorer", "weight", "building")
BY_NAME = ("lighthouse",)  # it brings 185 MB from the npm registry


def main() -> None:
    """Measure, then print all tables at once."""
    arguments = parser().parse_args()
    # NumPy reads these when it is imported, which is why everything else is imported after.
    os.environ |= dict.fromkeys(THREADS, str(arguments.threads))
    from ...npm import NpmError
    from . import report
    from .machine import machine

    try:
        found = {"machine": machine(arguments.threads), "tables": measured(arguments)}
    except NpmError as error:
        sys.exit(f"scripts/bench: {error}")
    print(json.dumps(report.plain(found)) if arguments.json else report.text(found))


def measured(arguments: Namespace) -> dict[str, list[dict]]:
    """The rows of each table that was asked for."""
    from . import building, deriving, evaluating, exploring, lighthouse, starting, weighing, wide
    from .measure import Plan

    plan = Plan(arguments.quick, sys.stderr if sys.stderr.isatty() else None)
    makers = (
        deriving.depth,
        deriving.width,
        wide.wide,
        evaluating.evaluating,
        evaluating.memory,
        starting.start,
        exploring.explorer,
        weighing.weight,
        building.building,
        lighthouse.lighthouse,
    )
    wanted = arguments.tables or TABLES
    found = {make.__name__: list(make(plan)) for make in makers if make.__name__ in wanted}
    plan.tell("")
    return found


def table(text: str) -> str:
    """The name of a table."""
    if text not in TABLES + BY_NAME:
        raise ArgumentTypeError(f"there is no table {text!r}; there are {', '.join(TABLES + BY_NAME)}")
    return text


def parser() -> ArgumentParser:
    """The command line."""
    tables = f"{', '.join(TABLES)}; default: all of these; and {', '.join(BY_NAME)}"
    found = ArgumentParser(prog="scripts/bench", description=__doc__.partition(": ")[2])
    found.add_argument(
        "tables",
        nargs="*",
        type=table,
        metavar="TABLE",
        help=tables,
    )
    found.add_argument("--json", action="store_true", help="one JSON object, times in seconds")
    found.add_argument("--quick", action="store_true", help="small sizes, one run each: whether it works")
    found.add_argument(
        "--threads",
        type=int,
        choices=range(1, 257),
        default=1,
        metavar="N",
        help="of the matrix products (1)",
    )
    return found


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it quietly
    main()
