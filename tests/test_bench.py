"""`scripts/bench` in its quick mode: every table is printed. How long anything takes is no matter here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.tools.benchmarks import lighthouse

ROOT = Path(__file__).resolve().parent.parent
DERIVING = {"recurrences", "operations", "with_steps", "times_faster"}
BESIDE = {"diff", "diff_operations", "of_weights"}
BUILDS = {"plain", "again", "again_of_plain", "from_nothing", "nothing_of_plain"}
COLUMNS = {
    "depth": {"layers"} | DERIVING | BESIDE,
    "width": {"units"} | DERIVING | BESIDE,
    "evaluating": {"evaluated", "examples", "engine", "autograd", "ratio", "apart"},
    "start": {"command", "time"},
    "explorer": {"network", "redraw", "scripts"},
    "weight": {"page", "bytes", "wanted", "html", "css", "js", "shift", "elsewhere"},
    "building": {"more_notes", "pages", "a_note"} | BUILDS,
    "serving": {"edited", "shown"},
}


def bench(*words):
    command = [sys.executable, "-m", "scripts.tools.benchmarks", "--quick", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def results():
    done = bench("--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_every_table_is_printed_as_json_with_its_columns(results):
    assert results["tables"].keys() == COLUMNS.keys()
    assert all(results["tables"].values())
    columns = {name: {frozenset(row) for row in rows} for name, rows in results["tables"].items()}
    assert columns == {name: {frozenset(keys)} for name, keys in COLUMNS.items()}


@pytest.mark.slow
def test_every_time_is_the_median_of_its_runs_with_the_shortest_and_the_longest(results):
    rows = [row for table in results["tables"].values() for row in table]
    times = [value for row in rows for value in row.values() if isinstance(value, dict)]
    assert len(times) > len(COLUMNS)
    assert all(t["runs"] >= 1 and 0 < t["low"] <= t["median"] <= t["high"] for t in times)


@pytest.mark.slow
def test_the_machine_is_named(results):
    assert {"processor", "cores", "system", "python", "numpy", "sympy", "autograd"} < set(results["machine"])


@pytest.mark.slow
def test_no_page_asks_another_host(results):
    asked = {row["page"]: row["elsewhere"] for row in results["tables"]["weight"]}
    assert asked.pop("kept for offline, all pages") is None
    assert set(asked.values()) == {0}


def test_people_read_aligned_columns_of_the_tables_that_they_name():
    printed = bench("evaluating").stdout
    heading, *rows = printed[printed.index("  evaluated") :].splitlines()[:3]
    assert len(rows) == 2
    end = heading.index("examples") + len("examples")
    assert all(row[end - 2 : end + 1] == "32 " for row in rows)
    assert "Deriving" not in printed


def test_the_engine_and_automatic_differentiation_have_the_same_gradient():
    rows = json.loads(bench("evaluating", "--json").stdout)["tables"]["evaluating"]
    assert all(row["apart"] < 1e-10 for row in rows)


def test_lighthouses_scores_are_of_100_and_its_times_in_seconds():
    audits = {
        "first-contentful-paint": 1500,
        "largest-contentful-paint": 2000,
        "total-blocking-time": 40,
        "cumulative-layout-shift": 0.01,
    }
    report = {
        "categories": {name: {"score": 0.98} for name in lighthouse.CATEGORIES},
        "audits": {name: {"numericValue": value} for name, value in audits.items()},
        "environment": {"benchmarkIndex": 1377.5},
    }
    assert lighthouse.scores(report) == {
        **dict.fromkeys(("performance", "accessibility", "best_practices", "seo"), 98),
        "machine": 1378,
        "first_paint": 1.5,
        "largest_paint": 2,
        "blocked": 0.04,
        "shift": 0.01,
    }


def test_a_table_that_is_not_there_is_named_with_those_that_are():
    done = bench("speed")
    assert done.returncode == 2
    assert "there is no table 'speed'; there are depth, width, evaluating, start, explorer" in done.stderr
