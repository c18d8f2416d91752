"""Arrows between the rooms go down only, derivation and NumPy evaluation know nothing of each other, and ruff is
content."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = {"paths", "sources", "cache", "npm", "lock"}  # modules at the top of scripts/
# What each room may import of this project, besides itself and the shared modules.
BELOW = {
    "backprop": set(),
    "formulas": set(),
    "notes": {"backprop", "formulas"},
    "pages": {"backprop", "formulas", "notes"},
    "site": {"formulas", "notes", "pages"},
    "tools": {"backprop", "formulas", "notes", "pages"},
}
FOREIGN = {"symbolic": ("numeric",), "numeric": ("symbolic", "sympy", "mpmath")}
MODULES = {
    path: ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted((ROOT / "scripts").rglob("*.py"))
}


def imports(path):
    """The modules of this project that a file imports, at its top or inside a function."""
    package = MODULES[path].split(".") + ([""] if path.name == "__init__.py" else [])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: -node.level] if node.level else []
            target = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{target}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES.values() else target for name in names)


@pytest.mark.parametrize("room", BELOW)
def test_a_room_imports_only_rooms_below(room):
    for path in (path for path in MODULES if path.relative_to(ROOT / "scripts").parts[0] == room):
        rooms = {name.split(".")[1] for name in imports(path) if name.startswith("scripts.") and "." in name}
        assert rooms - {room} - SHARED <= BELOW[room], path


def test_no_import_goes_round_in_a_circle():
    graph = {name: {of for of in imports(path) if of in MODULES.values()} - {name} for path, name in MODULES.items()}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("package", FOREIGN)
def test_derivation_and_evaluation_load_nothing_of_each_other(package):
    modules = [name for name in MODULES.values() if name.startswith(f"scripts.backprop.{package}.")]
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, encoding="utf-8").split()
    assert f"scripts.backprop.{package}.evaluate" in loaded
    own = [name.removeprefix("scripts.backprop.").split(".")[0] for name in loaded]
    assert not set(own) & set(FOREIGN[package])


def ruff(*words):
    command = [sys.executable, "-m", "ruff", *words, "scripts", "tests", "docs"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.parametrize("words", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff_is_content_with(words):
    done = ruff(*words)
    assert done.returncode == 0, done.stdout
