"""Pages and notes of a test's own, rendered in this process, as a build begins with them."""

import shutil
from pathlib import Path

import pytest
from project import NETWORK, ROOT, Folder

from scripts import notes, paths, sources
from scripts.pages.collection import collect
from scripts.pages.rendering import STOPS

NOTE = "docs/til/2000-01-02"


class Sources(Folder):
    """A root folder with docs/notation.yml, where the test puts its pages."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch):
        super().__init__(folder)
        monkeypatch.chdir(folder)
        monkeypatch.setattr(paths, "ROOT", folder)
        monkeypatch.setattr(paths, "DOCS", folder / "docs")
        self.path("docs").mkdir()
        shutil.copy(ROOT / "docs/notation.yml", self.path("docs"))

    def page(self, name: str, text: str) -> None:
        """A page with the same text in both languages; `name` has {} for them."""
        for language in paths.LANGUAGES:
            self.write(name.format(language), text)

    def note(self, text: str = "", network: str = NETWORK, page: str = "# One { #one }\n") -> None:
        """A note with this note.py (none for ""), this network.yml and this first page."""
        self.page(f"{NOTE}/index.{{}}.md", page)
        for name, content in {"note.py": text, "network.yml": network}.items():
            if content:
                self.write(f"{NOTE}/{name}", content)

    def loaded(self) -> notes.Note:
        """The note, from its files as they are now."""
        self.forget()
        return notes.load(Path(NOTE).name)

    def collect(self, serving: bool = False, strict: bool = True) -> dict:
        """The pages by language and uri."""
        self.forget()
        return collect(serving, strict)

    def mistake(self) -> str:
        """The one line that a strict build says of these sources."""
        with pytest.raises(STOPS) as stopped:
            self.collect()
        assert "\n" not in str(stopped.value)
        return str(stopped.value)

    @staticmethod
    def forget() -> None:
        """What has been read in this process."""
        notes.load.cache_clear()
        sources.notation.cache_clear()
