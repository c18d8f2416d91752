"""A YAML file as PyYAML's tree of nodes, which know their line; nothing is converted, nothing evaluated.

`yaml.compose`, not `yaml.load`, because a load converts before anyone can look: `1:30` becomes 90, `017`
becomes 15, and a second `cost:` replaces the first. Aliases and tags are refused, size and depth bounded.
"""

from pathlib import Path

import yaml
from yaml.reader import Reader

MAX_BYTES = 8 * 2**20
MAX_DEPTH = 8  # a network file needs 4: file, Theta, matrix, row
# The parser in C is 20 times faster where PyYAML was built with it; both give the same nodes.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WANTED = "one YAML mapping with layers, cost, Theta and examples is wanted"


class InputError(Exception):
    """`FILE:LINE: where: what is wrong; what is allowed`, always one line."""

    def __init__(self, file: str, line: int, where: str, what: str, allowed: str):
        super().__init__(f"{printable(file, 4096)}:{line}: {where}: {what}; {allowed}")


def printable(text: str, limit: int = 40) -> str:
    """`text` on one line, control characters escaped, cut after `limit` characters."""
    cut = text if len(text) <= limit else text[:limit] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def compose(file: str) -> yaml.Node:
    """The tree of a YAML file. Raises InputError where it cannot be read or is not plain YAML."""
    text = decode(file, read_bytes(file))
    try:
        refuse_more_than_data(file, text)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = min(error.problem_mark.line, text.rstrip().count("\n")) + 1
        raise InputError(file, line, "file", f"not YAML, {error.problem}", WANTED) from None
    if root is None:
        raise InputError(file, 1, "file", "empty", WANTED)
    return root


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


def refuse_more_than_data(file: str, text: str) -> None:
    """Raise InputError at what plain data has no use for, before a tree of it costs time or memory."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        what, allowed = None, WANTED
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if getattr(event, "anchor", None):
            what, allowed = f"the anchor or alias {event.anchor}", "write the value out, without & and *"
        elif getattr(event, "tag", None):
            what, allowed = f"the tag {event.tag}", "write the value without a tag"
        elif depth > MAX_DEPTH:
            what = f"nested more than {MAX_DEPTH} deep"
        elif documents > 1:
            what = "a second document begins"
        if what:
            raise InputError(file, event.start_mark.line + 1, "file", what, allowed)
