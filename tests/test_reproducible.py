"""The same sources give the same site, byte for byte; what is made once is not made again."""

import hashlib
import os
from pathlib import Path

import pytest
from project import Project

pytestmark = pytest.mark.slow
RUNS = ("Executing", "Running")  # what a build says of cells and experiments
LATER = 24 * 60 * 60


def bytes_of(folder):
    """Each file below the folder, by its path: a hash of its content."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def differing(folder, other):
    """The files that are not the same in two folders, or are missing in one."""
    mine, theirs = bytes_of(folder), bytes_of(other)
    assert mine
    return sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))


def built(project, site, **others):
    """What a build into this folder says."""
    done = project.build(site=site, **others)
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A copy whose cache is empty, built twice."""
    project = Project(tmp_path_factory.mktemp("first"))
    project.forget("formulas", "scripts")
    project.said = built(project, "site", TZ="UTC")
    project.made = bytes_of(project.path(".cache"))
    project.said_again = built(project, "again", TZ="UTC")
    return project


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """Another copy at another place, of another day, zone, language and hash seed."""
    project = Project(tmp_path_factory.mktemp("another place") / "with a longer, 한국어 name")
    for path in filter(Path.is_file, project.folder.rglob("*")):
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime + LATER))
    built(project, "site", TZ="Asia/Seoul", PYTHONHASHSEED="7", LANG="C")
    return project


def test_two_copies_give_the_same_bytes_and_nothing_of_their_places_is_in_the_site(first, other):
    assert differing(first.path("site"), other.path("site")) == []
    for copy in (first, other):
        files = filter(Path.is_file, copy.path("site").rglob("*"))
        assert [path for path in files if str(copy.folder).encode() in path.read_bytes()] == []


def test_a_second_build_gives_the_same_bytes_and_makes_nothing_again(first):
    assert differing(first.path("site"), first.path("again")) == []
    notebooks = list(first.path("docs").rglob("*.ko.nb.md"))
    assert first.said.count("Executing") == len(notebooks), "once for both languages"
    assert [line for line in first.said_again.splitlines() if any(word in line for word in RUNS)] == []
    assert bytes_of(first.path(".cache")) == first.made


def test_properdocs_which_carries_mkdocs_on_gives_the_same_bytes(first):
    built(first, "proper", command="properdocs")
    assert differing(first.path("site"), first.path("proper")) == []


def test_a_change_of_a_page_of_the_theme_and_of_the_address_shows(first):
    first.replace("docs/index.ko.md", "# ", "# 바뀐 ")
    first.replace("scripts/site/theme/main.html", "block extrahead %}", "block extrahead %}<!--changed-->")
    built(first, "changed", SITE_URL="https://example.org/notes/")
    page = first.path("changed/ko/index.html").read_text("utf-8")
    assert all(words in page for words in ("바뀐", "<!--changed-->", "https://example.org/notes/ko/"))
