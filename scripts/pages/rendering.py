"""A page's source (Markdown with Jinja) to Markdown, or one line that says what is wrong where."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

import jinja2
from jinja2 import Environment, StrictUndefined

from ..npm import NpmError
from ..site import notes
from . import credits
from ..sources import SourceError
from ..paths import DOCS, NETWORKS, page_files, shown
from .names import TEMPLATES, Formula, Scope, UnknownName, nearest
from ..sources import data_of, line_of, text_of

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
    cells: list[tuple[str, int]]  # a notebook's code, and the line of the source that asks for it
    meta: dict
    plot_alt: str  # what the plot of a notebook shows, in words
    files: dict[str, str]  # by name, what stands beside the built page
    network: Path | None


def source(language: str, uri: str) -> Path:
    """The file of a page in one language."""
    return DOCS / language / uri


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


def date(uri: str) -> str | None:
    """2021-01-12, from the path of a note's page."""
    match = DATE.search(uri)
    return match and match[1]


def network_of(uri: str, meta: dict) -> Path | None:
    """The network file of a page: the date in its path, or `network:` in its front matter."""
    name = meta.get("network") or date(uri)
    return NETWORKS / f"{name}.yml" if name else None


def uris(language: str) -> list[str]:
    """The sources of a language's pages, as MkDocs names them."""
    return [path.relative_to(DOCS / language).as_posix() for path in page_files(language)]


def networks(language: str) -> set[Path]:
    """The network files of a language's pages."""
    found = {network_of(uri, front_matter(source(language, uri))) for uri in uris(language)}
    return found - {None}


def explorer_url(path: Path) -> str:
    """From a page of a note to the note's explorer; "" where there is none, and on its own page."""
    if path.name == "explorer.md" or not path.with_name("explorer.md").is_file():
        return ""
    return "explorer/" if path.name == "index.md" else "../explorer/"


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


def render(language: str, uri: str, prepare: Callable[[str], str] = str) -> Rendered:
    """One page with its names put in. Raises SourceError, NoteError.

    `prepare` may put marks into the source; its lines must stay.
    """
    path = source(language, uri)
    meta = front_matter(path)
    network = network_of(uri, meta)
    scope = Scope(
        notes.load(network) if network else None,
        language,
        notebook=uri.endswith(".nb.md"),
        root="../" * (uri.count("/") + (not uri.endswith("index.md"))),
        explorer_url=explorer_url(path),
    )
    known = scope.names() | {
        "date": spoken_date(path.parent.name),
        "topics": meta.get("topics", []),
        "notes": lambda: note_index(language),
        "made_with": lambda: credits.made_with(language),
        "shipped": lambda: credits.shipped(language),
        "network_file": network.name if network else None,
    }
    template = compiled(path, prepare(text_of(path)))
    try:
        text = template.render(known)
    except (SourceError, notes.NoteError, NpmError):
        raise
    except Exception as error:
        if getattr(error, "errno", None):  # no mistake in the page: a full disk, say
            raise
        raise blamed(error, path, known) from error
    alt = scope.plot_alt() if scope.notebook and network else ""
    return Rendered(text, scope.formulas, scope.cells, meta, alt, scope.files, network)


def render_all(language: str) -> dict[str, Rendered]:
    """Every page of a language by its source."""
    return {uri: render(language, uri) for uri in uris(language)}


def compiled(path: Path, source: str) -> jinja2.Template:
    """The page as a Jinja template. Raises SourceError for a mistake in its braces."""
    try:
        code = ENVIRONMENT.compile(source, filename=str(path))
    except jinja2.TemplateSyntaxError as error:
        raise SourceError(path, error.lineno, said(error, {})) from None
    return jinja2.Template.from_code(ENVIRONMENT, code, ENVIRONMENT.make_globals(None))


def blamed(error: Exception, path: Path, known: dict) -> SourceError:
    """The error with its line in the page, or in the template that the page uses there."""
    steps = [(Path(frame.filename), frame.lineno) for frame in extract_tb(error.__traceback__)]
    steps = [step for step in steps if step[0] == path or step[0].parent == TEMPLATES] or [(path, 1)]
    (page, asking), (where, line) = steps[0], steps[-1]
    using = "" if where == page else f" (used in {shown(page)}:{asking})"
    return SourceError(where, line, said(error, known) + using)


def said(error: Exception, known: dict) -> str:
    """What is wrong, with the nearest right names for `'tx' is undefined`."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"the braces do not fit: {error.message}"
    if match := re.fullmatch(r"'(\w+)' is undefined", str(error)):
        return f"{error}{nearest(match[1], known)}"
    ours = isinstance(error, (jinja2.UndefinedError, UnknownName))
    return str(error) if ours else f"{type(error).__name__}: {error}"
