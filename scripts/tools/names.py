"""`scripts/names`: what the pages of a note can name, with its value or LaTeX, and where it comes from.

Exit status: 0 if there is something to list, 1 if nothing has such a name, 2 if the note cannot be read.
"""

import argparse
import json
import sys

from ..notes import load
from ..paths import dates
from ..sources import SourceError

COLUMNS = ("name", "kind", "value", "from")
WIDTH = 60  # characters of a value on the terminal


def short(text: str) -> str:
    """The value on one line of the terminal."""
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def as_table(rows: list[tuple[str, ...]]) -> str:
    """Aligned columns, each as wide as it needs to be."""
    rows = [COLUMNS, *((name, kind, short(value), origin) for name, kind, value, origin in rows)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(COLUMNS))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def main() -> int:
    """List the names."""
    parser = argparse.ArgumentParser(prog="scripts/names", description=__doc__)
    parser.add_argument("date", help=f"the day of a note: {', '.join(dates())}")
    parser.add_argument("part", nargs="?", default="", help="list only names in which this stands")
    parser.add_argument("--json", action="store_true", help="a list of objects, for programs")
    chosen = parser.parse_args()
    if chosen.date not in dates():
        parser.exit(2, f"scripts/names: {chosen.date}: no such note; there are {', '.join(dates())}\n")
    try:
        rows = [row for row in load(chosen.date).catalogue() if chosen.part in row[0]]
    except SourceError as error:
        parser.exit(2, f"scripts/names: {error}\n")
    if chosen.json:
        objects = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        print(json.dumps(objects, ensure_ascii=False, indent=1))
    elif rows:
        print(as_table(rows))
    else:
        parser.exit(1, f"scripts/names: {chosen.date} has no name with {chosen.part} in it\n")
    return 0 if rows else 1


if __name__ == "__main__":
    sys.exit(main())
