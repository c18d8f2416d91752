"""Starts a note in both languages, with a network file of its own; what is to be written is marked TODO.

Exit status: 0 if the note was made, 2 (with one line, and nothing written) if it could not be.
"""

import argparse
import datetime
import re
import shutil
import sys
from pathlib import Path

from ...paths import DOCS, LANGUAGES, NETWORKS, shown
from ...site.navigation import dates

TEMPLATES = Path(__file__).parent / "templates"
COPIED = ("derivation.md", "worked-example.nb.md", "explorer.md")  # they hold for any network
FORBIDDEN = re.compile(r"""[{}\[\]<>|$`"\\#*_\x00-\x1f]""")


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
        said = f"{wrong[0]!r} in the title" if wrong else "an empty title"
        raise BadArguments(f"{said}; a title is a line of plain words, without marks of Markdown")
    if bool(re.search("[가-힣]", text)) != (language == "ko"):
        kind = {"ko": "Korean title, the third word,", "en": "English title, the second word,"}[language]
        raise BadArguments(f'{text}: the {kind} is wanted here: DATE "English title" "한국어 제목"')
    return text


def anchor(english: str) -> str:
    """gradient-checking, of Gradient Checking. Raises BadArguments where no letter is left."""
    found = re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")
    if not re.match("[a-z]", found):
        raise BadArguments(f"{english}: the title has to begin with a letter; its anchor comes from it")
    return found


def files(date: str, english: str, korean: str) -> dict[Path, str]:
    """Every file of the note, with its text."""
    put = {"DATE": date.replace("-", "/"), "TITLE_EN": english, "TITLE_KO": korean, "ANCHOR": anchor(english)}
    made = {NETWORKS / f"{date}.yml": filled("network.yml", put)}
    for language in LANGUAGES:
        folder = DOCS / language / "til"
        made[folder / date / "index.md"] = filled(f"{language}.md", put)
        for name in COPIED:
            known = next((path / name for path in dates(language) if (path / name).is_file()), None)
            made |= {folder / date / name: known.read_text("utf-8")} if known else {}
    return made


def filled(name: str, put: dict[str, str]) -> str:
    """A template with what stands for its @NAMES@; Jinja's braces are the page's own."""
    text = (TEMPLATES / name).read_text("utf-8")
    return re.sub(r"@(\w+)@", lambda match: put[match[1]], text)


def write(made: dict[Path, str]) -> None:
    """Write all of the files, or none. Raises BadArguments where one is there already."""
    folders = sorted({path.parent for path in made if path.parent != NETWORKS})
    for path in [*(path for path in made if path.parent == NETWORKS), *folders]:
        if path.exists():
            raise BadArguments(f"{shown(path)}: is there already; nothing is overwritten")
    try:
        for path, text in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def main(words: list[str]) -> int:
    """Make the note, and say what comes next."""
    parser = Parser(prog="scripts/new-note", description=__doc__)
    parser.add_argument("date", help="the day, as 2021-01-13")
    parser.add_argument("english", help='the title in English, as "Gradient Checking"')
    parser.add_argument("korean", help='the title in Korean, as "기울기 검사"')
    chosen = parser.parse_args(words)
    try:
        names = title(chosen.english, "en"), title(chosen.korean, "ko")
        made = files(day(chosen.date), *names)
        write(made)
    except (BadArguments, OSError) as error:
        print(f"scripts/new-note: {error}", file=sys.stderr)
        return 2
    print(*map(shown, made), sep="\n")
    print("Write where TODO stands: scripts/serve shows the pages, scripts/check says what is still missing.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
