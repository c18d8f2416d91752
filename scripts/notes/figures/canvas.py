"""The few marks that the figures are made of, drawn by Matplotlib in units of the viewBox."""

import io
from dataclasses import dataclass, field
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Patch

from .svg import MARKER, finish

VALUE = 11.4  # size of words and numbers; labels.py has that of symbols
SHRINK = 0.96  # how far a figure may shrink before it scrolls: an index keeps 10 px
NO_DATES = {"Date": None, "Creator": None, "Format": None, "Type": None}
HEAD = "-|>,head_length=6.5,head_width=2.6"

# default: no user's own settings
STYLE = ["default", Path(__file__).with_name("figures.mplstyle")]


@dataclass
class Canvas:
    """A sheet of width × height units, y downwards; ids get the figure's name as their prefix."""

    name: str
    width: float
    height: float
    markup: dict[str, str] = field(default_factory=dict)  # of each label, by the number that is drawn for it
    drawing: Drawing = field(init=False)
    axes: Axes = field(init=False)

    def __post_init__(self) -> None:
        self.drawing = Drawing(figsize=(self.width / 72, self.height / 72), frameon=False)
        self.axes = self.drawing.add_axes((0, 0, 1, 1), xlim=(0, self.width), ylim=(self.height, 0))
        self.axes.axis("off")

    def id(self, name: str) -> str | None:
        """The id in the page; None leaves Matplotlib's, which svg.py drops."""
        return f"{self.name}-{name}" if name else None

    def add(self, patch: Patch, name: str) -> None:
        """Adds a patch under a name. Nothing is clipped, so that no clip path is written."""
        patch.set_gid(self.id(name))
        self.axes.add_artist(patch).set_clip_on(False)

    def circle(self, x: float, y: float, r: float, line: str, name: str) -> None:
        """A circle."""
        self.add(Circle((x, y), r, edgecolor=MARKER[line], facecolor=MARKER["node"]), name)

    def square(self, x: float, y: float, side: float, line: str, name: str, **style) -> None:
        """A square with round corners."""
        corner = (x - side / 2, y - side / 2)
        colours = {"edgecolor": MARKER[line], "facecolor": MARKER["node"]} | style
        box = FancyBboxPatch(corner, side, side, boxstyle="round,pad=0,rounding_size=5", **colours)
        self.add(box, name)

    def arrow(self, start, end, colour: str, name: str, head=HEAD, **style) -> None:
        """A straight arrow under all else, with a filled head; a line where `head` is "-"."""
        no_gap = {"shrinkA": 0, "shrinkB": 0, "mutation_scale": 1}
        arrow = FancyArrowPatch(start, end, arrowstyle=head, color=MARKER[colour], **no_gap, **style)
        arrow.set_zorder(0)
        self.add(arrow, name)

    def text(self, x: float, y: float, markup: str, colour: str = "ink", name: str = "") -> None:
        """A label whose baseline is at y. Matplotlib draws only its number: it has no Hangul font.

        One with a name stands on paper, whatever crosses it: figures.css gives it a rim.
        """
        number = str(len(self.markup))
        style = {"ha": "center", "va": "baseline", "fontsize": VALUE, "color": MARKER[colour]}
        self.axes.text(x, y, number, gid=self.id(name), **style)
        self.markup[number] = markup

    def svg(self, title: str, alt: str) -> str:
        """The finished SVG element."""
        file = io.StringIO()
        self.drawing.savefig(file, format="svg", metadata=NO_DATES)
        return finish(file.getvalue(), self.name, self.markup, title, alt, SHRINK * self.width)
