"""The derivation and the NumPy evaluation know nothing of each other, so that each can catch the other."""

import ast
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def modules(package):
    folder = ROOT / "scripts" / "backprop" / package
    return [f"scripts.backprop.{package}.{path.stem}" for path in folder.glob("*.py")]


def loaded_by(package):
    """The modules that are loaded once all of a package is imported, in a Python of its own."""
    code = (
        "import importlib, json, sys\n"
        f"for name in {modules(package)!r}: importlib.import_module(name)\n"
        "print(json.dumps(list(sys.modules)))"
    )
    return json.loads(subprocess.check_output([sys.executable, "-c", code], cwd=ROOT))


def imported_in(package):
    """The names in every import statement of a package, those inside functions too."""
    for path in (ROOT / "scripts" / "backprop" / package).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


def test_the_derivation_imports_nothing_of_the_NumPy_evaluation():
    loaded = loaded_by("symbolic")
    assert "scripts.backprop.symbolic.derive" in loaded
    assert not [name for name in loaded if name.startswith("scripts.backprop.numeric")]
    assert not [name for name in imported_in("symbolic") if "numeric" in name]


def test_the_NumPy_evaluation_imports_no_SymPy():
    loaded = loaded_by("numeric")
    assert "scripts.backprop.numeric.evaluate" in loaded
    assert not [name for name in loaded if name.split(".")[0] in ("sympy", "mpmath")]
    assert not [name for name in imported_in("numeric") if "sympy" in name or "symbolic" in name]
