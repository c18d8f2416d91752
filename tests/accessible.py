"""What axe finds on a page, a line each."""

from axe_playwright_python.sync_playwright import Axe

# Some thousand boxes in the colours of the text around them, and the MathML that is read in their place:
# test_accessible.py has what a screen reader gets of it.
DRAWN = {"exclude": [[".katex"]]}
# All rules, but no report of what is well: of 15,000 elements that takes most of the time.
BRIEF = {"resultTypes": ["violations"], "selectors": False}


def violations(page) -> list[str]:
    """Rule and place of everything that axe finds wrong with the page as it is now."""
    found = Axe().run(page, context=DRAWN, options=BRIEF).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
