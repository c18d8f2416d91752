"""The words of data files and of notes' Python: what stands under `ko` and `en`, with its place there."""

import ast
import re
from collections.abc import Iterator
from itertools import accumulate

import yaml

from ... import paths
from ...paths import LANGUAGES, ROOT
from ...sources import data_of, text_of
from .prose import Finding, Source

NOT_WORDS = {"read", "aloud", "never"}  # how letters are read, and what is not to be written
FILLED_IN = re.compile(r"\{\w+\}")
Words = dict[str, slice]  # language → where its words stand in the source


def files() -> Iterator[tuple[Source, list[Words]]]:
    """Every file of words: YAML of the site and of notes, and each note.py. Raises SourceError."""
    data = [path for folder in (paths.DOCS, ROOT / "scripts") for path in folder.rglob("*.yml")]
    for path in [ROOT / "mkdocs.yml", *sorted(data)]:
        source = Source(path, text_of(path))
        try:
            root = yaml.compose(source.text, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            data_of(path)  # raises SourceError with the line
            raise
        yield source, list(in_yaml(root))
    for path in sorted(paths.DOCS.glob("til/*/note.py")):
        source = Source(path, text_of(path))
        yield source, list(in_python(source.text))


def parity(source: Source, words: Words) -> Iterator[Finding]:
    """What is wrong with words that lack a language, or what is filled in in the other one."""
    start = min(part.start for part in words.values())
    if missing := set(LANGUAGES) - set(words):
        other = "Korean" if "ko" in missing else "English"
        yield source.finding(start, "languages", f"words without their {other}", "write them in both languages")
        return
    ko, en = (sorted(FILLED_IN.findall(source.text[words[language]])) for language in LANGUAGES)
    if ko != en:
        problem = f"{', '.join(ko) or 'nothing'} in Korean and {', '.join(en) or 'nothing'} in English"
        yield source.finding(start, "languages", f"filled in are {problem}", "fill in the same in both")


def in_yaml(node: yaml.Node | None) -> Iterator[Words]:
    """What stands under `ko` and `en` of one mapping, of each that there is, however deep."""
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from in_yaml(value)
    if isinstance(node, yaml.MappingNode):
        values = {key.value: value for key, value in node.value if key.value not in NOT_WORDS}
        texts = {language: values.pop(language) for language in LANGUAGES if language in values}
        if texts:
            yield {key: slice(text.start_mark.index, text.end_mark.index) for key, text in texts.items()}
        for value in values.values():
            yield from in_yaml(value)


def in_python(source: str) -> Iterator[Words]:
    """The strings of each {"ko": …, "en": …} in a note.py, which is not run."""
    lines = source.splitlines(keepends=True)
    begins = list(accumulate(map(len, lines), initial=0))

    def offset(line: int, column: int) -> int:  # ast counts bytes
        return begins[line - 1] + len(lines[line - 1].encode()[:column].decode())

    try:
        nodes = ast.walk(ast.parse(source))
    except SyntaxError:
        return  # the pages, which cannot be rendered, say so
    for node in nodes:
        pairs = zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ()
        words = {
            key.value: slice(offset(text.lineno, text.col_offset), offset(text.end_lineno, text.end_col_offset))
            for key, text in pairs
            if isinstance(key, ast.Constant) and key.value in LANGUAGES and is_text(text)
        }
        if words:
            yield words


def is_text(node: ast.expr) -> bool:
    """Whether it is a string, with or without values filled in."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
