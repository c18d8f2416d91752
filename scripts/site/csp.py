"""The Content-Security-Policy of each page: what it may load, and which inline scripts may run.

The scripts of the theme and of this site stand in the built HTML; they are allowed by the hash of
their text, so one that anything else puts into a page does not run.
"""

import base64
import hashlib
import re
from pathlib import Path

INLINE = re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/))[^>]*>(.*?)</script>", re.S)
CHARSET = '<meta charset="utf-8">'
# Styles: KaTeX places its glyphs by style attributes, for which there are no hashes.
RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def digest(script: str) -> str:
    """'sha256-…', as a policy names a script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(page: str) -> str:
    """The policy of a page's HTML."""
    allowed = sorted({digest(script) for script in INLINE.findall(page)})
    rules = RULES | {"script-src": " ".join([RULES["script-src"], *allowed])}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def guarded(page: str) -> str:
    """The page with its policy, before anything that the policy is for; in the place of an older one."""
    before, charset, after = page.partition(CHARSET)
    if not charset:
        raise ValueError(f"a page has no {CHARSET}, behind which its policy stands")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">'
    return before + charset + meta + re.sub(r'\A<meta http-equiv="Content-S[^>]*>', "", after)


def guard(folder: Path) -> None:
    """Give each page below the folder its policy."""
    for path in sorted(folder.rglob("*.html")):
        path.write_text(guarded(path.read_text("utf-8")), "utf-8", newline="\n")
