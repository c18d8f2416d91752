"""`python -m scripts.tools.mutation.worker` asks oracles, of an engine with a fault in one of its modules.

Standard input is a pickle of (file, text, names, networks): what stands in place of the text of that file
of the engine, or None and None; the oracles' names; and a pickle of the networks. Standard output is a
pickle of one Answer an oracle. Nothing here may import the engine before the fault is in it.
"""

import pickle
import sys
import warnings
from importlib.abc import ExecutionLoader
from importlib.util import spec_from_loader
from pathlib import Path

import numpy as np

from .faults import ENGINE
from .oracles import EVERY, KINK, Answer, Oracle


class Broken(ExecutionLoader):
    """Stands in `sys.meta_path`, and gives `text` for one file of the engine."""

    def __init__(self, file: str, text: str):
        self.path, self.text = ENGINE / file, text
        self.name = f"scripts.backprop.{file.removesuffix('.py').replace('/', '.')}"

    def find_spec(self, name: str, path: object = None, target: object = None):
        """Only the one module is found here."""
        return spec_from_loader(name, self) if name == self.name else None

    def get_filename(self, name: str) -> str:
        """The file that it stands for."""
        return str(self.path)

    def get_source(self, name: str) -> str:
        """The text with the fault."""
        return self.text


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
    """Break the engine, ask the oracles, and write their answers."""
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    file, text, names, networks = pickle.load(sys.stdin.buffer)
    if file:
        sys.meta_path.insert(0, Broken(file, text))
    given = pickle.loads(networks)
    pickle.dump({name: ask(EVERY[name], given) for name in names}, sys.stdout.buffer)


if __name__ == "__main__":
    main()
