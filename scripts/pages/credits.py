"""What made the site, in which version, and what readers receive of others' work, under which licence."""

import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ..paths import ROOT
from ..sources import data_of


@cache
def known() -> dict[str, list[dict]]:
    """provenance.yml."""
    return data_of(Path(__file__).with_suffix(".yml"))


def made_with(language: str) -> list[dict]:
    """Each program: name, version, what it does."""
    return [in_language(entry, language) for entry in known()["made_with"]]


def shipped(language: str) -> list[dict]:
    """Each work that is in the pages: name, version ("" where its bearer has none of it), licence, link."""
    return [in_language(entry, language) for entry in known()["shipped"]]


def in_language(entry: dict, language: str) -> dict:
    """The entry in one language, with the version that is at work."""
    return entry | {"does": entry["does"][language], "version": version_of(entry)}


def version_of(entry: dict) -> str:
    """Of the installed package, or of the one that package-lock.json names."""
    if "python" in entry:
        return version(entry["python"])
    if "npm" not in entry:
        return ""
    lock = json.loads((ROOT / "scripts" / entry["lock"] / "package-lock.json").read_text("utf-8"))
    return lock["packages"][f"node_modules/{entry['npm']}"]["version"]
