"""The commands of `python -m scripts.backprop`, one module each."""
