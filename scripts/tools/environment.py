"""Makes .venv in the repository root with everything in requirements.txt; the standard library only.

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
        fail("{}: {}".format(error.filename or "system", error.strerror or error))


def run(module):
    """Goes on as this module of the project, with the command's words; paths among them are the caller's."""
    python = set_up()
    os.environ["PYTHONPATH"] = str(ROOT)
    # Compiled files beside the sources would wake the watcher of `serve`.
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".cache" / "pycache")
    become(python, "-m", module, *sys.argv[1:])


def become(*words):
    """Runs this command in place of the running program: signals and the exit status are its own."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(words[0], [str(word) for word in words])
    sys.exit(subprocess.call(words))  # Windows: execv would return to the shell at once


def fail(line):
    """Ends the program with one line."""
    sys.exit("scripts/{}: {}".format(Path(sys.argv[0]).name, line))


def find_new_enough_python():
    """Goes on in a newer Python from PATH where this one is older than 3.11."""
    if sys.version_info >= OLDEST:
        return
    check = "import sys; sys.exit(sys.version_info < {})".format(OLDEST)
    for path in filter(None, map(shutil.which, CANDIDATES)):
        # Asked, as a name on PATH can be a stand-in that only fails.
        if subprocess.run([path, "-c", check], capture_output=True).returncode == 0:
            become(path, *sys.argv)
    needed, this = ("{}.{}".format(*version) for version in (OLDEST, sys.version_info))
    fail("Python {} or newer is needed; this is {}, and no newer one is on PATH".format(needed, this))


def set_up(root=ROOT):
    """The path of .venv's Python, with requirements.txt installed."""
    if not is_ready(root):
        waiting = "Another set-up is under way; waiting for it ..."
        with locked(root / ".cache" / "environment.lock", waiting) as lock:
            if not is_ready(root):  # the one that was waited for may have made it
                make(root, lock)
    return python_of(root)


def is_ready(root):
    """Whether .venv was made to its end, here, for this Python and what is to be installed."""
    try:
        return stamp_file(root).read_bytes() == stamp(root) and python_of(root).exists()
    except FileNotFoundError:
        return False


def make(root, lock):
    """.venv from nothing; whatever stands there goes, the stamp first: half a .venv must never have one."""
    line = "Making .venv and installing {}: once, a minute or two ...".format(wanted(root))
    print(line, file=sys.stderr, flush=True)
    if stamp_file(root).exists():
        stamp_file(root).unlink()
    create(root, maker())
    install(root, lock)
    stamp_file(root).write_bytes(stamp(root))


def maker():
    """The module that makes virtual environments: Debian splits venv, and may have half of it only."""
    if find_spec("venv") and find_spec("ensurepip"):
        return "venv"
    if find_spec("virtualenv"):
        return "virtualenv"
    package = "python{}.{}-venv".format(*sys.version_info)
    return fail("{} cannot make .venv; on Debian and Ubuntu: apt install {}".format(sys.executable, package))


def create(root, module):
    """An empty .venv."""
    # The Python beneath, as the running one may be that of the very .venv that goes.
    python = getattr(sys, "_base_executable", None) or sys.executable
    words = [python, "-m", module, "--clear", ".venv"]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True)
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines() or ["no reason given"]
        fail(".venv could not be made by {}: {}".format(python, lines[-1]))


def install(root, lock):
    """What is wanted, by pip."""
    words = ["-m", "pip", "install", "--disable-pip-version-check", "-r", wanted(root)]
    words += ["--require-hashes"] if wanted(root) == LOCK else []
    environment = dict(os.environ, PIP_USER="0")  # pip refuses --user, a common setting, in a .venv
    streams = {"stdin": subprocess.DEVNULL, "stdout": sys.stderr}
    # pip holds the lock too: should only this program be killed, no other set-up starts while pip writes.
    shared = {"pass_fds": [lock.fileno()]} if fcntl else {}
    done = subprocess.run([python_of(root), *words], cwd=root, env=environment, **streams, **shared)
    if done.returncode:
        fail("pip could not install {}; the reason is above".format(wanted(root)))


def wanted(root):
    """What is installed: for people the newest that the tests allow, for CI what is locked."""
    return LOCK if os.environ.get("CI") and (root / LOCK).exists() else "requirements.txt"


def stamp(root):
    """Changes with all that .venv depends on."""
    python = "{}.{} {}".format(*sys.version_info[:2], sysconfig.get_platform())
    inputs = [(root / wanted(root)).read_bytes(), python.encode(), os.fsencode(root)]
    return hashlib.sha256(b"\0".join(inputs)).hexdigest().encode()


def stamp_file(root):
    """Where the stamp is."""
    return root / ".venv" / "stamp"


def python_of(root):
    """The Python of .venv."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
