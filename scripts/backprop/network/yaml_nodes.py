"""A YAML file as a tree of nodes that know their line. Nothing is converted, nothing evaluated.

Built from the parser's events, not by yaml.load, because a load converts before anyone can look:
`1:30` becomes 90, `017` becomes 15, a second `cost:` replaces the first, an alias of aliases fills
the memory. Here all scalars stay text, and size and depth are bounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.reader import Reader

from ..progress import Bar
from .errors import InputError

MAX_BYTES = 8 * 2**20
MAX_DEPTH = 8  # a network file needs 4: file, Theta, matrix, row
# The parser in C is 20 times faster where PyYAML was built with it; both give the same events.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WANTED = "one YAML mapping with layers, cost, Theta and examples is wanted"


@dataclass(slots=True)
class Scalar:
    """The text of a scalar; `plain` where it stands without quotes."""

    line: int
    text: str
    plain: bool


@dataclass(slots=True)
class Collection:
    """A list, or a mapping whose children are key, value, key, value, …"""

    line: int
    mapping: bool
    children: list


Node = Scalar | Collection


def compose(file: str) -> Node:
    """The tree of a YAML file. Raises InputError where it cannot be read or is not plain YAML."""
    text, bar = decode(file, read_bytes(file)), Bar()
    try:
        return tree(file, counted(yaml.parse(text, Loader=LOADER), bar, len(text)))
    except yaml.MarkedYAMLError as error:
        last = text.rstrip().count("\n")
        line = min(error.problem_mark.line, last) + 1
        raise InputError(file, line, "file", f"not YAML, {error.problem}", WANTED) from None
    finally:
        bar.clear()


def counted(events: Iterator[yaml.Event], bar: Bar, length: int) -> Iterator[yaml.Event]:
    """The events; the bar shows how far in the file each stands."""
    for event in events:
        bar(event.start_mark.index, length, "characters")
        yield event


def read_bytes(file: str) -> bytes:
    """The bytes of a file, at most MAX_BYTES."""
    try:
        with Path(file).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reasons = {FileNotFoundError: "there is no such file", IsADirectoryError: "this is a directory"}
        reason = reasons.get(type(error)) or f"cannot be read, {getattr(error, 'strerror', error)}"
        raise InputError(file, 1, "file", reason, "the path of a network file is wanted") from None
    if len(data) > MAX_BYTES:
        raise InputError(file, 1, "file", "too large", f"at most {MAX_BYTES // 2**20} MiB are read")
    return data


def decode(file: str, data: bytes) -> str:
    """UTF-8 text without the control characters that YAML forbids."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(file, line, "file", "not UTF-8 text", WANTED) from None
    if bad := Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        what = f"not YAML, the control character U+{ord(bad.group()):04X}"
        raise InputError(file, line, "file", what, WANTED)
    return text


def tree(file: str, events) -> Node:
    """The nodes of the one document that the events tell of."""
    root = Collection(1, False, [])
    open_nodes = [root]
    for event in events:
        refuse(file, event, len(open_nodes), root.children)
        if isinstance(event, yaml.ScalarEvent):
            line = event.start_mark.line + 1
            open_nodes[-1].children.append(Scalar(line, event.value, event.implicit[0]))
        elif isinstance(event, yaml.CollectionStartEvent):
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            node = Collection(event.start_mark.line + 1, is_mapping, [])
            open_nodes[-1].children.append(node)
            open_nodes.append(node)
        elif isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
    if not root.children:
        raise InputError(file, 1, "file", "empty", WANTED)
    return root.children[0]


def refuse(file: str, event, depth: int, documents: list) -> None:
    """Raise InputError at what plain data has no use for, before it can cost time or memory."""
    what = None
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        what, allowed = f"the anchor or alias {event.anchor}", "write the value out, without & and *"
    elif getattr(event, "tag", None):
        what, allowed = f"the tag {event.tag}", "write the value without a tag"
    elif depth > MAX_DEPTH:
        what, allowed = f"nested more than {MAX_DEPTH} deep", WANTED
    elif isinstance(event, yaml.DocumentStartEvent) and documents:
        what, allowed = "a second document begins", WANTED
    if what:
        raise InputError(file, event.start_mark.line + 1, "file", what, allowed)
