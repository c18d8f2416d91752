"""`scripts/bench`: how long the engine takes beside autograd; the explorer, a page, a build, Lighthouse."""

import json
import os
import platform
import signal
import sys
from argparse import ArgumentParser
from importlib.metadata import version
from inspect import cleandoc

from ...backprop.commands.tables import BOLD, painter, table
from ...npm import NpmError
from .building import building, serving
from .evaluating import evaluating
from .lighthouse import lighthouse
from .visiting import explorer, weight

BENCHMARKS = {way.__name__: way for way in (evaluating, explorer, weight, building, serving, lighthouse)}
DEFAULT = [name for name in BENCHMARKS if name != "lighthouse"]  # it brings 185 MB from the npm registry


def main() -> None:
    """Measure, and print a table of each benchmark."""
    command = ArgumentParser(prog="scripts/bench", description=__doc__.partition(": ")[2])
    names = f"{', '.join(BENCHMARKS)}; default: all but the last"
    command.add_argument("names", nargs="*", metavar="BENCHMARK", help=names)
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument("--quick", action="store_true", help="small sizes, one run each: whether it works")
    chosen = command.parse_args()
    for name in chosen.names:
        if name not in BENCHMARKS:
            command.error(f"there is no benchmark {name!r}; there are {', '.join(BENCHMARKS)}")
    try:
        results = {name: BENCHMARKS[name](chosen.quick) for name in chosen.names or DEFAULT}
    except NpmError as error:
        sys.exit(f"scripts/bench: {error}")
    print(json.dumps({"machine": machine()} | results, indent=1) if chosen.json else text(results))


def machine() -> str:
    """What the times are of: another machine has others."""
    numpy, autograd = version("numpy"), version("autograd")
    python = f"Python {platform.python_version()}, NumPy {numpy}, autograd {autograd}"
    return f"{platform.platform(terse=True)} {platform.machine()}, {os.cpu_count()} cores, {python}"


def text(results: dict[str, list[dict]]) -> str:
    """All tables, each under its benchmark's title and before what its columns mean."""
    paint, parts = painter(), [machine()]
    for name, rows in results.items():
        title, _, meaning = cleandoc(BENCHMARKS[name].__doc__).partition("\n\n")
        lines = {str(label): list(map(cell, values)) for label, *values in map(dict.values, rows)}
        parts += [paint(title, BOLD), table(list(rows[0]), lines, paint), *filter(None, [meaning])]
    return "\n\n".join(parts)


def cell(value: object) -> str:
    """A value as a table has it."""
    match value:
        case None:
            return "–"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:.3g}"
    return str(value)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it quietly
    main()
