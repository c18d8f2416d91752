"""Copies of the project that a benchmark may change, their sites, a server of one and a browser."""

import atexit
import gzip
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.web import Handler

from ...npm import node
from ...paths import CACHE, ROOT
from ..browser import FLAGS, find_chromium, missing

NOTE = "2021-01-12"
SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://example.org/"}
COMPRESSED = (".png", ".woff2", ".gz")


def copied(folder: Path) -> Path:
    """The folder with a copy of what a build needs; nothing has been derived, drawn or executed in it."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    forget(folder)
    return folder


def forget(folder: Path) -> None:
    """Take out of a copy all that its builds have made, but for what comes over the network."""
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    (folder / ".cache").mkdir()
    (CACHE / "npm").mkdir(exist_ok=True)
    (folder / ".cache" / "npm").symlink_to(CACHE / "npm")


def built(folder: Path) -> Path:
    """The site of a project."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, env=os.environ | SETTINGS)
    return folder / "site"


@cache
def the_site() -> Path:
    """The site of the project as it is, once for all benchmarks that only visit it."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return built(copied(Path(folder.name)))


class Compressing(Handler):
    """Serves with gzip, as GitHub Pages does."""

    def send_head(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix in COMPRESSED:
            return super().send_head()
        body = gzip.compress(path.read_bytes(), compresslevel=6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


def chromium_path() -> str:
    """The path of a Chromium; without one the command ends."""
    return find_chromium() or sys.exit(f"scripts/bench: {missing()}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node()[0])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*FLAGS])
        yield browser
        browser.close()
