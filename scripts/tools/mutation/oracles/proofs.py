"""What the derivation asserts of itself: that its zooms are equal to one another. No independent oracle."""

from ....backprop.network import Network
from ....backprop.symbolic import batch, paths, vector
from ....backprop.symbolic.derive import Derivations
from . import Values


def values(network: Network) -> Values:
    """No numbers. Raises ArithmeticError where a proof fails."""
    if network.L < 4:  # as in derived.py
        return {}
    derivations = Derivations(network)
    for l in network.Theta:
        vector.dC_dTheta(derivations, l)
        vector.delta(derivations, l + 1)
        batch.prove_accumulation(network, l)
        for j in range(1, network.s[l] + 1) if l > 1 else ():
            paths.proven(derivations, l, j)
    return {}
