"""The same sources give the same site, byte for byte; what is made once is not made again."""

import hashlib
import os
import re
from pathlib import Path

import pytest
from built import LANGUAGES
from project import Project

from scripts.site import kernels

# Every Python that starts or is forked notes its command line: the note's maker is such, and the kernels.
NOTES_ITSELF = """
import os, sys
def note(how=""):
    with open(os.environ["STARTED"], "a", encoding="utf-8") as file:
        file.write(" ".join([how, *sys.orig_argv]).strip() + "\\n")
note()
os.register_at_fork(after_in_child=lambda: note("forked:"))
"""
MAKER = "scripts.notes.make"
KERNEL = re.compile(r"^forked: .*\bwarm\.py$" if kernels.FORKS else "ipykernel_launcher")
MAKES_PAGES = "Building ko"
LATER = 24 * 60 * 60


class Copy(Project):
    """A copy of the project whose builds are watched."""

    def __init__(self, folder):
        super().__init__(folder)
        self.path(".watch").mkdir()
        self.path(".watch/sitecustomize.py").write_text(NOTES_ITSELF, "utf-8")

    def built(self, site, command="mkdocs", **environment):
        """Build into the folder `site`; returns the command lines of the Pythons that were started."""
        started = self.path(f".watch/{site}")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(self.path(".watch")))
            patch.setenv("STARTED", str(started))
            for name, value in environment.items():
                patch.setenv(name, value)
            done = self.build(site=site, command=command)
        assert done.returncode == 0, done.stdout
        self.said = done.stdout
        return started.read_text("utf-8").splitlines()


def bytes_of(folder):
    """Each file below the folder, by its path: a hash of its content."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def differing(one, other):
    """The files that are not the same in two folders, or are missing in one."""
    one, other = bytes_of(one), bytes_of(other)
    assert one
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def made(copy):
    """Each file of the cache with the time of its last change."""
    files = (path for path in copy.path(".cache").rglob("*") if path.is_file())
    return {path.relative_to(copy.folder).as_posix(): path.stat().st_mtime_ns for path in files}


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """A first copy, built twice; another one at another place, of another day, zone and hash seed."""
    first = Copy(tmp_path_factory.mktemp("first"))
    first.started, first.made = first.built("site", TZ="UTC"), made(first)
    first.forget("kept")
    first.started_again, first.made_again = first.built("again", TZ="UTC"), made(first)
    other = Copy(tmp_path_factory.mktemp("another place") / "with a longer, 한국어 name")
    for path in filter(Path.is_file, other.folder.rglob("*")):
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime + LATER))
    other.built("site", TZ="Asia/Seoul", PYTHONHASHSEED="7", LANG="C")
    return first, other


def test_two_copies_give_the_same_bytes(builds):
    first, other = builds
    assert differing(first.path("site"), other.path("site")) == []


def test_nothing_of_the_place_is_in_the_site(builds):
    for copy in builds:
        place = str(copy.folder).encode()
        files = filter(Path.is_file, copy.path("site").rglob("*"))
        assert [path for path in files if place in path.read_bytes()] == []


def test_a_second_build_gives_the_same_bytes(builds):
    first, _ = builds
    assert differing(first.path("site"), first.path("again")) == []


def test_the_first_build_derives_once_and_executes_each_notebook_once_for_all_languages(builds):
    """So the watch sees what the next test says is not there."""
    first, _ = builds
    notebooks = list(first.path("site").rglob("*.ipynb"))
    assert sum(MAKER in line for line in first.started) == len(
        list(first.path("docs/networks").glob("*.yml"))
    )
    assert sum(bool(KERNEL.search(line)) for line in first.started) == len(notebooks) / len(LANGUAGES) == 1


def test_a_second_build_starts_neither_a_derivation_nor_a_kernel(builds):
    first, _ = builds
    assert [line for line in first.started_again if MAKER in line or KERNEL.search(line)] == []
    assert first.started_again, "the build itself is watched"


def test_a_second_build_writes_no_note_no_notebook_and_no_formula(builds):
    first, _ = builds
    assert {"notes", "executed", "converted", "notebooks"} <= {name.split("/")[1] for name in first.made}
    written = [name for name, time in first.made_again.items() if first.made.get(name) != time]
    others = (".cache/ipython/", ".cache/build.lock", ".cache/kept/")
    assert [name for name in written if not name.startswith(others)] == []


# What is kept


@pytest.fixture
def project(builds):
    """The first copy, as it was after its builds."""
    first, _ = builds
    changed = ("docs/ko/index.md", "scripts/site/theme/main.html", "mkdocs.yml")
    before = {first.path(name): first.path(name).read_bytes() for name in changed}
    yield first
    for path, text in before.items():
        path.write_bytes(text)


def test_a_build_of_which_nothing_has_changed_makes_no_page_again_and_gives_the_same_bytes(project):
    project.built("kept")
    assert MAKES_PAGES not in project.said
    assert differing(project.path("site"), project.path("kept")) == []


def test_what_is_kept_is_taken_only_as_it_was_put_there(project):
    for page in project.path(".cache/kept").glob("*/site/ko/index.html"):
        page.write_bytes(page.read_bytes().replace(b"</p>", b"</q>", 1))
    project.built("mended")
    assert MAKES_PAGES in project.said
    assert differing(project.path("site"), project.path("mended")) == []


def test_a_change_of_a_page_of_the_code_and_of_the_address_shows(project):
    project.replace("docs/ko/index.md", "# ", "# 바뀐 ")
    project.built("page")
    assert "바뀐" in project.path("page/ko/index.html").read_text("utf-8")
    project.replace("scripts/site/theme/main.html", "block extrahead %}", "block extrahead %}<!--changed-->")
    project.built("code")
    assert "<!--changed-->" in project.path("code/ko/index.html").read_text("utf-8")
    project.replace("mkdocs.yml", '!ENV [SITE_URL, ""]', "https://example.org/notes/")
    project.built("address")
    assert "https://example.org/notes/ko/" in project.path("address/ko/index.html").read_text("utf-8")


# MkDocs carried on


def test_properdocs_gives_the_same_bytes_as_mkdocs(project):
    project.built("proper", command="properdocs")
    assert MAKES_PAGES in project.said
    assert differing(project.path("site"), project.path("proper")) == []
