"""The MkDocs hook: one `mkdocs build` (or `serve`) builds both languages and the landing page.

The build that MkDocs starts is the outer one, of the landing page. Before it touches the site,
it builds each language by the same mkdocs.yml into a folder of its own; a mistake stops it there,
so the last good site stays.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]
# MkDocs loads this file anew for each build of `serve`; what it imports must be as new.
for name in [name for name in sys.modules if name.startswith("scripts.")]:
    del sys.modules[name]
# Compiled files beside the sources would wake the watcher of `serve`.
sys.pycache_prefix = str(ROOT / ".cache" / "pycache")

from scripts.site.outer import (  # noqa: E402, F401
    on_build_error,
    on_config,
    on_files,
    on_post_build,
    on_pre_build,
    on_serve,
)
