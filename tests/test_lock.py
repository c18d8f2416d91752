"""The lock that CI installs: .ci/requirements.lock, made of requirements.txt by the command at its top."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
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
    return [version for found, version, _ in PINNED.findall(LOCK) if canonicalize_name(found) == name]


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
