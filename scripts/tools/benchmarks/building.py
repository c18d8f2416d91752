"""Building the site from nothing and again, beside plain Material builds of the same pages; serving it."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

import yaml

from ...pages import rendering
from ...paths import LANGUAGES, uris
from .sites import NOTE, SETTINGS, built, copied, forget

PAGE = f"docs/til/{NOTE}/index.ko.md"
PATIENCE = 600  # seconds until a served page must show what was saved
EDITS = count(1)
FORMULA = re.compile(r'<x-tex data-n="(\d+)"></x-tex>')
FEATURES = ["navigation.indexes", "navigation.sections", "navigation.top", "navigation.footer", "toc.follow"]
EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "footnotes", {"toc": {"permalink": True}}]
EXTENSIONS += [{"pymdownx.arithmatex": {"generic": True}}, "pymdownx.details", "pymdownx.superfences"]


def building(quick: bool) -> list[dict]:
    """Building the site, beside two plain builds, one a language, of the same words by Material.

    CPU: seconds of the processor in all processes; of plain: at most 12 is wanted from nothing.
    clock: at most 3 s is wanted after an edit.
    """
    runs = 1 if quick else 3
    with TemporaryDirectory() as name:
        site = copied(Path(name) / "project")
        plain = [plain_project(Path(name) / language, language) for language in LANGUAGES]
        costs = {
            "from nothing": cost(lambda: (forget(site), built(site)), runs),
            "after an edited sentence": cost(lambda: (edit(site), built(site)), runs),
            "two plain builds": cost(lambda: [built(project) for project in plain], runs),
        }
    *_, (_, of_plain) = costs.values()
    return [
        {"build": build, "clock, s": clock, "CPU, s": cpu, "of plain": cpu / of_plain}
        for build, (clock, cpu) in costs.items()
    ]


def cost(way: Callable[[], object], runs: int) -> list[float]:
    """Median seconds on the clock, and of the processor in all processes that the way starts."""
    costs = []
    for _ in range(runs):
        start, before = perf_counter(), os.times()
        way()
        end, after = perf_counter(), os.times()
        user, system = (getattr(after, n) - getattr(before, n) for n in ("children_user", "children_system"))
        costs.append((end - start, user + system))
    return [median(seconds) for seconds in zip(*costs, strict=True)]


def edit(project: Path) -> str:
    """Write one sentence more on the note's Korean page; gives the sentence."""
    sentence = f"{next(EDITS)}번째로 고친 문장이다."
    with (project / PAGE).open("a", encoding="utf-8") as page:
        page.write(f"\n\n{sentence}\n")
    return sentence


def plain_project(folder: Path, language: str) -> Path:
    """One language's pages for Material by its documented set-up: formulas as TeX for the browser."""
    for uri in uris(language):
        page = rendering.render(uri, language)
        text = FORMULA.sub(lambda match: rf"\({page.formulas[int(match[1])].tex}\)", page.text)
        path = folder / "docs" / uri.replace(".nb.md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    theme = {"name": "material", "language": language, "font": False, "features": FEATURES}
    settings = {"site_name": "Plain", "theme": theme, "plugins": ["search"], "markdown_extensions": EXTENSIONS}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    return folder


def serving(quick: bool) -> list[dict]:
    """Serving the site: from a saved sentence to a page that shows it; at most 2 s is wanted."""
    runs = 1 if quick else 5
    with TemporaryDirectory() as name:
        project = copied(Path(name) / "project")
        with served(project) as url:
            waits = [wait_for(url, edit(project)) for _ in range(runs)]
    return [{"edits": runs, "shown after, s": median(waits), "longest, s": max(waits)}]


@contextmanager
def served(project: Path) -> Iterator[str]:
    """The address of the note's Korean page while `mkdocs serve` shows the project."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = "127.0.0.1:{1}".format(*free.getsockname())
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address]
    # At the root of the address, whatever the address of the published site.
    environment = os.environ | SETTINGS | {"SITE_URL": ""}
    url = f"http://{address}/ko/til/{NOTE}/"
    with subprocess.Popen(command, cwd=project, env=environment) as server:
        try:
            wait_for(url, "")
            yield url
        finally:
            server.terminate()


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
