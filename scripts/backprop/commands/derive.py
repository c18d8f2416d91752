"""Every δ_j^(l) and ∂C/∂Θ_ij^(l) by SymPy, step by step, then the vector form."""

import json
import os
from argparse import ArgumentParser, Namespace

from ..network import Network
from ..network.errors import InputError
from ..network.reader import read_and_evaluate
from ..reasons import LANGUAGES
from .tables import painter

HELP = "derive every δ and every gradient, step by step"
EXAMPLES = (
    "derive docs/til/2021-01-12/network.yml",
    "derive docs/til/2021-01-12/network.yml --lang ko",
    "derive docs/til/2021-01-12/network.yml --latex",
    "derive docs/til/2021-01-12/network.yml --json",
    "derive docs/til/2021-01-12/network.yml --unit 2 1",
    "derive docs/til/2021-01-12/network.yml --vector",
)


def configure(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--latex", action="store_true", help="formulas in LaTeX")
    part = parser.add_mutually_exclusive_group()
    part.add_argument(
        "--unit", nargs=2, type=int, metavar=("L", "J"), help="only unit J of layer L and the weights into it"
    )
    part.add_argument("--vector", action="store_true", help="only the vector form, which is in LaTeX")
    parser.add_argument("--lang", choices=LANGUAGES, default=terminal_language(), help="of the reasons")


def terminal_language() -> str:
    """ko where the terminal's locale is Korean, else en."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ko" if locale.startswith("ko") else "en"


def run(arguments: Namespace) -> tuple[str, int]:
    """The text to print and the exit code."""
    network, _ = read_and_evaluate(arguments.file)
    if arguments.unit:
        check_unit(arguments.file, network, *arguments.unit)
    from ..symbolic.derive import Derivations
    from . import derivation

    derivations, unit = Derivations(network), arguments.unit
    if arguments.json:
        data = derivation.as_json(derivations, unit, arguments.vector)
        return json.dumps(data, ensure_ascii=False), 0
    if arguments.vector:
        return "\n".join(derivation.vector_lines(derivations)), 0
    writer = derivation.Writer(arguments.lang, arguments.latex, painter())
    return "\n".join(derivation.as_lines(derivations, unit, writer)), 0


def check_unit(file: str, network: Network, l: int, j: int) -> None:
    """Raise InputError where the network has no δ_j^(l)."""
    if not 2 <= l <= network.L:
        raise InputError(file, 1, "--unit", f"layer {l} has no δ", f"layers 2 to {network.L} are wanted")
    if not 1 <= j <= network.s[l]:
        wanted = f"units 1 to {network.s[l]} are there"
        raise InputError(file, 1, "--unit", f"layer {l} has no unit {j}", wanted)
