"""The figures of a network: drawn from it and its numbers, never by hand."""

from functools import cache
from importlib import import_module
from pathlib import Path

from ...backprop.network import Network
from ...backprop.numeric.evaluate import Evaluation
from ...sources import data_of
from .svg import Figure

__all__ = ["FIGURES", "Figure", "draw", "words"]

FIGURES = ("forward", "meaning", "backward")  # the modules here


@cache
def words(language: str) -> dict[str, str]:
    """The words of the figures in one language, from words.yml."""
    return {key: texts[language] for key, texts in data_of(Path(__file__).with_name("words.yml")).items()}


def draw(name: str, network: Network, evaluation: Evaluation, language: str, prefix: str = "") -> Figure:
    """One figure in one language; `prefix`, else its name, is that of its ids.

    Raises ValueError where the network is too large to draw.
    """
    # Here, not above: Matplotlib takes a third of a second, and most builds draw nothing anew.
    import matplotlib.style

    module, style = import_module(f".{name}", __name__), import_module(".canvas", __name__).STYLE
    with matplotlib.style.context(style):
        return module.draw(network, evaluation, words(language), prefix or name)
