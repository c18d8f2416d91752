"""The cache of notes: what is in use stays in it, however much that is; the rest goes by age."""

import os

from scripts.site import notes


def made(folder, day, age):
    """A note in the cache, last used so many seconds ago."""
    path = folder / day / "note.json"
    path.parent.mkdir(parents=True)
    path.write_text("{}", "utf-8")
    then = path.stat().st_mtime - age
    os.utime(path.parent, (then, then))
    return path


def test_no_note_in_use_is_forgotten_and_of_the_others_the_oldest_are(tmp_path, monkeypatch):
    monkeypatch.setattr(notes, "CACHE", tmp_path)
    monkeypatch.setattr(notes, "NETWORKS", tmp_path / "networks")
    notes.NETWORKS.mkdir()
    used = [made(tmp_path / "notes", f"used-{n}", age=9000) for n in range(2 * notes.SPARE)]
    others = [made(tmp_path / "notes", f"other-{n}", age=100 + n) for n in range(notes.SPARE + 5)]
    for path in used:
        (notes.NETWORKS / f"{path.parent.name}.yml").touch()
        notes.read(path)
    notes.prune()
    assert all(path.is_file() for path in used)
    assert [path.is_file() for path in others] == [True] * notes.SPARE + [False] * 5
