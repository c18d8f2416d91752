"""Chromium for the tests: found where it usually is, or installed; the standard library only."""

import os
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

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
    candidates = [named] if named else chain(NAMES, PLACES, downloaded())
    return next(filter(starts, filter(None, map(shutil.which, candidates))), None)


def downloaded():
    """What Playwright has downloaded, the newest first."""
    own = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = map(Path, [own] if own else map(os.path.expanduser, DOWNLOADS))
    programs = (path for folder in folders for name in PROGRAMS for path in folder.glob(f"chromium-*/{name}"))
    return map(str, sorted(programs, reverse=True))


def starts(path):
    """Whether it starts: Ubuntu's chromium-browser is there, and only says that a snap is needed."""
    if os.name == "nt":
        return True  # there --version opens a window
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def missing():
    """The line that says what to do where there is no Chromium."""
    if named := os.environ.get("CHROMIUM"):
        return f"CHROMIUM={named} names no program that starts"
    return "no Chromium that starts: install Chromium or Chrome, or name its program in the variable CHROMIUM"


def ensure_chromium(python):
    """The path of a Chromium that starts, installed if need be; one line and the end where that fails."""
    if not find_chromium() and not os.environ.get("CHROMIUM"):
        install_chromium(python)
    return find_chromium() or sys.exit(f"scripts/{Path(sys.argv[0]).name}: {missing()}")


def install_chromium(python):
    """Debian's own package where it can be installed without a question, or else what Playwright downloads.

    On Ubuntu the package of this name only points to a snap. `python` is one that has Playwright.
    """
    print("No Chromium found; installing one ...", file=sys.stderr, flush=True)
    root = as_root() if is_debian() else None
    if root is not None:
        run(*root, "apt-get", "update")
        # A Hangul font, or Korean pages are measured in empty boxes.
        run(*root, "apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-nanum")
    if not find_chromium():
        run(python, "-m", "playwright", "install", "chromium")


def run(*words):
    """Runs the command; whether it helped is seen by looking."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def is_debian():
    """Whether this is Debian itself."""
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def as_root():
    """The words before a command that root runs, or None where that would need a password."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    allowed = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0
    return sudo if allowed else None
