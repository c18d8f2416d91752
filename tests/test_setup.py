"""The set-up, scripts/serve and the search for Chromium, run as a person runs them, with no network."""

import os
import shutil
import socket
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from scripts.tools.browser import find_chromium, missing

ROOT = Path(__file__).resolve().parent.parent
MADE = "Making .venv"


# --- .venv -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A project that needs one package, `claim`, in a folder whose name has a space and Hangul."""
    root = tmp_path_factory.mktemp("checkout") / "set up 한글"
    write_project(root, requirement="./claim-1.0-py3-none-any.whl")
    write_wheel(root)
    return root


def write_project(root, requirement):
    (root / "scripts").mkdir(parents=True)
    for name in ("environment.py", "lock.py"):
        shutil.copy(ROOT / "scripts" / name, root / "scripts")
    (root / "requirements.txt").write_text(f"{requirement}\n")


def write_wheel(folder):
    files = {
        "claim.py": "",
        "claim-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: claim\nVersion: 1.0\n",
        "claim-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "claim-1.0.dist-info/RECORD": "",
    }
    with ZipFile(folder / "claim-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)


def start(script, *words, **options):
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, str(script), *words], **pipes, **options)


def run(script, *words, **options):
    """Exit status, standard output and standard error of one of our programs."""
    with start(script, *words, **options) as process:
        output, errors = process.communicate()
    return process.returncode, output, errors


def set_up(checkout, **options):
    return run(checkout / "scripts" / "environment.py", **options)


def has_claim(checkout):
    python = checkout / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return subprocess.call([python, "-c", "import claim"]) == 0


def test_a_set_up_installs_the_requirements_and_a_second_one_does_nothing(checkout, tmp_path):
    """What it says, and pip, is on standard error: standard output is the command's own, as JSON may be."""
    status, output, said = set_up(checkout, cwd=tmp_path)
    assert (status, output) == (0, "")
    assert MADE in said
    assert "claim" in said
    assert has_claim(checkout)
    assert set_up(checkout, cwd=tmp_path) == (0, "", "")


def break_off(checkout):
    """As where the first run was killed: packages are missing, and so is the stamp, which comes last."""
    (checkout / ".venv" / "stamp").unlink()
    next((checkout / ".venv").rglob("claim.py")).unlink()


def lose_python(checkout):
    """As where the Python that .venv was made of was uninstalled."""
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/no/such/python")


def change_requirements(checkout):
    with (checkout / "requirements.txt").open("a") as file:
        file.write("# changed\n")


@pytest.mark.parametrize("spoil", [break_off, lose_python, change_requirements])
def test_a_venv_that_is_not_whole_or_not_current_is_made_anew(checkout, spoil):
    set_up(checkout)
    spoil(checkout)
    leftover = checkout / ".venv" / "leftover"
    leftover.touch()
    assert set_up(checkout)[0] == 0
    assert has_claim(checkout)
    assert not leftover.exists()


def test_of_two_set_ups_at_once_one_makes_the_venv_and_both_can_use_it(checkout):
    shutil.rmtree(checkout / ".venv", ignore_errors=True)
    with start(checkout / "scripts" / "environment.py") as one, start(one.args[1]) as other:
        said = [one.communicate()[1], other.communicate()[1]]
    assert [one.returncode, other.returncode] == [0, 0]
    assert sum(MADE in words for words in said) == 1
    assert has_claim(checkout)


def test_a_set_up_that_pip_fails_says_so_in_one_line_and_leaves_no_stamp(tmp_path):
    write_project(tmp_path, requirement="./no-such-1.0-py3-none-any.whl")
    status, output, errors = set_up(tmp_path)
    assert (status, output) == (1, "")
    assert errors.splitlines()[-1].startswith("scripts/tools/environment.py: pip could not install")
    assert "Traceback" not in errors
    assert not (tmp_path / ".venv" / "stamp").exists()


def lock(root, digest):
    """A lock beside a requirements.txt that cannot be installed, so that it shows which one is taken."""
    (root / "requirements.txt").write_text("./no-such-1.0-py3-none-any.whl\n")
    (root / ".ci").mkdir()
    pinned = f"./claim-1.0-py3-none-any.whl --hash=sha256:{digest}\n"
    (root / ".ci" / "requirements.lock").write_text(pinned)


@pytest.fixture
def locked_checkout(tmp_path):
    root = tmp_path / "locked"
    write_project(root, requirement="")
    write_wheel(root)
    lock(root, sha256((root / "claim-1.0-py3-none-any.whl").read_bytes()).hexdigest())
    return root


def test_where_ci_is_set_the_lock_is_installed_by_its_hashes(locked_checkout):
    assert set_up(locked_checkout, env={**os.environ, "CI": "true"})[0] == 0
    assert has_claim(locked_checkout)
    assert set_up(locked_checkout, env={**os.environ, "CI": ""})[0] == 1  # for people: requirements.txt


def test_where_ci_is_set_a_package_that_is_not_the_locked_one_is_not_installed(locked_checkout):
    wheel = locked_checkout / "claim-1.0-py3-none-any.whl"
    with ZipFile(wheel, "a") as changed:
        changed.writestr("more.py", "")
    status, _, errors = set_up(locked_checkout, env={**os.environ, "CI": "true"})
    assert status == 1
    assert "DO NOT MATCH THE HASHES" in errors
    assert errors.splitlines()[-1].startswith("scripts/tools/environment.py: pip could not install .ci/")
    assert not has_claim(locked_checkout)


def test_a_python_that_is_too_old_is_told_so_in_one_line(checkout, tmp_path):
    text = (checkout / "scripts" / "environment.py").read_text(encoding="utf-8")
    shutil.copy(checkout / "scripts" / "lock.py", tmp_path)
    (tmp_path / "environment.py").write_text(text.replace("(3, 11)", "(3, 99)"), encoding="utf-8")
    status, _, errors = run(tmp_path / "environment.py")
    assert status == 1
    assert errors.startswith("scripts/tools/environment.py: Python 3.99 or newer is needed; this is 3.")
    assert len(errors.splitlines()) == 1


# --- scripts/serve ---------------------------------------------------------------------------------------


def test_serve_says_in_one_line_that_its_port_is_taken_and_how_to_choose_another():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        status, output, errors = run(ROOT / "scripts" / "serve", "--port", str(port))
    assert (status, output) == (1, "")
    assert errors.startswith(f"scripts/serve: port {port} is taken; another port: scripts/serve --port ")
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize("words", [["--port", "x"], ["--port=65536"], ["--dev-addr", "127.0.0.1:0"]])
def test_serve_says_in_one_line_what_a_port_is(words):
    status, output, errors = run(ROOT / "scripts" / "serve", *words)
    assert (status, output) == (1, "")
    assert errors.endswith("is no port; a port is a number from 1 to 65535\n")
    assert len(errors.splitlines()) == 1


def test_mkdocs_serve_shows_a_saved_change_without_being_told_to(tmp_path):
    """requirements.txt keeps to a click with which live reload is on; with 8.3 it was off."""
    page = tmp_path / "docs" / "index.md"
    page.parent.mkdir()
    page.write_text("before")
    (tmp_path / "mkdocs.yml").write_text("site_name: claim\ntheme: {name: null, custom_dir: theme}\n")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text("<body>{{ page.content }}</body>")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = "127.0.0.1:{1}".format(*free.getsockname())
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as server:
        try:
            assert "livereload(" in wait_for("before", f"http://{address}/")
            page.write_text("after")
            assert wait_for("after", f"http://{address}/")
        finally:
            server.terminate()


def wait_for(text, address):
    """The page at `address` once it has `text`."""
    for _ in range(600):
        try:
            with urlopen(address) as answer:
                if text in (page := answer.read().decode()):
                    return page
        except URLError:
            pass  # it does not listen yet
        time.sleep(0.1)
    pytest.fail(f"{address} never had {text!r}")


# --- Chromium --------------------------------------------------------------------------------------------


def test_find_chromium_takes_the_program_that_CHROMIUM_names(tmp_path, monkeypatch):
    program = tmp_path / "our chromium"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(program))
    assert find_chromium() == str(program)


def test_find_chromium_takes_no_other_where_the_one_that_CHROMIUM_names_does_not_start(tmp_path, monkeypatch):
    program = tmp_path / "broken"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(program))
    assert find_chromium() is None
    assert missing() == f"CHROMIUM={program} names no program that starts"


def test_find_chromium_finds_what_playwright_downloaded(tmp_path, monkeypatch):
    program = tmp_path / "chromium-1255" / "chrome-linux64" / "chrome"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert find_chromium() == str(program)
