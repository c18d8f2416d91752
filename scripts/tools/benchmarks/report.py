"""The tables for people."""

from ...backprop.commands.tables import BOLD, painter, table
from .measure import Timing

NOTES = {
    "depth": "with steps: and LaTeX of all steps. diff: SymPy's of the composed cost, by all weights;\n"
    "  stopped after 30 s, then not tried again. times faster: recurrences beside diff.",
    "evaluating": "apart: largest difference of the two ∂J/∂Θ, relative to the largest entry.",
    "explorer": "redraw: of 400 moves of a slider. scripts: bytes of the page's own, compressed by gzip.",
    "weight": "wanted: at most so many bytes. shift: cumulative layout shift. elsewhere: requests to other\n"
    "  hosts; none is wanted. The last line: what the service worker brings afterwards, in the background.",
    "building": "plain: two builds by Material's documented set-up, one a language, of as many pages in the\n"
    "  same words. again: one sentence was edited; of plain: at most 1.5 is wanted. from nothing: derived,\n"
    "  drawn, executed and rendered; of plain: at most 8. a note: from nothing, each note more.",
    "lighthouse": "100 is wanted, in performance 98. machine: how fast Lighthouse found this one.",
}


def text(results: dict, titles: dict[str, str]) -> str:
    """All tables with their titles, what they were measured on first."""
    paint = painter()
    lines = [f"{key}: {value}" for key, value in results["machine"].items()]
    parts = ["\n".join(lines)]
    for name, rows in results["tables"].items():
        parts.append(f"{paint(titles[name], BOLD)}\n\n{one_table(rows, paint)}")
        if name in NOTES:
            parts.append(f"  {NOTES[name]}")
    return "\n\n".join(parts)


def one_table(rows: list[dict], paint) -> str:
    """One table: a column for each key, its unit in the heading."""
    columns = [column(key, [row[key] for row in rows]) for key in rows[0]]
    head = [heading for heading, _ in columns]
    lines = zip(*(cells for _, cells in columns), strict=True)
    return table(head, {first: others for first, *others in lines}, paint)


def column(key: str, values: list) -> tuple[str, list[str]]:
    """The heading and the cells."""
    heading = key.replace("_", " ")
    times = [value.median for value in values if isinstance(value, Timing)]
    if times:
        unit, factor = ("s", 1) if max(times) >= 1 else ("ms", 1e3)
        return f"{heading} ({unit})", [span(value, factor) for value in values]
    return heading, [cell(value) for value in values]


def span(value: Timing | None, factor: float) -> str:
    """Median and, of several runs, the shortest and the longest."""
    if value is None:
        return "–"
    several = f" ({factor * value.low:.3g}–{factor * value.high:.3g})" if value.runs > 1 else ""
    return f"{factor * value.median:.3g}{several}"


def cell(value: object) -> str:
    """Any other value."""
    match value:
        case None:
            return "–"
        case float():
            return f"{value:,.0f}" if value >= 100 else f"{value:.1e}" if 0 < value < 0.01 else f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
