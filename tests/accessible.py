"""What axe finds on a page, a line each."""

from axe_playwright_python.sync_playwright import Axe

# Of a formula axe gets the words: it would look at some thousand boxes, which are drawn for the eye only.
SAY_FORMULAS = """document.querySelectorAll(".katex").forEach(
    (formula) => formula.replaceWith(formula.querySelector("math")?.ariaLabel ?? formula.textContent))"""
# All rules, but no report of what is well: of thousands of elements that takes most of the time.
BRIEF = {"resultTypes": ["violations"], "selectors": False}


def violations(page, *without: str) -> list[str]:
    """Rule and place of everything that axe finds wrong with the page, whose formulas become their words.

    without: selectors of what is not looked at.
    """
    page.evaluate(SAY_FORMULAS)
    violations = (
        Axe().run(page, context={"exclude": [[part] for part in without]}, options=BRIEF).response["violations"]
    )
    return [f"{rule['id']}: {node['html'][:120]}" for rule in violations for node in rule["nodes"]]
