"""The results as a table for people and as data for programs and the site."""

from math import isfinite

from ...backprop.commands.tables import BOLD, DIM, Paint
from .faults import PARTS
from .oracles import EVERY, PROOFS
from .run import CAUGHT, LEAST, MISSED, SHARES, Result

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
    """One line a fault below its part, a column an oracle, and what they all mean."""
    width = max(len(result.fault.name) for result in results)
    head = "  ".join(oracle.heading for oracle in EVERY.values())
    lines = [f"{'':{width}}    {paint(head, DIM)}"]
    for part in PARTS:
        if rows := [row(result, width, language) for result in results if result.fault in part.faults]:
            lines += ["", paint(getattr(part, language), BOLD), *rows]
    return "\n".join([*lines, "", *legend(language), "", conclusion(results, language)])


def row(result: Result, width: int, language: str) -> str:
    """The fault's name, its marks below the headings, and what it does."""
    marks = [MARKS[result.verdicts[name].kind].center(len(oracle.heading)) for name, oracle in EVERY.items()]
    return f"  {result.fault.name:{width}}  {'  '.join(marks)}  {getattr(result.fault, language)}"


def legend(language: str) -> list[str]:
    """What the columns and the marks are."""
    width = max(len(oracle.heading) for oracle in EVERY.values())
    lines = [f"  {oracle.heading:{width}}  {getattr(oracle, language)}" for oracle in EVERY.values()]
    lines[-1] += f" ({WORDS['proofs'][language]})"  # of PROOFS, the last
    return [*lines, f"  {WORDS['legend'][language]}"]


def conclusion(results: list[Result], language: str) -> str:
    """One line: all is well, or what is not."""
    names = escaped(results)
    return WORDS["not" if names else "done"][language].format(
        n=len(results), least=LEAST, names=", ".join(names)
    )


def as_data(results: list[Result], networks: list[str]) -> dict:
    """Everything, in both languages; a difference is relative, null where it is infinite or not seen."""
    by_fault = {result.fault: result for result in results}
    return {
        "least": LEAST,
        "networks": networks,
        "oracles": [
            {key: getattr(oracle, key) for key in ("name", "heading", "ko", "en", "tolerance")}
            | {"counts": oracle is not PROOFS}
            for oracle in EVERY.values()
        ],
        "parts": [
            {"name": part.name, "ko": part.ko, "en": part.en}
            | {"faults": [fault_data(by_fault[fault]) for fault in part.faults if fault in by_fault]}
            for part in PARTS
        ],
    }


def fault_data(result: Result) -> dict:
    """One fault with its verdicts."""
    differences = {name: result.verdicts[name].difference for name in EVERY}
    return vars(result.fault) | {
        "file": f"scripts/backprop/{result.fault.file}",
        "verdicts": {name: result.verdicts[name].kind for name in EVERY},
        "differences": {name: d if d and isfinite(d) else None for name, d in differences.items()},
        "caught_by": result.caught_by,
    }
