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

from ...lock import locked
from ...npm import node
from ..browser import FLAGS, find_chromium, missing

ROOT = Path(__file__).resolve().parents[3]
NETWORK = Path("docs/til/2021-01-12/network.yml")
ADDRESS = "https://example.org/"  # of the site, which a sitemap and the links between languages need
COPIED = ("docs", "scripts", "mkdocs.yml")
FETCHED = ("npm",)  # over the network
# All that builds make.
MADE = (
    "kept",
    "notes",
    "executed",
    "converted",
    "notebooks",
    "templates",
    "formulas-*",
    "bundles",
    "fonts",
    "ipython",
)
LEVEL = 6  # of gzip, as servers have it
SMALL = (".png", ".woff2")  # compressed by themselves


def copied(folder: Path, made: bool = False) -> Path:
    """The folder with a copy of what a build needs. made: with what builds of the project have made."""
    for name in COPIED:
        source, copy = ROOT / name, folder / name
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    with locked(ROOT / ".cache/build.lock"):  # while a build writes there, it is not to be copied
        for name in FETCHED + MADE if made else FETCHED:
            for found in (ROOT / ".cache").glob(name):
                shutil.copytree(found, folder / ".cache" / found.name, symlinks=True)
    return folder


def built(folder: Path) -> Path:
    """The site of the copy."""
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    settings = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": ADDRESS}
    subprocess.run(command, cwd=folder, check=True, env=os.environ | settings)
    return site


@cache
def the_site() -> Path:
    """The site of the project as it is, once for all tables that only visit it."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return built(copied(Path(folder.name), made=True))


class Compressing(SimpleHTTPRequestHandler):
    """Serves a folder with gzip, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(HTTPStatus.NOT_FOUND)
        body = path.read_bytes()
        packed = path.suffix not in SMALL
        body = gzip.compress(body, LEVEL, mtime=0) if packed else body
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
def serving(site: Path) -> Iterator[str]:
    """The address of a server of the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(site)))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


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
