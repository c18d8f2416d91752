"""What the text of one YAML scalar stands for: a number that all readers agree on, or what else."""

import re
from math import isfinite

from yaml import ScalarNode
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from .errors import printable
from .yaml_nodes import Node, Scalar

# YAML 1.1 reads 1e-3 as a string, 017 as 15 and 1:30 as 90; YAML 1.2 reads a number, 17 and a
# string. A number is what both would write the same way, and 1e-3.
DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
ENDLESS = re.compile(r"[-+]?\.?(?:inf|infinity|nan)", re.IGNORECASE)
NUMBER = "a finite decimal number such as 0.5 or -1e-3 is wanted"
BOOLEANS = SafeConstructor.bool_values
RESOLVER = Resolver()


def kind(node: Scalar) -> str:
    """What YAML 1.1 takes a scalar for: `bool`, `int`, `float`, `null`, `str`, `timestamp`, …"""
    tag = RESOLVER.resolve(ScalarNode, node.text, (node.plain, not node.plain))
    return tag.rpartition(":")[2]


def describe(node: Node) -> str:
    """What stands there, in words: `a list`, `the string "x"`, `the boolean true`, `0.5`, …"""
    if not isinstance(node, Scalar):
        return "a mapping" if node.mapping else "a list"
    text, words = printable(node.text), {"bool": "the boolean ", "int": "", "float": ""}
    if kind(node) == "null":
        return text or "nothing"
    return words[kind(node)] + text if kind(node) in words else f'the string "{text}"'


def decimal(node: Node) -> float | None:
    """The finite number that a node is, or None."""
    if not (isinstance(node, Scalar) and node.plain and DECIMAL.fullmatch(node.text)):
        return None
    value = float(node.text)
    return value if isfinite(value) else None


def why_no_number(node: Node) -> str:
    """Why `decimal` gives None."""
    if not isinstance(node, Scalar) or not node.plain:
        return describe(node)
    text = printable(node.text)
    if ENDLESS.fullmatch(node.text):
        return f"{text} is not finite"
    if DECIMAL.fullmatch(node.text):
        return f"{text} is too large for a double"
    if node.text[:1].isdigit() or kind(node) in ("int", "float"):
        return f"{text} is not a plain decimal number"
    return describe(node)
