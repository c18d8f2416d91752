"""Building the site, again and from nothing, beside plain Material builds; and with more notes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml

from ...paths import LANGUAGES
from .measure import Plan, Timing
from .sites import MADE, NETWORK, built, copied

FIRST = date.fromisoformat(NETWORK.stem)


def building(plan: Plan) -> Iterator[dict]:
    """CPU time of the whole site with the notes that are there, and with more."""
    with TemporaryDirectory() as name:
        folder, last = copied(Path(name) / "project"), 0
        alone = None
        for more in plan.sizes((0, 10, 25, 50), (0,)):
            for n in range(last, more):
                add_note(folder, n + 1)
            last, what = more, f"building: {more} notes more"
            cold = times(plan, f"{what}, from nothing", lambda: from_nothing(folder), runs=1 if more else 3)
            again = times(plan, f"{what}, again", lambda: built(folder))
            pages = plainly(folder, Path(name) / "plain")
            plain = times(plan, f"{what}, plain", lambda: both(Path(name) / "plain"))
            alone = alone or cold
            yield {
                "more_notes": more,
                "pages": pages,
                "plain": plain,
                "again": again,
                "again_of_plain": again.median / plain.median,
                "from_nothing": cold,
                "nothing_of_plain": cold.median / plain.median,
                "a_note": (cold.median - alone.median) / more if more else None,
            }


def times(plan: Plan, what: str, way: Callable[[], object], runs: int = 5) -> Timing:
    """CPU seconds of the processes that the way starts and of theirs, to their end."""
    plan.tell(what)
    found = [cpu(way) for _ in range(plan.runs(runs))]
    return Timing(median(found), min(found), max(found), len(found))


def cpu(way: Callable[[], object]) -> float:
    """CPU seconds of all processes that have ended in the meantime."""
    before = os.times()
    way()
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def from_nothing(folder: Path) -> None:
    """A build that derives, draws, executes and renders everything."""
    for path in [path for name in MADE for path in (folder / ".cache").glob(name)]:
        shutil.rmtree(path)
    built(folder)


def plainly(folder: Path, out: Path) -> int:
    """The same pages as a plain project for each language; how many they are."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "scripts.tools.benchmarks.plain", str(out)]
    subprocess.run(command, cwd=folder, check=True)
    return len([*out.glob("*/docs/**/*.md")])


def both(plain: Path) -> None:
    """One plain build a language."""
    for language in LANGUAGES:
        built(plain / language)


def add_note(folder: Path, n: int) -> None:
    """Another note, n days later, whose weights are its own: nothing of the first one can be taken for it."""
    day = str(FIRST + timedelta(n))
    for language in LANGUAGES:
        til = folder / "docs" / language / "til"
        shutil.copytree(til / NETWORK.stem, til / day)
    network = yaml.safe_load((folder / NETWORK).read_text("utf-8"))
    factor = 1 + n / 100
    network["Theta"] = {
        l: [[round(factor * weight, 4) for weight in row] for row in rows]
        for l, rows in network["Theta"].items()
    }
    (folder / NETWORK).with_stem(day).write_text(yaml.safe_dump(network, sort_keys=False), "utf-8")
