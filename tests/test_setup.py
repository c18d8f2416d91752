"""The set-up, the lock of CI, scripts/serve and the search for Chromium, run as a person runs them, with no network."""

import os
import re
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.tools import browser

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


def run(script, *words, **options):
    """Exit status, standard output and standard error of one of our programs."""
    options |= {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True}
    done = subprocess.run([sys.executable, str(script), *words], **options)
    return done.returncode, done.stdout, done.stderr


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
    with ThreadPoolExecutor(2) as both:
        ended = list(both.map(set_up, [checkout, checkout]))
    assert [status for status, _, _ in ended] == [0, 0]
    assert sum(MADE in errors for _, _, errors in ended) == 1
    assert has_claim(checkout)


@pytest.mark.slow
def test_a_set_up_that_pip_fails_says_so_in_one_line_and_leaves_no_stamp(tmp_path):
    root = project(tmp_path / "failing", MISSING_WHEEL)
    status, output, errors = set_up(root)
    assert (status, output) == (1, "")
    assert errors.splitlines()[-1].startswith("scripts/ready: pip could not install")
    assert "Traceback" not in errors
    assert not (root / ".venv" / "stamp").exists()


@pytest.mark.slow
def test_where_ci_is_set_the_lock_is_installed_by_its_hashes_and_nothing_else(tmp_path):
    """The requirements.txt beside the lock cannot be installed, so that it shows which one is taken."""
    root = project(tmp_path / "locked", MISSING_WHEEL)
    (root / ".ci").mkdir()
    digest = sha256((root / WHEEL).read_bytes()).hexdigest()
    (root / ".ci" / "requirements.lock").write_text(f"./{WHEEL} --hash=sha256:{digest}\n")
    on_ci = os.environ | {"CI": "true"}
    assert set_up(root, env=on_ci)[0] == 0
    assert has_claim(root)
    assert set_up(root, env=os.environ | {"CI": ""})[0] == 1  # for people: requirements.txt
    with ZipFile(root / WHEEL, "a") as changed:
        changed.writestr("more.py", "")
    status, _, errors = set_up(root, env=on_ci)
    assert status == 1
    assert "DO NOT MATCH THE HASHES" in errors
    assert errors.splitlines()[-1].startswith("scripts/ready: pip could not install .ci/")
    assert not has_claim(root)


def test_a_python_that_is_too_old_is_told_so_in_one_line(tmp_path):
    environment = project(tmp_path / "old") / "scripts" / "tools" / "environment.py"
    environment.write_text(environment.read_text("utf-8").replace("(3, 11)", "(3, 99)"), "utf-8")
    status, _, errors = set_up(tmp_path / "old")
    assert status == 1
    assert errors.startswith("scripts/ready: Python 3.99 or newer is needed; this is 3.")
    assert len(errors.splitlines()) == 1


# --- the lock that CI installs, made of requirements.txt by the command at its top ------------------------

LOCK = (ROOT / ".ci" / "requirements.lock").read_text("utf-8")
# click==8.4.1 ; python_full_version >= '3.12' \, its hashes, and the packages that want it.
HASHES, WHY = r"(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", r"((?: {4}# .*\n)+)"
PINNED = re.compile(rf"^([\w.-]+)==([\w.]+)(?: ; .+)? \\\n{HASHES}{WHY}", re.M)
WANTED = [
    Requirement(line.partition("#")[0])
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    if line.partition("#")[0].strip()
]


def locked(name: str) -> list[str]:
    """The versions of a package in the lock: one, or one for each Python where that makes a difference."""
    return [version for package, version, _ in PINNED.findall(LOCK) if canonicalize_name(package) == name]


@pytest.mark.parametrize("requirement", WANTED, ids=lambda requirement: requirement.name)
def test_the_lock_has_each_requirement_within_its_bounds(requirement):
    versions = locked(canonicalize_name(requirement.name))
    assert versions, f"{requirement.name} is missing; the command at the top of the lock makes it anew"
    assert [version for version in versions if version not in requirement.specifier] == []


def test_the_lock_has_no_requirement_that_requirements_txt_no_longer_has():
    direct = {canonicalize_name(name) for name, _, why in PINNED.findall(LOCK) if "-r requirements.txt" in why}
    assert direct == {canonicalize_name(requirement.name) for requirement in WANTED}


def test_every_package_of_the_lock_has_its_version_and_its_hashes():
    lines = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(PINNED.findall(LOCK)) == len(lines) > len(WANTED)


def test_the_lock_names_no_index_and_no_file_of_the_machine_that_made_it():
    assert not re.search(r"://|^-|index-url|find-links", LOCK, re.M)


# --- the commands ------------------------------------------------------------------------------------------


def test_serve_says_in_one_line_that_its_port_is_taken_and_how_to_choose_another():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        status, output, errors = run(ROOT / "scripts" / "serve", "--port", str(port))
    assert (status, output) == (1, "")
    message = rf"scripts/serve: port {port} is taken; another port: scripts/serve --port \d+\n"
    assert re.fullmatch(message, errors)


@pytest.mark.parametrize("words", [["--port", "x"], ["--dev-addr", "127.0.0.1:0"]])
def test_serve_says_in_one_line_what_a_port_is(words):
    status, output, errors = run(ROOT / "scripts" / "serve", *words)
    assert (status, output) == (1, "")
    assert re.fullmatch(r"scripts/serve: '\w+' is no port; a port is a number from 1 to 65535\n", errors)


# --- Chromium --------------------------------------------------------------------------------------------


def executable(path, status):
    """A program that ends with this status."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return path


def test_of_chromium_the_variable_decides_alone(tmp_path, monkeypatch):
    program = executable(tmp_path / "our chromium", 0)
    monkeypatch.setenv("CHROMIUM", str(program))
    assert browser.find_chromium() == str(program)
    monkeypatch.setenv("CHROMIUM", str(executable(tmp_path / "broken", 1)))
    assert browser.find_chromium() is None
    assert browser.missing() == f"CHROMIUM={tmp_path}/broken names no program that starts"
