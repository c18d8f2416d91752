"""Several ES modules become one script that a page loads as it loads any other, from a disk too.

A browser refuses modules below file://, and asks for each module only when it has read the one
before. esbuild (github.com/evanw/esbuild) joins them and leaves out what nobody calls.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from ...npm import NpmError, Package, node, one_line, run

ESBUILD = Package("esbuild", Path(__file__).parent)
OPTIONS = ("--bundle", "--format=iife", "--minify", "--charset=utf8", "--target=es2022", "--log-level=error")


def script(entry: Path, given: dict[str, str], cache: Path) -> str:
    """The script that begins with the module `entry`, minified.

    given: modules that are imported by name, not by address; cache: where results are kept.
    Raises NpmError where esbuild cannot be installed or a module is wrong.
    """
    kept = cache / "bundles" / f"{key(entry, given)}.js"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = kept.with_suffix(f".{os.getpid()}")
        made.write_text(bundled(entry, given, cache), "utf-8", newline="\n")
        made.replace(kept)
    return kept.read_text("utf-8")


def key(entry: Path, given: dict[str, str]) -> str:
    """Changes with all that the script is made of: the modules beside the entry, the given ones, esbuild."""
    digest = hashlib.sha256(ESBUILD.version().encode())
    for path in sorted(entry.parent.glob("*.js")):
        digest.update(f"{path.name}\0{path.read_text('utf-8')}\0".encode())
    for name, text in sorted(given.items()):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:16]


def bundled(entry: Path, given: dict[str, str], cache: Path) -> str:
    """The script, made now."""
    esbuild = ESBUILD.install(cache) / "node_modules" / "esbuild" / "bin" / "esbuild"
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        aliases = []
        for name, text in given.items():
            path = Path(folder) / f"{name}.js"
            path.write_text(text, "utf-8")
            aliases.append(f"--alias:{name}={path}")
        done = run([*node(), str(esbuild), str(entry), *OPTIONS, *aliases])
    if done.returncode:
        raise NpmError(f"esbuild: {one_line(done.stderr)}")
    return done.stdout
