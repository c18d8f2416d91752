"""`scripts/bench` in its quick mode: every table is printed. How long anything takes is no matter here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.tools.benchmarks import lighthouse

ROOT = Path(__file__).resolve().parent.parent
DERIVING = {"recurrences", "operations", "with_steps", "unit_by_unit", "ratio", "ratio_with_steps"}
BESIDE = {"diff", "diff_operations", "of_weights", "times_faster"}
COLUMNS = {
    "depth": {"layers"} | DERIVING | BESIDE,
    "width": {"units"} | DERIVING | BESIDE,
    "wide": {"asked", "network", "derived"},
    "evaluating": {"evaluated", "examples", "engine", "autograd", "ratio", "apart"},
    "memory": {"examples", "network", "result", "engine", "autograd", "of_result"},
    "start": {"command", "time", "imports"},
    "explorer": {"network", "redraw", "scripts"},
    "weight": {"page", "bytes", "wanted", "html", "css", "js", "shift"},
    "building": {
        "more_notes",
        "pages",
        "plain",
        "again",
        "again_of_plain",
        "from_nothing",
        "nothing_of_plain",
    }
    | {"a_note"},
}
TIMES = (
    "recurrences",
    "with_steps",
    "unit_by_unit",
    "derived",
    "time",
    "redraw",
    "plain",
    "again",
    "from_nothing",
)


def bench(*words):
    command = [sys.executable, "-m", "scripts.tools.benchmarks", "--quick", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def found():
    done = bench("--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", COLUMNS)
def test_every_table_is_printed_as_json_with_its_columns(found, name):
    assert found["tables"].keys() == COLUMNS.keys()
    assert found["tables"][name]
    assert all(row.keys() == COLUMNS[name] for row in found["tables"][name])


def test_every_time_is_the_median_of_its_runs_with_the_shortest_and_the_longest(found):
    rows = [row for table in found["tables"].values() for row in table]
    times = [row[name] for row in rows for name in TIMES if name in row]
    assert times
    assert all(t["runs"] >= 1 and 0 < t["low"] <= t["median"] <= t["high"] for t in times)


def test_the_machine_and_the_threads_are_said(found):
    assert found["machine"]["threads"] == 1
    assert {"processor", "cores", "load", "system", "python", "numpy", "sympy", "autograd"} < set(
        found["machine"]
    )


def test_the_engine_and_automatic_differentiation_find_the_same_gradient(found):
    assert all(row["apart"] < 1e-10 for row in found["tables"]["evaluating"])


def test_evaluate_imports_no_sympy_matplotlib_or_mkdocs(found):
    imports = {row["command"]: row["imports"] for row in found["tables"]["start"]}
    assert (imports["evaluate"], imports["derive"]) == ([], ["sympy"])


def test_people_read_aligned_columns_of_the_tables_that_they_name():
    printed = bench("memory").stdout
    heading, *rows = printed[printed.index("  examples") :].splitlines()[:3]
    assert heading.split("   ")[0].strip() == "examples"
    assert len(rows) == 2
    end = heading.index("result (MB)") + len("result (MB)")
    assert all(row[end - 1].isdigit() and row[end] == " " for row in rows)
    assert "Deriving" not in printed


def test_lighthouses_scores_are_of_100_and_its_times_in_seconds():
    audits = {
        "first-contentful-paint": 1500,
        "largest-contentful-paint": 2000,
        "total-blocking-time": 40,
        "cumulative-layout-shift": 0.01,
    }
    found = {
        "categories": {name: {"score": 0.98} for name in lighthouse.CATEGORIES},
        "audits": {name: {"numericValue": value} for name, value in audits.items()},
        "environment": {"benchmarkIndex": 1377.5},
    }
    assert lighthouse.scores(found) == {
        **dict.fromkeys(("performance", "accessibility", "best_practices", "seo"), 98),
        "machine": 1378,
        "first_paint": 1.5,
        "largest_paint": 2,
        "blocked": 0.04,
        "shift": 0.01,
    }


def test_a_table_that_is_not_there_is_said_with_those_that_are():
    done = bench("speed")
    assert done.returncode == 2
    assert "there is no table 'speed'; there are depth, width, wide, evaluating, memory, start" in done.stderr
