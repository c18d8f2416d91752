"""Every number of a network file's first example by its name, without the project's own mathematics.

The file is read as plain YAML; NumPy goes forward, and the autograd library differentiates.
"""

from pathlib import Path
from types import SimpleNamespace

import autograd.numpy as np
import autograd_networks as ways
import yaml
from autograd import jacobian

from scripts.backprop import names


def read(path: Path) -> SimpleNamespace:
    """What the file says, by the letters of the lecture."""
    file = yaml.safe_load(path.read_text("utf-8"))
    layers = [SimpleNamespace(**{"bias": True, "activation": None, **layer}) for layer in file["layers"]]
    x, y = (np.array([example[letter] for example in file["examples"]], float) for letter in "xy")
    return SimpleNamespace(
        layers=layers,
        cost=file["cost"],
        reduction=file.get("reduction", "mean"),
        penalty=float(file.get("lambda", 0)),
        Theta={l: np.array(rows, float) for l, rows in file["Theta"].items()},
        x=x,
        y=y,
        m=len(x),
        L=len(layers),
        s={l: layer.units for l, layer in enumerate(layers, 1)},
    )


def engine(network: SimpleNamespace) -> dict[str, float]:
    """Theta1_10, x_1, y_1, z2_1, a2_1, delta2_1, gprime2_1, dC_dTheta1_10, C, J and the rest of names.py."""
    z, a = forward(network)
    dJ_dTheta, _, delta, dC_da = ways.derivatives(network)
    delta, dC_da = ({l: rows[0] for l, rows in layers.items()} for layers in (delta, dC_da))
    gradient = {l: np.outer(delta[l + 1], inputs(network, l, a)) for l in network.Theta}
    C = ways.COSTS[network.cost](a[network.L], network.y[0])
    known = {"C": C, "J": ways.objective(network, network.Theta), "m": network.m, **inner(network, z, a)}
    known |= {names.plain("x", j): value for j, value in enumerate(network.x[0], 1)}
    known |= {names.plain("y", k): value for k, value in enumerate(network.y[0], 1)}
    for letter, layers in {"z": z, "a": a, "dC_da": dC_da, "delta": delta, "dC_dz": delta}.items():
        known |= {names.unit(letter, l, j): v for l, row in layers.items() for j, v in enumerate(row, 1)}
    for wrap, matrices in {"{}": network.Theta, "dC_d{}": gradient, "dJ_d{}": dJ_dTheta}.items():
        known |= weights(network, matrices, wrap)
    return {name: float(value) for name, value in known.items()}


def forward(network):
    """z and a of the first example, by layer."""
    z, a = {}, {1: network.x[0]}
    for l in network.Theta:
        z[l + 1] = network.Theta[l] @ inputs(network, l, a)
        a[l + 1] = ways.ACTIVATIONS[network.layers[l].activation](z[l + 1])
    return z, a


def inputs(network, l, a):
    """[1; a] where the next layer has a bias."""
    return np.concatenate([np.ones(int(network.layers[l].bias)), a[l]])


def columns(network, l):
    """The j of Θ_ij^(l), column by column."""
    return range(0 if network.layers[l].bias else 1, network.s[l] + 1)


def weights(network, matrices, wrap="{}"):
    """Theta1_10, … from a matrix of each layer."""
    return {
        wrap.format(names.weight(l, i, j)): value
        for l, rows in matrices.items()
        for i, row in enumerate(rows, 1)
        for j, value in zip(columns(network, l), row, strict=True)
    }


def inner(network, z, a):
    """The derivatives in between, ∂z/∂a, ∂z/∂Θ, ∂a/∂z; and g′ where g acts on each unit by itself."""
    known = {}
    for l, rows in network.Theta.items():
        for i, row in enumerate(rows, 1):
            z_i = names.unit("z", l + 1, i)
            for j, value, weight in zip(columns(network, l), inputs(network, l, a), row, strict=True):
                known[names.partial(z_i, names.weight(l, i, j))] = value
                known |= {names.partial(z_i, names.unit("a", l, j)): weight} if j else {}
    for l, values in z.items():
        activation = network.layers[l - 1].activation
        for (k, j), value in np.ndenumerate(jacobian(ways.ACTIVATIONS[activation])(values)):
            known[names.partial(names.unit("a", l, k + 1), names.unit("z", l, j + 1))] = value
            if k == j and activation != "softmax":
                known[names.unit("gprime", l, j + 1)] = value
    return known
