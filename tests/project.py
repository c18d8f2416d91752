"""A copy of the whole project that a test may change and build."""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit

from scripts.lock import locked

ROOT = Path(__file__).resolve().parent.parent
KEPT = ("npm", "formulas", "scripts")  # what comes over the network, and takes Node
MADE = ("notebooks", "experiments", "fonts")  # what a build from nothing makes


class Project:
    """The files that git knows (and new ones that it does not ignore), in a folder of their own."""

    def __init__(self, folder: Path, made: bool = False):
        """made: with what the builds of the project itself have made, so that the first one is quick."""
        self.folder = folder
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.check_output(command, cwd=ROOT, encoding="utf-8")
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file() and not name.startswith("tests/"):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        with locked(ROOT / ".cache/build.lock"):  # while a build writes there, it is not to be copied
            for pattern in KEPT + MADE if made else KEPT:
                for found in (ROOT / ".cache").glob(pattern):
                    shutil.copytree(found, folder / ".cache" / found.name, symlinks=True, dirs_exist_ok=True)

    def path(self, name: str) -> Path:
        """A file of the copy."""
        return self.folder / name

    def replace(self, name: str, old: str, new: str) -> int:
        """Change a file's text; `old` must stand there. Returns the line on which it first stands."""
        text = self.path(name).read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        self.path(name).write_text(text.replace(old, new), "utf-8")
        return text.count("\n", 0, text.index(old)) + 1

    def forget(self, *names: str) -> None:
        """Take folders out of the copy's cache, so that the next build makes anew what was there."""
        for name in names:
            shutil.rmtree(self.path(f".cache/{name}"), ignore_errors=True)

    def build(self, *options: str, site: str = "site", command: str = "mkdocs", largest: int | None = None):
        """`mkdocs build --strict` of the copy into its folder `site`; stdout and stderr together.

        largest: bytes beyond which the system lets no file grow.
        """
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        environment.pop("SITE_URL", None)
        built = ["build", "--strict", "--site-dir", str(self.folder / site), *options]
        return subprocess.run(
            [Path(sys.executable).with_name(command), *built],  # as a person types it: `mkdocs build`
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            preexec_fn=largest and partial(setrlimit, RLIMIT_FSIZE, (largest, largest)),
        )
