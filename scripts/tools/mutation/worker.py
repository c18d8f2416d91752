"""`python -m scripts.tools.mutation.worker` asks oracles of the engine beside it, which may have a fault.

Standard input is a pickle of (names, networks), the oracles' names and the networks by theirs; standard output
a pickle of one Answer an oracle.
"""

import pickle
import sys
import warnings
from pathlib import Path

import numpy as np

from .faults import ENGINE
from .oracles import EVERY, KINK, Answer, Oracle


def ask(oracle: Oracle, networks: dict) -> Answer:
    """All that the oracle says of the networks that are for it."""
    answer = Answer()
    for network in networks if oracle.at_kink else networks.keys() - {KINK}:
        try:
            values = oracle.values(networks[network])
        except Exception as error:  # a broken engine may fail in any way
            answer.errors[network] = f"{type(error).__name__}: {error}".splitlines()[0]
        else:
            answer.values |= {f"{network}: {name}": array for name, array in values.items()}
    answer.files = loaded()
    return answer


def loaded() -> frozenset[str]:
    """The files of the engine that this process has imported, relative to scripts/backprop."""
    paths = (Path(file) for module in [*sys.modules.values()] if (file := getattr(module, "__file__", None)))
    return frozenset(path.relative_to(ENGINE).as_posix() for path in paths if path.is_relative_to(ENGINE))


def main() -> None:
    """Ask the oracles, and write their answers."""
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    names, networks = pickle.load(sys.stdin.buffer)
    pickle.dump({name: ask(EVERY[name], networks) for name in names}, sys.stdout.buffer)


if __name__ == "__main__":
    main()
