"""What every network gives to the pages of its note: numbers, formulas, derivation, figures, cells, explorer.

All of it is made when a page names it, from one evaluation and one derivation. Before the first number or formula
is given, SymPy, NumPy and central differences are held against one another.
"""

import functools
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cached_property
from os.path import relpath
from pathlib import Path

from .. import cache
from ..backprop import gradient_check, names
from ..backprop.network import Network
from ..backprop.network.reader import InputError, read_and_evaluate
from ..backprop.numeric.evaluate import Evaluation
from ..backprop.symbolic.derive import Derivations
from ..paths import shown
from ..sources import UnknownName, nearest
from . import explorer, figures, formulas, notebook, numbers, values
from .derivation import DerivationPage
from .figures import Figure
from .notebook import Cell


class NetworkNames:
    """The names of one network file."""

    def __init__(self, path: Path):
        self.path = path

    @cached_property
    def read(self) -> tuple[Network, Evaluation]:
        """The file's network and its evaluation. Raises InputError with the line of what is wrong."""
        return read_and_evaluate(relpath(self.path))

    @property
    def network(self) -> Network:
        """The network as the lecture writes it."""
        return self.read[0]

    @property
    def evaluation(self) -> Evaluation:
        """z, a, C, delta, … of its examples."""
        return self.read[1]

    @cached_property
    def derivations(self) -> Derivations:
        """Every δ and gradient, derived where it is asked for. Raises InputError where two ways disagree."""
        derivations = Derivations(self.network)
        self.prove(derivations)
        return derivations

    def prove(self, derivations: Derivations) -> None:
        """Raise InputError where SymPy, NumPy and central differences disagree: no page is made then.

        The bound is that of the differences for every pair: a saturated unit costs digits, not truth.
        """
        allowed = gradient_check.DIFFERENCES
        for pair in gradient_check.compare(self.network, self.evaluation, derivations=derivations):
            if not pair.worst <= allowed:
                what = f"{' and '.join(pair.pair)} disagree by {pair.worst:.1e}"
                raise InputError(shown(self.path), 1, pair.quantity, what, f"at most {allowed:.0e} is allowed")

    @cached_property
    def values(self) -> dict[str, float]:
        """Every number of the first example by its name."""
        self.derivations  # noqa: B018, proves what is given here
        return values.named(self.network, self.evaluation)

    @cached_property
    def formulas(self) -> dict[str, Callable[[], str]]:
        """By the name of each formula, a function that prints it as LaTeX; what nobody names is not printed."""
        return {name: functools.cache(latex) for name, latex in formulas.all_formulas(self.derivations, self.values)}

    def has(self, kind: str, name: str) -> bool:
        """Whether the network gives a number, or a formula, of that name."""
        return name in {"number": self.values, "formula": self.formulas}.get(kind, ())

    def latex(self, name: str) -> str:
        """LaTeX of a named formula, or of a number's symbol (`delta2_2`). Raises UnknownName."""
        if name in self.formulas:
            return self.formulas[name]()
        if name in self.values:
            return names.latex(name)
        raise UnknownName(f"unknown name {name!r}{nearest(name, [*self.values, *self.formulas])}")

    @cached_property
    def derivation(self) -> DerivationPage:
        """The derivation of every δ and of every gradient, step by step."""
        return DerivationPage(self.derivations)

    @property
    def example_units(self) -> list[tuple[int, int]]:
        """(l, j) of one unit of each hidden layer, the second where there is one, as in the lecture."""
        return [(l, min(2, self.network.s[l])) for l in range(2, self.network.L)]

    def figure(self, name: str, language: str, prefix: str) -> Figure:
        """forward, meaning or backward. Raises ValueError where the network is too large to draw."""
        draw = lambda: figures.draw(name, self.network, self.evaluation, language, prefix)  # noqa: E731
        return Figure(**json.loads(self.drawn(lambda: json.dumps(asdict(draw())).encode(), name, language, prefix)))

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """The code cells of a worked example."""
        return notebook.cells(self.derivations, self.evaluation)

    @cached_property
    def explorer(self) -> dict:
        """The explorer's module and the parts of its page. Raises ValueError for a network too large."""
        return explorer.explorer(self.derivations)

    @cached_property
    def card(self) -> bytes:
        """The picture that stands for the note, as PNG."""

        def draw() -> bytes:
            from . import social_card  # here: Matplotlib is large

            return social_card.draw(self.path.parent.name, self.network, self.evaluation)

        return self.drawn(draw, self.path.parent.name)

    def drawn(self, draw: Callable[[], bytes], *parts: str) -> bytes:
        """What `draw` gives, kept by these parts, the network file and the code that draws."""
        engine = cache.code("backprop", "notes"), cache.versions("matplotlib", "numpy")
        return cache.kept("figures", cache.key(self.path.read_bytes(), parts, engine), draw)

    def catalogue(self) -> Iterator[tuple[str, str, str, str]]:
        """(name, kind, value or LaTeX, where it is from) of each number and formula."""
        origin = shown(self.path)
        for name, value in self.values.items():
            yield name, "number", numbers.text(value), f"NumPy, {origin}"
        for name, latex in self.formulas.items():
            yield name, "formula", latex(), f"SymPy, {origin}"
