"""Figures on real Matplotlib axes: ticks, scales and legends are Matplotlib's work, colours and fonts the page's."""

import io
import warnings
from collections.abc import Callable, Mapping

import matplotlib
import matplotlib.style
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text

from .. import numbers
from .canvas import NO_DATES, SHRINK, STYLE
from .labels import plain
from .svg import MARKER, Figure, finish

POWERS = 15  # size of 10⁻³ on a logarithmic axis: its exponent, 0.7 of it, keeps 10 px on a telephone
CYCLE = ("forward", "backward", "accent", "bias")
RC_PARAMS = {
    "text.color": MARKER["ink"],
    "figure.constrained_layout.h_pad": 6 / 72,  # below a label, room for the index of its symbol
    "axes.labelcolor": MARKER["ink"],
    "axes.edgecolor": MARKER["edge"],
    "xtick.color": MARKER["edge"],
    "ytick.color": MARKER["edge"],
    "grid.color": MARKER["edge"],
    "legend.facecolor": MARKER["paper"],
    "legend.edgecolor": MARKER["edge"],
    "axes.facecolor": "none",  # the page's own, light or dark
    "axes.formatter.limits": (-4, 4),  # 200000 would run into the next tick
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(color=[MARKER[name] for name in CYCLE]),
}


def draw_axes(
    name: str,
    draw: Callable[[Axes], Mapping[str, float] | None],
    texts: Mapping[str, str],
    symbol: str = "",
    size: tuple[float, float] = (370, 236),
) -> Figure:
    """The figure that draw(ax) makes on axes of `size`, in units of the viewBox.

    texts: title, alt and caption, whose braces the numbers fill that `draw` returns. In texts on the axes
    `z_2^(3)` between backticks is mathematics (labels.py).
    """
    with matplotlib.style.context([*STYLE, RC_PARAMS]), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # the page's own fonts draw the text
        drawing = Drawing(figsize=[side / 72 for side in size], frameon=False, layout="constrained")
        returned = draw(drawing.subplots()) or {}
        for axis in (axis for ax in drawing.axes for axis in (ax.xaxis, ax.yaxis)):
            if axis.get_scale() == "log":
                axis.set_tick_params(labelsize=POWERS)
        markup = {plain(label): label for label in (text.get_text() for text in drawing.findobj(Text))}
        for text in drawing.findobj(Text):
            text.set_text(plain(text.get_text()))  # Matplotlib makes room for what is seen
        file = io.StringIO()
        drawing.savefig(file, format="svg", metadata=NO_DATES)
    printed = {key: numbers.text(value) for key, value in returned.items() if not isinstance(value, str)}
    try:
        title, alt, caption = (texts[key].format(**{**returned, **printed}) for key in ("title", "alt", "caption"))
    except KeyError as error:
        returns = ", ".join(returned) or "none"
        raise LookupError(f"{{{error.args[0]}}} in its words is not in what the function returns: {returns}") from None
    svg = finish(file.getvalue(), name, markup, title, alt, SHRINK * size[0])
    return Figure(svg, alt, caption, symbol)
