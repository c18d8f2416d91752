"""The network: as the lecture writes it, and as a file describes it."""

from .model import Layer, Network, initial_weights

__all__ = ["Layer", "Network", "initial_weights"]
