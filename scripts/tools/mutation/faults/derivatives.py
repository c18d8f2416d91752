"""NumPy: g′ of each activation and ∂C/∂a of each cost."""

from .fault import Fault, Part

ACTIVATIONS, COSTS = "numeric/activations.py", "numeric/costs.py"
SIGMOID = "dC_da * a * (1 - a)"
SOFTMAX = "a * (dC_da - (dC_da * a).sum(axis=-1, keepdims=True))"
BINARY = "return weigh(1 - y, np.exp(-g.log_complement(z))) - weigh(y, np.exp(-g.log(z)))"
OF_TOP = " - softmax(others) * of_top"

PART = Part(
    "derivatives",
    "NumPy: g′와 ∂C/∂a",
    "NumPy: g′ and ∂C/∂a",
    (
        Fault(
            "sigmoid-g-prime-a",
            ACTIVATIONS,
            SIGMOID,
            "dC_da * a",
            "sigmoid의 g′를 a로 둔다",
            "g′ of sigmoid is a in place of a(1 − a)",
        ),
        Fault(
            "sigmoid-g-prime-at-a",
            ACTIVATIONS,
            SIGMOID,
            "dC_da * sigmoid(a) * (1 - sigmoid(a))",
            "sigmoid의 g′를 z가 아니라 a에서 구한다",
            "g′ of sigmoid is taken at a in place of z",
        ),
        Fault(
            "tanh-g-prime-1-a",
            ACTIVATIONS,
            "dC_da * (1 - a * a)",
            "dC_da * (1 - a)",
            "tanh의 g′를 1 − a로 둔다",
            "g′ of tanh is 1 − a in place of 1 − a²",
        ),
        Fault(
            "relu-g-prime-below-0",
            ACTIVATIONS,
            "np.where(a > 0, dC_da, 0.0)",
            "np.where(a >= 0, dC_da, 0.0)",
            "relu의 g′가 z < 0에서도 1이다",
            "g′ of relu is 1 at negative z too",
        ),
        Fault(
            "relu-g-prime-at-0",
            "numeric/evaluate.py",
            "delta[l] = ACTIVATIONS[network.g[l]].delta(a[l], dC_da[l])",
            "delta[l] = ACTIVATIONS[network.g[l]].delta(a[l] + (z[l] == 0), dC_da[l])",
            "relu의 g′(0)이 1이다",
            "g′(0) of relu is 1",
        ),
        Fault(
            "identity-g-prime-a",
            ACTIVATIONS,
            '"identity": Activation(lambda z: z, lambda a, dC_da: dC_da)',
            '"identity": Activation(lambda z: z, lambda a, dC_da: dC_da * a)',
            "항등 함수의 g′를 a로 둔다",
            "g′ of the identity is a in place of 1",
        ),
        Fault(
            "softmax-diagonal",
            ACTIVATIONS,
            SOFTMAX,
            "dC_da * a * (1 - a)",
            "softmax의 야코비 행렬에서 대각 성분만 쓴다",
            "only the diagonal of softmax's Jacobian",
        ),
        Fault(
            "softmax-sum-missing",
            ACTIVATIONS,
            SOFTMAX,
            "a * dC_da",
            "softmax의 야코비 행렬에서 −a_j a_k를 빠뜨린다",
            "softmax's Jacobian lacks −a_j a_k",
        ),
        Fault(
            "squared-error-factor-2",
            COSTS,
            "lambda g, z, a, y: 2 * (a - y)",
            "lambda g, z, a, y: a - y",
            "제곱 오차의 ∂C/∂a에서 2를 빠뜨린다",
            "∂C/∂a of the squared error lacks its 2",
        ),
        Fault(
            "half-squared-error-times-2",
            COSTS,
            "lambda g, z, a, y: a - y,",
            "lambda g, z, a, y: 2 * (a - y),",
            "½이 붙은 제곱 오차의 ∂C/∂a에 2를 곱한다",
            "∂C/∂a of half the squared error has a 2 too many",
        ),
        Fault(
            "binary-sign",
            COSTS,
            BINARY,
            BINARY.replace(") - weigh", ") + weigh"),
            "이항 교차 엔트로피의 ∂C/∂a에서 −y/a의 부호를 뒤집는다",
            "−y/a in ∂C/∂a of the binary cross-entropy has the wrong sign",
        ),
        Fault(
            "binary-half-missing",
            COSTS,
            BINARY,
            "return -weigh(y, np.exp(-g.log(z)))",
            "이항 교차 엔트로피의 ∂C/∂a에서 (1 − y)/(1 − a)를 빠뜨린다",
            "∂C/∂a of the binary cross-entropy lacks (1 − y)/(1 − a)",
        ),
        Fault(
            "softmax-cost-sign",
            COSTS,
            '    with np.errstate(over="ignore"):\n        return -weigh(y,',
            '    with np.errstate(over="ignore"):\n        return weigh(y,',
            "softmax 교차 엔트로피의 ∂C/∂a에서 음의 부호를 빠뜨린다",
            "∂C/∂a of the softmax cross-entropy lacks its minus",
        ),
        Fault(
            "a-minus-y-with-softmax",
            COSTS,
            'plain_delta=("sigmoid",)',
            'plain_delta=("sigmoid", "softmax")',
            "softmax와 이항 교차 엔트로피를 함께 쓸 때도 δ^(L)을 a − y로 둔다",
            "δ^(L) is a − y for softmax with the binary cross-entropy too",
        ),
        Fault(
            "a-minus-y-with-sigmoid",
            COSTS,
            'plain_delta=("identity",)',
            'plain_delta=("identity", "sigmoid")',
            "sigmoid 출력에 제곱 오차를 쓸 때도 δ^(L)을 a − y로 둔다",
            "δ^(L) is a − y for sigmoid with half the squared error too: g′ is left out",
        ),
        Fault(
            "softmax-top-missing",
            COSTS,
            OF_TOP,
            "",
            "softmax와 이항 교차 엔트로피의 δ^(L)에서 가장 큰 출력의 항을 빠뜨린다",
            "δ^(L) of softmax with the binary cross-entropy lacks the term of the largest output",
        ),
    ),
)
