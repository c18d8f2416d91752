"""From Matplotlib's SVG to one that stands in a page: real text, CSS variables, a title and a text."""

import re
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .labels import fill
from .palette import VARIABLE

NUMBER = re.compile(r"-?\d+\.\d+")
DROPPED = {"stroke-linejoin", "stroke-dashoffset", "font-family"}  # figures.css says these


def tag(element: Element) -> str:
    """The name of an element without its namespace: inside HTML there is none."""
    return element.tag.rpartition("}")[2]


def rounded(numbers: str) -> str:
    """Coordinates to a tenth of a unit, on one line."""
    text = NUMBER.sub(lambda match: f"{round(float(match[0]), 1):g}", numbers)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", " ".join(text.split()))


def declarations(style: str) -> dict[str, str]:
    """`fill: none; stroke: …` as a dict, with a CSS variable for every marker colour."""
    pairs = (part.split(":", 1) for part in style.split(";") if part.strip())
    style = {key.strip(): value.strip() for key, value in pairs}
    style = {key: VARIABLE.get(value, value) for key, value in style.items() if key not in DROPPED}
    if "fill" in style and style["fill"] != "none":
        style.pop("stroke-dasharray", None)  # an arrow's head, whose shaft alone is dashed
    return style


def css(style: dict[str, str]) -> str:
    """The dict back as the value of a style attribute."""
    return ";".join(f"{key}:{value}" for key, value in style.items())


def circle(path: Element) -> dict[str, str] | None:
    """cx, cy, r where a path is Matplotlib's circle, eight Bézier curves."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d"))]
    if path.get("d").count("C") != 8:
        return None
    x, y = numbers[0::2], numbers[1::2]
    values = (min(x) + max(x)) / 2, (min(y) + max(y)) / 2, (max(x) - min(x)) / 2
    return {key: f"{round(value, 1):g}" for key, value in zip(("cx", "cy", "r"), values, strict=True)}


def shape(path: Element) -> Element:
    """A path or a circle, with nothing but its form and its colours."""
    style = declarations(path.get("style", ""))
    around = circle(path)
    form = around or {"d": rounded(path.get("d"))}
    return Element("circle" if around else "path", form | {"style": css(style)})


def text(drawn: Element, labels: list, prefix: str) -> Element:
    """A text element; what Matplotlib has drawn is the number of its label."""
    label = labels[int(drawn.text)]
    corner = {"x": rounded(drawn.get("x")), "y": rounded(drawn.get("y"))}
    kind = {"class": "halo"} if label.halo else {}
    element = Element("text", corner | kind | {"style": css(declarations(drawn.get("style")))})
    fill(element, label.markup, prefix)
    return element


def named(group: Element, prefix: str, labels: list) -> list[Element]:
    """The shapes of a group, under its name where a figure gave it one."""
    children = cleaned(group, prefix, labels)
    if not group.get("id", "").startswith(prefix):
        return children
    if len(children) > 1:
        whole = Element("g")
        whole.extend(children)
        factor(whole)
        children = [whole]
    children[0].set("id", group.get("id"))
    return children


def cleaned(parent: Element, prefix: str, labels: list) -> list[Element]:
    """All shapes and texts under an element, without Matplotlib's own groups and definitions."""
    shapes: list[Element] = []
    for child in parent:
        match tag(child):
            case "g":
                shapes += named(child, prefix, labels)
            case "path":
                shapes.append(shape(child))
            case "text":
                shapes.append(text(child, labels, prefix))
    return shapes


def factor(group: Element) -> None:
    """What all children of a group declare alike, the group declares once."""
    styles = [declarations(child.get("style")) for child in group]
    common = dict(set.intersection(*(set(style.items()) for style in styles)))
    for child, style in zip(group, styles, strict=True):
        child.attrib.pop("style")
        if own := css({key: value for key, value in style.items() if key not in common}):
            child.set("style", own)
    group.set("style", css(dict(sorted(common.items()))))


def share_styles(shapes: list[Element]) -> list[Element]:
    """Neighbours of one style, under a group that says it once."""
    groups = []
    for style, run in groupby(shapes, key=lambda shape: shape.attrib.pop("style")):
        group = Element("g", {"style": style})
        group.extend(run)
        groups.append(group)
    return groups


def finish(drawn: str, name: str, labels: list, title: str, alt: str, narrowest: float) -> str:
    """The SVG element for a page: `name` prefixes its ids, `narrowest` is its --fig-min-width in px."""
    source = ElementTree.fromstring(drawn)
    root = frame(source, title, alt, narrowest)
    root.extend(share_styles(cleaned(source, f"{name}-", labels)))
    return ElementTree.tostring(root, encoding="unicode")


def frame(source: Element, title: str, alt: str, narrowest: float) -> Element:
    """The empty SVG element, with its texts and its size."""
    view = rounded(source.get("viewBox"))
    width, height = view.split()[2:]
    style = f"--fig-min-width:{narrowest:.0f}px;aspect-ratio:{width}/{height}"
    texts = {"role": "img", "aria-label": f"{title}. {alt}"}
    return Element("svg", {"class": "figure-svg", "viewBox": view, **texts, "style": style})


def finish_axes(drawn: str, name: str, markup: dict[str, str], title: str, alt: str, narrowest: float) -> str:
    """The SVG element of a drawing on Matplotlib's axes; `markup` is that of each label, by its letters."""
    source = ElementTree.fromstring(drawn)
    root = frame(source, title, alt, narrowest)
    root.extend(part for child in source for part in copied(child, f"{name}-", markup))
    return ElementTree.tostring(root, encoding="unicode")


def copied(element: Element, prefix: str, markup: dict[str, str]) -> list[Element]:
    """An element of Matplotlib's axes for a page; a group that says nothing is opened."""
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
    """What an element of the axes keeps; what is referred to gets the figure's own id."""
    attributes_of_copy = {}
    for key, value in ((key.rpartition("}")[2], value) for key, value in element.items()):
        match key:
            case "id" if tag(element) == "g":
                attributes_of_copy[key] = value if value.startswith(prefix) else ""
            case "id":
                attributes_of_copy[key] = prefix + value
            case "href" | "clip-path":
                attributes_of_copy[key] = value.replace("#", f"#{prefix}")
            case "style":
                attributes_of_copy[key] = css(declarations(value))
            case _:
                attributes_of_copy[key] = "" if value.startswith("rotate(-0") else rounded(value)
    return {key: value for key, value in attributes_of_copy.items() if value}
