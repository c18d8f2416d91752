"""Makes .venv in the repository root with everything in requirements.txt; the standard library only.

    python3 scripts/tools/environment.py

Where CI is set, as on GitHub, it installs .ci/requirements.lock: the same versions, by their hashes.

The first run installs. A later one compares a stamp and is done at once: the stamp is written last, so a
set-up that was broken off has none and the next run makes .venv anew. So does a changed requirements.txt,
another Python, or a moved folder. All that it says goes to standard error: standard output is the
command's own, as JSON may be. This file must also start on a Python that is too old to be used.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

from lock import fcntl, locked

ROOT = Path(__file__).resolve().parents[2]
OLDEST = (3, 11)
LOCK = ".ci/requirements.lock"
CANDIDATES = ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python")


def command(main):
    """`main` for a person at a terminal: an error is one line, and Ctrl-C ends quietly."""
    try:
        find_new_enough_python()
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        sys.exit(f"{_program()}: {error.filename or 'system'}: {error.strerror or error}")


def find_new_enough_python():
    """Goes on in a newer Python from PATH where this one is older than 3.11."""
    if sys.version_info >= OLDEST:
        return
    for path in filter(None, map(shutil.which, CANDIDATES)):
        if _is_new_enough(path):  # asked, as a name on PATH can be a stand-in that only fails
            become(path, *sys.argv)
    needed, this = ("{}.{}".format(*version) for version in (OLDEST, sys.version_info))
    sys.exit(f"{_program()}: Python {needed} or newer is needed; this is {this}, and no newer one is on PATH")


def _is_new_enough(python):
    check = "import sys; sys.exit(sys.version_info < {})".format(OLDEST)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.call([python, "-c", check], **quiet) == 0


def become(*words):
    """Runs this command in place of the running program: signals and the exit status are its own."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(words[0], [str(word) for word in words])
    sys.exit(subprocess.call(words))  # Windows: execv would return to the shell at once


def set_up(root=ROOT):
    """The path of .venv's Python, with requirements.txt installed."""
    if not is_ready(root):
        waiting = "Another set-up is under way; waiting for it ..."
        with locked(root / ".cache" / "environment.lock", waiting) as lock:
            if not is_ready(root):  # the one that was waited for may have made it
                _make(root, lock)
    return _python(root)


def is_ready(root):
    """Whether .venv was made to its end, here, for this Python and what is to be installed."""
    try:
        return _stamp_file(root).read_bytes() == _stamp(root) and _python(root).exists()
    except FileNotFoundError:
        return False


def _make(root, lock):
    maker = _maker()
    wanted = _wanted(root)
    print(f"Making .venv and installing {wanted}: once, a minute or two ...", file=sys.stderr, flush=True)
    _remove(root)
    _create(root, maker)
    _install(root, lock)
    _stamp_file(root).write_bytes(_stamp(root))


def _remove(root):
    """Without .venv. The stamp goes first: half a .venv must never have one."""
    venv = root / ".venv"
    if _stamp_file(root).exists():
        _stamp_file(root).unlink()
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(str(venv))


def _create(root, maker):
    # The Python beneath, as the running one may be that of the very .venv that was just removed.
    python = getattr(sys, "_base_executable", None) or sys.executable
    done = subprocess.run([python, "-m", maker, ".venv"], cwd=root, capture_output=True, text=True)
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines() or [f"exit status {done.returncode}"]
        sys.exit(f"{_program()}: .venv could not be made by {python}: {lines[-1]}")


def _maker():
    """The module that makes virtual environments: Debian splits venv, and may have half of it only."""
    if find_spec("venv") and find_spec("ensurepip"):
        return "venv"
    if find_spec("virtualenv"):
        return "virtualenv"
    package = "python{}.{}-venv".format(*sys.version_info)
    sys.exit(f"{_program()}: {sys.executable} cannot make .venv; on Debian and Ubuntu: apt install {package}")


def _install(root, lock):
    wanted = _wanted(root)
    pip = [_python(root), "-m", "pip", "install", "--disable-pip-version-check", "-r", wanted]
    pip += ["--require-hashes"] if wanted == LOCK else []
    environment = {**os.environ, "PIP_USER": "0"}  # pip refuses --user, a common setting, in a .venv
    # pip holds the lock too: should only this program be killed, no other set-up starts while pip writes.
    shared = {"pass_fds": [lock.fileno()] if fcntl else []}
    streams = {"stdin": subprocess.DEVNULL, "stdout": sys.stderr}
    done = subprocess.run(pip, cwd=root, env=environment, **streams, **shared)
    if done.returncode:
        sys.exit(f"{_program()}: pip could not install {wanted}; the reason is above")


def _wanted(root):
    """What is installed: for people the newest that the tests allow, for CI what is locked."""
    return LOCK if os.environ.get("CI") and (root / LOCK).exists() else "requirements.txt"


def _stamp(root):
    python = f"{sys.version_info[0]}.{sys.version_info[1]} {sysconfig.get_platform()}"
    inputs = [(root / _wanted(root)).read_bytes(), python.encode(), os.fsencode(root)]
    return hashlib.sha256(b"\0".join(inputs)).hexdigest().encode()


def _stamp_file(root):
    return root / ".venv" / "stamp"


def _python(root):
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _program():
    return f"scripts/{Path(sys.argv[0]).name}"


if __name__ == "__main__":
    command(set_up)
