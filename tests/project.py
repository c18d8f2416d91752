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
MADE = ("notebooks", "fonts")  # what a build from nothing makes
# The tests serve the site at the root of a host.
WITHOUT_ADDRESS = {"SITE_URL": "", "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
NOTE = "docs/til/2000-01-02"
# Where pages of their own are enough: a home page, and a note of two pages.
SMALL = {
    "docs/index.{}.md": "# Notes { #notes }\n\n{% for note in notes() %}\n"
    "- [{{ note.date }}]({{ note.path }}index.md)\n{% endfor %}\n\n[Symbols](notation.md)\n",
    "docs/notation.{}.md": '# Symbols { #symbols }\n\n{{ part("terms") }}\n',
    f"{NOTE}/index.{{}}.md": "---\ntopics: [One]\n---\n# TIL ( {{ date }} ) { #til }\n\n"
    'The number {{ num("a2_1") }} of {{ tex("a2_1") }}.\n\n[Code](code.ipynb)\n',
    f"{NOTE}/code.{{}}.nb.md": '# Code { #code }\n\n```python\nprint(1 + 1)\n```\n\n{{ cell("setup") }}\n',
}
NETWORK = """\
layers: [{units: 1}, {units: 1, activation: sigmoid}]
cost: binary_cross_entropy
Theta: {1: [[0.25, -0.5]]}
examples: [{x: [1], y: [1]}, {x: [0.5], y: [0]}]
"""


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file of a folder by its path there."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Folder:
    """Files that a test writes and changes, named from a folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    def path(self, name: str) -> Path:
        """A file of the copy."""
        return self.folder / name

    def write(self, name: str, text: str) -> None:
        """Make a file."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, "utf-8")

    def append(self, name: str, text: str) -> int:
        """Put the text at the end of a file; the line on which it begins."""
        before = self.path(name).read_text("utf-8")
        self.path(name).write_text(f"{before}\n{text}\n", "utf-8")
        return before.count("\n") + 2

    def replace(self, name: str, old: str, new: str) -> int:
        """Change a file's text; `old` must stand there. Returns the line on which it first stands."""
        text = self.path(name).read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        self.path(name).write_text(text.replace(old, new), "utf-8")
        return text.count("\n", 0, text.index(old)) + 1


class Project(Folder):
    """The files that git knows (and new ones that it does not ignore), in a folder of their own."""

    def __init__(self, folder: Path, *, made: bool = False, small: bool = False):
        """made: with what builds of the project itself have put into the cache, so that the first is quick;
        small: with a few short pages in the place of its own.
        """
        super().__init__(folder)
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.check_output(command, cwd=ROOT, encoding="utf-8")
        for name in filter(None, listed.split("\0")):
            is_page = name.startswith("docs/til/") or name.endswith(".md")
            if (ROOT / name).is_file() and not name.startswith("tests/") and not (small and is_page):
                self.path(name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.path(name))
        if small:
            self.write_small_pages()
        with locked(ROOT / ".cache/build.lock"):  # while a build writes there, it is not to be copied
            for name in KEPT + MADE if made else KEPT:
                if (ROOT / ".cache" / name).is_dir():
                    shutil.copytree(ROOT / ".cache" / name, self.path(f".cache/{name}"), symlinks=True)

    def write_small_pages(self) -> None:
        """Both languages of SMALL, the same words in both."""
        for name, text in SMALL.items():
            for language in ("ko", "en"):
                self.write(name.format(language), text)
        self.write(f"{NOTE}/network.yml", NETWORK)

    def forget(self, *names: str) -> None:
        """Take folders out of the copy's cache, so that the next build makes anew what was there."""
        for name in names:
            shutil.rmtree(self.path(f".cache/{name}"), ignore_errors=True)

    def build(self, *options: str, site: str = "site", **others) -> subprocess.CompletedProcess[str]:
        """`mkdocs build --strict` of the copy into its folder `site`, as `build` below has it."""
        return build(self.folder, self.path(site), *options, **others)


def build(
    folder: Path, site: Path, *options: str, command: str = "mkdocs", largest: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of a project, as a person types it; stdout and stderr together.

    largest: bytes beyond which the system lets no file grow.
    """
    limit = partial(setrlimit, RLIMIT_FSIZE, (largest, largest)) if largest else None
    return subprocess.run(
        [Path(sys.executable).with_name(command), "build", "--strict", "--site-dir", str(site), *options],
        cwd=folder,
        env=os.environ | WITHOUT_ADDRESS | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=limit,
    )
