"""Makes .venv in the repository root with everything in requirements.txt; the standard library only.

Where CI is set, as on GitHub, it installs .ci/requirements.lock: the same versions, by their hashes.

The first run installs. A later one compares a stamp and is done at once: the stamp is written last, so a
set-up that was broken off has none and the next run makes .venv anew. So does a changed requirements.txt,
another Python, or a moved folder. All that it says goes to standard error: standard output is the
command's own, as JSON may be. This file must also start on a Python that is too old to be used.
"""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from lock import locked

ROOT = Path(__file__).resolve().parents[2]
OLDEST = (3, 11)
LOCK = ".ci/requirements.lock"


def command(main):
    """`main` for a person at a terminal: an error is one line, and Ctrl-C ends quietly."""
    if sys.version_info < OLDEST:
        needed, running = ("{}.{}".format(*version) for version in (OLDEST, sys.version_info))
        fail("Python {} or newer is needed; this is {}".format(needed, running))
    try:
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


def set_up(root=ROOT):
    """The path of .venv's Python, with requirements.txt installed."""
    python = root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not is_ready(root, python):
        with locked(root / ".cache" / "environment.lock", "Another set-up is under way; waiting for it ..."):
            if not is_ready(root, python):  # the one that was waited for may have made it
                make(root, python)
    return python


def is_ready(root, python):
    """Whether .venv was made to its end, here, for this Python and what is to be installed."""
    stamp = root / ".venv" / "stamp"
    return python.exists() and stamp.exists() and stamp.read_text("utf-8") == inputs(root)


def make(root, python):
    """.venv from nothing; whatever stands there goes, the stamp first: half a .venv must never have one."""
    print("Making .venv and installing {}: once, a minute or two ...".format(wanted(root)), file=sys.stderr)
    stamp = root / ".venv" / "stamp"
    stamp.unlink(missing_ok=True)
    create(root)
    words = ["-m", "pip", "install", "--disable-pip-version-check", "-r", wanted(root)]
    words += ["--require-hashes"] if wanted(root) == LOCK else []
    environment = dict(os.environ, PIP_USER="0")  # pip refuses --user, a common setting, in a .venv
    streams = {"stdin": subprocess.DEVNULL, "stdout": sys.stderr}
    if subprocess.run([python, *words], cwd=root, env=environment, **streams).returncode:
        fail("pip could not install {}; the reason is above".format(wanted(root)))
    stamp.write_text(inputs(root), "utf-8")


def create(root):
    """An empty .venv: by venv or, as Debian splits that off and may have half of it only, by virtualenv."""
    # The Python beneath, as the running one may be that of the very .venv that goes.
    python = os.path.realpath(sys.executable)
    for module in ("venv", "virtualenv"):
        words = [python, "-m", module, "--clear", ".venv"]
        done = subprocess.run(words, cwd=root, capture_output=True, text=True)
        if done.returncode == 0:
            return
    package = "python{}.{}-venv".format(*sys.version_info)
    fail("{} cannot make .venv; on Debian and Ubuntu: apt install {}".format(python, package))


def wanted(root):
    """What is installed: for people the newest that the tests allow, for CI what is locked."""
    return LOCK if os.environ.get("CI") and (root / LOCK).exists() else "requirements.txt"


def inputs(root):
    """All that .venv depends on: the Python, the folder, what is to be installed."""
    python = "Python {}.{} {}".format(*sys.version_info[:2], sysconfig.get_platform())
    return "\n".join([python, ascii(root), (root / wanted(root)).read_text("utf-8")])
