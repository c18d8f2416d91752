"""The figures of a network: drawn from it and its numbers, never by hand."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import matplotlib.style

from ...backprop.network import Network
from ...backprop.numeric.evaluate import Evaluation
from ...sources import data_of
from . import backward, forward, meaning
from .canvas import STYLE, Figure

__all__ = ["FIGURES", "Figure", "draw", "words"]

FIGURES: dict[str, Callable[[Network, Evaluation, dict[str, str], str], Figure]] = {
    "forward": forward.draw,
    "meaning": meaning.draw,
    "backward": backward.draw,
}


@cache
def words(language: str) -> dict[str, str]:
    """The words of the figures in one language, from words.yml."""
    return {key: texts[language] for key, texts in data_of(Path(__file__).with_name("words.yml")).items()}


def draw(name: str, network: Network, evaluation: Evaluation, language: str, prefix: str = "") -> Figure:
    """One figure in one language; `prefix`, else its name, is that of its ids.

    Raises ValueError where the network is too large to draw.
    """
    with matplotlib.style.context(STYLE):
        return FIGURES[name](network, evaluation, words(language), prefix or name)
