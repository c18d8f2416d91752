"""The network: as the lecture writes it, and as a file describes it."""

from .model import Layer, Network

__all__ = ["Layer", "Network"]
