"""Files that appear whole or not at all; the standard library only."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write beside the file, then rename: a reader sees the old file or the new one. Makes its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_text(text, "utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
