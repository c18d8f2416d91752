"""`scripts/bench` in its quick mode: every table is made. How long anything takes is no matter here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_a_benchmark_that_is_not_there_is_named_with_those_that_are():
    done = bench("speed")
    assert done.returncode == 2
    assert "there is no benchmark 'speed'; there are evaluating, explorer, weight" in done.stderr
