"""`scripts/bench` in its quick mode: every table is printed. How long anything takes is no matter here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.tools.benchmarks import lighthouse

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = {
    "evaluating": ["network", "examples", "engine, ms", "autograd, ms", "ratio", "apart"],
    "explorer": ["moves", "redraw, ms", "longest, ms"],
    "weight": ["page", "at most", "bytes", "shift", "elsewhere"],
    "building": ["build", "clock, s", "CPU, s", "of plain"],
    "serving": ["edits", "shown after, s", "longest, s"],
}


def bench(*words):
    command = [sys.executable, "-m", "scripts.tools.benchmarks", "--quick", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")


@pytest.mark.slow
def test_every_benchmark_measures_and_no_page_asks_another_host():
    done = bench("--json")
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert "autograd" in results.pop("machine")
    assert {name: list(rows[0]) for name, rows in results.items()} == COLUMNS
    rows = [row for rows in results.values() for row in rows]
    assert all(row[name] > 0 for row in rows for name in row if name.endswith(("ms", ", s", "bytes")))
    assert {row["elsewhere"] for row in results["weight"]} == {0}


def test_the_engine_and_automatic_differentiation_have_the_same_gradient():
    rows = json.loads(bench("evaluating", "--json").stdout)["evaluating"]
    assert len(rows) == 2
    assert all(row["apart"] < 1e-10 for row in rows)


def test_people_read_aligned_columns_of_the_tables_that_they_name():
    printed = bench("evaluating").stdout
    heading, *rows = printed[printed.index("  network") :].splitlines()[:3]
    end = heading.index("examples") + len("examples")
    assert [row[end - 2 : end + 1] for row in rows] == ["32 ", "32 "]
    assert "explorer" not in printed


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
    scores = lighthouse.scores(report)
    assert [scores[name] for name in lighthouse.CATEGORIES] == [98] * 4
    assert list(scores.values())[-4:] == [1.5, 2, 0.04, 0.01]


def test_a_benchmark_that_is_not_there_is_named_with_those_that_are():
    done = bench("speed")
    assert done.returncode == 2
    assert "there is no benchmark 'speed'; there are evaluating, explorer, weight" in done.stderr
