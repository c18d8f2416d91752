"""The MkDocs hook: one `mkdocs build` (or `serve`) builds both languages and the landing page.

The build that MkDocs starts is the outer one, of the landing page. Before it touches the site,
it builds each language by the same mkdocs.yml into a folder of its own; a mistake stops it there,
so the last good site stays.
"""

import sys
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


outer = fresh()
command = "build"


def on_startup(command, dirty):
    """Once, before all builds of a `serve`."""
    globals()["command"] = command


def on_config(config):
    """The first event of each build."""
    global outer
    outer = fresh()
    return outer.on_config(config)


def on_pre_build(config):
    outer.on_pre_build(config)


def on_files(files, config):
    return outer.on_files(files, config)


def on_post_build(config):
    outer.on_post_build(config, command)


def on_build_error(error):
    outer.on_build_error(error)


def on_serve(server, config, builder):
    return outer.on_serve(server)
