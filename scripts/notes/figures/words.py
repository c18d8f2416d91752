"""The words of the figures, both languages side by side in words.yml."""

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("words.yml")
LANGUAGES = ("ko", "en")


def require_both(entries: dict[str, dict[str, str]], file: str) -> None:
    """Raises ValueError where an entry lacks a language or has one that no page is written in."""
    for key, texts in entries.items():
        if set(texts) != set(LANGUAGES) or not all(texts.values()):
            raise ValueError(f"{file}: {key}: has {', '.join(texts)}; wanted are {', '.join(LANGUAGES)}")


@cache
def words(lang: str) -> dict[str, str]:
    """key → text in one language."""
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    require_both(entries, FILE.name)
    return {key: texts[lang] for key, texts in entries.items()}
