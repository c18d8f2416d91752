"""A page's source (Markdown with Jinja) to Markdown, or one line that says what is wrong where."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

import jinja2
from jinja2 import StrictUndefined

from ..backprop.network.reader import InputError
from ..notes import Note, load
from ..npm import NpmError
from ..paths import NOTEBOOK, date_of, dates, shown, source, uris
from ..sources import SourceError, UnknownName, data_of, line_of, nearest, text_of
from . import credits, typed_formulas
from .names import TEMPLATES, Formula, Names

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
ENVIRONMENT = jinja2.Environment(
    undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)
STOPS = (SourceError, InputError, NpmError)  # each is one line already


@dataclass(frozen=True)
class Page:
    """Markdown with placeholders, the formulas that they stand for, and the page's front matter."""

    uri: str
    path: Path
    text: str
    formulas: list[Formula]
    meta: dict
    files: dict[str, str]  # by name, what stands beside the built page
    note: Note | None
    unfinished: bool = False  # shows a mistake, in place of its text or above it

    @property
    def is_notebook(self) -> bool:
        """Whether its code is run."""
        return self.uri.endswith(NOTEBOOK)

    @property
    def has_network(self) -> bool:
        """Whether symbols have values here."""
        return self.note is not None and "network" in self.note.networks


def front_matter(path: Path) -> dict:
    """The YAML at the top of a page, {} if there is none. Raises SourceError."""
    text = text_of(path)
    match = FRONT_MATTER.match(text)
    if not match and text.startswith("---\n"):
        raise SourceError(path, 1, "the front matter has no end; a line --- closes it")
    meta = (data_of(path, match[1], above=1) if match else None) or {}
    if not isinstance(meta, dict):
        raise SourceError(path, 2, "the front matter is no mapping; lines such as description: … are wanted")
    if not isinstance(meta.get("topics", []), list):
        raise SourceError(path, line_of(path, "topics:"), "topics is no list; a list is wanted: [One, Two]")
    return meta


def spoken_date(date: str) -> str:
    """2021/01/12, from the folder's name 2021-01-12."""
    return date.replace("-", "/")


def note_of(uri: str, meta: dict, path: Path) -> Note | None:
    """The note of a page: that of its folder, or `note:` in its front matter. Raises SourceError."""
    date = meta.get("note") or date_of(uri)
    try:
        return load(str(date)) if date else None
    except UnknownName as error:
        raise SourceError(path, line_of(path, "note:"), str(error)) from None


def is_draft(uri: str, language: str) -> bool:
    """Whether the page, or its note's first page, is kept out of what is published."""
    date = date_of(uri)
    first = [f"til/{date}/index.md"] if date else []
    paths = (source(page, language) for page in {uri, *first})
    return any(path.is_file() and front_matter(path).get("draft") is True for path in paths)


def explorer_url(uri: str, language: str) -> str:
    """From a page of a note to the note's explorer; "" where there is none, and on its own page."""
    folder, _, name = uri.rpartition("/")
    if name == "explorer.md" or f"{folder}/explorer.md" not in uris(language, folder):
        return ""
    return "explorer/" if name == "index.md" else "../explorer/"


def note_index(language: str) -> list[dict]:
    """Every published note of a language, the newest first: date, path, topics."""
    notes = {date: source(f"til/{date}/index.md", language) for date in dates()}
    return [
        {"path": f"til/{date}/", "date": spoken_date(date), "topics": front_matter(path).get("topics", [])}
        for date, path in notes.items()
        if path.is_file() and not is_draft(f"til/{date}/index.md", language)
    ]


def render(uri: str, language: str, prepare: Callable[[str], str] = str) -> Page:
    """A page with its names put in. Raises SourceError, InputError, NpmError.

    `prepare` may put marks into the source; its lines must stay.
    """
    path = source(uri, language)
    meta = front_matter(path)
    note = note_of(uri, meta, path)
    root = "../" * (uri.count("/") + (not uri.endswith("index.md")))
    names = Names(note, language, root, explorer_url(uri, language))
    known = names.known() | {
        "date": spoken_date(date_of(uri) or ""),
        "topics": meta.get("topics", []),
        "notes": lambda: note_index(language),
        "made_with": lambda: credits.made_with(language),
        "shipped": lambda: credits.shipped(language),
    }
    text = fill(path, typed_formulas.with_lines(prepare(text_of(path))), known)
    text = typed_formulas.replaced(text, names.put)
    return Page(uri, path, FRONT_MATTER.sub("", text), names.formulas, meta, names.files, note)


def fill(path: Path, text: str, known: dict) -> str:
    """The text with its names put in. Raises SourceError for a mistake in its braces, or what STOPS has."""
    try:
        code = ENVIRONMENT.compile(text, filename=str(path))
        template = jinja2.Template.from_code(ENVIRONMENT, code, ENVIRONMENT.make_globals(None))
        return template.render(known)
    except jinja2.TemplateSyntaxError as error:
        where = Path(error.filename) if error.filename else path
        raise SourceError(where, error.lineno, f"the braces do not fit: {error.message}") from None
    except STOPS:
        raise
    except OSError:  # no mistake in the page: a full disk, say
        raise
    except Exception as error:
        raise located(error, path, known) from error


def located(error: Exception, path: Path, known: dict) -> SourceError:
    """The error with its line in the page, or in the template that the page uses there."""
    frames = [(Path(frame.filename), frame.lineno) for frame in extract_tb(error.__traceback__)]
    frames = [frame for frame in frames if frame[0] == path or frame[0].parent == TEMPLATES] or [(path, 1)]
    (page, asking), (where, line) = frames[0], frames[-1]
    using = "" if where == page else f" (used in {shown(page)}:{asking})"
    return SourceError(where, line, describe(error, known) + using)


def describe(error: Exception, known: dict) -> str:
    """What is wrong, with the nearest right names for `'tx' is undefined`."""
    if match := re.fullmatch(r"'(\w+)' is undefined", str(error)):
        if match[1] in ("network", "example_units"):
            return "this page has no network; its note's folder has no network.yml; networks(STEM) is another file's"
        return f"{error}{nearest(match[1], known)}"
    is_plain = isinstance(error, (jinja2.UndefinedError, UnknownName, ValueError))
    return str(error) if is_plain else f"{type(error).__name__}: {error}"
