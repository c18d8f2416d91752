"""ruff finds nothing to say, in the scripts without an ending and in the notes' own Python too."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {path for path in (ROOT / "scripts").iterdir() if path.is_file() and not path.suffix}


def ruff(*words):
    command = [sys.executable, "-m", "ruff", *words, "scripts", "tests", "docs"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.parametrize("words", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff_is_content_with(words):
    done = ruff(*words)
    assert done.returncode == 0, done.stdout


def test_ruff_reads_the_scripts_without_an_ending_too():
    assert set(map(str, COMMANDS)) <= set(ruff("check", "--show-files").stdout.splitlines())
    assert len(COMMANDS) > 5
