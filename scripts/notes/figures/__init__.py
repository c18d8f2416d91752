"""The figures of a note: drawn from the network and its numbers, never by hand."""

from collections.abc import Callable
from pathlib import Path

import matplotlib.style

from ...backprop.network import Network
from ...backprop.numeric.evaluate import Evaluation
from . import backward, forward, meaning
from .figure import Figure
from .words import words

__all__ = ["FIGURES", "Figure", "draw"]

STYLE = ["default", Path(__file__).with_name("figures.mplstyle")]  # default: no user's own settings
FIGURES: dict[str, Callable[[Network, Evaluation, dict[str, str]], Figure]] = {
    "forward": forward.draw,
    "meaning": meaning.draw,
    "backward": backward.draw,
}


def draw(name: str, network: Network, evaluation: Evaluation, lang: str) -> Figure:
    """One figure in one language. Raises ValueError where the network is too large to draw."""
    with matplotlib.style.context(STYLE):
        return FIGURES[name](network, evaluation, words(lang))
