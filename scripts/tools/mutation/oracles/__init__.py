"""The independent ways to the same numbers.

Each is a function of a network, which gives what it can of
  C (m,), J (), dC_da[l] and delta[l] (m, s[l]), Delta[l] and dJ_dTheta[l] as Theta[l]
as a dict from names such as "J", "delta 2", "dJ_dTheta 1". A name may say in brackets how it was
found, "delta 2 (paths)": it is compared with every other oracle's "delta 2". Each imports of the engine
only what it uses, when it is asked, and none asks another oracle.
"""

from dataclasses import dataclass, field
from importlib import import_module

import numpy as np

Values = dict[str, np.ndarray]
KINK = "relu at z = 0"  # the one network at which not every oracle has a derivative


@dataclass
class Answer:
    """What one oracle answers: `values` as "network: delta 2", and `errors` by networks where it has none.

    `files` are those of scripts/backprop that it imported.
    """

    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Oracle:
    """One oracle: its function and module, the heading of its column, what it is, and how exact it is.

    `tolerance` is the relative difference that it may have from another for rounding alone;
    `at_kink` says whether it has g′(0) = 0 of relu, which is not a fact but an agreement.
    """

    name: str
    module: str
    heading: str
    ko: str
    en: str
    tolerance: float = 1e-10
    at_kink: bool = True

    def values(self, network) -> Values:
        """The numbers of one network."""
        return getattr(import_module(f"{__name__}.{self.module}"), self.name)(network)


COMPOSED = Oracle(
    "composed", "composed", "diff", "합성한 비용 전체를 SymPy로 미분", "SymPy's diff of the composed cost"
)
DERIVED = Oracle("derived", "derived", "derived", "유도한 점화식을 바꾼 함수", "the derived recurrences as functions")
BACKWARD = Oracle("backward", "numeric", "NumPy", "손으로 쓴 NumPy 역전파", "the hand-written NumPy backward pass")
DIFFERENCES = Oracle(
    "differences",
    "numeric",
    "differences",
    "순전파만 쓰는 중앙 차분",
    "central differences of the forward pass",
    tolerance=1e-6,
    at_kink=False,
)
AUTOMATIC = Oracle("automatic", "numeric", "autograd", "autograd 라이브러리의 자동 미분", "the autograd library")
ORACLES = {oracle.name: oracle for oracle in (COMPOSED, DERIVED, BACKWARD, DIFFERENCES, AUTOMATIC)}
# Not one of them: it compares the derivation only with itself.
PROOFS = Oracle("proofs", "derived", "proofs", "유도가 스스로 하는 증명", "what the derivation proves of itself")
EVERY = ORACLES | {PROOFS.name: PROOFS}


def by_layer(name: str, arrays: dict[int, np.ndarray]) -> Values:
    """{2: …, 3: …} → {"delta 2": …, "delta 3": …}."""
    return {f"{name} {l}": np.asarray(array) for l, array in arrays.items()}
