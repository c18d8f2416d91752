"""Building the site from nothing and again, beside plain Material builds; with more notes; serving it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

import yaml

from ...paths import LANGUAGES
from .measure import Plan, Timing
from .sites import NOTE, SETTINGS, built, copied, forget

PATIENCE = 600  # seconds until a served page must show what was saved
EDITS = count(1)


def building(plan: Plan) -> Iterator[dict]:
    """Building the site: CPU time of all processes."""
    with TemporaryDirectory() as name:
        folder, plain = copied(Path(name) / "project"), Path(name) / "plain"
        last, alone = 0, None
        for more in plan.sizes((0, 10, 25, 50), (0,)):
            for n in range(last, more):
                add_note(folder, n + 1)
            last, what = more, f"building: {more} notes more"
            cold = times(plan, f"{what}, from nothing", lambda: from_nothing(folder), runs=1 if more else 3)
            again = times(plan, f"{what}, again", lambda: built(edit(folder)))
            pages = plain_copy(folder, plain)
            both = times(plan, f"{what}, plain", lambda: [built(plain / language) for language in LANGUAGES])
            alone = alone or cold
            yield {
                "more_notes": more,
                "pages": pages,
                "plain": both,
                "again": again,
                "again_of_plain": again.median / both.median,
                "from_nothing": cold,
                "nothing_of_plain": cold.median / both.median,
                "a_note": (cold.median - alone.median) / more if more else None,
            }


def times(plan: Plan, what: str, way: Callable[[], object], runs: int = 5) -> Timing:
    """CPU seconds of the processes that the way starts and of theirs, to their end."""
    plan.tell(what)
    return Timing.of([cpu(way) for _ in range(plan.runs(runs))])


def cpu(way: Callable[[], object]) -> float:
    """CPU seconds of all processes that have ended in the meantime."""
    before = os.times()
    way()
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def from_nothing(folder: Path) -> None:
    """A build that derives, draws, executes and renders everything."""
    forget(folder)
    built(folder)


def edit(folder: Path) -> Path:
    """The folder, one sentence more on the note's Korean page."""
    page = folder / "docs" / "til" / NOTE / "index.ko.md"
    page.write_text(f"{page.read_text('utf-8')}\n\n{next(EDITS)}번째로 고친 문장이다.\n", "utf-8")
    return folder


def plain_copy(folder: Path, out: Path) -> int:
    """The same pages as a plain project for each language; how many they are."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "scripts.tools.benchmarks.plain", str(out)]
    subprocess.run(command, cwd=folder, check=True)
    return len([*out.glob("*/docs/**/*.md")])


def add_note(folder: Path, n: int) -> None:
    """Another note, n days later, whose weights are its own: nothing of the first one can be taken for it."""
    first = folder / "docs" / "til" / NOTE
    other = first.with_name(str(date.fromisoformat(NOTE) + timedelta(n)))
    shutil.copytree(first, other)
    network = yaml.safe_load((first / "network.yml").read_text("utf-8"))
    network["Theta"] = {
        l: [[round((1 + n / 100) * weight, 4) for weight in row] for row in rows]
        for l, rows in network["Theta"].items()
    }
    (other / "network.yml").write_text(yaml.safe_dump(network, sort_keys=False), "utf-8")


def serving(plan: Plan) -> Iterator[dict]:
    """Serving the site: from a saved sentence to a page that shows it."""
    with TemporaryDirectory() as name:
        folder = copied(Path(name) / "project")
        plan.tell("serving: the first build")
        with served(folder) as url:
            waits = [shown(folder, f"{url}ko/til/{NOTE}/") for _ in range(plan.runs(5))]
        yield {"edited": "a sentence of the note", "shown": Timing.of(waits)}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which `mkdocs serve` shows the copy, once it does."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = "127.0.0.1:{1}".format(*free.getsockname())
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address]
    # At the root of the address, whatever the address of the published site.
    environment = os.environ | SETTINGS | {"SITE_URL": ""}
    with subprocess.Popen(command, cwd=folder, env=environment) as server:
        try:
            wait_for(f"http://{address}/ko/til/{NOTE}/", "")
            yield f"http://{address}/"
        finally:
            server.terminate()


def shown(folder: Path, url: str) -> float:
    """Seconds until the page shows the next edit."""
    edit(folder)
    sentence = (folder / "docs" / "til" / NOTE / "index.ko.md").read_text("utf-8").splitlines()[-1]
    return wait_for(url, sentence)


def wait_for(url: str, sentence: str) -> float:
    """Seconds until the page has the sentence. Raises TimeoutError."""
    start = perf_counter()
    while perf_counter() - start < PATIENCE:
        try:
            with urlopen(url) as answer:
                if sentence in answer.read().decode():
                    return perf_counter() - start
        except URLError:
            pass  # it does not listen yet
        sleep(0.05)
    raise TimeoutError(f"{url} does not show {sentence!r}")
