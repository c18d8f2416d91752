"""`python -m scripts.tools.mutation.worker ORACLE,… INPUT OUTPUT` asks oracles, in a copy of the project.

INPUT is a pickle of the networks by name, and OUTPUT becomes one of the Answer of each oracle.
"""

import pickle
import sys
import warnings
from pathlib import Path

import numpy as np

from .answers import Answer
from .oracles import EVERY, KINK, Oracle

ENGINE = Path(__file__).resolve().parents[2] / "backprop"


def ask(oracle: Oracle, networks: dict) -> Answer:
    """All that the oracle says of the networks that are for it."""
    answer = Answer()
    for name, network in networks.items():
        if oracle.at_kink or name != KINK:
            try:
                answer.values[name] = oracle.values(network)
            except Exception as error:  # a broken engine may fail in any way
                answer.errors[name] = f"{type(error).__name__}: {error}".splitlines()[0]
    answer.files = loaded()
    return answer


def loaded() -> frozenset[str]:
    """The files of the engine that this process has imported, relative to scripts/backprop."""
    paths = (Path(file) for module in [*sys.modules.values()] if (file := getattr(module, "__file__", None)))
    return frozenset(path.relative_to(ENGINE).as_posix() for path in paths if path.is_relative_to(ENGINE))


def main(names: str, source: str, target: str) -> None:
    """Ask the oracles, and write OUTPUT."""
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    networks = pickle.loads(Path(source).read_bytes())
    answers = {name: ask(EVERY[name], networks) for name in names.split(",")}
    Path(target).write_bytes(pickle.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:])
