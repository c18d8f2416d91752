"""What axe finds on a page, a line each."""

from axe_playwright_python.sync_playwright import Axe


def violations(page) -> list[str]:
    """Rule and place of everything that axe finds wrong with the page as it is now."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
