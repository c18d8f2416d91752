"""`mkdocs serve` while somebody writes: what is saved shows, and a mistake leaves the last good site.

One server runs for all of these tests, on a copy of the project in a folder whose name has spaces and
Hangul. What is awaited is asked for again and again, up to PATIENCE.
"""

import math
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from project import Project

PATIENCE = 300  # seconds; a wait ends as soon as what is awaited is there
QUIET = 4  # seconds without a change after which there is no loop: the server looks twice a second

NETWORK = "docs/til/2021-01-12/network.yml"
NOTE = "til/2021-01-12/"
NOTEBOOK = f"{NOTE}worked-example/"


def until(condition, what):
    """What the condition gives as soon as it gives something true."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, what()
        time.sleep(0.1)
    return found


class Server:
    """`mkdocs serve` of a project, from its first build to SIGINT."""

    def __init__(self, project, temporary):
        self.project = project
        self.log_file = temporary.with_suffix(".log")
        self.url = f"127.0.0.1:{free_port()}"
        temporary.mkdir()
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "TMPDIR": str(temporary)}
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.url],
                cwd=project.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # A shell that runs the tests in the background has Ctrl-C ignored, here too.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )

    def log(self, start=0):
        """What it has printed, from the given byte."""
        return self.log_file.read_bytes()[start:].decode()

    def size(self):
        """How much it has printed."""
        return self.log_file.stat().st_size

    def says(self, words, start=0):
        """Wait until it has printed the words."""
        return until(lambda: words in self.log(start), lambda: f"not said: {words}\n{self.log(start)}")

    def get(self, path):
        """The page at the path, which must answer in time."""
        with urllib.request.urlopen(f"http://{self.url}/{path}", timeout=PATIENCE) as answer:
            return answer.read().decode()

    def shows(self, path, words):
        """Wait until the page at the path has the words."""
        return until(lambda: words in self.get(path), lambda: f"{path} lacks {words}\n{self.log()}")

    def settles(self):
        """Wait until every change seen so far is built."""

        def settled():
            return self.log().count("Detected file changes") == self.log().count("Reloading browsers")

        until(settled, self.log)

    def end(self):
        """End it as Ctrl-C does; its exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def free_port():
    """A port that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One server for all tests; each undoes what it has changed."""
    base = tmp_path_factory.mktemp("serve")
    (base / "노트 사본").mkdir()
    serving = Server(Project(base / "노트 사본", made=True), base / "temporary")
    serving.says("Serving on")
    yield serving
    serving.process.kill()
    serving.process.wait()


@contextmanager
def changed(server, name, old, new):
    """A file with `new` for `old` inside; outside it is as it was, and the site is built of it."""
    before = server.project.path(name).read_bytes()
    line = server.project.replace(name, old, new)
    try:
        yield line
    finally:
        start = server.size()
        server.project.path(name).write_bytes(before)
        server.says("Reloading browsers", start)
        server.settles()


def values(page, name):
    """Each number that the page shows for a name, at full precision."""
    return [float(value) for value in re.findall(rf'value="([^"]+)" data-symbol="{name}"', page)]


def without_reload(page):
    """The page but for the script that `serve` puts in, which differs each time."""
    return page.rpartition("<script>")[0]


def test_both_languages_and_the_landing_page_answer(server):
    assert 'lang="ko"' in server.get("ko/")
    assert 'lang="en"' in server.get("en/")
    assert 'href="ko/"' in server.get("")


def test_new_numbers_in_the_network_file_show_in_the_note_and_in_the_notebook(server):
    assert values(server.get(f"ko/{NOTE}"), "z2_1") == pytest.approx([0.3])
    with changed(server, NETWORK, "[0.1, 0.3, -0.2]", "[0.2, 0.3, -0.2]"):
        for language in ("ko", "en"):  # 0.2 + 0.3 · 1.0 − 0.2 · 0.5
            server.shows(f"{language}/{NOTEBOOK}", "2  1  +0.400000")
            assert values(server.get(f"{language}/{NOTE}"), "z2_1") == pytest.approx([0.4])


def test_more_digits_in_the_engine_show_with_no_restart(server):
    sigmoid = 1 / (1 + math.exp(-0.3))
    assert f">{sigmoid:.6g}<" not in server.get(f"en/{NOTE}")
    with changed(server, "scripts/notes/numbers.py", "SIGNIFICANT = 4", "SIGNIFICANT = 6"):
        server.shows(f"en/{NOTE}", f">{sigmoid:.6g}</data>")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("scripts/pages/words.yml", "table.forward: {ko: ", "table.forward: {ko: Zwischenruf "),
        ("scripts/notes/figures/words.yml", 'forward-title:\n  ko: "', 'forward-title:\n  ko: "Zwischenruf '),
        ("docs/ko/til/2021-01-12/index.md", '{{ part("forward") }}', 'Zwischenruf {{ part("forward") }}'),
    ],
)
def test_new_words_show_with_no_restart(server, name, old, new):
    assert "Zwischenruf" not in server.get(f"ko/{NOTE}")
    with changed(server, name, old, new):
        server.shows(f"ko/{NOTE}", "Zwischenruf")


def test_a_mistake_is_the_line_of_a_build_and_the_last_good_site_answers_until_it_is_mended(server):
    name, page = "docs/ko/til/2021-01-12/index.md", server.get(f"ko/{NOTE}")
    start = server.size()
    with changed(server, name, '{{ part("forward") }}', '{{ part("forwart") }}') as line:
        server.says("The site is still the last good one", start)
        mistake = f"{name}:{line}: unknown part 'forwart'; nearest: forward"
        said = [words for words in server.log(start).splitlines() if mistake in words]
        assert len(said) == 1
        assert said[0] in server.project.build().stdout.splitlines()
        assert without_reload(server.get(f"ko/{NOTE}")) == without_reload(page)
        assert "Traceback" not in server.log()
        mended = server.size()
    assert "ERROR" not in server.log(mended)


def test_a_page_that_is_new_and_one_that_is_gone_need_no_restart(server):
    pages = [server.project.path(f"docs/{language}/extra/page.md") for language in ("ko", "en")]
    for page in pages:
        page.parent.mkdir()
        page.write_text("# Zwischenruf { #extra }\n", "utf-8")
    server.shows("ko/", 'href="extra/page/"')
    start = server.size()
    for page in pages:
        page.unlink()
        page.parent.rmdir()
    server.says("Reloading browsers", start)
    server.settles()
    assert "extra/page/" not in server.get("ko/")


def test_a_mistake_in_the_code_of_the_site_is_one_line_and_is_mended_with_no_restart(server):
    start = server.size()
    with changed(server, "scripts/pages/parity.py", "def pages(", "def pages(("):
        server.says("The site is still the last good one", start)
        assert 'lang="ko"' in server.get("ko/")
        assert "Traceback" not in server.log()
    assert 'lang="ko"' in server.get("ko/")


def test_what_a_build_writes_starts_no_other_build(server):
    with changed(
        server, "docs/en/index.md", "{% for note in notes() %}", "Zwischenruf\n\n{% for note in notes() %}"
    ):
        server.shows("en/", "Zwischenruf")
    built, end = server.size(), time.monotonic() + QUIET
    while time.monotonic() < end:
        assert server.size() == built, server.log(built)
        time.sleep(0.2)


def test_what_is_saved_during_the_first_build_shows(tmp_path):
    (tmp_path / "copy").mkdir()
    serving = Server(Project(tmp_path / "copy"), tmp_path / "temporary")
    try:
        serving.says("Building en")
        serving.project.replace("docs/ko/index.md", "# ", "# Zwischenruf ")
        serving.says("Serving on")
        serving.shows("ko/", "Zwischenruf")
    finally:
        serving.process.kill()
        serving.process.wait()


def test_ctrl_c_ends_it_and_leaves_no_temporary_folder(server):
    """The last test: the server is gone after it."""
    assert server.end() == 0
    assert list((server.log_file.parent / "temporary").iterdir()) == []
    assert "Traceback" not in server.log()
