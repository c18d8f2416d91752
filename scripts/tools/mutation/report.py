"""The results as a table for people and as data for programs and the site."""

from itertools import groupby
from math import isfinite

from ...backprop.commands.tables import BOLD, DIM, Paint
from .oracles import EVERY, PROOFS
from .verdicts import CAUGHT, MISSED, SHARES, Result

LEAST = 2  # independent oracles that must notice a fault
MARKS = {CAUGHT: "✓", SHARES: "–", MISSED: "·"}
WORDS = {
    "legend": {
        "ko": "✓ 알아챈다   · 알아채지 못한다   – 고장 난 코드를 함께 쓰므로 세지 않는다",
        "en": "✓ notices it   · does not   – shares the broken code, and does not count",
    },
    "proofs": {"ko": "세지 않는다", "en": "not counted"},
    "done": {
        "ko": "고장 {n}가지를 모두 독립된 방법 {least}가지 이상이 알아챈다.",
        "en": "{n} faults, each noticed by {least} or more independent oracles.",
    },
    "not": {
        "ko": "독립된 방법 {least}가지 이상이 알아채지 못한 고장: {names}",
        "en": "Not noticed by {least} or more independent oracles: {names}",
    },
}


def escaped(results: list[Result]) -> list[str]:
    """The names of the faults that fewer than LEAST independent oracles notice."""
    return [result.fault.name for result in results if len(result.caught_by) < LEAST]


def as_table(results: list[Result], language: str, paint: Paint) -> str:
    """One line a fault below its file, a column an oracle, and what they all mean."""
    width = max(len(result.fault.name) for result in results)
    head = "  ".join(oracle.heading for oracle in EVERY.values())
    lines = [f"{'':{width}}    {paint(head, DIM)}"]
    for file, of_file in groupby(results, lambda result: result.fault.file):
        lines += ["", paint(file, BOLD), *(row(result, width, language) for result in of_file)]
    return "\n".join([*lines, "", *legend(language), "", conclusion(results, language)])


def row(result: Result, width: int, language: str) -> str:
    """The fault's name, its marks below the headings, and what it does."""
    marks = [MARKS[result.verdicts[name].kind].center(len(oracle.heading)) for name, oracle in EVERY.items()]
    return f"  {result.fault.name:{width}}  {'  '.join(marks)}  {result.fault.words[language]}"


def legend(language: str) -> list[str]:
    """What the columns and the marks are."""
    width = max(len(oracle.heading) for oracle in EVERY.values())
    lines = [f"  {oracle.heading:{width}}  {getattr(oracle, language)}" for oracle in EVERY.values()]
    lines[-1] += f" ({WORDS['proofs'][language]})"  # of PROOFS, the last
    return [*lines, f"  {WORDS['legend'][language]}"]


def conclusion(results: list[Result], language: str) -> str:
    """One line: all is well, or what is not."""
    names = ", ".join(escaped(results))
    line = WORDS["not" if names else "done"][language]
    return line.format(n=len(results), least=LEAST, names=names)


def as_data(results: list[Result], networks: list[str]) -> dict:
    """Everything, in both languages; a difference is relative, null where it is infinite or not seen."""
    return {
        "least": LEAST,
        "networks": networks,
        "oracles": [vars(oracle) | {"counts": oracle is not PROOFS} for oracle in EVERY.values()],
        "faults": [fault_data(result) for result in results],
    }


def fault_data(result: Result) -> dict:
    """One fault with its verdicts."""
    differences = {name: verdict.difference for name, verdict in result.verdicts.items()}
    return vars(result.fault) | {
        "verdicts": {name: verdict.kind for name, verdict in result.verdicts.items()},
        "differences": {name: d if d and isfinite(d) else None for name, d in differences.items()},
        "caught_by": result.caught_by,
    }
