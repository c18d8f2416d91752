"""Backpropagation Intuition: all that the pages name comes from network.yml."""

from scripts.notes import Note

note = Note(__file__)
