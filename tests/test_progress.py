"""The bar while people wait: on a terminal only, and not before they would ask."""

import io
import sys

import pytest

from scripts.backprop.progress import CLEAR, Bar


class Terminal(io.StringIO):
    def isatty(self):
        return True


def drawn(monkeypatch, stream, bar):
    monkeypatch.setattr(sys, "stderr", stream)
    assert list(bar.each("abcd", 4, "δ^(2)")) == [*"abcd"]
    return stream.getvalue()


def test_a_terminal_sees_how_many_of_how_many_and_an_empty_line_at_the_end(monkeypatch):
    seen = drawn(monkeypatch, Terminal(), Bar(after=0))
    assert "δ^(2) 0/4" in seen
    assert seen.endswith(CLEAR)


def test_what_is_done_in_two_seconds_shows_no_bar(monkeypatch):
    assert drawn(monkeypatch, Terminal(), Bar()) == ""


def test_a_file_or_a_pipe_gets_no_bar(monkeypatch):
    assert drawn(monkeypatch, io.StringIO(), Bar(after=0)) == ""


def test_the_bar_is_gone_when_an_error_ends_the_work(monkeypatch):
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    with pytest.raises(ZeroDivisionError):
        [1 / n for n in Bar(after=0).each([1, 0], 2, "δ")]
    assert stream.getvalue().endswith(CLEAR)
