"""What a drawn figure consists of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """An SVG element to put into a page, the text that says the same, and the caption."""

    svg: str
    alt: str
    caption: str
    symbol: str  # what the figure tells of: the explorer opens with it
