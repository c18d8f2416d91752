"""The Korean strings of data files: what stands under a key `ko`, with its place in the file."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from ...paths import DOCS, ROOT
from ...sources import text_of
from .prose import Prose, of_string

NOT_READ = {"read", "aloud", "never"}  # 엘, and what is banned


def files() -> list[Path]:
    """Every data file that pages take words from."""
    found = [path for folder in (DOCS, ROOT / "scripts") for path in folder.rglob("*.yml")]
    return [ROOT / "mkdocs.yml", *sorted(found)]


def of_file(path: Path) -> Iterator[Prose]:
    """The Korean strings of one file."""
    source = text_of(path)
    for node in korean(yaml.compose(source, Loader=yaml.SafeLoader)):
        yield of_string(source, node.start_mark.index, node.end_mark.index)


def korean(node: yaml.Node | None, here: bool = False) -> Iterator[yaml.ScalarNode]:
    """Every string under a key `ko`, however deep."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in NOT_READ:
                yield from korean(value, here or key.value == "ko")
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from korean(value, here)
    elif here and isinstance(node, yaml.ScalarNode):
        yield node
