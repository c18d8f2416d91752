"""NumPy: the forward pass, the costs, the mean and the penalty in J, and Θ without its column 0."""

from .fault import Fault, Part

EVALUATE, ACTIVATIONS, COSTS = "numeric/evaluate.py", "numeric/activations.py", "numeric/costs.py"
SCALE = 'return 1 / network.m if network.reduction == "mean" else 1.0'
BINARY = "return 0.0 - (weigh(y, g.log(z)) + weigh(1 - y, g.log_complement(z)))"

PART = Part(
    "forward",
    "NumPy: 순전파, 비용, 규제",
    "NumPy: the forward pass, the cost and the penalty",
    (
        Fault(
            "bias-not-added",
            EVALUATE,
            "z[l + 1] += network.Theta[l][:, 0]",
            "z[l + 1] += 0.0",
            "가중합에 편향을 더하지 않는다",
            "the weighted sum lacks the bias",
        ),
        Fault(
            "cost-sum-for-mean",
            EVALUATE,
            SCALE,
            "return 1.0",
            "J에서 평균 자리에 합을 쓴다",
            "J is the sum in place of the mean",
        ),
        Fault(
            "mean-over-outputs",
            EVALUATE,
            SCALE,
            SCALE.replace("network.m", "network.y.size"),
            "m만이 아니라 출력의 수로도 나눈다",
            "the mean is taken over the outputs too",
        ),
        Fault(
            "penalty-half-missing",
            EVALUATE,
            "network.penalty / (2 * network.m)",
            "network.penalty / network.m",
            "J의 규제항에서 ½을 빠뜨린다",
            "the penalty in J lacks its ½",
        ),
        Fault(
            "penalty-with-bias",
            EVALUATE,
            "(network.weights(l) ** 2).sum()",
            "(network.Theta[l] ** 2).sum()",
            "J에서 편향까지 규제한다",
            "J penalises the bias too",
        ),
        Fault(
            "sigmoid-reversed",
            ACTIVATIONS,
            "np.where(z >= 0, 1.0, e)",
            "np.where(z >= 0, e, 1.0)",
            "sigmoid의 부호를 뒤집어 g(−z)를 구한다",
            "sigmoid is g(−z)",
        ),
        Fault(
            "relu-leaks",
            ACTIVATIONS,
            "np.maximum(z, 0.0)",
            "np.maximum(z, 0.01 * z)",
            "relu가 z < 0에서 0이 아니라 0.01z이다",
            "relu is 0.01 z at negative z",
        ),
        Fault(
            "softmax-over-examples",
            ACTIVATIONS,
            "return e / e.sum(axis=-1, keepdims=True)",
            "return e / e.sum(axis=0, keepdims=True)",
            "softmax를 유닛이 아니라 예제에 대해 정규화한다",
            "softmax is normalised over the examples, not over the units",
        ),
        Fault(
            "cost-without-minus",
            COSTS,
            BINARY,
            BINARY.replace("0.0 - (", "("),
            "이항 교차 엔트로피에서 음의 부호를 빠뜨린다 (강의 슬라이드의 실수)",
            "the binary cross-entropy lacks its minus, as on one slide of the lecture",
        ),
        Fault(
            "cost-half-missing",
            COSTS,
            "((a - y) ** 2).sum(axis=-1) / 2",
            "((a - y) ** 2).sum(axis=-1)",
            "비용에서 ½을 빠뜨린다",
            "half the squared error lacks its ½",
        ),
        Fault(
            "cost-mean-over-outputs",
            COSTS,
            "((a - y) ** 2).sum(axis=-1),",
            "((a - y) ** 2).mean(axis=-1),",
            "제곱 오차를 출력에 대해 더하지 않고 평균한다",
            "the squared error is the mean over the outputs, not the sum",
        ),
        Fault(
            "last-column-dropped",
            "network.py",
            "self.Theta[l][:, 1:]",
            "self.Theta[l][:, :-1]",
            "어디서나 Θ의 0열이 아니라 마지막 열을 뗀다",
            "everywhere the last column of Θ is dropped in place of column 0",
        ),
    ),
)
