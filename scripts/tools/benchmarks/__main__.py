"""`scripts/bench`: how long the engine takes, beside other ways; the explorer, a page, a build."""

import json
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict

from ...npm import NpmError
from . import building, deriving, evaluating, lighthouse, report, visiting
from .measure import Plan, machine

MAKERS = (
    *(deriving.depth, deriving.width),
    *(evaluating.evaluating, evaluating.start),
    *(visiting.explorer, visiting.weight),
    *(building.building, building.serving),
)
BY_NAME = (lighthouse.lighthouse,)  # it brings 185 MB from the npm registry
TABLES = {make.__name__: make for make in (*MAKERS, *BY_NAME)}


def main() -> None:
    """Measure, then print all tables at once."""
    arguments = parser().parse_args()
    plan = Plan(arguments.quick, sys.stderr if sys.stderr.isatty() else None)
    makers = [TABLES[name] for name in arguments.tables] or MAKERS
    try:
        results = {"machine": machine(), "tables": {make.__name__: list(make(plan)) for make in makers}}
    except NpmError as error:
        sys.exit(f"scripts/bench: {error}")
    plan.tell("")
    titles = {name: make.__doc__.removesuffix(".") for name, make in TABLES.items()}
    print(json.dumps(results, default=asdict) if arguments.json else report.text(results, titles))


def table(text: str) -> str:
    """The name of a table."""
    if text not in TABLES:
        raise ArgumentTypeError(f"there is no table {text!r}; there are {', '.join(TABLES)}")
    return text


def parser() -> ArgumentParser:
    """The command line."""
    command = ArgumentParser(prog="scripts/bench", description=__doc__.partition(": ")[2])
    tables = f"{', '.join(TABLES)}; default: all but the last"
    command.add_argument("tables", nargs="*", type=table, metavar="TABLE", help=tables)
    command.add_argument("--json", action="store_true", help="one JSON object, times in seconds")
    command.add_argument("--quick", action="store_true", help="small sizes, one run each: whether it works")
    return command


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it quietly
    main()
