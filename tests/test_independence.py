"""The derivation and the NumPy evaluation know nothing of each other, so that each can catch the other."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "scripts" / "backprop"
FOREIGN = {"symbolic": ("numeric",), "numeric": ("symbolic", "sympy", "mpmath")}


@pytest.mark.parametrize("package", FOREIGN)
def test_neither_loads_anything_of_the_other(package):
    modules = [f"scripts.backprop.{package}.{path.stem}" for path in (ENGINE / package).glob("*.py")]
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, encoding="utf-8").split()
    assert f"scripts.backprop.{package}.evaluate" in loaded
    own = [name.removeprefix("scripts.backprop.").split(".")[0] for name in loaded]
    assert not set(own) & set(FOREIGN[package])


@pytest.mark.parametrize("package", FOREIGN)
def test_neither_imports_anything_of_the_other_inside_a_function(package):
    for path in (ENGINE / package).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert not any(name in ast.unparse(node) for name in FOREIGN[package])
