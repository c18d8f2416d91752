"""Says what is wrong in the sources of the pages, or still to be written.

Exit status: 0 if nothing is found, 1 if something is, 2 if the check could not be run.
"""

import argparse
import json
import sys
from dataclasses import asdict

from ...sources import SourceError
from . import everything


def options(words: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/check", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="tell only of files at or below these")
    parser.add_argument("--json", action="store_true", help="a list of objects, for programs")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """Check, print, and count."""
    chosen = options(words)
    try:
        found = everything.check(chosen.paths)
    except (everything.CannotCheck, SourceError) as error:
        print(f"scripts/check: {error}", file=sys.stderr)
        return 2
    if chosen.json:
        print(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1))
    else:
        print(*found, said(len(found)), sep="\n")
    return 1 if found else 0


def said(number: int) -> str:
    """The last line."""
    return {0: "Nothing found.", 1: "1 thing found."}.get(number, f"{number} things found.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
