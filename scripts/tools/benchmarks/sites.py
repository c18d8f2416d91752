"""Copies of the project that a benchmark may change, their sites, and a server of one."""

import atexit
import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from ...npm import node
from ...paths import CACHE, ROOT
from ..browser import FLAGS, find_chromium, missing

NOTE = "2021-01-12"
ADDRESS = "https://example.org/"  # of the site, which a sitemap and the links between languages need
COPIED = ("docs", "scripts", "mkdocs.yml")
FETCHED = "npm"  # the folder of the cache with what comes over the network
NOT_BUILT = ("lighthouse-*", "pycache", "pytest", "ruff", "*.lock", ".*")  # what no build puts there
LEVEL = 6  # of gzip, as servers have it
SMALL = (".png", ".woff2")  # compressed by themselves
SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": ADDRESS}


def copied(folder: Path) -> Path:
    """The folder with a copy of what a build needs, and of what builds of the project have made."""
    for name in COPIED:
        source, copy = ROOT / name, folder / name
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    shutil.copytree(CACHE, folder / ".cache", symlinks=True, ignore=shutil.ignore_patterns(*NOT_BUILT))
    return folder


def forget(folder: Path) -> None:
    """Take out of a copy all that builds have made, but for what comes over the network."""
    for path in (folder / ".cache").iterdir():
        if path.name != FETCHED:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def built(folder: Path) -> Path:
    """The site of a copy."""
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=folder, check=True, env=os.environ | SETTINGS)
    return site


@cache
def the_site() -> Path:
    """The site of the project as it is, once for all tables that only visit it."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return built(copied(Path(folder.name)))


class Compressing(SimpleHTTPRequestHandler):
    """Serves a folder with gzip, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(HTTPStatus.NOT_FOUND)
        packed = path.suffix not in SMALL
        body = gzip.compress(path.read_bytes(), LEVEL, mtime=0) if packed else path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *words) -> None:
        """Says nothing."""


@contextmanager
def server(site: Path) -> Iterator[str]:
    """The address of a server of the site."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(site)))
    http.daemon_threads = True
    Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{http.server_port}/"
    finally:
        http.shutdown()
        http.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium; without one the command ends."""
    if not find_chromium():
        sys.exit(f"scripts/bench: {missing()}")
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node()[0])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS])
        yield browser
        browser.close()
