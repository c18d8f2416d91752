"""Starts a note in both languages, in a folder of its own; what is to be written is marked TODO.

Exit status: 0 if the note was made, 2 (with one line, and nothing written) if it could not be.
"""

import argparse
import datetime
import re
import shutil
import sys
from pathlib import Path

from ...paths import DOCS, LANGUAGES, dates, shown, source

TEMPLATES = Path(__file__).parent / "templates"
FORBIDDEN = re.compile(r"""[{}\[\]<>|$`"\\#*_\x00-\x1f]""")
# Pages that hold for any network: how the first page names them. The explorer's leads to the derivation.
PAGES = {
    "derivation.md": {"ko": "유도", "en": "Derivation"},
    "worked-example.nb.md": {"ko": "계산 예제", "en": "Worked example"},
    "explorer.md": {"ko": "탐색기", "en": "Explorer"},
}


class BadArguments(Exception):
    """One line: what is wrong; what is allowed."""


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the words."""

    def error(self, message: str) -> None:
        self.exit(2, f'{self.prog}: {message}; wanted: 2021-01-13 "Gradient Checking" "기울기 검사"\n')


def day(text: str) -> str:
    """A date as the folders are named by. Raises BadArguments."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").strftime("%Y-%m-%d")
    except ValueError:
        raise BadArguments(f"{text}: no date; a day is written as 2021-01-13") from None


def title(text: str, language: str) -> str:
    """The note's title in one language. Raises BadArguments."""
    text = text.strip()
    wrong = FORBIDDEN.search(text)
    if not text or wrong:
        mistake = f"{wrong[0]!r} in the title" if wrong else "an empty title"
        raise BadArguments(f"{mistake}; a title is a line of plain words, without marks of Markdown")
    if bool(re.search("[가-힣]", text)) != (language == "ko"):
        kind = {"ko": "Korean title, the third word,", "en": "English title, the second word,"}[language]
        raise BadArguments(f'{text}: the {kind} is wanted here: DATE "English title" "한국어 제목"')
    return text


def anchor(english: str) -> str:
    """gradient-checking, of Gradient Checking. Raises BadArguments where no letter is left."""
    name = re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")
    if not re.match("[a-z]", name):
        raise BadArguments(f"{english}: the title has to begin with a letter; its anchor comes from it")
    return name


def pages(chosen: argparse.Namespace) -> list[str]:
    """The pages besides the first one. Raises BadArguments where they have no network."""
    asked = {
        "derivation.md": chosen.derivation or chosen.explorer,
        "worked-example.nb.md": chosen.worked_example,
        "explorer.md": chosen.explorer,
    }
    if chosen.no_network and any(asked.values()):
        raise BadArguments("a derivation, worked example or explorer is of a network; leave out --no-network")
    return [page for page in PAGES if asked[page]]


def newest(page: str, language: str) -> str:
    """The page as the newest note that has it has it. Raises BadArguments where none has."""
    sources = [source(f"til/{date}/{page}", language) for date in dates()]
    known = next((path for path in sources if path.is_file()), None)
    if known is None:
        raise BadArguments(f"no note has a page {page} that could be copied")
    return known.read_text("utf-8")


def files(chosen: argparse.Namespace) -> dict[Path, str]:
    """Every file of the note, with its text. Raises BadArguments."""
    english, korean = title(chosen.english, "en"), title(chosen.korean, "ko")
    date, more = day(chosen.date), pages(chosen)
    words = {"DATE": date, "DAY": date.replace("-", "/"), "ANCHOR": anchor(english)}
    words |= {"TITLE_EN": english, "TITLE_KO": korean}
    folder = DOCS / "til" / date
    note = {folder / "note.py": filled("note.py", words)}
    if not chosen.no_network:
        note[folder / "network.yml"] = filled("network.yml", words)
    for language in LANGUAGES:
        network = "" if chosen.no_network else filled(f"network.{language}.md", words)
        addresses = {page: page.replace(".nb.md", ".ipynb") for page in more}
        links = "".join(f"- [{PAGES[page][language]}]({address})\n" for page, address in addresses.items())
        first = filled(f"index.{language}.md", words | {"NETWORK": network.strip(), "PAGES": links})
        note[folder / f"index.{language}.md"] = re.sub(r"\n{3,}", "\n\n", first)
        note |= {source(f"til/{date}/{page}", language): newest(page, language) for page in more}
    return note


def filled(name: str, words: dict[str, str]) -> str:
    """A template with what stands for its @NAMES@; Jinja's braces are the page's own."""
    text = (TEMPLATES / name).read_text("utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda match: words[match[1]], text)


def write(note: dict[Path, str]) -> None:
    """Write all of the files, or none. Raises BadArguments where the folder is there already."""
    folder = next(iter(note)).parent
    if folder.exists():
        raise BadArguments(f"{shown(folder)}: is there already; nothing is overwritten")
    folder.mkdir(parents=True)
    try:
        for path, text in note.items():
            path.write_text(text, "utf-8")
    except BaseException:
        shutil.rmtree(folder)
        raise


def main(words: list[str]) -> int:
    """Make the note, and say what comes next."""
    parser = Parser(prog="scripts/new-note", description=__doc__)
    parser.add_argument("date", help="the day, as 2021-01-13")
    parser.add_argument("english", help='the title in English, as "Gradient Checking"')
    parser.add_argument("korean", help='the title in Korean, as "기울기 검사"')
    parser.add_argument("--derivation", action="store_true", help="every δ and gradient, line by line")
    parser.add_argument("--worked-example", action="store_true", help="a notebook that computes the network")
    parser.add_argument(
        "--explorer", action="store_true", help="the network to be moved; with the derivation"
    )
    parser.add_argument("--no-network", action="store_true", help="a note without a network file")
    try:
        note = files(parser.parse_args(words))
        write(note)
    except (BadArguments, OSError) as error:
        print(f"scripts/new-note: {error}", file=sys.stderr)
        return 2
    print(*map(shown, note), sep="\n")
    print("Write where TODO stands: scripts/serve shows the pages, scripts/check says what is still missing.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
