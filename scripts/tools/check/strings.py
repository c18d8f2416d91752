"""The words of data files and of notes' Python: what stands under `ko` and `en`, with its place there."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from ...paths import DOCS, LANGUAGES, ROOT
from ...sources import SourceError, text_of
from .prose import Remark

NOT_WORDS = {"read", "aloud", "never"}  # how letters are read, and what is not to be written
FILLED_IN = re.compile(r"\{\w+\}")
Words = dict[str, slice]  # language → where its words stand in the source


@dataclass(frozen=True)
class Strings:
    """A source, and of all words in it where they stand in each language."""

    path: Path
    source: str
    words: list[Words]

    def parity(self) -> Iterator[Remark]:
        """Words that lack a language, or what is filled in in the other one."""
        for words in self.words:
            start = min(part.start for part in words.values())
            if missing := set(LANGUAGES) - set(words):
                other = "Korean" if "ko" in missing else "English"
                yield Remark(
                    start, "languages", f"words without their {other}", "write them in both languages"
                )
                continue
            ko, en = (sorted(FILLED_IN.findall(self.source[words[language]])) for language in LANGUAGES)
            if ko != en:
                found = f"{', '.join(ko) or 'nothing'} in Korean and {', '.join(en) or 'nothing'} in English"
                yield Remark(start, "languages", f"filled in are {found}", "fill in the same in both")


def files() -> Iterator[Strings]:
    """Every file of words: YAML of the site and of notes, and each note.py. Raises SourceError."""
    data = [path for folder in (DOCS, ROOT / "scripts") for path in folder.rglob("*.yml")]
    for path in [ROOT / "mkdocs.yml", *sorted(data)]:
        yield of_yaml(path)
    for path in sorted(DOCS.glob("til/*/note.py")):
        yield of_python(path)


def of_yaml(path: Path) -> Strings:
    """The strings of a data file, however deep."""
    source = text_of(path)
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        line = error.problem_mark.line + 1 if getattr(error, "problem_mark", None) else 1
        raise SourceError(path, line, f"not YAML: {getattr(error, 'problem', error)}") from None
    return Strings(path, source, list(pairs(root)))


def pairs(node: yaml.Node | None) -> Iterator[Words]:
    """What stands under `ko` and `en` of one mapping, of each that there is."""
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from pairs(value)
    if isinstance(node, yaml.MappingNode):
        values = {key.value: value for key, value in node.value if key.value not in NOT_WORDS}
        texts = {language: values.pop(language) for language in LANGUAGES if language in values}
        if texts:
            yield {key: slice(text.start_mark.index, text.end_mark.index) for key, text in texts.items()}
        for value in values.values():
            yield from pairs(value)


def of_python(path: Path) -> Strings:
    """The strings of each {"ko": …, "en": …} in a note.py, which is not run."""
    source = text_of(path)
    try:
        nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Dict)]
    except SyntaxError:
        nodes = []  # the pages, which cannot be rendered, say so
    words = [
        python_words(node, source) for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset))
    ]
    return Strings(path, source, list(filter(None, words)))


def python_words(node: ast.Dict, source: str) -> Words:
    """The places of the strings in one dictionary."""
    lines = source.splitlines(keepends=True)

    def place(line: int, column: int) -> int:  # ast counts bytes
        return sum(map(len, lines[: line - 1])) + len(lines[line - 1].encode()[:column].decode())

    return {
        key.value: slice(place(text.lineno, text.col_offset), place(text.end_lineno, text.end_col_offset))
        for key, text in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value in LANGUAGES and is_text(text)
    }


def is_text(node: ast.expr) -> bool:
    """Whether it is a string, with or without values filled in."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
