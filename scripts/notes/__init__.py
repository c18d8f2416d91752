"""What a note can use: the standard names of its networks, and what its note.py says of its own."""

from .note import Note, Symbol, load

__all__ = ["Note", "Symbol", "load"]
