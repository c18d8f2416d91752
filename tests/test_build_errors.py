"""A mistake ends `mkdocs build --strict` with one line that says where it is, and leaves the last good site.

Real builds of a copy of the project with pages of its own, in a folder whose name has spaces and Hangul. Each
test begins with a good site and good sources. tests/test_messages.py has the messages themselves.
"""

import re
import shutil
import signal
import subprocess
import sys

import pytest
from project import NOTE, Project, contents

from scripts.formulas.katex import KATEX

PATIENCE = 120  # seconds; a wait ends as soon as what is awaited is there
PAGE, KOREAN = f"{NOTE}/index.en.md", f"{NOTE}/index.ko.md"
COMMAND = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir"]


class Copy(Project):
    """A copy with a good site, which its builds leave as it is."""

    def __init__(self, folder, temporary):
        super().__init__(folder, made=True, small=True)
        self.temporary = temporary
        self.good_build = self.build()
        assert self.good_build.returncode == 0, self.good_build.stdout
        self.site = contents(self.path("site"))
        self.sources = {name: self.path(name).read_bytes() for name in (PAGE, KOREAN, "mkdocs.yml")}

    def restore(self):
        """The sources as at first, and nothing that a build left behind."""
        for name, text in self.sources.items():
            self.path(name).write_bytes(text)
        assert contents(self.path("site")) == self.site
        assert list(self.temporary.iterdir()) == []
        assert not self.path(".cache/built").exists()

    def mistake(self, **others):
        """The one line that a failing build says of the mistake."""
        done = self.build(**others)
        assert done.returncode == 1, done.stdout
        lines = [line for line in done.stdout.splitlines() if line.strip() and not line.startswith("INFO ")]
        assert len(lines) == 2, done.stdout
        assert lines[1].startswith("Aborted with ")
        return lines[0]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    base = tmp_path_factory.mktemp("errors")
    for name in ("temporary", "역전파 노트 (copy)"):
        (base / name).mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(base / "temporary"))
        yield Copy(base / "역전파 노트 (copy)", base / "temporary")


@pytest.fixture
def project(copy):
    yield copy
    copy.restore()


def test_a_mistake_in_a_page_is_one_line_and_leaves_the_site(project):
    line = project.append(PAGE, '{{ tex("nope") }}')
    assert project.mistake().startswith(f"ERROR   -  {PAGE}:{line}: unknown name 'nope'")


def test_a_link_to_a_page_that_is_not_there_is_named_and_where_there_is_no_site_yet_makes_none(project):
    project.append(PAGE, "[nope](nope.md)")
    assert project.mistake(site="none").startswith(
        f"WARNING -  Doc file '{PAGE.removeprefix('docs/').replace('.en', '')}' contains a link 'nope.md'"
    )
    assert not project.path("none").exists()


def test_a_navigation_of_the_author_s_own_is_refused_with_its_line(project):
    line = project.append("mkdocs.yml", "nav: [index.md]")
    assert project.mistake().startswith(f"ERROR   -  mkdocs.yml:{line}: the navigation is made from the folders; ")


@pytest.mark.slow
def test_without_a_network_and_without_katex_one_line_says_what_is_needed(project, monkeypatch, tmp_path):
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
    installed = project.path(f".cache/npm/katex-{KATEX.version()}")
    installed.rename(tmp_path / "katex")
    project.append(PAGE, "$q + 17$")
    shutil.copy(project.path(PAGE), project.path(KOREAN))
    try:
        mistake = project.mistake()
    finally:
        (tmp_path / "katex").rename(installed)
    assert mistake.startswith("ERROR   -  KaTeX: npm ci failed: ")
    assert "the first build needs the network" in mistake


@pytest.mark.slow
@pytest.mark.parametrize("words", ["Executing", "Converting notebook", "Building en"])
def test_a_killed_build_spoils_neither_the_site_nor_the_next_build(project, words):
    project.forget("notebooks")
    together = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    with subprocess.Popen([*COMMAND, "site"], cwd=project.folder, **together) as process:
        assert any(words in line for line in process.stdout)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert contents(project.path("site")) == project.site
    shutil.rmtree(project.temporary)  # a killed build cannot take its folders away
    project.temporary.mkdir()
    done = project.build()
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("forgotten", "largest", "where"),
    [((), 50_000, r"\.cache/built/.*"), (["formulas"], 2_000, r"\.cache or site")],
)
def test_a_full_disk_is_one_line_and_leaves_the_last_good_site(project, forgotten, largest, where):
    """A limit for the size of a file stands for the end of the disk."""
    project.forget(*forgotten)
    done = project.build("--quiet", largest=largest)
    assert done.returncode == 1
    assert re.fullmatch(rf"Error: {where}: File too large; the site is still the last one: .*\n", done.stdout)
    assert contents(project.path("site")) == project.site
    assert project.build().returncode == 0


@pytest.mark.slow
def test_two_builds_at_once_give_the_same_site(project):
    project.forget("notebooks")
    both = [subprocess.Popen([*COMMAND, site, "--quiet"], cwd=project.folder) for site in ("one", "two")]
    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    for site in ("one", "two"):
        assert contents(project.path(site)) == project.site


@pytest.mark.slow
def test_a_build_from_another_folder_gives_the_same_site(project, tmp_path):
    done = subprocess.run([*COMMAND, "site", "--quiet", "-f", project.path("mkdocs.yml")], cwd=tmp_path, check=False)
    assert done.returncode == 0
    assert contents(project.path("site")) == project.site


@pytest.mark.slow
def test_a_checkout_that_holds_no_cache_is_built_with_the_users_own(project, monkeypatch, tmp_path):
    """`.cache` is a file here, as root may write to every folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    outside = tmp_path / "cache" / "backpropagation-notes"
    outside.parent.mkdir()
    project.path(".cache").rename(outside)
    project.path(".cache").touch()
    before = contents(project.folder)
    try:
        done = project.build()
        after = contents(project.folder)
    finally:
        project.path(".cache").unlink()
        outside.rename(project.path(".cache"))
    assert done.returncode == 0, done.stdout
    assert after == before
