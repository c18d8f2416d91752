"""A page's source (Markdown with Jinja) to Markdown, or one line that says what is wrong where."""

import re
from dataclasses import dataclass
from pathlib import Path

import jinja2
import yaml
from jinja2 import Environment, StrictUndefined

from . import notes
from .errors import PageError
from .paths import DOCS, NETWORKS
from .scope import Formula, Scope, UnknownName, nearest

DATE = re.compile(r"til/(\d{4}-\d{2}-\d{2})/")
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
ENVIRONMENT = Environment(
    undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)


@dataclass(frozen=True)
class Rendered:
    """Markdown with placeholders, the formulas that they stand for, and the page's front matter."""

    text: str
    formulas: list[Formula]
    meta: dict
    plot_alt: str  # what the plot of a notebook shows, in words


def source(language: str, uri: str) -> Path:
    """The file of a page in one language."""
    return DOCS / language / uri


def front_matter(path: Path) -> dict:
    """The YAML at the top of a page, {} if there is none."""
    match = FRONT_MATTER.match(path.read_text("utf-8"))
    if not match:
        return {}
    try:
        return yaml.safe_load(match[1]) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", error)
        raise PageError(path, line, f"the front matter is not YAML: {problem}") from None


def date(uri: str) -> str | None:
    """2021-01-12, from the path of a note's page."""
    match = DATE.search(uri)
    return match and match[1]


def network_of(uri: str, meta: dict) -> Path | None:
    """The network file of a page: the date in its path, or `network:` in its front matter."""
    name = meta.get("network") or date(uri)
    return NETWORKS / f"{name}.yml" if name else None


def note_index(language: str) -> list[dict]:
    """Every note of a language, the newest first: date, path, topics."""
    found = []
    for path in sorted((DOCS / language / "til").glob("*/index.md"), reverse=True):
        meta = front_matter(path)
        name = path.parent.name
        found.append({"path": f"til/{name}/", "date": spoken_date(name), "topics": meta.get("topics", [])})
    return found


def spoken_date(name: str) -> str:
    """2021/01/12, from the folder's name 2021-01-12."""
    return name.replace("-", "/")


def render(language: str, uri: str) -> Rendered:
    """One page with its names put in. Raises PageError, NoteError."""
    path = source(language, uri)
    meta = front_matter(path)
    network = network_of(uri, meta)
    scope = Scope(notes.load(network) if network else None, language, notebook=uri.endswith(".nb.md"))
    known = scope.names() | {
        "date": spoken_date(path.parent.name),
        "topics": meta.get("topics", []),
        "notes": lambda: note_index(language),
        "network_file": network.name if network else None,
    }
    template = compiled(path)
    try:
        text = template.render(known)
    except (jinja2.UndefinedError, UnknownName) as error:
        raise PageError(path, line_in(error, path), f"{error}{suggestion(error, known)}") from None
    except Exception as error:
        raise PageError(path, line_in(error, path), f"{type(error).__name__}: {error}") from error
    return Rendered(text, scope.formulas, meta, scope.plot_alt() if scope.notebook else "")


def compiled(path: Path) -> jinja2.Template:
    """The page as a Jinja template. Raises PageError for a mistake in its braces."""
    text = path.read_text("utf-8")
    try:
        code = ENVIRONMENT.compile(text, filename=str(path))
    except jinja2.TemplateSyntaxError as error:
        raise PageError(path, error.lineno, f"the braces do not fit: {error.message}") from None
    return jinja2.Template.from_code(ENVIRONMENT, code, ENVIRONMENT.make_globals(None))


def suggestion(error: Exception, known: dict) -> str:
    """The nearest right names for `'tx' is undefined`."""
    match = re.match(r"'(\w+)' is undefined", str(error))
    return nearest(match[1], known) if match else ""


def line_in(error: Exception, path: Path) -> int:
    """The line of the page on which the error arose."""
    line, step = 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == str(path):
            line = step.tb_lineno
        step = step.tb_next
    return line
