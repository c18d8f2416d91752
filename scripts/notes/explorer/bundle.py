"""Several ES modules become one script that a page loads as it loads any other, from a disk too.

A browser refuses modules below file://, and asks for each module only when it has read the one
before. esbuild (github.com/evanw/esbuild) joins them and leaves out what nobody calls.
"""

import tempfile
from pathlib import Path

from ... import cache
from ...npm import NpmError, Package, node, one_line, run

ESBUILD = Package("esbuild", Path(__file__).parent)
OPTIONS = ("--bundle", "--format=iife", "--minify", "--charset=utf8", "--target=es2022", "--log-level=error")


def script(entry: Path, named: dict[str, str]) -> str:
    """The script that begins with the module `entry`, minified.

    named: modules that are imported by name, not by address.
    Raises NpmError where esbuild cannot be installed or a module is wrong.
    """
    modules = {path.name: path.read_text("utf-8") for path in sorted(entry.parent.glob("*.js"))}
    name = cache.key(ESBUILD.version(), OPTIONS, entry.name, modules, named)
    return cache.kept("scripts", name, lambda: bundled(entry, named).encode()).decode()


def bundled(entry: Path, named: dict[str, str]) -> str:
    """The script, made now."""
    esbuild = ESBUILD.install() / "node_modules" / "esbuild" / "bin" / "esbuild"
    with tempfile.TemporaryDirectory() as folder:
        aliases = []
        for name, text in named.items():
            path = Path(folder) / f"{name}.js"
            path.write_text(text, "utf-8")
            aliases.append(f"--alias:{name}={path}")
        done = run([*node(), str(esbuild), str(entry), *OPTIONS, *aliases])
    if done.returncode:
        raise NpmError(f"esbuild: {one_line(done.stderr)}")
    return done.stdout
