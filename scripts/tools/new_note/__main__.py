"""Starts a note in both languages, in a folder of its own; what is to be written is marked TODO.

Exit status: 0 if the note was made, 2 (with one line, and nothing written) if it could not be.
"""

import re
import tempfile
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime
from functools import partial
from pathlib import Path

from ... import paths
from ...paths import LANGUAGES, dates, shown, source

TEMPLATES = Path(__file__).parent / "templates"
FORBIDDEN = re.compile(r"""[{}\[\]<>|$`"\\#*_\x00-\x1f]""")
# Pages that hold for any network: how the first page names them, and what they are.
PAGES = {
    "derivation.md": {"ko": "유도", "en": "Derivation", "is": "every δ and gradient, line by line"},
    "worked-example.nb.md": {"ko": "계산 예제", "en": "Worked example", "is": "the network in a notebook"},
    "explorer.md": {"ko": "탐색기", "en": "Explorer", "is": "the network to be moved; with the derivation"},
}


class Parser(ArgumentParser):
    """Says in one line what is wrong with the words."""

    def error(self, message: str) -> None:
        self.exit(2, f'{self.prog}: {message}; wanted: 2021-01-13 "Gradient Checking" "기울기 검사"\n')


def day(text: str) -> str:
    """A date as the folders are named by. Raises ArgumentTypeError."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").strftime("%Y-%m-%d")
    except ValueError:
        raise ArgumentTypeError(f"{text}: no date; a day is written as 2021-01-13") from None


def title(text: str, language: str) -> str:
    """The note's title in one language. Raises ArgumentTypeError."""
    text = text.strip()
    if wrong := FORBIDDEN.search(text):
        raise ArgumentTypeError(f"{wrong[0]!r} in the title; a title is a line of plain words, without marks")
    if language == "en" and not re.match("[A-Za-z][^가-힣]*$", text):
        raise ArgumentTypeError(f"{text!r} is no English title; it begins with a letter, and has no Hangul")
    if language == "ko" and not re.search("[가-힣]", text):
        raise ArgumentTypeError(f"{text!r} is no Korean title; it has Hangul")
    return text


def newest(page: str, language: str) -> str:
    """The page as the newest note that has it has it. Raises ArgumentTypeError where none has."""
    for date in dates():
        path = source(f"til/{date}/{page}", language)
        if path.is_file():
            return path.read_text("utf-8")
    raise ArgumentTypeError(f"no note has a page {page} that could be copied")


def files(chosen: Namespace) -> dict[Path, str]:
    """Every file of the note, with its text. Raises ArgumentTypeError."""
    folder, pages = paths.DOCS / "til" / chosen.date, set(chosen.pages or ())
    if "explorer.md" in pages:
        pages.add("derivation.md")  # to which it leads
    if pages and chosen.no_network:
        raise ArgumentTypeError("these pages are of a network; leave out --no-network")
    words = {
        "DATE": chosen.date,
        "DAY": chosen.date.replace("-", "/"),
        "ANCHOR": re.sub(r"[^a-z0-9]+", "-", chosen.english.lower()).strip("-"),
        "TITLE_EN": chosen.english,
        "TITLE_KO": chosen.korean,
    }
    note = {folder / "note.py": filled("note.py", words)}
    if not chosen.no_network:
        note[folder / "network.yml"] = filled("network.yml", words)
    for language in LANGUAGES:
        network = "" if chosen.no_network else filled(f"network.{language}.md", words).strip()
        index = filled(f"index.{language}.md", words | {"NETWORK": network, "PAGES": links(pages, language)})
        note[folder / f"index.{language}.md"] = re.sub(r"\n{3,}", "\n\n", index)
        note |= {source(f"til/{chosen.date}/{page}", language): newest(page, language) for page in pages}
    return note


def links(pages: set[str], language: str) -> str:
    """The first page's list of the others."""
    addresses = {page: page.replace(".nb.md", ".ipynb") for page in PAGES if page in pages}
    return "".join(f"- [{PAGES[page][language]}]({address})\n" for page, address in addresses.items())


def filled(name: str, words: dict[str, str]) -> str:
    """A template with what stands for its @NAMES@; Jinja's braces are the page's own."""
    text = (TEMPLATES / name).read_text("utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda match: words[match[1]], text)


def write(folder: Path, note: dict[Path, str]) -> None:
    """Write all of the files of the folder, or none."""
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".") as unfinished:
        part = Path(unfinished, folder.name)
        part.mkdir()
        for path, text in note.items():
            (part / path.name).write_text(text, "utf-8")
        part.rename(folder)


def main() -> None:
    """Make the note, and say what comes next."""
    parser = Parser(prog="scripts/new-note", description=__doc__)
    parser.add_argument("date", type=day, help="the day, as 2021-01-13")
    parser.add_argument("english", type=partial(title, language="en"), help="the title in English")
    parser.add_argument("korean", type=partial(title, language="ko"), help="the title in Korean")
    for page, words in PAGES.items():
        option = f"--{page.partition('.')[0]}"
        parser.add_argument(option, dest="pages", action="append_const", const=page, help=words["is"])
    parser.add_argument("--no-network", action="store_true", help="a note without a network file")
    chosen = parser.parse_args()
    folder = paths.DOCS / "til" / chosen.date
    if folder.exists():
        parser.error(f"{shown(folder)}: is there already; nothing is overwritten")
    try:
        note = files(chosen)
        write(folder, note)
    except (ArgumentTypeError, OSError) as error:
        parser.error(str(error))
    print(*map(shown, note), sep="\n")
    print("Write where TODO stands: scripts/serve shows the pages, scripts/check says what is still missing.")


if __name__ == "__main__":
    main()
