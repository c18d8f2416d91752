"""From Matplotlib's SVG to one that stands in a page: real text, CSS variables, a title and a text."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .labels import fill

# Matplotlib draws with marker colours, which become CSS variables here: figures.css says them, light and dark.
NAMES = ("ink", "edge", "node", "bias", "forward", "backward", "accent", "paper")
MARKER = {name: f"#f000{number:02x}" for number, name in enumerate(NAMES, start=1)}
VARIABLE = {marker: f"var(--fig-{name})" for name, marker in MARKER.items()}
NUMBER = re.compile(r"-?\d+\.\d+")
DROPPED = {"stroke-linejoin", "stroke-dashoffset", "font-family"}  # figures.css says these


@dataclass(frozen=True)
class Figure:
    """An SVG element to put into a page, the text that says the same, and the caption."""

    svg: str
    alt: str
    caption: str
    symbol: str  # what the figure tells of: the explorer opens with it


def tag(element: Element) -> str:
    """The name of an element without its namespace: inside HTML there is none."""
    return element.tag.rpartition("}")[2]


def rounded(numbers: str) -> str:
    """Coordinates to a tenth of a unit, on one line."""
    text = NUMBER.sub(lambda match: f"{round(float(match[0]), 1):g}", numbers)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", " ".join(text.split()))


def in_variables(style: str) -> str:
    """`fill: none; stroke: …` with a CSS variable for every marker colour."""
    pairs = (map(str.strip, part.split(":", 1)) for part in style.split(";") if part.strip())
    declarations = {key: VARIABLE.get(value, value) for key, value in pairs if key not in DROPPED}
    if declarations.get("fill", "none") != "none":
        declarations.pop("stroke-dasharray", None)  # an arrow's head, whose shaft alone is dashed
    return ";".join(f"{key}:{value}" for key, value in declarations.items())


def finish(drawn: str, name: str, markup: dict[str, str], title: str, alt: str, narrowest: float) -> str:
    """The SVG element for a page of what Matplotlib has drawn.

    name: the prefix of its ids; markup: of each label, by what Matplotlib has drawn for it; narrowest: its
    --fig-min-width in px.
    """
    source = ElementTree.fromstring(drawn)
    view = rounded(source.get("viewBox"))
    width, height = view.split()[2:]
    style = f"--fig-min-width:{narrowest:.0f}px;aspect-ratio:{width}/{height}"
    texts = {"role": "img", "aria-label": f"{title}. {alt}"}
    root = Element("svg", {"class": "figure-svg", "viewBox": view, **texts, "style": style})
    root.extend(part for child in source for part in copied(child, f"{name}-", markup))
    return ElementTree.tostring(root, encoding="unicode")


def copied(element: Element, prefix: str, markup: dict[str, str]) -> list[Element]:
    """An element of the drawing for a page; a group that says nothing is opened."""
    name = tag(element)
    if name in ("style", "metadata"):
        return []
    copy = Element(name, attributes(element, prefix))
    if name == "text" and not len(element):
        fill(copy, markup.get(element.text, element.text), prefix)
        return [copy]
    copy.text = (element.text or "").strip()
    copy.extend(part for child in element for part in copied(child, prefix, markup))
    if name == "g" and not copy.attrib:
        return list(copy)
    return [copy] if copy.attrib or len(copy) or copy.text else []


def attributes(element: Element, prefix: str) -> dict[str, str]:
    """What an element keeps; what is referred to gets the figure's own id."""
    own = {}
    for key, value in ((key.rpartition("}")[2], value) for key, value in element.items()):
        match key:
            case "id" if tag(element) == "g":
                own[key] = value if value.startswith(prefix) else ""
            case "id":
                own[key] = prefix + value
            case "href" | "clip-path":
                own[key] = value.replace("#", f"#{prefix}")
            case "style":
                own[key] = in_variables(value)
            case _:
                own[key] = "" if value.startswith("rotate(-0") else rounded(value)
    return {key: value for key, value in own.items() if value}
