"""`mkdocs serve` while somebody writes: what is saved shows, and a mistake is shown on its page, no other.

One server runs for all of these tests, on a copy of the project with pages of its own, in a folder whose name
has spaces and Hangul. Each test undoes what it changes; what is awaited is asked for again and again.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from project import NOTE, WITHOUT_ADDRESS, Project

PATIENCE = 100  # seconds; a wait ends as soon as what is awaited is there
QUIET = 2  # seconds without a change after which there is no loop: the server looks twice a second
PAGE = f"{NOTE.removeprefix('docs/')}/"
HOME = "docs/index.ko.md"
OWN = """\
from scripts.notes import Note

note = Note(__file__)


@note.number("one")
def one():
    return 1
"""


def until(condition, what):
    """What the condition gives as soon as it gives something true."""
    end = time.monotonic() + PATIENCE
    while not (result := condition()):
        assert time.monotonic() < end, what()
        time.sleep(0.1)
    return result


class Server:
    """`mkdocs serve` of a project, from its first build to SIGINT."""

    def __init__(self, base):
        """The copy and its log are in the folder `base`; what has no other place goes to base/temporary."""
        (base / "노트 사본").mkdir()
        (base / "temporary").mkdir()
        self.temporary, self.log_file = base / "temporary", base / "log"
        self.project = Project(base / "노트 사본", made=True, small=True)
        self.project.write(f"{NOTE}/note.py", OWN)
        for language in ("ko", "en"):
            self.project.append(f"{NOTE}/index.{language}.md", 'And {{ num("one") }}.\n\n--8<-- "part.md"')
        self.project.write("parts/part.md", "A part.\n")  # what an author's own extension reads
        snippets = "  - pymdownx.superfences\n  - pymdownx.snippets: {base_path: [parts]}\n"
        self.project.replace("mkdocs.yml", "  - pymdownx.superfences\n", snippets)
        self.project.replace("mkdocs.yml", "\nwatch:\n", "\nwatch:\n  - parts\n")
        self.url = f"127.0.0.1:{free_port()}"
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.url],
                cwd=self.project.folder,
                env=os.environ | WITHOUT_ADDRESS | {"TMPDIR": str(self.temporary)},
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

    def shows_no(self, path, words):
        """Wait until the page at the path has the words no more."""
        return until(lambda: words not in self.get(path), lambda: f"{path} has {words}\n{self.log()}")

    def end(self):
        """End it as Ctrl-C does; its exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def kill(self):
        """End it whatever it does."""
        self.process.kill()
        self.process.wait()


def free_port():
    """A port that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One server for all tests."""
    serving = Server(tmp_path_factory.mktemp("serve"))
    serving.says("Serving on")
    yield serving
    serving.kill()


@contextmanager
def changed(server, name, old, new):
    """A file with `new` for `old` inside; its line. Outside it is as it was."""
    before = server.project.path(name).read_bytes()
    try:
        yield server.project.replace(name, old, new)
    finally:
        server.project.path(name).write_bytes(before)


def slow(*case):
    """A case that is left out of the quick tests: each is a build or two."""
    return pytest.param(*case, marks=pytest.mark.slow)


@pytest.mark.parametrize(
    ("name", "old", "new", "page", "words"),
    [
        slow(f"{NOTE}/index.en.md", "The number", "Our number", PAGE, "Our number"),
        (f"{NOTE}/network.yml", "[0.25, -0.5]", "[0.5, -0.5]", PAGE, 'value="0.5" data-symbol="a2_1"'),
        slow(f"{NOTE}/note.py", "return 1", "return 77", PAGE, ">77</data>"),
        slow("parts/part.md", "A part", "Our part", PAGE, "Our part"),
        slow("scripts/notes/numbers.py", "SIGNIFICANT = 4", "SIGNIFICANT = 6", PAGE, ">0.437823</data>"),
        slow("scripts/pages/words.yml", "용어, en: Terms", "용어, en: Our terms", "notation/", "Our terms"),
    ],
)
def test_what_is_saved_shows_with_no_restart(server, name, old, new, page, words):
    assert words not in server.get(f"en/{page}")
    with changed(server, name, old, new):
        server.shows(f"en/{page}", words)


@pytest.mark.parametrize(
    ("name", "old", "new", "mistake"),
    [
        (
            "index.ko.md",
            '{{ num("one") }}',
            '{{ num("won") }}',
            "unknown number &#x27;won&#x27;; nearest: one",
        ),
        slow("index.ko.md", "And ", "$q + 1$ and ", "the formula q + 1 is missing in "),
        slow("note.py", "note = Note(__file__)", "note = Note(__fil__)", "NameError: name &#x27;__fil__&#x27;"),
        slow("network.yml", "cost: binary", "cost: bnary", "did you mean binary_cross_entropy"),
    ],
)
def test_a_mistake_is_shown_on_its_page_and_no_other_and_when_it_is_mended_the_page_is_right(
    server, name, old, new, mistake
):
    start = server.size()
    with changed(server, f"{NOTE}/{name}", old, new) as line, changed(server, HOME, "# ", f"# {start} "):
        server.shows("ko/", f"{start} ")
        page = server.get(f"ko/{PAGE}")
        assert "admonition failure" in page
        assert f"{NOTE}/{name}:{line}: " in page
        assert mistake in page
        assert "admonition failure" not in server.get("ko/notation/")
    server.shows_no(f"ko/{PAGE}", "admonition failure")
    assert 'value="1.0" data-symbol="one"' in server.get(f"ko/{PAGE}")
    assert "Traceback" not in server.log(start)


@pytest.mark.slow
def test_a_draft_is_there_while_serving_and_pages_come_and_go_with_no_restart(server):
    pages = [server.project.path(f"docs/til/2000-01-03/index.{language}.md") for language in ("ko", "en")]
    pages[0].parent.mkdir()
    for page in pages:
        page.write_text("---\ndraft: true\n---\n# Draft { #draft }\n", "utf-8")
    server.shows("ko/", 'href="til/2000-01-03/"')
    assert "Draft" in server.get("ko/til/2000-01-03/")
    for page in pages:
        page.unlink()
    pages[0].parent.rmdir()
    server.shows_no("ko/", 'href="til/2000-01-03/"')


@pytest.mark.slow
def test_a_mistake_in_the_code_of_the_site_leaves_the_last_good_site_until_it_is_mended(server):
    start = server.size()
    with changed(server, "scripts/pages/parity.py", "def formula_mistake(", "def formula_mistake(("):
        server.says("The site is still the last good one", start)
        assert 'lang="ko"' in server.get("ko/")
        assert "Traceback" not in server.log()
    with changed(server, HOME, "# ", "# Mended "):
        server.shows("ko/", "Mended ")


def test_what_a_build_writes_starts_no_other_build(server):
    def rests():
        size = server.size()
        time.sleep(QUIET)
        begun, done = (server.log().rindex(words) for words in ("Detected file changes", "Reloading browsers"))
        return server.size() == size and done > begun

    with changed(server, HOME, "# ", "# Zwei "):
        server.shows("ko/", "Zwei ")
        until(rests, server.log)


def test_ctrl_c_ends_it_and_leaves_no_temporary_folder(server):
    """The last test: the server is gone after it."""
    assert server.end() == 0
    assert list(server.temporary.iterdir()) == []
    assert "Traceback" not in server.log()
