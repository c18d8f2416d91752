"""Chromium for the tests: found where it usually is, or installed; the standard library only."""

import os
import shutil
import signal
import subprocess
import sys
from itertools import chain
from pathlib import Path

# Of a page, what comes with the reader's first move (scripts/site/theme), now: done when it is there.
BRING_THEME = """() => new Promise((there) => {
    const theme = document.querySelector("script[data-later-src]");
    if (!theme || "document$" in window) return there();
    theme.addEventListener("load", there);
    dispatchEvent(new Event("wheel"));
})"""
# For each window Chromium loads pages of its own into the address bar's popups, which take more time than a
# page of the site. It heeds the last such list only, so this one also has what matters here of Playwright's.
UNWANTED = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxAimPopup",
    "HttpsUpgrades",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "Translate",
)
# The last three keep Chromium from asking hosts of its own; no sandbox, as root cannot have one.
FLAGS = (
    f"--disable-features={','.join(UNWANTED)}",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
# Where Playwright keeps what it downloads on Linux, macOS and Windows, and what the program is called there.
DOWNLOADS = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright", "~/AppData/Local/ms-playwright")
PROGRAMS = ("chrome-linux*/chrome", "chrome-mac*/*.app/Contents/MacOS/*", "chrome-win*/chrome.exe")


def find_chromium():
    """The path of a Chromium or Chrome that starts, or None. $CHROMIUM, where set, is the only candidate."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else chain(NAMES, PLACES, _downloaded())
    return next(filter(_starts, filter(None, map(shutil.which, candidates))), None)


def ensure_chromium(python):
    """The path of a Chromium that starts, installed if need be; one line and the end where that fails."""
    return find_chromium() or install_chromium(python) or sys.exit(f"scripts/test: {missing()}")


def missing():
    """The line that says what to do where there is no Chromium."""
    named = os.environ.get("CHROMIUM")
    if named:
        return f"CHROMIUM={named} names no program that starts"
    return "no Chromium that starts: install Chromium or Chrome, or name its program in the variable CHROMIUM"


def install_chromium(python):
    """The path of a Chromium that was just installed, or None. `python` is one that has Playwright.

    Debian's own package comes first where it can be installed without a question; on Ubuntu the package of
    this name only points to a snap.
    """
    if os.environ.get("CHROMIUM"):
        return None  # another one is not what was asked for
    print("No Chromium found; installing one for the tests ...", file=sys.stderr, flush=True)
    return (_is_debian() and _apt_install()) or _playwright_install(python)


def _apt_install():
    if (root := _as_root()) is None:
        return None
    apt = [*root, "apt-get", "-o", "DPkg::Lock::Timeout=60"]
    packages = ["chromium", "fonts-nanum"]  # a Hangul font, or Korean pages are measured in empty boxes
    _run([*apt, "update"], seconds=120)
    _run([*apt, "install", "-y", "--no-install-recommends", *packages], seconds=600)
    return find_chromium()


def _playwright_install(python):
    _run([python, "-m", "playwright", "install", "chromium"], seconds=180)
    return find_chromium()


def _run(command, seconds):
    """Runs `command` and what it starts for so many seconds at most; whether it helped is seen by looking."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    own = {"start_new_session": True} if os.name == "posix" else {}
    streams = {"stdin": subprocess.DEVNULL, "stdout": sys.stderr}
    with subprocess.Popen(command, env=environment, **streams, **own) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            print(f"{command[0]} took over {seconds} s and was stopped", file=sys.stderr, flush=True)
        finally:
            if process.poll() is None:
                _stop(process)


def _stop(process):
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGTERM)  # its own children too, which would go on downloading
    else:
        process.terminate()


def _as_root():
    """The words before a command that root runs, or None where that would need a password."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    asked = sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, stdin=subprocess.DEVNULL)
    return [sudo, "-n"] if asked and asked.returncode == 0 else None


def _is_debian():
    try:
        return "ID=debian" in Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False


def _downloaded():
    own = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = map(Path, [own] if own else map(os.path.expanduser, DOWNLOADS))
    found = (path for folder in folders for name in PROGRAMS for path in folder.glob(f"chromium-*/{name}"))
    return map(str, sorted(found, reverse=True))


def _starts(path):
    """Whether it starts: Ubuntu's chromium-browser is there, and only says that a snap is needed."""
    if os.name == "nt":
        return True  # there --version opens a window
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
