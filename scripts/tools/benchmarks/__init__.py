"""Measures how long the engine takes to derive, to evaluate and to start. Asserts nothing."""
