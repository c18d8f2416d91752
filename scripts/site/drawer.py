"""The drawer that has the list of pages on a narrow screen: its control where the keyboard finds it."""

import re

from ..paths import ROOT
from ..sources import SourceError, line_of

# The theme has the control at the beginning of the body, outside of all landmarks and not drawn; in the
# header there is a sign for the pointer only.
CONTROL = re.compile(r'<input class="md-toggle" data-md-toggle="drawer"[^>]*>')
SIGN = '<label class="md-header__button md-icon" for="__drawer">'


def reachable(html: str, name: str) -> str:
    """A page with the control, under this name, before its sign; site.css lays one over the other.

    Raises SourceError for a theme that has them no longer.
    """
    control = CONTROL.search(html)
    if not control or SIGN not in html:
        path = ROOT / "mkdocs.yml"
        wrong = "this version has the drawer's control elsewhere; scripts/site/drawer.py has to follow it"
        raise SourceError(path, line_of(path, "name: material"), f"the theme: {wrong}")
    named = control[0].replace(">", f' aria-label="{name}">')
    return html.replace(control[0], "", 1).replace(SIGN, named + SIGN, 1)
