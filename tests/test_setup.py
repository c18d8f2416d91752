"""The set-up, scripts/serve and the search for Chromium, run as a person runs them, with no network."""

import os
import shutil
import socket
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from scripts.tools.browser import find_chromium, missing

ROOT = Path(__file__).resolve().parent.parent
MADE = "Making .venv"
COMMAND = "from tools import environment\n\nenvironment.command(environment.set_up)\n"
METADATA = {
    "METADATA": "Metadata-Version: 2.1\nName: claim\nVersion: 1.0\n",
    "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "RECORD": "",
}
WHEEL = "claim-1.0-py3-none-any.whl"
MISSING_WHEEL = "./no-such-1.0-py3-none-any.whl"

# --- .venv -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A project that needs one package, `claim`, in a folder whose name has a space and Hangul."""
    return project(tmp_path_factory.mktemp("checkout") / "set up 한글")


def project(root, requirement=f"./{WHEEL}"):
    (root / "scripts" / "tools").mkdir(parents=True)
    for name in ("tools/__init__.py", "tools/environment.py", "lock.py"):
        shutil.copy(ROOT / "scripts" / name, root / "scripts" / name)
    (root / "scripts" / "ready").write_text(COMMAND)
    (root / "requirements.txt").write_text(f"{requirement}\n")
    with ZipFile(root / WHEEL, "w") as wheel:
        wheel.writestr("claim.py", "")
        for name, text in METADATA.items():
            wheel.writestr(f"claim-1.0.dist-info/{name}", text)
    return root


def start(script, *words, **options):
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, str(script), *words], **pipes, **options)


def run(script, *words, **options):
    """Exit status, standard output and standard error of one of our programs."""
    with start(script, *words, **options) as process:
        output, errors = process.communicate()
    return process.returncode, output, errors


def set_up(checkout, **options):
    return run(checkout / "scripts" / "ready", **options)


def has_claim(checkout):
    python = checkout / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return subprocess.call([python, "-c", "import claim"]) == 0


@pytest.mark.slow
def test_a_set_up_installs_the_requirements_and_a_second_one_does_nothing(checkout, tmp_path):
    """What it says, and pip, is on standard error: standard output is the command's own, as JSON may be."""
    status, output, errors = set_up(checkout, cwd=tmp_path)
    assert (status, output) == (0, "")
    assert MADE in errors
    assert "claim" in errors
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


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [break_off, lose_python, change_requirements])
def test_a_venv_that_is_not_whole_or_not_current_is_made_anew(checkout, spoil):
    set_up(checkout)
    spoil(checkout)
    leftover = checkout / ".venv" / "leftover"
    leftover.mkdir()
    assert set_up(checkout)[0] == 0
    assert has_claim(checkout)
    assert not leftover.exists()


@pytest.mark.slow
def test_of_two_set_ups_at_once_one_makes_the_venv_and_both_can_use_it(checkout):
    shutil.rmtree(checkout / ".venv", ignore_errors=True)
    with start(checkout / "scripts" / "ready") as one, start(one.args[1]) as other:
        errors = [one.communicate()[1], other.communicate()[1]]
    assert [one.returncode, other.returncode] == [0, 0]
    assert sum(MADE in text for text in errors) == 1
    assert has_claim(checkout)


@pytest.mark.slow
def test_a_set_up_that_pip_fails_says_so_in_one_line_and_leaves_no_stamp(tmp_path):
    root = project(tmp_path / "failing", MISSING_WHEEL)
    status, output, errors = set_up(root)
    assert (status, output) == (1, "")
    assert errors.splitlines()[-1].startswith("scripts/ready: pip could not install")
    assert "Traceback" not in errors
    assert not (root / ".venv" / "stamp").exists()


@pytest.fixture
def locked_checkout(tmp_path):
    """A lock beside a requirements.txt that cannot be installed, so that it shows which one is taken."""
    root = project(tmp_path / "locked", MISSING_WHEEL)
    (root / ".ci").mkdir()
    digest = sha256((root / WHEEL).read_bytes()).hexdigest()
    (root / ".ci" / "requirements.lock").write_text(f"./{WHEEL} --hash=sha256:{digest}\n")
    return root


@pytest.mark.slow
def test_where_ci_is_set_the_lock_is_installed_by_its_hashes(locked_checkout):
    assert set_up(locked_checkout, env={**os.environ, "CI": "true"})[0] == 0
    assert has_claim(locked_checkout)
    assert set_up(locked_checkout, env={**os.environ, "CI": ""})[0] == 1  # for people: requirements.txt


@pytest.mark.slow
def test_where_ci_is_set_a_package_that_is_not_the_locked_one_is_not_installed(locked_checkout):
    with ZipFile(locked_checkout / WHEEL, "a") as changed:
        changed.writestr("more.py", "")
    status, _, errors = set_up(locked_checkout, env={**os.environ, "CI": "true"})
    assert status == 1
    assert "DO NOT MATCH THE HASHES" in errors
    assert errors.splitlines()[-1].startswith("scripts/ready: pip could not install .ci/")
    assert not has_claim(locked_checkout)


def test_a_python_that_is_too_old_is_told_so_in_one_line(tmp_path):
    environment = project(tmp_path / "old") / "scripts" / "tools" / "environment.py"
    environment.write_text(environment.read_text("utf-8").replace("(3, 11)", "(3, 99)"), "utf-8")
    status, _, errors = set_up(tmp_path / "old")
    assert status == 1
    assert errors.startswith("scripts/ready: Python 3.99 or newer is needed; this is 3.")
    assert len(errors.splitlines()) == 1


# --- the commands ------------------------------------------------------------------------------------------


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


PARALLEL = ["-n", str(os.cpu_count() + 1), "--dist", "worksteal"]


@pytest.mark.parametrize(
    ("given", "ci", "run"),
    [
        ([], "", [*PARALLEL, "-m", "not slow"]),
        (["--all"], "", PARALLEL),
        (["--all", "-x"], "true", ["-W", "error", *PARALLEL, "-x"]),
        (["-x"], "", [*PARALLEL, "-m", "not slow", "-x"]),
        (["tests/test_read.py", "-x"], "", ["tests/test_read.py", "-x"]),
        (["-k", "explorer"], "true", ["-W", "error", "-k", "explorer"]),
    ],
)
def test_test_runs_the_quick_tests_or_all_or_what_is_given(monkeypatch, given, ci, run):
    """A warning is an error with the locked packages only: a newer one may warn of what is to come."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    monkeypatch.setenv("CI", ci)
    text = (ROOT / "scripts" / "test").read_text("utf-8").removesuffix("environment.command(main)\n")
    exec(text, names := {})
    assert names["words_of_pytest"](given) == run


# --- Chromium --------------------------------------------------------------------------------------------


def executable(path, status):
    """A program that ends with this status."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return path


def test_find_chromium_takes_the_program_that_CHROMIUM_names(tmp_path, monkeypatch):
    program = executable(tmp_path / "our chromium", 0)
    monkeypatch.setenv("CHROMIUM", str(program))
    assert find_chromium() == str(program)


def test_find_chromium_takes_no_other_where_the_one_that_CHROMIUM_names_does_not_start(tmp_path, monkeypatch):
    program = executable(tmp_path / "broken", 1)
    monkeypatch.setenv("CHROMIUM", str(program))
    assert find_chromium() is None
    assert missing() == f"CHROMIUM={program} names no program that starts"


def test_find_chromium_finds_what_playwright_downloaded(tmp_path, monkeypatch):
    program = executable(tmp_path / "chromium-1255" / "chrome-linux64" / "chrome", 0)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert find_chromium() == str(program)
