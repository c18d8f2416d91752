"""The results as a table for people and as data for programs and the site."""

from math import isfinite

from ...backprop.commands.tables import BOLD, DIM, Paint
from .faults import PARTS
from .oracles import EVERY, PROOFS, Oracle
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
        if those := [result for result in results if result.fault in part.faults]:
            lines += ["", paint(getattr(part, language), BOLD)]
            lines += [row(result, width, language) for result in those]
    return "\n".join([*lines, "", *legend(language), "", conclusion(results, language)])


def row(result: Result, width: int, language: str) -> str:
    """The fault's name, its marks below the headings, and what it does."""
    marks = [MARKS[result.verdicts[name].kind].center(len(oracle.heading)) for name, oracle in EVERY.items()]
    return f"  {result.fault.name:{width}}  {'  '.join(marks)}  {getattr(result.fault, language)}"


def legend(language: str) -> list[str]:
    """What the columns and the marks are."""
    width = max(len(oracle.heading) for oracle in EVERY.values())
    lines = [f"  {oracle.heading:{width}}  {described(oracle, language)}" for oracle in EVERY.values()]
    return [*lines, f"  {WORDS['legend'][language]}"]


def described(oracle: Oracle, language: str) -> str:
    """What an oracle is, and whether it counts."""
    text = getattr(oracle, language)
    return f"{text} ({WORDS['proofs'][language]})" if oracle is PROOFS else text


def conclusion(results: list[Result], language: str) -> str:
    """One line: all is well, or what is not."""
    names = escaped(results)
    return WORDS["not" if names else "done"][language].format(
        n=len(results), least=LEAST, names=", ".join(names)
    )


def as_data(results: list[Result], networks: list[str]) -> dict:
    """Everything, in both languages; a difference is relative, null where it is infinite or not seen."""
    found = {result.fault: result for result in results}
    return {
        "least": LEAST,
        "networks": networks,
        "oracles": [
            {"name": o.name, "heading": o.heading, "ko": o.ko, "en": o.en}
            | {"tolerance": o.tolerance, "counts": o is not PROOFS}
            for o in EVERY.values()
        ],
        "parts": [
            {"name": part.name, "ko": part.ko, "en": part.en}
            | {"faults": [fault_data(found[fault]) for fault in part.faults if fault in found]}
            for part in PARTS
        ],
    }


def fault_data(result: Result) -> dict:
    """One fault with its verdicts."""
    fault, verdicts = result.fault, result.verdicts
    return {
        "name": fault.name,
        "file": f"scripts/backprop/{fault.file}",
        "old": fault.old,
        "new": fault.new,
        "ko": fault.ko,
        "en": fault.en,
        "verdicts": {name: verdicts[name].kind for name in EVERY},
        "differences": {
            name: v.difference if (v := verdicts[name]).difference and isfinite(v.difference) else None
            for name in EVERY
        },
        "caught_by": result.caught_by,
    }
