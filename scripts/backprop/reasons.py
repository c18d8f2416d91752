"""The reason for a step of a derivation, in the reader's language."""

import os
from functools import cache
from pathlib import Path

import yaml

LANGUAGES = ("ko", "en")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """reasons.yml. Raises KeyError if a reason lacks one of the languages."""
    reasons = yaml.safe_load(Path(__file__).with_name("reasons.yml").read_text("utf-8"))
    return {key: {language: texts[language] for language in LANGUAGES} for key, texts in reasons.items()}


def reason(kind: str, rule: str) -> dict[str, str]:
    """Why a step follows: {ko, en}. `kind` is hidden, output, coupled or gradient."""
    return catalogue().get(f"{kind}.{rule}") or catalogue()[rule]


def terminal_language() -> str:
    """ko where the terminal's locale is Korean, else en."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ko" if locale.startswith("ko") else "en"
