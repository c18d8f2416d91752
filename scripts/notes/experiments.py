"""Experiments of a note: computed once, and kept by all that their arrays depend on."""

import functools
import inspect
import io
import logging
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import CodeType, FunctionType

import numpy as np

from .. import cache

Arrays = dict[str, np.ndarray]
LIBRARIES = ("numpy", "scipy", "sklearn", "sympy")
DATA = (bool, int, float, str, tuple, list, dict, type(None))
log = logging.getLogger("mkdocs.notes")  # MkDocs shows what is said below its own name


def run(name: str, function: Callable[..., Mapping], inputs: Mapping[str, object], key: str) -> Arrays:
    """function(**inputs), from the cache where it has been computed before. Numbers come back as floats."""

    def compute() -> bytes:
        log.info(f"Running the experiment {name}")
        file = io.BytesIO()
        np.savez_compressed(file, **{part: np.asarray(value) for part, value in function(**inputs).items()})
        return file.getvalue()

    with np.load(io.BytesIO(cache.kept("experiments", key, compute)), allow_pickle=False) as arrays:
        return {part: array if array.ndim else array.item() for part, array in arrays.items()}


def code_of(function: FunctionType) -> list[str]:
    """The source of the function, and of what it uses of its own module: functions, classes and constants."""
    module, waiting, sources = function.__globals__, {function.__name__: function}, {}
    while waiting:
        name, item = waiting.popitem()
        if isinstance(item, np.ndarray):
            sources[name] = repr(item.tolist())
        elif isinstance(item, DATA):
            sources[name] = repr(item)
        elif isinstance(item, (FunctionType, type)) and item.__module__ == module["__name__"]:
            sources[name] = inspect.getsource(item)
            used = {name for name in names_in(item) if name in module} - sources.keys()
            waiting |= {name: inspect.unwrap(module[name]) for name in used}
    return [sources[name] for name in sorted(sources)]


def names_in(item: FunctionType | type | CodeType) -> Iterator[str]:
    """The names that a function, a class or compiled code looks up in its module, with those inside of it."""
    if isinstance(item, CodeType):
        yield from item.co_names
        inside = item.co_consts
    else:
        inside = [item.__code__] if inspect.isfunction(item) else vars(item).values()
    for part in inside:
        if isinstance(part, (CodeType, FunctionType)):
            yield from names_in(part)


@functools.cache
def engine_key() -> str:
    """A hash of the evaluation's code and of the libraries' versions."""
    installed = [name for name in LIBRARIES if find_spec(name)]
    return cache.key(cache.code("backprop"), cache.versions(), [import_module(name).__version__ for name in installed])
