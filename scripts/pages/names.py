"""What a page can name: {{ tex("delta2_2") }}, {{ eq("delta2_2.exact") }}, {{ num("delta2_2") }}, …

A name is looked up in the page's own note; "2021-01-12:delta2_2" is another note's, and `of="symmetric"` asks for
another network of the folder, symmetric.yml.
"""

import html
import inspect
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..backprop import names
from ..backprop.network import Network
from ..notes import Note, Symbol, load, numbers
from ..notes.derivation import DerivationPage
from ..notes.explorer import bundle
from ..notes.figures import FIGURES, Figure
from ..paths import LANGUAGES
from ..sources import SourceError, UnknownName, data_of, line_of, nearest, notation

TEMPLATES = Path(__file__).parent / "templates"
EXPLORER = Path(bundle.__file__).with_name("main.js")
OTHER_NOTE = re.compile(r"(\d{4}-\d{2}-\d{2}):(.+)")
ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@cache
def words() -> dict[str, dict[str, str]]:
    """words.yml: what the site itself says, in both languages. Raises SourceError where one is missing."""
    path = Path(__file__).with_name("words.yml")
    entries = data_of(path)
    for key, texts in entries.items():
        if missing := set(LANGUAGES) - set(texts):
            raise SourceError(path, line_of(path, f"{key}:"), f"{key} lacks its words in {', '.join(missing)}")
    return entries


@dataclass(frozen=True)
class Formula:
    """One formula of a page, and the line of the page's source that asks for it."""

    tex: str
    display: bool
    line: int


@dataclass
class Names:
    """The names of one page. Formulas are collected, and stand in the text as placeholders."""

    note: Note | None
    language: str
    root: str = ""  # from the page to the top of its language: ../../
    explorer_url: str = ""  # from the page to its note's explorer
    files: dict[str, str] = field(default_factory=dict)  # what the page needs beside itself
    formulas: list[Formula] = field(default_factory=list)

    def known(self) -> dict[str, object]:
        """Everything that Jinja sees."""
        functions: list[Callable] = [
            self.tex, self.eq, self.num, self.figure, self.table, self.cell, self.part, self.word, self.counted,
            self.value, self.has, self.networks, self.derivation, self.explorer,
            notation, names.unit, names.weight, names.partial,
        ]  # fmt: skip
        known = {f.__name__: f for f in functions} | {"language": self.language}
        if self.note and "network" in self.note.networks:
            standard = self.note.network()
            known |= {"network": standard.network, "example_units": standard.example_units}
        return known

    def asked(self, name: str) -> tuple[Note, str]:
        """The note that a name is looked up in, and the name there. Raises UnknownName."""
        if match := OTHER_NOTE.fullmatch(str(name)):  # str: what is undefined says so
            return load(match[1]), match[2]
        if self.note is None:
            raise UnknownName("this page belongs to no note; name one at its top, note: DATE, or as DATE:NAME")
        return self.note, name

    def put(self, latex: str, display: bool = False, line: int = 0) -> Markup:
        """A placeholder in the page, for a formula of that line; 0 is the one that Jinja is at."""
        self.formulas.append(Formula(str(latex), display, line or template_line()))
        return Markup(f'<x-tex data-n="{len(self.formulas) - 1}"></x-tex>')

    def latex(self, name: str, of: str = "network") -> str:
        """LaTeX of a symbol (`delta2_2`, if the network has it) or of a named formula."""
        note, name = self.asked(name)
        return note.latex(name, of)

    def tex(self, name: str, of: str = "network") -> Markup:
        """A symbol or formula in the line."""
        return self.put(self.latex(name, of), display=False)

    def eq(self, name: str, of: str = "network") -> Markup:
        """A formula on a line of its own."""
        return self.put(self.latex(name, of), display=True)

    def value(self, name: str, of: str = "network") -> float:
        """A number at full precision, to choose or count by."""
        note, name = self.asked(name)
        return note.value(name, of)

    def has(self, name: str, of: str = "network") -> bool:
        """Whether there is a number of that name."""
        try:
            return self.value(name, of) is not None
        except UnknownName:
            return False

    def num(self, name: str, digits: int = numbers.SIGNIFICANT, of: str = "network") -> Markup:
        """A number at so many digits, with its full value beside it for programs."""
        return printed(self.value(name, of), name, digits, of)

    def figure(self, name: str, of: str = "network") -> Markup:
        """A figure with its caption; its text alternative is inside the SVG."""
        id = name if of == "network" else f"{of}-{name}"
        figure = self.drawn(name, of, id)
        svg = figure.svg.replace("<svg", "<svg data-search-exclude", 1)  # loose letters and numbers
        caption = re.sub(r"\$([^$]+)\$", lambda m: self.put(m[1], display=False), figure.caption)
        if self.explorer_url and of == "network" and figure.symbol:
            link = f"{self.explorer_url}#pick={figure.symbol}"
            caption += f' <a href="{link}">{self.word("explorer.open")}</a>'
        return Markup(f'<figure class="figure" id="figure-{id}">{svg}<figcaption>{caption}</figcaption></figure>')

    def drawn(self, name: str, of: str, id: str) -> Figure:
        """A figure of the note's own or of a network. Raises UnknownName."""
        note, name = self.asked(name)
        if name in note.makers["figure"]:
            return note.draw(name, self.language)
        if name not in FIGURES:
            raise UnknownName(f"unknown figure {name!r}{nearest(name, [*note.makers['figure'], *FIGURES])}")
        return note.network(of).figure(name, self.language, id)

    def table(self, name: str) -> Markup:
        """A table of the note's own."""
        note, name = self.asked(name)
        if name not in note.makers["table"]:
            raise UnknownName(f"unknown table {name!r}{nearest(name, note.makers['table'])}")
        table = note.tabulate(name)
        return Markup(ENVIRONMENT.get_template("table.j2").render(table, text=self.text))

    def text(self, cell: object) -> str:
        """A cell of a table: a number, words, or a symbol."""
        if isinstance(cell, Symbol):
            return self.tex(cell.name)
        if isinstance(cell, dict):
            return cell[self.language]
        return str(cell) if isinstance(cell, (str, int)) else printed(float(cell), "")

    def cell(self, name: str, of: str = "network") -> str:
        """A code cell of a notebook, as a fence."""
        note, name = self.asked(name)
        cells = note.cells
        if name not in cells:
            standard = note.networks[of].cells if of in note.networks else {}
            if name not in standard:
                raise UnknownName(f"unknown cell {name!r}{nearest(name, [*cells, *standard])}")
            cells = standard
        cell = cells[name]
        alt = f' alt="{html.escape(cell.alt[self.language])}"' if cell.alt else ""
        return f"```python{alt}\n{cell.code}\n```"

    def word(self, key: str, **values: object) -> str:
        """The site's own words in the page's language."""
        if key not in words():
            raise UnknownName(f"unknown word {key!r}{nearest(key, words())}")
        return words()[key][self.language].format(**values)

    def counted(self, number: int, key: str) -> str:
        """`유닛 하나`, `all 2 units`: words.yml has KEY.one, KEY.many and, where it can be, KEY.none."""
        form = {0: "none", 1: "one"}.get(number, "many")
        return self.word(f"{key}.{form}", n=number)

    def networks(self, of: str) -> Network:
        """A network of the note by its file's stem: networks("symmetric").L"""
        note, of = self.asked(of)
        return note.network(of).network

    def derivation(self, of: str = "network") -> DerivationPage:
        """The derivation of a network, whose layers and gradients the page goes through."""
        note, _ = self.asked("derivation")
        return note.network(of).derivation

    def explorer(self) -> dict:
        """The parts of the explorer; its module and script beside the page. UnknownName if too large."""
        note, _ = self.asked("explorer")
        explorer = note.network().explorer
        self.files["network.js"] = explorer["module"]
        self.files["explorer.js"] = bundle.script(EXPLORER, {"network": explorer["module"]})
        return explorer

    def explorer_words(self) -> str:
        """What the explorer's script says, as JSON."""
        own = {key: texts[self.language] for key, texts in words().items() if key.startswith("explorer.")}
        return json.dumps({key.removeprefix("explorer."): text for key, text in own.items()}, ensure_ascii=False)

    def part(self, name: str, **values: object) -> Markup:
        """A template of scripts/pages/templates, with the note and the same names."""
        known = [path.stem for path in sorted(TEMPLATES.glob("*.j2"))]
        if name not in known:
            raise UnknownName(f"unknown part {name!r}{nearest(name, known)}")
        own = {"raw": self.put, "latex": self.latex, "text": numbers.text, "root": self.root}
        own |= {"explorer_words": self.explorer_words}
        return Markup(ENVIRONMENT.get_template(f"{name}.j2").render(self.known() | own | values))


def printed(value: float, name: str, digits: int = numbers.SIGNIFICANT, of: str = "network") -> Markup:
    """The digits of a number for people, its value, its name and its network for programs."""
    symbol = f' data-symbol="{html.escape(name)}"' if name else ""
    symbol += f' data-network="{html.escape(of)}"' if of != "network" else ""
    return Markup(f'<data class="num" value="{value!r}"{symbol}>{numbers.text(value, digits)}</data>')


def template_line() -> int:
    """The line of the page that is being rendered: that of the outermost Jinja template at work."""
    frame, line = inspect.currentframe(), 1
    while frame:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return line
