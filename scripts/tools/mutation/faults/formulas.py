"""SymPy: the activations, the costs and the forward pass, from which both SymPy oracles begin."""

from .fault import Fault, Part

FUNCTIONS, FORWARD = "symbolic/functions.py", "symbolic/forward.py"
BINARY = "lambda a, y: -(y * log(a) + (1 - y) * log(1 - a))"

PART = Part(
    "formulas",
    "SymPy: 함수와 순전파",
    "SymPy: the functions and the forward pass",
    (
        Fault(
            "formula-sigmoid-reversed",
            FUNCTIONS,
            "1 / (1 + exp(-z))",
            "1 / (1 + exp(z))",
            "sigmoid의 부호를 뒤집어 g(−z)를 구한다",
            "sigmoid is g(−z)",
        ),
        Fault(
            "formula-relu-at-0",
            FUNCTIONS,
            "Piecewise((z, z > 0), (0, True))",
            "Piecewise((z, z >= 0), (0, True))",
            "relu의 g′(0)이 1이다",
            "g′(0) of relu is 1",
        ),
        Fault(
            "formula-softmax-sum",
            FUNCTIONS,
            "exp(z_k) / Add(*map(exp, z))",
            "exp(z_k) / Add(*map(exp, z[1:]))",
            "softmax의 분모에서 첫 유닛을 빠뜨린다",
            "the denominator of softmax lacks the first unit",
        ),
        Fault(
            "formula-cost-without-minus",
            FUNCTIONS,
            BINARY,
            BINARY.replace("-(", "(", 1),
            "이항 교차 엔트로피에서 음의 부호를 빠뜨린다 (강의 슬라이드의 실수)",
            "the binary cross-entropy lacks its minus, as on one slide of the lecture",
        ),
        Fault(
            "formula-half-missing",
            FUNCTIONS,
            "(a - y) ** 2 / 2",
            "(a - y) ** 2",
            "비용에서 ½을 빠뜨린다",
            "half the squared error lacks its ½",
        ),
        Fault(
            "formula-bias-missing",
            FORWARD,
            "for j in network.columns(l - 1)",
            "for j in range(1, network.s[l - 1] + 1)",
            "가중합에 편향을 더하지 않는다",
            "the weighted sum lacks the bias",
        ),
        Fault(
            "formula-ji-for-ij",
            FORWARD,
            "symbols.weight(l - 1, i, j)",
            "symbols.weight(l - 1, j, i)",
            "가중합에서 Θ_ij 자리에 Θ_ji를 쓴다",
            "the weighted sum has Θ_ji in place of Θ_ij",
        ),
        Fault(
            "formula-bias-unit-0",
            "symbolic/symbols.py",
            "if j else Integer(1)",
            "if j else Integer(0)",
            "편향 유닛의 값을 1이 아니라 0으로 둔다",
            "the bias unit is 0 in place of 1",
        ),
    ),
)
