"""The tables, for people and for programs."""

from dataclasses import asdict

from ...backprop.commands.tables import BOLD, painter, table
from .measure import Timing

TITLES = {
    "depth": "Deriving, layers of 2 units: all δ and ∂C/∂Θ",
    "width": "Deriving, 4 layers: all δ and ∂C/∂Θ",
    "wide": "Deriving a wide network: what derive --json makes",
    "evaluating": "Evaluating: forward and backward pass over all examples",
    "memory": "Memory: the most at once",
    "explorer": "The explorer: a weight is changed, all is computed and drawn again",
    "weight": "A first visit on a phone: bytes over the network, compressed, headers included",
    "building": "Building the site: CPU time of all processes",
    "lighthouse": "Lighthouse's scores of 100, on a phone as it simulates one",
    "start": "Starting, to the end of the process, with the network of the note",
}
NOTES = {
    "depth": "ratio: to the time of half as many layers. with steps: and LaTeX of all steps; unit by unit:\n"
    "  the same without renaming. diff: SymPy's of the composed cost, by all weights; stopped after 30 s,\n"
    "  then not tried again. times faster: recurrences beside diff.",
    "width": "As above; ratio: to the time of half as many units, which have a quarter of the weights.",
    "evaluating": "apart: largest difference of the two ∂J/∂Θ, relative to the largest entry.",
    "explorer": "redraw: of 400 moves of a slider, the one in the middle, the shortest and the longest.\n"
    "  scripts: bytes of the page's own, compressed by gzip.",
    "weight": "wanted: at most so many bytes. shift: cumulative layout shift. The last line: what the\n"
    "  service worker brings afterwards, in the background, where the reader does not save data.",
    "building": "plain: two builds by Material's documented set-up, one a language, of as many pages\n"
    "  with the same words. again: nothing has changed; of plain: at most 1.5 is wanted. from nothing:\n"
    "  derived, drawn, executed and rendered; of plain: at most 8. a note: from nothing, each note more.",
    "lighthouse": "100 is wanted, in performance 98. machine: how fast Lighthouse found this one.\n"
    "  first paint, largest paint, blocked: seconds.",
    "memory": "result: bytes of z, a, C, ∂C/∂a, δ, Δ and ∂J/∂Θ, which are handed back.",
}
BYTES = {("memory", name) for name in ("result", "engine", "autograd")}


def plain(found: dict) -> dict:
    """The same with each timing as a dict, in seconds."""
    tables = found["tables"].items()
    return found | {
        "tables": {
            name: [{k: asdict(v) if isinstance(v, Timing) else v for k, v in row.items()} for row in rows]
            for name, rows in tables
        }
    }


def text(found: dict) -> str:
    """All tables, what they were measured on first."""
    paint = painter()
    lines = [f"{key}: {value}" for key, value in found["machine"].items()]
    parts = ["\n".join(lines)]
    for name, rows in found["tables"].items():
        parts.append(f"{paint(TITLES[name], BOLD)}\n\n{one(name, rows, paint)}")
        if name in NOTES:
            parts.append(f"  {NOTES[name]}")
    return "\n\n".join(parts)


def one(name: str, rows: list[dict], paint) -> str:
    """One table: a column for each key, its unit in the heading."""
    columns = [column(name, key, [row[key] for row in rows]) for key in rows[0]]
    head = [heading for heading, _ in columns]
    lines = zip(*(cells for _, cells in columns), strict=True)
    return table(head, {first: others for first, *others in lines}, paint)


def column(name: str, key: str, values: list) -> tuple[str, list[str]]:
    """The heading and the cells."""
    heading = key.replace("_", " ")
    times = [value.median for value in values if isinstance(value, Timing)]
    if times:
        unit, factor = ("s", 1) if max(times) >= 1 else ("ms", 1e3)
        return f"{heading} ({unit})", [span(value, factor) for value in values]
    if (name, key) in BYTES:
        return f"{heading} (MB)", [f"{value / 1e6:.1f}" for value in values]
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
        case [*names]:
            return ", ".join(names) or "none of them"
        case float():
            return f"{value:,.0f}" if value >= 100 else f"{value:.1e}" if 0 < value < 0.01 else f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
