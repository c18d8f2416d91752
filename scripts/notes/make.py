"""python -m scripts.notes.make NETWORK.yml OUT …: everything that pages name, written as OUT/note.json.

The file appears whole or not at all. One process can make the notes of several networks, whose names it
prints as it goes. Exit codes: 2 for bad input, as the command line's; 3, with its number, for an error
of the system.
"""

import argparse
import base64
import json
import sys
from pathlib import Path

from ..backprop import gradient_check
from ..backprop.network import Network
from ..backprop.numeric.evaluate import Evaluation
from ..backprop.network.reader import InputError, read_and_evaluate
from ..whole import write_whole
from . import social_card, derivation, explorer, figures, formulas, notebook, values

LANGUAGES = ("ko", "en")
MAX_LAYERS, MAX_UNITS = 6, 8  # what a figure and a page of formulas can still show


def check_size(path: Path, network: Network) -> None:
    """Raises InputError for a network that evaluates but is too large to read about."""
    if network.L > MAX_LAYERS or max(network.s.values()) > MAX_UNITS:
        size = f"{network.L} layers of up to {max(network.s.values())} units are too many for a page"
        raise InputError(str(path), 1, "layers", size, f"at most {MAX_LAYERS} layers of {MAX_UNITS} units")


def facts(network: Network) -> dict:
    """What prose counts or chooses by: layers, units, names of functions."""
    return {
        "L": network.L,
        "m": network.m,
        "s": {str(l): size for l, size in network.s.items()},
        "g": {str(l): name for l, name in network.g.items()},
        "bias": {str(l): network.has_bias(l) for l in range(1, network.L)},
        "shapes": {str(l): list(Theta.shape) for l, Theta in network.Theta.items()},
        "cost": network.cost,
        "reduction": network.reduction,
        "penalty": network.penalty,
        "examples": derivation.example_units(network),
    }


def drawn(network: Network, evaluation: Evaluation) -> dict:
    """Every figure in both languages: svg, alt, caption."""
    return {
        language: {name: vars(figures.draw(name, network, evaluation, language)) for name in figures.FIGURES}
        for language in LANGUAGES
    }


def prove(path: Path, network: Network, evaluation: Evaluation) -> None:
    """Raises InputError where SymPy, NumPy and central differences disagree: no page is made then.

    The bound is that of the differences for every pair: a saturated unit costs digits, not truth.
    """
    for difference in gradient_check.compare(network, evaluation):
        if not difference.worst <= gradient_check.DIFFERENCES:
            raise InputError(
                f"{path}:1: {difference.quantity}: {' and '.join(difference.pair)} disagree by "
                f"{difference.worst:.1e}; at most {gradient_check.DIFFERENCES:.0e} is allowed"
            )


def note(path: Path) -> dict:
    """All of it, as JSON data."""
    network, evaluation = read_and_evaluate(path)
    check_size(path, network)
    prove(path, network, evaluation)
    named = values.named(network, evaluation)
    return {
        "facts": facts(network),
        "values": named,
        "formulas": formulas.all_formulas(network, named),
        "layers": derivation.layers(network),
        "gradients": derivation.gradients(network),
        "explorer": explorer.explorer(network),
        "figures": drawn(network, evaluation),
        "cells": notebook.cells(network, evaluation),
        "descent": notebook.descent(network),
        "card": base64.b64encode(social_card.draw(path.stem, network, evaluation)).decode(),
    }


def make(network: Path, out: Path) -> int:
    """One note; the exit code that it asks for."""
    print(network, flush=True)
    try:
        made = note(network)
    except (InputError, ArithmeticError) as error:
        print(error, file=sys.stderr)
        return 2
    try:
        write_whole(out / "note.json", json.dumps(made, ensure_ascii=False, indent=1))
    except OSError as error:
        print(error.errno, file=sys.stderr)
        return 3
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="+", help="NETWORK OUT, as often as you like")
    paths = parser.parse_args().paths
    if len(paths) % 2:
        parser.error("each network needs its folder")
    return max(make(*pair) for pair in zip(paths[::2], paths[1::2], strict=True))


if __name__ == "__main__":
    sys.exit(main())
