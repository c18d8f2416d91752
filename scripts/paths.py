"""Where things are: the project, the sources of its pages, and what is made from them.

A page's source is NAME.LANGUAGE.md, a notebook's NAME.LANGUAGE.nb.md; both languages stand side by side. Its
`uri` says no language: `til/2021-01-12/index.md` is docs/til/2021-01-12/index.ko.md and index.en.md.
"""

import os
import re
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
LANGUAGES = ("ko", "en")
NOTEBOOK = ".nb.md"
SOURCE = re.compile(rf"(?P<name>[^.].*)\.(?P<language>{'|'.join(LANGUAGES)})(?P<kind>(?:\.nb)?\.md)")
DATE = re.compile(r"til/(\d{4}-\d{2}-\d{2})/")


def source(uri: str, language: str) -> Path:
    """The file of a page in one language."""
    suffix = NOTEBOOK if uri.endswith(NOTEBOOK) else ".md"
    return DOCS / f"{uri.removesuffix(suffix)}.{language}{suffix}"


def uris(language: str, below: str = "") -> list[str]:
    """The pages that a language has a source of, those in the folder `below` docs/."""
    matches = {path.relative_to(DOCS): SOURCE.fullmatch(path.name) for path in sorted((DOCS / below).rglob("*.md"))}
    return [
        path.with_name(match["name"] + match["kind"]).as_posix()
        for path, match in matches.items()
        if match and match["language"] == language and not any(part[0] == "." for part in path.parts)
    ]


def dates() -> list[str]:
    """The days of the notes, the newest first: 2021-01-12."""
    return sorted((path.name for path in (DOCS / "til").glob("????-??-??") if path.is_dir()), reverse=True)


def date_of(uri: str) -> str | None:
    """The day of the note that a page belongs to."""
    match = DATE.match(uri)
    return match and match[1]


def shown(path: Path) -> str:
    """The path as messages show it: from the repository's root."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def cache_folder() -> Path:
    """ROOT/.cache; for a checkout that is not to be written to, the first of the user's own that is."""
    name = "backpropagation-notes"
    user = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))
    last = Path(tempfile.gettempdir()) / f"{name}-{os.getuid() if hasattr(os, 'getuid') else 'cache'}"
    return next((folder for folder in (ROOT / ".cache", user / name) if is_writable(folder)), last)


def is_writable(folder: Path) -> bool:
    """Whether files can be put into the folder, which is made if need be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


CACHE = cache_folder()
