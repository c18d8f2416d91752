"""What builds keep: whole files, as long as some build uses them."""

import os
import time

import pytest

from scripts import cache


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "CACHE", tmp_path)
    return tmp_path


def test_what_is_kept_is_made_once():
    assert cache.kept("formulas", "one", lambda: b"1") == b"1"
    assert cache.kept("formulas", "one", lambda: b"2") == b"1"


def test_a_name_changes_with_each_part_and_with_the_bytes_of_files():
    names = [cache.key(*parts) for parts in (("a", "b"), ("ab",), ({"a": b"1"},), ({"a": b"2"},), ([1],), (["1"],))]
    assert len(set(names)) == len(names)
    assert cache.key("a", "b") == names[0]


def test_a_file_that_cannot_be_written_whole_leaves_the_last_one(folder):
    cache.write_whole(folder / "file", b"old")
    with pytest.raises(TypeError):
        cache.write_whole(folder / "file", "text is no bytes")
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("file", b"old")]


def test_what_no_build_has_used_for_a_month_is_forgotten(folder):
    old = time.time() - cache.MONTH - 60
    for name in ("used", "unused"):
        cache.store("formulas", name, b"")
        os.utime(folder / "formulas" / name, (old, old))
    cache.load("formulas", "used")
    cache.prune()
    assert [path.name for path in (folder / "formulas").iterdir()] == ["used"]
