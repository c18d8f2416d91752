"""Breaks the engine on purpose, one fault at a time, and says which independent oracle notices."""
