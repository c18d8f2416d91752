"""The service worker: after a first visit the whole site is there without a network."""

import hashlib
import json
import re
from pathlib import Path

WORKERS = Path(__file__).parent / "workers"
NAME = "service-worker.js"
EMPTY = "const FILES = {};"
# What no page asks for: sources of minified files, whole fonts beside those in the stylesheet, the
# search's other languages, and what is for machines.
LEFT_OUT = re.compile(r"\.map$|\.woff2$|/lunr/|(^|/)(sitemap|feed)\.xml(\.gz)?$|\.txt$|(^|/)card[^/]*\.png$")


def kept(site: Path) -> dict[str, str]:
    """Each file that a reader may open, by its path in the site: a digest of its content."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    named = {path.relative_to(site).as_posix(): path for path in files}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for name, path in named.items()
        if name != NAME and not LEFT_OUT.search(name)
    }


def write(site: Path) -> None:
    """The service worker of a finished site, which knows all of its files."""
    script = (WORKERS / "site.js").read_text("utf-8")
    files = json.dumps(kept(site), ensure_ascii=False, separators=(",", ":"))
    (site / NAME).write_text(script.replace(EMPTY, f"const FILES = {files};"), "utf-8", newline="\n")


def write_none(site: Path) -> None:
    """One that leaves, for `serve`: its pages change."""
    (site / NAME).write_text((WORKERS / "none.js").read_text("utf-8"), "utf-8", newline="\n")
