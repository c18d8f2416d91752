"""The MkDocs hook: one `mkdocs build` (or `serve`) builds both languages and the landing page."""

import gc
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Compiled files beside the sources would wake the watcher of `serve`.
sys.dont_write_bytecode = True


def fresh():
    """scripts/site/build.py and all that it imports of this project, as saved last.

    `serve` loads this file once, and Python every module once: an edited one would never show.
    """
    # Here, not once above: MkDocs takes back what a hook adds to the path while it is loaded.
    sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]
    for name in [name for name in sys.modules if name.split(".")[0] == "scripts"]:
        del sys.modules[name]
    return import_module("scripts.site.build")


def saved(but: str = "") -> dict[Path, int]:
    """When each source was last saved, but those whose names end so."""
    times = {}
    for path in (path for folder in ("scripts", "docs") for path in (ROOT / folder).rglob("*")):
        with suppress(OSError):  # gone in the meantime
            if path.is_file() and not (but and path.name.endswith(but)):
                times[path] = path.stat().st_mtime_ns
    return times


first, code = saved(), saved(but=".md")  # a page's text is read by each build anew
module, build, command = fresh(), None, "build"
gc.freeze()  # what is imported stays: walking over it again and again takes an eighth of a build


def on_startup(command, dirty):
    """Once, before all builds of a `serve`."""
    globals()["command"] = command


def on_config(config):
    """The first event of each build."""
    global module, code, build
    if (now := saved(but=".md")) != code:
        module, code = fresh(), now
    build = module.Build(command)
    return build.on_config(config)


def on_pre_build(config):
    build.on_pre_build(config)


def on_files(files, config):
    return build.on_files(files, config)


def on_post_build(config):
    build.on_post_build(config)


def on_build_error(error):
    if build:
        build.on_build_error(error)


def on_serve(server, config, builder):
    module.make_forgiving(server)
    if saved() != first:  # during the first build, when MkDocs does not watch yet
        server.builder()
    return server
