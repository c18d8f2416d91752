"""Chromium for the tests: found where it usually is, or installed; the standard library only."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# For each window Chromium loads pages of its own into the address bar's popups, which take more time than a
# page of the site. It heeds the last such list only, so this one also has what matters here of Playwright's.
UNWANTED = (
    "WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup,"
    "HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding,Translate"
)
# The last three keep Chromium from asking hosts of its own; no sandbox, as root cannot have one.
FLAGS = (
    *(f"--disable-features={UNWANTED}", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLAYWRIGHTS_OWN = """from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)"""


def find_chromium(python=sys.executable):
    """The path of a Chromium or Chrome that starts, or None. $CHROMIUM, where set, is the only candidate.

    `python` is one with Playwright, which knows where it puts what it downloads.
    """
    named = os.environ.get("CHROMIUM")
    on_path = filter(None, map(shutil.which, [named] if named else NAMES))
    if path := next(filter(starts, on_path), None):
        return path
    return None if named else playwrights_own(python)


def playwrights_own(python):
    """The path of the Chromium that Playwright has downloaded, or None."""
    done = subprocess.run([python, "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True)
    path = done.stdout.strip()
    return path if path and starts(path) else None


def starts(path):
    """Whether it starts: Ubuntu's chromium-browser is there, and only says that a snap is needed."""
    if os.name == "nt":
        return Path(path).exists()  # there --version opens a window
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
    path = find_chromium(python)
    if not path and not os.environ.get("CHROMIUM"):
        print("No Chromium found; installing one ...", file=sys.stderr, flush=True)
        if is_debian() and os.geteuid() == 0:  # on Ubuntu the package only points to a snap
            run("apt-get", "update")
            # A Hangul font, or Korean pages are measured in empty boxes.
            run("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-nanum")
        if not (path := find_chromium(python)):
            run(python, "-m", "playwright", "install", "chromium")
            path = find_chromium(python)
    return path or sys.exit(f"scripts/{Path(sys.argv[0]).name}: {missing()}")


def is_debian():
    """Whether this is Debian itself."""
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def run(*words):
    """Runs the command; whether it helped is seen by looking."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)
