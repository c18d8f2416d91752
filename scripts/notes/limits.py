"""How large a network the explorer takes: one that a reader can still follow path by path."""

MAX_LAYERS, MAX_UNITS = 4, 4
