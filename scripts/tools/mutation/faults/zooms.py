"""SymPy: the derivation said once more, for all units of a layer, over paths, in vectors, with indices."""

from .fault import Fault, Part

VECTOR, PATHS, GENERAL = "symbolic/vector.py", "symbolic/paths.py", "symbolic/general.py"
ALIKE = "alike.py"
HIDDEN = "(Theta.T * delta_next).multiply_elementwise(g_prime)"
STEP = 'found += [symbols.unit("gprime", k, here), symbols.weight(k, there, here)]'
ERROR = "ERROR_OF_ACTIVATION = Sum(ordered(Theta[l, k, j], delta[l + 1, k]), (k, 1, s[l + 1]))"

PART = Part(
    "zooms",
    "SymPy: 한 유닛에서 옮겨 쓴 꼴, 경로, 벡터, 첨자로 쓴 꼴",
    "SymPy: the forms renamed from one unit, over paths, in vectors, with indices",
    (
        Fault(
            "renamed-a-forgotten",
            ALIKE,
            'for letter in ("a", "z", "delta")}',
            'for letter in ("z", "delta")}',
            "옮겨 쓴 꼴: δ_j에 a_j가 아니라 a_1이 남는다",
            "renamed: δ_j keeps a_1 in place of a_j",
        ),
        Fault(
            "renamed-weights-forgotten",
            ALIKE,
            "names.weight(l, k, 1): names.weight(l, k, j) for k in later",
            "names.weight(l, k, 1): names.weight(l, k, 1) for k in later",
            "옮겨 쓴 꼴: δ_j에 Θ_kj가 아니라 Θ_k1이 남는다",
            "renamed: δ_j keeps Θ_k1 in place of Θ_kj",
        ),
        Fault(
            "renamed-delta-forgotten",
            ALIKE,
            'for of in ("z", "delta")',
            'for of in ("z",)',
            "옮겨 쓴 꼴: ∂C/∂Θ_ij에 δ_i가 아니라 δ_1이 남는다",
            "renamed: ∂C/∂Θ_ij keeps δ_1 in place of δ_i",
        ),
        Fault(
            "vector-not-transposed",
            VECTOR,
            HIDDEN,
            HIDDEN.replace("Theta.T", "Theta"),
            "벡터 꼴: Θ를 전치하지 않는다",
            "vectors: Θ is not transposed",
        ),
        Fault(
            "vector-no-g-prime",
            VECTOR,
            HIDDEN,
            "Theta.T * delta_next",
            "벡터 꼴: g′를 곱하지 않는다",
            "vectors: g′ is left out",
        ),
        Fault(
            "vector-bias-kept",
            VECTOR,
            "rows, columns = derive.units(network, l + 1), derive.units(network, l)",
            "rows, columns = derive.units(network, l + 1), range(network.s[l])",
            "벡터 꼴: Θ의 0열을 떼지 않고 마지막 열을 뗀다",
            "vectors: the last column of Θ is dropped in place of column 0",
        ),
        Fault(
            "vector-product-reversed",
            VECTOR,
            "delta_next * row,",
            "(delta_next * row).T,",
            "벡터 꼴: ∂C/∂Θ를 전치한 채로 둔다",
            "vectors: ∂C/∂Θ is transposed",
        ),
        Fault(
            "paths-no-g-prime",
            PATHS,
            STEP,
            "found += [symbols.weight(k, there, here)]",
            "경로의 합: 지나는 유닛의 g′를 곱하지 않는다",
            "paths: the g′ of the units on the way are left out",
        ),
        Fault(
            "paths-jk-for-kj",
            PATHS,
            STEP,
            STEP.replace("there, here", "here, there"),
            "경로의 합: Θ의 첨자를 바꾸어 쓴다",
            "paths: the indices of Θ are swapped",
        ),
        Fault(
            "paths-some-missing",
            PATHS,
            "range(1, network.s[k] + 1)",
            "range(1, max(network.s[k], 2))",
            "경로의 합: 층의 마지막 유닛을 지나는 경로를 빠뜨린다",
            "paths: those through the last unit of a layer are missing",
        ),
        Fault(
            "indices-no-g-prime",
            GENERAL,
            "RECURRENCE = ordered(ERROR_OF_ACTIVATION, gprime(z[l, j]))",
            "RECURRENCE = ERROR_OF_ACTIVATION",
            "첨자로 쓴 식: g′를 곱하지 않는다",
            "indices: g′ is left out",
        ),
        Fault(
            "indices-jk-for-kj",
            GENERAL,
            ERROR,
            ERROR.replace("l, k, j", "l, j, k"),
            "첨자로 쓴 식: Θ_kj 자리에 Θ_jk를 쓴다",
            "indices: Θ_jk in place of Θ_kj",
        ),
        Fault(
            "indices-unit-missing",
            GENERAL,
            ERROR,
            ERROR.replace("(k, 1,", "(k, 2,"),
            "첨자로 쓴 식: k에 대한 합을 2부터 시작한다",
            "indices: the sum over k begins at 2",
        ),
        Fault(
            "indices-ij-swapped",
            GENERAL,
            "GRADIENT = ordered(a[l, j], delta[l + 1, i])",
            "GRADIENT = ordered(a[l, i], delta[l + 1, j])",
            "첨자로 쓴 식: ∂C/∂Θ_ij에서 i와 j를 바꾸어 쓴다",
            "indices: i and j of ∂C/∂Θ_ij are swapped",
        ),
    ),
)
