"""What a note has of its own: numbers, formulas, figures, tables, code cells and experiments, beside its networks.

A function that makes one of them is registered by a decorator, and is called when a page names what it makes. Its
parameters are filled in by their names: `network`, or the stem of another network file; an experiment's arrays; a
number; for a figure also `ax` and `word`.
"""

import importlib.util
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from math import isclose
from pathlib import Path
from traceback import extract_tb

from .. import paths
from ..backprop.latex import equation
from ..backprop.network.reader import InputError
from ..backprop.progress import Bar
from ..cache import key
from ..paths import LANGUAGES, dates
from ..sources import SourceError, UnknownName, nearest
from . import experiments, identities, numbers
from .figures import Figure
from .notebook import Cell
from .standard import NetworkNames

Words = Mapping[str, str]  # {"ko": …, "en": …}
CELL = re.compile(r"^# %% (\S+)\n", re.M)
DATA_FILES = {".yml", ".npz", ".npy", ".csv", ".json"}


@dataclass(frozen=True)
class Maker:
    """A function of note.py, and what its decorator says of it."""

    function: Callable
    line: int
    options: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Symbol:
    """In a cell of a table: the symbol or formula of that name, typeset."""

    name: str


class Note:
    """The note in the folder of `file`, its note.py."""

    def __init__(self, file: str | Path):
        self.path = Path(file)
        self.folder = self.path.parent
        self.networks = {path.stem: NetworkNames(path) for path in sorted(self.folder.glob("*.yml"))}
        self.makers: dict[str, dict[str, Maker]] = {
            kind: {} for kind in ("experiment", "number", "formula", "figure", "table")
        }
        self.cells = dict(self.read_cells())
        self.results: dict[tuple, object] = {}

    # What note.py says

    def experiment(self, function: Callable) -> Callable:
        """Arrays (a dict) that take long to compute, known by the function's name; kept from build to build."""
        return self.register("experiment", function.__name__)(function)

    def number(self, name: str, also: Callable | str | None = None, within: float = 1e-9) -> Callable:
        """A float. `also` finds it in a second, independent way, a function or the name of another number;
        the build stops where the two differ by more than `within`, in proportion.
        """
        return self.register("number", name, also=also, within=within)

    def formula(self, name: str, within: float = 1e-9) -> Callable:
        """A SymPy equation, or a pair (left, right). Both sides are evaluated at the note's numbers, and at
        random ones for symbols that have none; the build stops where they differ.
        """
        return self.register("formula", name, within=within)

    def figure(
        self,
        name: str,
        *,
        title: Words,
        alt: Words,
        caption: Words,
        symbol: str = "",
        words=None,
        size=(370, 236),
    ) -> Callable:
        """Drawn on Matplotlib axes `ax` in units of 1/72 inch; word(key) is a text of `words` in the page's
        language. What the function returns, a dict of numbers, fills the braces of title, alt and caption.
        """
        texts = {"title": title, "alt": alt, "caption": caption}
        return self.register("figure", name, texts=texts, symbol=symbol, words=words or {}, size=size)

    def table(self, name: str, *, caption: Words, head: list[Words | str]) -> Callable:
        """Rows: numbers are printed as everywhere, words are {"ko", "en"} or a text, Symbol(name) is typeset."""
        return self.register("table", name, caption=caption, head=head)

    def cell(self, name: str, code: str, alt: Words | None = None) -> None:
        """A code cell for notebooks; `alt` says in words what its picture shows."""
        self.cells[name] = Cell(code.strip("\n"), alt)

    def register(self, kind: str, name: str, **options: object) -> Callable:
        """A decorator that notes the function under the name."""

        def decorate(function: Callable) -> Callable:
            line = function.__code__.co_firstlineno
            if name in self.makers[kind]:
                raise SourceError(self.path, line, f"the {kind} {name} is there twice; each name stands once")
            for texts in incomplete(list(options.values())):
                missing = ", ".join(set(LANGUAGES) - texts.keys())
                raise SourceError(self.path, line, f"the {kind} {name} lacks words in {missing}: {dict(texts)}")
            self.makers[kind][name] = Maker(function, line, options)
            return function

        return decorate

    def read_cells(self) -> Iterator[tuple[str, Cell]]:
        """The cells of cells.py, which begin with `# %% name`."""
        path = self.folder / "cells.py"
        parts = CELL.split(path.read_text("utf-8")) if path.is_file() else [""]
        for name, code in zip(parts[1::2], parts[2::2], strict=True):
            yield name, Cell(code.strip("\n"), None)

    # What pages ask for

    def network(self, of: str = "network") -> NetworkNames:
        """The standard names of a network file of the folder. Raises UnknownName."""
        if of in self.networks:
            return self.networks[of]
        if not self.networks:
            raise UnknownName("this page has no network; its note's folder has no network.yml")
        choose = f', say of="{next(iter(self.networks))}" or another' if of == "network" else ""
        raise UnknownName(f"there is no {of}.yml in the note's folder{choose}{nearest(of, self.networks)}")

    def value(self, name: str, of: str = "network") -> float:
        """A number: the note's own, or of the network. Raises UnknownName."""
        if name in self.makers["number"]:
            return self.remember("number", name, self.prove_number)
        without_network = of == "network" and of not in self.networks and self.makers["number"]
        known = {} if without_network else self.network(of).values
        if name in known:
            return known[name]
        raise UnknownName(f"unknown number {name!r}{nearest(name, [*self.makers['number'], *known])}")

    def latex(self, name: str, of: str = "network") -> str:
        """LaTeX of a formula of the note, of a number's symbol, or of a formula of the network."""
        if name in self.makers["formula"]:
            return self.remember("formula", name, self.prove_formula)
        return self.network(of).latex(name)

    def draw(self, name: str, language: str) -> Figure:
        """A figure of the note's own."""
        from .figures.axes import draw_axes  # here: Matplotlib is large

        maker = self.makers["figure"][name]
        words = {key: texts[language] for key, texts in maker.options["words"].items()}
        texts = {key: words[language] for key, words in maker.options["texts"].items()}

        def draw() -> Figure:
            curves = lambda ax: self.call(maker, ax=ax, word=words.__getitem__)  # noqa: E731
            return draw_axes(name, curves, texts, maker.options["symbol"], maker.options["size"])

        return self.call(Maker(draw, maker.line))

    def tabulate(self, name: str) -> dict:
        """A table of the note's own: its caption, its head, and rows of numbers, words and symbols."""
        maker = self.makers["table"][name]
        return maker.options | {"rows": self.call(maker, list)}

    # How it is computed

    def remember(self, kind: str, name: str, make: Callable[[str, Maker], object]) -> object:
        """make(name, its maker), once."""
        if (kind, name) not in self.results:
            maker = self.makers[kind][name]
            if "network" in self.networks and self.networks["network"].has(kind, name):
                raise SourceError(self.path, maker.line, f"{name} is a {kind} of network.yml; name this one otherwise")
            self.results[kind, name] = make(name, maker)
        return self.results[kind, name]

    def prove_number(self, name: str, maker: Maker) -> float:
        """The number. Raises SourceError where its second way gives another."""
        value, also = self.call(maker, float), maker.options["also"]
        if also is None:
            return value
        other = self.value(also) if isinstance(also, str) else self.call(Maker(also, maker.line), float)
        if not isclose(value, other, rel_tol=maker.options["within"], abs_tol=1e-300):
            wrong = f"{name} is {value!r}, but {other!r} in its second way; the two must agree"
            raise SourceError(self.path, maker.line, wrong)
        return value

    def prove_formula(self, name: str, maker: Maker) -> str:
        """LaTeX of the formula. Raises SourceError where its two sides differ."""
        left, right = self.call(maker, identities.sides)
        known = {}
        for symbol in left.free_symbols | right.free_symbols:
            with suppress(UnknownName):
                known[symbol.name] = self.value(symbol.name)
        if wrong := identities.difference(left, right, known, maker.options["within"]):
            raise SourceError(self.path, maker.line, f"the formula {name} does not hold: {wrong}")
        return equation(left, right)

    def call(self, maker: Maker, convert: Callable | None = None, **given: object) -> object:
        """What the function returns with its parameters filled in, as `convert` makes of it: float, list, …

        Raises SourceError for what goes wrong in either.
        """
        try:
            result = maker.function(**self.arguments(maker, given))
            return convert(result) if convert else result
        except (SourceError, UnknownName, InputError):
            raise
        except Exception as error:
            line = last_line(error, self.path) or maker.line
            raise SourceError(self.path, line, f"{type(error).__name__}: {error}") from error

    def arguments(self, maker: Maker, given: Mapping[str, object]) -> dict[str, object]:
        """A value for each parameter without a default."""
        parameters = inspect.signature(maker.function).parameters.values()
        wanted = [parameter.name for parameter in parameters if parameter.default is parameter.empty]
        return {name: given[name] if name in given else self.argument(name, maker, given) for name in wanted}

    def argument(self, name: str, maker: Maker, given: Mapping[str, object]) -> object:
        """What a parameter of that name stands for."""
        if name in self.networks:
            return self.networks[name].network
        if name in self.makers["experiment"]:
            return self.remember("experiment", name, self.run_experiment)
        if name in self.makers["number"]:
            return self.value(name)
        if name == "bar":
            return Bar()
        known = [*self.networks, *self.makers["experiment"], *self.makers["number"], "bar", *given]
        raise SourceError(self.path, maker.line, f"nothing is known for the parameter {name}{nearest(name, known)}")

    def run_experiment(self, name: str, maker: Maker) -> experiments.Arrays:
        """The arrays, computed or kept."""
        arguments = self.arguments(maker, {})
        run = lambda **inputs: self.call(Maker(lambda: maker.function(**inputs), maker.line))  # noqa: E731
        return experiments.run(f"{self.folder.name}: {name}", run, arguments, self.experiment_key(maker))

    def experiment_key(self, maker: Maker) -> str:
        """A hash of the experiment's code, of the experiments and numbers that it uses, and of the data beside it."""
        makers, used = self.makers["experiment"], inspect.signature(maker.function).parameters
        before = [self.experiment_key(makers[name]) for name in used if name in makers]
        before += [self.value(name) for name in used if name in self.makers["number"]]
        data = [path for path in sorted(self.folder.iterdir()) if path.suffix in DATA_FILES]
        files = {path.name: path.read_bytes() for path in data}
        return key(experiments.code_of(maker.function), before, files, experiments.engine_key())

    def catalogue(self) -> Iterator[tuple[str, str, str, str]]:
        """(name, kind, value or LaTeX, where it is from) of all that a page of the note may name."""
        for kind, makers in self.makers.items():
            for name, maker in makers.items():
                text = {"number": lambda name: numbers.text(self.value(name)), "formula": self.latex}.get(kind)
                yield name, kind, text(name) if text else "", f"{self.path.name}:{maker.line}"
        for name in self.cells:
            yield name, "cell", "", "cells.py"
        for names in self.networks.values():
            yield from names.catalogue()


def incomplete(options: object) -> Iterator[Words]:
    """The texts, however deep in what a decorator is given, that are in one language only."""
    if isinstance(options, Mapping) and options.keys() & set(LANGUAGES):
        if set(LANGUAGES) - options.keys():
            yield options
    elif isinstance(options, (Mapping, list)):
        for part in options.values() if isinstance(options, Mapping) else options:
            yield from incomplete(part)


def last_line(error: Exception, path: Path) -> int | None:
    """The last line of a note.py that was at work: a library is not to blame for how it was called."""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if Path(frame.filename) == path]
    return lines[-1] if lines else None


@cache
def load(date: str) -> Note:
    """The note of a day: what its note.py says, or of a folder without one the standard names of its network.

    Raises UnknownName for a day without a note, SourceError for a note.py that does not run.
    """
    path = paths.DOCS / "til" / date / "note.py"
    if not path.parent.is_dir():
        raise UnknownName(f"there is no note of {date}{nearest(date, dates())}")
    return run_file(path) if path.is_file() else Note(path)


def run_file(path: Path) -> Note:
    """The Note that a note.py makes."""
    spec = importlib.util.spec_from_file_location(f"note_{path.parent.name.replace('-', '_')}", path)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    try:
        exec(spec.loader.source_to_code(path.read_bytes(), path), vars(module))  # never from a stale .pyc
    except SourceError:
        raise
    except Exception as error:
        line = getattr(error, "lineno", None) or last_line(error, path) or 1
        raise SourceError(path, line, f"{type(error).__name__}: {error}") from error
    if isinstance(note := getattr(module, "note", None), Note):
        return note
    raise SourceError(path, 1, "no note is made here; a line note = Note(__file__) is wanted")
