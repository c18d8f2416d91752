"""The units of a layer differ in their indices only: one is derived and printed, the others are renamed.

`say` makes texts of a derivation: a string, or lists and dicts of strings, with names (`Theta1_10`) in
them as in names.py, in LaTeX or as a terminal has them. To put other indices there takes far less time
than to print the formula once more: all of 784-256-128-10 in 4 seconds instead of 50.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from . import names
from .network import Network
from .symbolic import derive
from .symbolic.derive import Derivations
from .symbolic.functions import COUPLED
from .symbolic.steps import Derivation

Texts = str | list | dict
Say = Callable[[Derivation], Texts]
MOST = 4  # units of a layer that stand for any number of them
NAME = re.compile(
    r"(?:Theta|delta|[az])\d+_\d+(?:_\d+)?"  # Theta1_10
    r"|(?:Theta|delta|[Θδaz])_\{?\d+(?:,\d+)?\}?\^\{?\(\d+\)\}?"  # \Theta_{10}^{(1)}, Θ_10^(1)
    r"|y_\{?\d+\}?"
)


def deltas(derivations: Derivations, l: int, say: Say) -> Iterator[Texts]:
    """say(δ_j^(l)) for j = 1 … s_l.

    The others are renamed from the first unit's. Not for softmax: where a unit's own
    term stands among the others depends on the unit.
    """
    network = derivations.network
    first = say(derivations.delta(l, 1))
    yield first
    for j in derive.units(network, l)[1:]:
        alike = network.g[l] not in COUPLED
        yield renamed(first, of_unit(network, l, j)) if alike else say(derivations.delta(l, j))


def gradients(derivations: Derivations, l: int, say: Say) -> Iterator[list[Texts]]:
    """say(∂C/∂Θ_ij^(l)) in rows i = 1 … s_(l+1), renamed from i = 1 and j = 0, the bias, and j = 1."""
    network = derivations.network
    first = {j: say(derivations.dC_dTheta(l, 1, j)) for j in network.columns(l)[:2]}
    for i in derive.units(network, l + 1):
        yield [renamed(first[min(j, 1)], of_weight(l, i, j)) for j in network.columns(l)]


def few_units(derivations: Derivations) -> Derivations:
    """Those of the network with at most four units a layer, for forms in which no width stands.

    The vector form is such a form. A network as small as that keeps its own derivations.
    """
    network = derivations.network
    if max(network.s.values()) <= MOST:
        return derivations
    layers = tuple(replace(layer, units=min(layer.units, MOST)) for layer in network.layers)
    return Derivations(replace(network, layers=layers))


def of_unit(network: Network, l: int, j: int) -> dict[str, str]:
    """What unit 1 of layer l has in its δ, as unit j has it."""
    to = {names.unit(letter, l, 1): names.unit(letter, l, j) for letter in ("a", "z", "delta")}
    if l == network.L:
        return in_every_form(to | {names.plain("y", 1): names.plain("y", j)})
    later = derive.units(network, l + 1)
    return in_every_form(to | {names.weight(l, k, 1): names.weight(l, k, j) for k in later})


def of_weight(l: int, i: int, j: int) -> dict[str, str]:
    """What ∂C/∂Θ_11^(l), or ∂C/∂Θ_10^(l) for the bias, has in it, as ∂C/∂Θ_ij^(l) has it."""
    to = {names.weight(l, 1, min(j, 1)): names.weight(l, i, j), names.unit("a", l, 1): names.unit("a", l, j)}
    return in_every_form(to | {names.unit(of, l + 1, 1): names.unit(of, l + 1, i) for of in ("z", "delta")})


def in_every_form(to: dict[str, str]) -> dict[str, str]:
    """The renaming of names.py's names, of their LaTeX and of their plain text."""
    return {
        form: other for old, new in to.items() for form, other in zip(forms(old), forms(new), strict=True)
    }


@cache
def forms(name: str) -> tuple[str, ...]:
    """`Theta1_10`, `Theta_{10}^{(1)}` (its backslash stays where it is), `Θ_10^(1)`."""
    return name, names.latex(name).lstrip("\\"), names.text(name)


def renamed(texts: Texts, to: dict[str, str]) -> Texts:
    """The texts with other names in them; what is no text stays."""
    if isinstance(texts, dict):
        return {key: renamed(value, to) for key, value in texts.items()}
    if isinstance(texts, list):
        return [renamed(value, to) for value in texts]
    return NAME.sub(lambda name: to.get(name[0], name[0]), texts) if isinstance(texts, str) else texts
