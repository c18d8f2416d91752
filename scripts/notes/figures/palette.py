"""Marker colours: Matplotlib draws with them, svg.py turns each into a CSS variable.

figures.css gives the variables their colours, light and dark, so that a figure follows the page.
"""

NAMES = ("ink", "edge", "node", "bias", "forward", "backward", "accent", "paper")
MARKER = {name: f"#f000{number:02x}" for number, name in enumerate(NAMES, start=1)}
VARIABLE = {marker: f"var(--fig-{name})" for name, marker in MARKER.items()}
