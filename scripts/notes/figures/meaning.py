"""Figure 2, the meaning of an error: δ_j^(l) is the slope of C over z_j^(l)."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.ticker import MaxNLocator

from ...backprop import names
from ...backprop.network import Network
from ...backprop.numeric.evaluate import Evaluation
from ..numbers import text as short
from .canvas import LARGE, VALUE, Canvas
from .curve import REACH, SPAN, Curve, curve
from .figure import Figure
from .fit import width
from .placement import Box

WIDTH, HEIGHT = 370.0, 236.0
RIGHT, TOP, BOTTOM = 356.0, 30.0, 196.0  # the frame of the curve; its left side follows the labels of C
TICK = 10  # digits of a tick: round numbers, printed whole
WORDS, LINES = 122.0, 38.0  # the room of the label of the slope


@dataclass(frozen=True)
class Frame:
    """From numbers to the viewBox."""

    curve: Curve

    @cached_property
    def costs(self) -> list[float]:
        """The ticks of C, without those that would touch the label of the actual C."""
        ticks = MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(*self.curve.limits())
        actual = self.y(self.curve.C)
        return [C for C in ticks if TOP <= self.y(C) <= BOTTOM and abs(self.y(C) - actual) > 15]

    @cached_property
    def left(self) -> float:
        """The vertical axis, to the right of the widest number beside it."""
        printed = [short(self.curve.C), *(short(C, TICK) for C in self.costs)]
        return 10 + VALUE * max(3.6, *map(width, printed))

    def x(self, z):
        """The horizontal position of z."""
        return self.left + (z - self.curve.z[0]) / (2 * SPAN) * (RIGHT - self.left)

    def y(self, C):
        """The vertical position of C."""
        low, high = self.curve.limits()
        return BOTTOM - (C - low) / (high - low) * (BOTTOM - TOP)


def axes(canvas: Canvas, frame: Frame, curve: Curve) -> None:
    """Two axes with a few ticks, those left out that would touch the labels of the actual point."""
    canvas.line((frame.left, frame.left, RIGHT), (TOP - 8, BOTTOM, BOTTOM), "edge", linewidth=1)
    canvas.text(RIGHT, BOTTOM + 33, f"`z_{curve.j}^({curve.l})`", anchor="end")
    canvas.text(frame.left, TOP - 14, "`C`")
    for z in MaxNLocator(7, steps=[1, 2, 5, 10]).tick_values(curve.z[0], curve.z[-1]):
        if curve.z[0] <= z <= curve.z[-1] and abs(z - curve.at) > 0.6:
            canvas.text(frame.x(z), BOTTOM + 15, short(z, TICK), colour="edge")
    for C in frame.costs:
        canvas.text(frame.left - 6, frame.y(C) + 4, short(C, TICK), anchor="end", colour="edge")


def point(canvas: Canvas, frame: Frame, curve: Curve) -> None:
    """The actual z and C, with lines to both axes."""
    x, y = frame.x(curve.at), frame.y(curve.C)
    canvas.line((x, x, frame.left), (BOTTOM, y, y), "accent", linewidth=1, linestyle=(0, (2, 2)))
    canvas.circle(x, y, 4.5, "accent", "point", inside="accent", zorder=3)
    name = names.unit("z", curve.l, curve.j)
    canvas.text(x, BOTTOM + 15, f"{{value-{name}|{short(curve.at)}}}", colour="accent")
    canvas.text(frame.left - 6, y + 4, f"{{value-C|{short(curve.C)}}}", anchor="end", colour="accent")


def triangle(canvas: Canvas, frame: Frame, curve: Curve) -> None:
    """One step to the right, then δ up or down to the tangent."""
    x0, x1 = frame.x(curve.at), frame.x(curve.at + 1)
    y0, y1 = frame.y(curve.C), frame.y(curve.tangent(1))
    canvas.line((x0, x1, x1), (y0, y0, y1), "backward", "step")
    canvas.text((x0 + x1) / 2, y0 + (15 if curve.slope > 0 else -7), "1", colour="backward", halo=True)


def ink(frame: Frame, curve: Curve) -> np.ndarray:
    """Points along everything drawn that the label should not cover, shape (points, 2)."""
    step, along = np.linspace(*REACH, 60), np.linspace(0, 1, 30)
    x0, y0 = frame.x(curve.at), frame.y(curve.C)
    parts = [
        (frame.x(curve.z), frame.y(curve.costs)),
        (frame.x(curve.at + step), frame.y(curve.tangent(step))),
        (frame.x(curve.at + along), np.full(30, y0)),
        (frame.left + along * (x0 - frame.left), np.full(30, y0)),
        (np.full(30, x0), BOTTOM + along * (y0 - BOTTOM)),
    ]
    return np.concatenate([np.column_stack(part) for part in parts])


def room(frame: Frame, curve: Curve) -> Box:
    """The place nearest to the triangle that nothing drawn runs through."""
    points, right = ink(frame, curve), min(frame.x(curve.at + 1) + 8, WIDTH - WORDS) + WORDS / 2
    target = np.array([right, (frame.y(curve.C) + frame.y(curve.tangent(1))) / 2])
    xs = sorted({right, *np.arange(frame.left + 8 + WORDS / 2, RIGHT - WORDS / 2, 4.0)})
    grid = np.array([(x, y) for x in xs for y in np.arange(TOP, BOTTOM - LINES / 2, 3.0)])
    away = np.abs(points[None] - grid[:, None]) - np.array([WORDS / 2 + 4, LINES / 2 + 5])
    hidden = (away < 0).all(axis=2).sum(axis=1)
    best = grid[(1000 * hidden + np.abs(grid - target).sum(axis=1)).argmin()]
    return Box(*best, WORDS, LINES)


def label(canvas: Canvas, frame: Frame, curve: Curve, words: dict[str, str]) -> None:
    """What the slope of the triangle is called, and its number."""
    box, name = room(frame, curve), names.unit("delta", curve.l, curve.j)
    x = box.x - box.width / 2
    markup = f"`δ_{curve.j}^({curve.l})` = {{value-{name}|{short(curve.slope)}}}"
    canvas.text(x, box.y - 6, words["meaning-slope"], anchor="start", colour="backward")
    canvas.text(x, box.y + 13, markup, LARGE, "start", "backward", name)


def draw(network: Network, evaluation: Evaluation, words: dict[str, str]) -> Figure:
    """The curve, its tangent at the actual z, and the triangle of its slope."""
    found = curve(network, evaluation)
    frame, canvas = Frame(found), Canvas("meaning", WIDTH, HEIGHT)
    axes(canvas, frame, found)
    canvas.line(frame.x(found.z), frame.y(found.costs), "forward", "curve", linewidth=2)
    ends = np.array(REACH)
    x, y = frame.x(found.at + ends), frame.y(found.tangent(ends))
    canvas.line(x, y, "backward", "tangent", linestyle=(0, (5, 2)))
    triangle(canvas, frame, found)
    label(canvas, frame, found, words)
    point(canvas, frame, found)
    return describe(canvas, found, words)


def describe(canvas: Canvas, curve: Curve, words: dict[str, str]) -> Figure:
    """The figure with its words."""
    index = f"_{curve.j}^({curve.l})"
    numbers = {"at": short(curve.at), "C": short(curve.C), "slope": short(curve.slope)}
    alt = words["meaning-alt"].format(z="z" + index, delta="δ" + index, **numbers)
    title = words["meaning-title"].format(delta="δ" + index)
    unit = {letter: names.latex(names.unit(letter, curve.l, curve.j)) for letter in ("z", "delta")}
    caption = words["meaning-caption"].format(**unit, **numbers)
    return Figure(canvas.svg(title, alt), alt, caption, names.unit("delta", curve.l, curve.j))
