"""A field in a network file: a node with the words for where it stands, and typed readers.

Each reader returns plain Python, or raises the InputError of this field.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite
from typing import NoReturn

from yaml import MappingNode, Node, SafeLoader, ScalarNode, SequenceNode

from .document import InputError, printable

# YAML 1.1 reads 1e-3 as a string, 017 as 15 and 1:30 as 90; YAML 1.2 reads a number, 17 and a
# string. A number is what both would write the same way, and 1e-3.
DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
ENDLESS = re.compile(r"[-+]?\.?(?:inf|infinity|nan)", re.IGNORECASE)
NUMBER = "a finite decimal number such as 0.5 or -1e-3 is wanted"


def counted(n: int, noun: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def nearest(name: str, known: Iterable[str]) -> str:
    """`, did you mean …` where a known name is close."""
    close = get_close_matches(name, known, n=1) if len(name) <= 40 else []
    return f", did you mean {close[0]}" if close else ""


def kind(node: Node) -> str:
    """What YAML 1.1 takes a node for: `map`, `seq`, `bool`, `int`, `float`, `null`, `str`, …"""
    return node.tag.rpartition(":")[2]


def line_of(node: Node) -> int:
    """The line on which a node begins, from 1."""
    return node.start_mark.line + 1


def describe(node: Node) -> str:
    """What stands there, in words: `a list`, `the string "x"`, `the boolean true`, `0.5`, …"""
    if not isinstance(node, ScalarNode):
        return "a mapping" if isinstance(node, MappingNode) else "a list"
    text = printable(node.value)
    words = {"null": text or "nothing", "bool": f"the boolean {text}", "int": text, "float": text}
    return words.get(kind(node), f'the string "{text}"')


def why_no_number(node: Node) -> str:
    """In words, why a node is no finite decimal number."""
    if not isinstance(node, ScalarNode) or node.style:  # a style is quotes
        return describe(node)
    text = printable(node.value)
    if ENDLESS.fullmatch(node.value):
        return f"{text} is not finite"
    if DECIMAL.fullmatch(node.value):
        return f"{text} is too large for a double"
    if node.value[:1].isdigit() or kind(node) in ("int", "float"):
        return f"{text} is not a plain decimal number"
    return describe(node)


@dataclass(frozen=True)
class Field:
    """A node of `file`, called `where` in messages, with the line that they name."""

    file: str
    where: str
    line: int
    node: Node

    def fail(self, what: str, allowed: str, line: int | None = None) -> NoReturn:
        """Raise the InputError of this field, or of one of its lines."""
        raise InputError(self.file, line or self.line, self.where, what, allowed)

    def inside(self, name: str) -> str:
        """What a part of this field is called: `cost` in the file, `layer 2, units` in a layer."""
        return name if self.where == "file" else f"{self.where}, {name}"

    def mapping(self, wanted: str) -> dict[str, "Field"]:
        """The values of a mapping by the text of their keys, each key there once."""
        if not isinstance(self.node, MappingNode):
            self.fail(describe(self.node), wanted)
        values: dict[str, Field] = {}
        for key, value in self.node.value:
            if not isinstance(key, ScalarNode):
                self.fail(f"{describe(key)} as a key", wanted, line_of(key))
            if key.value in values:
                what = f"the key {printable(key.value)} is there twice"
                self.fail(what, "each key stands once", line_of(key))
            # A list or mapping may begin a line below its key; the key is what people look for.
            line = line_of(value if isinstance(value, ScalarNode) else key)
            values[key.value] = Field(self.file, self.inside(printable(key.value)), line, value)
        return values

    def fields(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, "Field"]:
        """A mapping whose keys are all known, and none of the required missing."""
        known = (*required, *optional)
        values = self.mapping(f"a mapping is wanted, with the keys {', '.join(known)}")
        for name, value in values.items():
            if name not in known:
                what = f"unknown key {printable(name)}{nearest(name, known)}"
                self.fail(what, f"known keys are {', '.join(known)}", value.line)
        for name in required:
            if name not in values:
                self.fail(f"the key {name} is missing", f"needed are {', '.join(required)}")
        return values

    def items(self, name: str, first: int = 1) -> list["Field"]:
        """The items of a list, called `name first`, `name first+1`, …"""
        if not isinstance(self.node, SequenceNode):
            self.fail(describe(self.node), "a list is wanted")
        return [Field(self.file, f"{name} {i}", line_of(node), node) for i, node in enumerate(self.node.value, first)]

    def number(self, wanted: str = NUMBER) -> float:
        """A finite decimal number."""
        text = self.node.value
        plain = isinstance(self.node, ScalarNode) and not self.node.style and DECIMAL.fullmatch(text)
        if not plain or not isfinite(float(text)):
            self.fail(why_no_number(self.node), wanted)
        return float(text)

    def numbers(self, count: int, reason: str, name: str, first: int = 1) -> list[float]:
        """A list of `count` finite numbers, called `name first`, `name first+1`, …"""
        items = self.items(self.inside(name), first)
        if len(items) != count:
            wanted = f"{count} {'is' if count == 1 else 'are'} wanted, {reason}"
            self.fail(counted(len(items), "number"), wanted)
        return [item.number() for item in items]

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        wanted = f"a whole number from {low} to {high} is wanted"
        value, text = self.number(wanted), printable(self.node.value)
        if not WHOLE.fullmatch(self.node.value):
            self.fail(f"{text} is not a whole number", wanted)
        if not low <= value <= high:
            self.fail(f"{text} is too {'small' if value < low else 'large'}", wanted)
        return int(value)

    def boolean(self) -> bool:
        """`true` or `false`, in the spellings of YAML 1.1."""
        if kind(self.node) != "bool":
            self.fail(describe(self.node), "true or false is wanted")
        return SafeLoader.bool_values[self.node.value.lower()]

    def choice(self, known: Iterable[str], noun: str) -> str:
        """One of the known names."""
        allowed, name = f"known are {', '.join(known)}", self.node.value
        if kind(self.node) != "str" or not name:
            self.fail(describe(self.node), allowed)
        if name not in known:
            self.fail(f"unknown {noun} {printable(name)}{nearest(name, known)}", allowed)
        return name
