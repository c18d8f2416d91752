"""Where the units of a network stand. One unit of length is one unit of the SVG's viewBox."""

from dataclasses import dataclass
from math import atan2, cos, pi, radians, sin, sqrt

from ...backprop.network import Network

LAYERS, UNITS = 6, 8  # the largest network that a figure holds
RADIUS, BIAS = 30.0, 13.0  # of a unit's circle, and half the side of a bias unit's square
LEFT, RIGHT = 31.5, 36.5  # margins from the outer centres: a circle; the line under an output
HEADER = 36.0  # the two lines over each column
ABOVE, BELOW = 22.0, 24.0  # room for h_Θ(x) over the output, and for the line under every node
ROW, BIAS_ROW = 102.0, 70.0  # from a unit to the next one below, and from the first one up to the bias
BESIDE, STEEP = radians(48), radians(52)  # the steepest angles under a circle, and of a bias unit
FAN = 0.85  # share of its angle at which an edge comes down on a rim, to clear the text of the unit above
GAP = 1.5  # between an arrow's end and a node


@dataclass(frozen=True)
class Node:
    """Unit j of layer l; j = 0 is its bias unit."""

    l: int
    j: int
    x: float
    y: float

    @property
    def reach(self) -> float:
        """How far from its centre the arrows begin."""
        return (RADIUS if self.j else BIAS + 1.5) + GAP


@dataclass(frozen=True)
class Edge:
    """Θ_ij^(l): from unit j of layer l at (x0, y0) to unit i of layer l+1 at (x1, y1)."""

    l: int
    i: int
    j: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Layout:
    """All nodes by (l, j), all edges, and the size of the figure."""

    nodes: dict[tuple[int, int], Node]
    edges: tuple[Edge, ...]
    width: float
    height: float


def require_size(network: Network) -> None:
    """Raises ValueError where the network has more layers or units than a figure holds."""
    widest = max(network.s.values())
    if network.L > LAYERS or widest > UNITS:
        raise ValueError(
            f"figure: {network.L} layers of up to {widest} units; "
            f"allowed are at most {LAYERS} layers of at most {UNITS} units"
        )


def columns(network: Network) -> dict[int, float]:
    """x of each layer's column: the more labels between two of them, the farther apart."""
    x = {1: LEFT}
    for l in range(1, network.L):
        edges = network.s[l + 1] * len(network.columns(l))
        x[l + 1] = x[l] + 100.0 + 34.0 * max(0.0, sqrt(edges) - sqrt(6))
    return x


def half(network: Network, l: int) -> float:
    """From the middle of column l to its first or its last unit."""
    return (network.s[l] - 1) / 2 * ROW


def feeds_bias(network: Network, l: int) -> bool:
    """Whether layer l has a bias unit: where the layer after it takes one."""
    return l < network.L and network.has_bias(l)


def top(network: Network, l: int) -> float:
    """From the middle of column l to its upper end."""
    above = BIAS_ROW + BIAS if feeds_bias(network, l) else RADIUS
    return half(network, l) + above + (ABOVE if l == network.L else 0)


def nodes_of(network: Network, middle: float) -> dict[tuple[int, int], Node]:
    """Every node; units lie around the middle line, the bias unit on top of them."""
    nodes = {}
    for l, x in columns(network).items():
        first = middle - half(network, l)
        if feeds_bias(network, l):
            nodes[l, 0] = Node(l, 0, x, first - BIAS_ROW)
        for j in range(1, network.s[l] + 1):
            nodes[l, j] = Node(l, j, x, first + (j - 1) * ROW)
    return nodes


def rim(node: Node, angle: float) -> tuple[float, float]:
    """Where an arrow at that angle leaves or meets a node; the angle grows downwards, as y does."""
    return node.x + node.reach * cos(angle), node.y + node.reach * sin(angle)


def connect(l: int, source: Node, target: Node) -> Edge:
    """The line from rim to rim. Under a circle it keeps to the side, beside the text there."""
    angle = atan2(target.y - source.y, target.x - source.x)
    x0, y0 = rim(source, min(angle, BESIDE if source.j else STEEP))
    x1, y1 = rim(target, pi + (FAN * angle if angle > 0 else max(angle, -BESIDE)))
    return Edge(l, target.j, source.j, x0, y0, x1, y1)


def arrange(network: Network) -> Layout:
    """The layout of a network, the same for every figure of it."""
    require_size(network)
    middle = HEADER + max(top(network, l) for l in network.s)
    nodes = nodes_of(network, middle)
    edges = tuple(
        connect(l, nodes[l, j], nodes[l + 1, i])
        for l in range(1, network.L)
        for i in range(1, network.s[l + 1] + 1)
        for j in network.columns(l)
    )
    below = max(half(network, l) + (BELOW if l == network.L else 0) for l in network.s)
    return Layout(nodes, edges, nodes[network.L, 1].x + RIGHT, middle + below + RADIUS + BELOW)
