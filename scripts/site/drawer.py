"""The drawer that has the list of pages on a narrow screen: its control where the keyboard finds it."""

import re

# The theme has the control at the beginning of the body, outside of all landmarks and not drawn; in the
# header there is a sign for the pointer only.
CONTROL = re.compile(r'<input class="md-toggle" data-md-toggle="drawer"[^>]*>')
SIGN = '<label class="md-header__button md-icon" for="__drawer">'


def reachable(html: str, name: str) -> str:
    """A page with the control, under this name, before its sign; site.css lays one over the other."""
    control = CONTROL.search(html)[0]
    named = control.replace(">", f' aria-label="{name}">')
    return html.replace(control, "", 1).replace(SIGN, named + SIGN, 1)
