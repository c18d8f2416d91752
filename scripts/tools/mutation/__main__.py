"""`python -m scripts.tools.mutation [FAULT …]`: break the engine on purpose, and see which oracle notices."""

import json
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from pathlib import Path

from ...backprop.commands.tables import painter
from ...backprop.progress import Bar
from ...backprop.reasons import LANGUAGES, terminal_language
from ...cache import write_whole
from ...paths import ROOT
from . import report
from .faults import FaultError, chosen
from .networks import networks
from .run import run
from .verdicts import RunError

DONE, ESCAPED, BAD_INPUT = 0, 1, 2
DATA = ROOT / ".cache" / "mutation.json"
EPILOG = """examples:
  scripts/mutate
  scripts/mutate no-g-prime derived-no-g-prime --lang ko
  scripts/mutate --json --out /tmp/mutation.json

exit codes: 0 every fault is noticed by two or more independent oracles, 1 one is not, 2 no result"""


def main(words: list[str] | None = None) -> int:
    """Run, print, write the data, and return the exit code."""
    arguments = parser().parse_args(words)
    try:
        results = run(chosen(arguments.faults), arguments.jobs, Bar(after=0))
        data = json.dumps(report.as_data(results, list(networks())), ensure_ascii=False, indent=1) + "\n"
        if target := arguments.out or (None if arguments.faults else DATA):
            write_whole(target, data.encode())
    except (FaultError, RunError) as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror}")
    sys.stdout.reconfigure(errors="replace")
    table = report.as_table(results, arguments.lang, painter()) + "\n"
    print(data if arguments.json else table, end="", flush=True)
    return ESCAPED if report.escaped(results) else DONE


def parser() -> ArgumentParser:
    """The command line."""
    shape = {"epilog": EPILOG, "formatter_class": RawDescriptionHelpFormatter}
    options = ArgumentParser("scripts/mutate", description=__doc__, **shape)
    add = options.add_argument
    add("faults", nargs="*", metavar="FAULT", help="by name; default: all")
    add("--json", action="store_true", help="print the data in place of the table")
    add("--out", type=Path, metavar="FILE", help="the data; default for all faults: .cache/…")
    add("--lang", choices=LANGUAGES, default=terminal_language(), help="of the table")
    add("--jobs", type=positive, default=os.cpu_count() or 1, metavar="N", help="processes")
    return options


def positive(text: str) -> int:
    """A number of processes."""
    if not text.isdecimal() or not 0 < int(text) <= 256:
        raise ArgumentTypeError(f"{text!r} is not a whole number from 1 to 256")
    return int(text)


def complain(line: str) -> int:
    """Print one line on standard error, and return the exit code of no result."""
    print(f"scripts/mutate: {line}", file=sys.stderr)
    return BAD_INPUT


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
