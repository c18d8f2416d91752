"""Measures the engine, the explorer, pages and builds. Asserts nothing."""
