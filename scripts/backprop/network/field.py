"""A field in a network file: a node with the words for where it stands, and typed readers.

Each reader returns plain Python, or raises the InputError of this field.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from .errors import InputError, printable
from .scalars import BOOLEANS, NUMBER, WHOLE, decimal, describe, kind, why_no_number
from .yaml_nodes import Node, Scalar


def counted(n: int, noun: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def nearest(name: str, known: Iterable[str]) -> str:
    """`, did you mean …` where a known name is close."""
    close = get_close_matches(name, known, n=1) if len(name) <= 40 else []
    return f", did you mean {close[0]}" if close else ""


@dataclass(frozen=True)
class Field:
    """A node of `file`, called `where` in messages, with the line that they name."""

    file: str
    where: str
    line: int
    node: Node

    def fail(self, what: str, allowed: str) -> NoReturn:
        """Raise the InputError of this field."""
        raise InputError(self.file, self.line, self.where, what, allowed)

    def inside(self, name: str) -> str:
        """What a part of this field is called: `cost` in the file, `layer 2, units` in a layer."""
        return name if self.where == "file" else f"{self.where}, {name}"

    def mapping(self, wanted: str) -> dict[str, "Field"]:
        """The values of a mapping by the text of their keys, each key there once."""
        if isinstance(self.node, Scalar) or not self.node.mapping:
            self.fail(describe(self.node), wanted)
        values: dict[str, Field] = {}
        for key, value in zip(self.node.children[::2], self.node.children[1::2], strict=True):
            at = Field(self.file, self.where, key.line, key)
            if not isinstance(key, Scalar):
                at.fail(f"{describe(key)} as a key", wanted)
            if key.text in values:
                at.fail(f"the key {printable(key.text)} is there twice", "each key stands once")
            # A list or mapping may begin a line below its key; the key is what people look for.
            line = value.line if isinstance(value, Scalar) else key.line
            values[key.text] = Field(self.file, self.inside(printable(key.text)), line, value)
        return values

    def key(self, text: str) -> "Field":
        """The field of a key of this mapping, for what is wrong with the key itself."""
        node = next(k for k in self.node.children[::2] if k.text == text)
        return Field(self.file, self.where, node.line, node)

    def fields(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, "Field"]:
        """A mapping whose keys are all known, and none of the required missing."""
        known = (*required, *optional)
        values = self.mapping(f"a mapping is wanted, with the keys {', '.join(known)}")
        for name in values:
            if name not in known:
                what = f"unknown key {printable(name)}{nearest(name, known)}"
                self.key(name).fail(what, f"known keys are {', '.join(known)}")
        for name in required:
            if name not in values:
                self.fail(f"the key {name} is missing", f"needed are {', '.join(required)}")
        return values

    def nodes(self) -> list[Node]:
        """The nodes of a list."""
        if isinstance(self.node, Scalar) or self.node.mapping:
            self.fail(describe(self.node), "a list is wanted")
        return self.node.children

    def items(self, name: str) -> list["Field"]:
        """The items of a list, called `name 1`, `name 2`, …"""
        return [Field(self.file, f"{name} {i}", n.line, n) for i, n in enumerate(self.nodes(), 1)]

    def number(self) -> float:
        """A finite decimal number."""
        value = decimal(self.node)
        if value is None:
            self.fail(why_no_number(self.node), NUMBER)
        return value

    def numbers(self, count: int, reason: str, name: str, first: int = 1) -> list[float]:
        """A list of `count` finite numbers, called `name first`, `name first+1`, …"""
        nodes = self.nodes()
        if len(nodes) != count:
            wanted = f"{count} {'is' if count == 1 else 'are'} wanted, {reason}"
            self.fail(counted(len(nodes), "number"), wanted)
        values = [decimal(node) for node in nodes]
        if None in values:
            i = values.index(None)
            Field(self.file, self.inside(f"{name} {first + i}"), nodes[i].line, nodes[i]).number()
        return values

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        allowed = f"a whole number from {low} to {high} is wanted"
        if decimal(self.node) is None:
            self.fail(why_no_number(self.node), allowed)
        if not WHOLE.fullmatch(self.node.text):
            self.fail(f"{printable(self.node.text)} is not a whole number", allowed)
        if not low <= decimal(self.node) <= high:
            too = "small" if decimal(self.node) < low else "large"
            self.fail(f"{printable(self.node.text)} is too {too}", allowed)
        return int(self.node.text)

    def boolean(self) -> bool:
        """`true` or `false`, in the spellings of YAML 1.1."""
        if not isinstance(self.node, Scalar) or kind(self.node) != "bool":
            self.fail(describe(self.node), "true or false is wanted")
        return BOOLEANS[self.node.text.lower()]

    def choice(self, known: Iterable[str], noun: str) -> str:
        """One of the known names."""
        allowed = f"known are {', '.join(known)}"
        if not isinstance(self.node, Scalar) or not self.node.text or kind(self.node) != "str":
            self.fail(describe(self.node), allowed)
        name = self.node.text
        if name not in known:
            self.fail(f"unknown {noun} {printable(name)}{nearest(name, known)}", allowed)
        return name
