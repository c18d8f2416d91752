"""The independent ways to the same numbers, one module each.

A module has `values(network)`, which gives what it can of
  C (m,), J (), dC_da[l] and delta[l] (m, s[l]), Delta[l] and dJ_dTheta[l] as Theta[l]
as a dict from names such as "J", "delta 2", "dJ_dTheta 1". A name may say in brackets how it was
found, "delta 2 (paths)": it is compared with every other oracle's "delta 2". Each module imports of
the engine only what it uses, and none imports another oracle.
"""

from dataclasses import dataclass
from importlib import import_module

import numpy as np

Values = dict[str, np.ndarray]
KINK = "relu at z = 0"  # the one network at which not every oracle has a derivative


@dataclass(frozen=True)
class Oracle:
    """One oracle: its module, the heading of its column, what it is, and how exact it is.

    `tolerance` is the relative difference that it may have from another for rounding alone;
    `at_kink` says whether it has g′(0) = 0 of relu, which is not a fact but an agreement.
    """

    name: str
    heading: str
    ko: str
    en: str
    tolerance: float = 1e-10
    at_kink: bool = True

    def values(self, network) -> Values:
        """The numbers of one network."""
        return import_module(f"{__name__}.{self.name}").values(network)


ORACLES = {
    oracle.name: oracle
    for oracle in (
        Oracle("composed", "diff", "합성한 비용 전체를 SymPy로 미분", "SymPy's diff of the composed cost"),
        Oracle("derived", "derived", "유도한 점화식을 바꾼 함수", "the derived recurrences as functions"),
        Oracle("backward", "NumPy", "손으로 쓴 NumPy 역전파", "the hand-written NumPy backward pass"),
        Oracle(
            "differences",
            "differences",
            "순전파만 쓰는 중앙 차분",
            "central differences of the forward pass",
            tolerance=1e-7,
            at_kink=False,
        ),
        Oracle("automatic", "autograd", "autograd 라이브러리의 자동 미분", "the autograd library"),
    )
}
# Not one of them: it compares the derivation only with itself.
PROOFS = Oracle("proofs", "proofs", "유도가 스스로 하는 증명", "what the derivation proves of itself")
EVERY = ORACLES | {PROOFS.name: PROOFS}


def by_layer(name: str, arrays: dict[int, np.ndarray]) -> Values:
    """{2: …, 3: …} → {"delta 2": …, "delta 3": …}."""
    return {f"{name} {l}": np.asarray(array) for l, array in arrays.items()}
