"""What a page can name: {{ tex("delta2_2") }}, {{ eq("delta2_2.exact") }}, {{ num("delta2_2") }}, …"""

import difflib
import html
import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..notes.explorer import bundle
from ..backprop import names
from ..notes import numbers
from ..notes.limits import MAX_LAYERS, MAX_UNITS
from ..sources import SourceError
from ..paths import CACHE, DOCS, LANGUAGES
from ..sources import data_of, line_of

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
EXPLORER = HERE / "explorer" / "main.js"
FEW = 12  # names that still fit into a message


class UnknownName(Exception):
    """A page names something that the note does not have."""


def nearest(name: str, known: Iterable[str]) -> str:
    """`; nearest: a, b`; where no name is near, all of them, or of many the first ones."""
    known = list(known)
    if found := difflib.get_close_matches(name, known, n=3, cutoff=0.6):
        return f"; nearest: {', '.join(found)}"
    more = f" and {len(known) - FEW} more" if len(known) > FEW else ""
    return f"; known are {', '.join(known[:FEW])}{more}"


@cache
def words() -> dict[str, dict[str, str]]:
    """words.yml: what the site itself says, in both languages."""
    path = HERE / "words.yml"
    found = data_of(path)
    for key, texts in found.items():
        if missing := set(LANGUAGES) - set(texts):
            raise SourceError(path, line_of(path, f"{key}:"), f"{key} lacks its words in {', '.join(missing)}")
    return found


@cache
def notation() -> dict:
    """docs/notation.yml: symbols and terms."""
    return data_of(DOCS / "notation.yml")


@cache
def templates() -> Environment:
    """The parts of a page that are the same in both languages but for their words."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class Formula:
    """One formula of a page, and the line of the page's source that asks for it."""

    tex: str
    display: bool
    line: int


@dataclass
class Scope:
    """The names of one page. Formulas are collected, and stand in the text as placeholders."""

    note: dict | None
    language: str
    notebook: bool = False
    root: str = ""  # from the page to the top of its language: ../../
    explorer_url: str = ""  # from the page to its note's explorer
    files: dict[str, str] = field(default_factory=dict)  # what the page needs beside itself
    formulas: list[Formula] = field(default_factory=list)
    cells: list[tuple[str, int]] = field(default_factory=list)  # code, and the line that asks for it

    def names(self) -> dict[str, object]:
        """Everything that Jinja sees."""
        functions: list[Callable] = [
            self.tex, self.eq, self.num, self.figure, self.cell, self.part, self.word, self.counted,
            self.facts, self.value, self.has, self.explorer, notation,
            names.unit, names.weight, names.partial,
        ]  # fmt: skip
        known = {f.__name__: f for f in functions} | {"language": self.language}
        return known | {name: self.note[name] for name in ("layers", "gradients") if self.note}

    def of_note(self, section: str) -> dict:
        """note.json's part of that name. Raises UnknownName on a page that has no network."""
        if self.note is None:
            raise UnknownName("this page has no network file; name one with `network: DATE` at its top")
        return self.note[section]

    def find(self, section: str, name: str) -> object:
        """One entry, or UnknownName with the nearest right ones."""
        entries = self.of_note(section)
        if name not in entries:
            raise UnknownName(f"unknown name {name!r} in {section}{nearest(name, entries)}")
        return entries[name]

    def latex(self, name: str) -> str:
        """LaTeX of a symbol (`delta2_2`, if the network has it) or of a named formula."""
        values, formulas = self.of_note("values"), self.of_note("formulas")
        if name not in values and name not in formulas:
            raise UnknownName(f"unknown name {name!r}{nearest(name, [*values, *formulas])}")
        return names.latex(name) if name in values else formulas[name]

    def put(self, latex: str, display: bool) -> str:
        """A placeholder in a page, `$…$` in a notebook, whose own reader renders it."""
        self.formulas.append(Formula(str(latex), display, template_line()))
        if self.notebook:
            return f"$$\n{latex}\n$$" if display else f"${latex}$"
        return Markup(f'<x-tex data-n="{len(self.formulas) - 1}"></x-tex>')

    def tex(self, name: str) -> str:
        """A symbol or formula in the line."""
        return self.put(self.latex(name), display=False)

    def eq(self, name: str) -> str:
        """A formula on a line of its own."""
        return self.put(self.latex(name), display=True)

    def raw(self, latex: str, display: bool = False) -> str:
        """LaTeX that a template takes from the note's derivation."""
        return self.put(latex, display)

    def value(self, name: str) -> float:
        """A number at full precision, to choose or count by."""
        return self.find("values", name)

    def has(self, name: str) -> bool:
        """Whether the network has a number of that name."""
        return name in self.of_note("values")

    def num(self, name: str, digits: int = numbers.SIGNIFICANT) -> str:
        """A number at so many digits, with its full value beside it for programs."""
        value = self.value(name)
        printed = numbers.text(value, digits)
        if self.notebook:
            return printed
        symbol = html.escape(name)
        return Markup(f'<data class="num" value="{value!r}" data-symbol="{symbol}">{printed}</data>')

    def figure(self, name: str) -> str:
        """A figure with its caption; its text alternative is inside the SVG."""
        drawn = self.of_note("figures")[self.language]
        if name not in drawn:
            raise UnknownName(f"unknown figure {name!r}{nearest(name, drawn)}")
        svg = drawn[name]["svg"].replace("<svg", "<svg data-search-exclude", 1)  # loose letters and numbers
        caption = re.sub(r"\$([^$]+)\$", lambda m: self.put(m[1], display=False), drawn[name]["caption"])
        caption += self.link_to_explorer(drawn[name]["symbol"])
        return Markup(
            f'<figure class="figure" id="figure-{name}">{svg}<figcaption>{caption}</figcaption></figure>'
        )

    def link_to_explorer(self, symbol: str) -> str:
        """From a figure to the explorer at that symbol, if the note has one; "" on its own page."""
        if not self.explorer_url:
            return ""
        return f' <a href="{self.explorer_url}#pick={symbol}">{self.word("explorer.open")}</a>'

    def cell(self, name: str) -> str:
        """A code cell of the notebook."""
        if not self.notebook:
            raise UnknownName("cell() is for notebooks, files that end in .nb.md")
        code = self.find("cells", name)
        self.cells.append((code, template_line()))
        return f"```python\n{code}\n```"

    def plot_alt(self) -> str:
        """What the notebook's plot of gradient descent shows, with its numbers."""
        descent = self.of_note("descent")
        start, end = numbers.text(descent["J"][0]), numbers.text(descent["J"][-1])
        return self.word("notebook.plot", steps=descent["steps"], start=start, end=end)

    def facts(self, name: str) -> object:
        """L, m, s, g, bias, shapes, cost, reduction, penalty, examples: what prose counts by."""
        return self.find("facts", name)

    def word(self, key: str, **values: object) -> str:
        """The site's own words in the page's language."""
        if key not in words():
            raise UnknownName(f"unknown word {key!r}{nearest(key, words())}")
        return words()[key][self.language].format(**values)

    def said(self, prefix: str) -> str:
        """All words whose key begins so, as JSON for a script."""
        found = {
            key.removeprefix(prefix): texts[self.language]
            for key, texts in words().items()
            if key.startswith(prefix)
        }
        return json.dumps(found, ensure_ascii=False)

    def counted(self, number: int, key: str) -> str:
        """`유닛 하나`, `all 2 units`: words.yml has KEY.one, KEY.many and, where it can be, KEY.none."""
        form = {0: "none", 1: "one"}.get(number, "many")
        return self.word(f"{key}.{form}", n=number)

    def explorer(self) -> dict:
        """The parts of the explorer; its module and script beside the page. UnknownName if too large."""
        if found := self.of_note("explorer"):
            self.files["network.js"] = found["module"]
            self.files["explorer.js"] = bundle.script(EXPLORER, {"network": found["module"]}, CACHE)
            return found
        raise UnknownName(
            f"this network is too large for an explorer; at most {MAX_LAYERS} layers of {MAX_UNITS} units"
        )

    def part(self, name: str, **values: object) -> str:
        """A template of scripts/pages/templates, with the note and the same names."""
        known = [path.stem for path in sorted(TEMPLATES.glob("*.j2"))]
        if name not in known:
            raise UnknownName(f"unknown part {name!r}{nearest(name, known)}")
        template = templates().get_template(f"{name}.j2")
        own = {"raw": self.raw, "latex": self.latex, "text": numbers.text, "root": self.root}
        own["said"] = self.said
        return Markup(template.render(self.names() | own | values))


def template_line() -> int:
    """The line of the page that is being rendered: that of the outermost Jinja template at work."""
    frame, line = sys._getframe(1), 1
    while frame:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return line
