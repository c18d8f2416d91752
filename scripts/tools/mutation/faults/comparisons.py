"""The two ways that only compare: the composed cost, and central differences."""

from .fault import Fault, Part

COMPOSE, DIFFERENCES = "symbolic/compose.py", "numeric/differences.py"

PART = Part(
    "comparisons",
    "비교에만 쓰는 방법: 합성한 비용과 중앙 차분",
    "what only compares: the composed cost and central differences",
    (
        Fault(
            "composed-first-sum",
            COMPOSE,
            "weighted_sum(network, l, i).xreplace(known)",
            "weighted_sum(network, l, 1).xreplace(known)",
            "합성한 비용: 모든 유닛에 첫 유닛의 가중합을 넣는다",
            "composed cost: every unit has the weighted sum of the first",
        ),
        Fault(
            "composed-shifted",
            COMPOSE,
            "enumerate(activations(network, l), start=1)",
            "enumerate(reversed(activations(network, l)), start=1)",
            "합성한 비용: 한 층의 활성값을 거꾸로 넣는다",
            "composed cost: the activations of a layer stand in reverse",
        ),
        Fault(
            "differences-over-h",
            DIFFERENCES,
            "/ (2 * h)",
            "/ h",
            "중앙 차분: 2h가 아니라 h로 나눈다",
            "differences: divided by h in place of 2h",
        ),
        Fault(
            "differences-combined-wrong",
            DIFFERENCES,
            "(4 * D(step / 2) - D(step)) / 3",
            "(4 * D(step / 2) + D(step)) / 3",
            "중앙 차분: 두 차분을 빼지 않고 더한다",
            "differences: the two are added in place of subtracted",
        ),
        Fault(
            "differences-no-bias",
            DIFFERENCES,
            "+ network.Theta[k][:, 0]",
            "+ 0.0",
            "중앙 차분: 뒤 층의 가중합에 편향을 더하지 않는다",
            "differences: the weighted sums of later layers lack the bias",
        ),
    ),
)
