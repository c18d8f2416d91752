"""Backpropagation of any dense network: read a network file, evaluate it, derive it, compare."""
