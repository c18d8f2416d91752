"""Local derivatives, each taken once by SymPy's `diff` and put in its simplest form.

They are taken for symbols z, a, y that stand for any unit, and renamed for each unit after,
so that the work does not grow with the width of a layer.
"""

from functools import cache

from sympy import Add, Expr, Integer, Mul, Piecewise, Pow, Symbol, cancel, diff, exp, expand, factor, simplify, solve
from sympy.core.parameters import distribute

from .functions import COST_TERMS, COUPLED, ELEMENTWISE, TARGETS_SUM_TO_ONE

ONE = Integer(1)
z, a, y = Symbol("z"), Symbol("a"), Symbol("y")
# Another unit k of the same layer, beside the unit j in question.
a_k, y_k = Symbol("a_k"), Symbol("y_k")
# A weight, and all that its weighted sum holds besides Θ a: the terms of the other units.
Theta, others = Symbol("Theta"), Symbol("others")


def usual_signs(expr: Expr) -> Expr:
    """−a (a − 1) → a (1 − a) and −(y − a) → a − y: each difference in the sign it is written with.

    A difference with a number in it starts with the number, any other with the activation.
    """
    sign, factors = 1, []
    for f in Mul.make_args(expr):
        base, exponent = f.as_base_exp()
        leading = base.as_coeff_Add()[0] or base.coeff(a) or base.coeff(a_k) if isinstance(base, Add) else ONE
        if exponent.is_odd and leading.is_negative:
            sign, f = -sign, Pow(Add(*(-term for term in base.args)), exponent)
        factors.append(f)
    with distribute(False):
        return Mul(sign, *factors) if sign == 1 or len(factors) > 1 else expr


def simplest(expr: Expr) -> Expr:
    """The form with the fewest operations among those that SymPy finds; at a tie a product, then `expr`."""
    if expr.has(Piecewise):
        return expr
    forms = [expr, factor(expr), simplify(expr), cancel(expr)]
    return min(map(usual_signs, forms), key=lambda form: (form.count_ops(), not form.is_Mul))


@cache
def weighted_sum(by: Symbol) -> Expr:
    """∂z_i/∂a_j = Θ_ij and ∂z_i/∂Θ_ij = a_j: in z_i = Σ_j Θ_ij a_j no other term has either."""
    return diff(Theta * a + others, by)


@cache
def g_prime(name: str) -> tuple[Expr, Expr]:
    """(g′(z) as `diff` gives it, the same in its simplest form, by a = g(z) where that helps).

    sigmoid: a (1 − a); tanh: 1 − a²; relu: cases in z; identity: 1.
    """
    g = ELEMENTWISE[name](z)
    raw = diff(g, z)
    in_a = raw.subs(g, a)
    if in_a.has(z) and not in_a.has(Piecewise):
        inverses = solve(g - a, z)
        in_a = simplest(raw.subs(z, inverses[0])) if len(inverses) == 1 else in_a
    return raw, in_a


@cache
def jacobian(name: str) -> tuple[Expr, Expr]:
    """(∂a_j/∂z_j, ∂a_k/∂z_j for k ≠ j) of a coupled activation, in a_j (here a) and a_k.

    softmax: a_j (1 − a_j) and −a_j a_k. The third unit stands for all others.
    """
    zs = [Symbol(f"z{n}") for n in range(3)]
    outputs, (own, other) = COUPLED[name](zs), (a, a_k)
    T = Symbol("T")  # the common denominator, which must cancel
    known = {exp(zs[0]): own * T, exp(zs[1]): other * T}

    def in_a(derivative: Expr) -> Expr:
        simple = simplest(derivative.subs(Add(*map(exp, zs)), T).subs(known))
        if simple.free_symbols - {own, other}:
            raise ArithmeticError(f"{name}: ∂a/∂z is not a function of a alone: {simple}")
        return simple

    return in_a(diff(outputs[0], zs[0])), in_a(diff(outputs[1], zs[0]))


@cache
def dC_da(cost: str) -> Expr:
    """∂C/∂a_k in a and y, as `diff` gives it; a polynomial with its common factor taken out."""
    derivative = diff(COST_TERMS[cost](a, y), a)
    return usual_signs(factor(derivative)) if derivative.is_polynomial(a, y) else derivative


@cache
def output_delta(cost: str, activation: str) -> Expr:
    """∂C/∂a · g′(z) in its simplest form: a − y for sigmoid with binary cross-entropy."""
    return simplest(dC_da(cost) * g_prime(activation)[1])


@cache
def coupled_terms(cost: str, activation: str) -> tuple[Expr, Expr]:
    """The terms k = j and k ≠ j of δ_j = Σ_k ∂C/∂a_k ∂a_k/∂z_j, each in its simplest form."""
    own, other = jacobian(activation)
    dC_da_k = dC_da(cost).subs({a: a_k, y: y_k}, simultaneous=True)
    return simplest(dC_da(cost) * own), simplest(dC_da_k * other)


def collect_activation(terms: list[Expr], a_j: Symbol) -> tuple[Expr, Expr]:
    """(p, q) with Σ terms = a_j p + q, where q has no a_j: for softmax p is the sum of the targets."""
    expanded = expand(Add(*terms))
    p = expanded.coeff(a_j)
    return p, expand(expanded - a_j * p)


def uses_targets_sum(cost: str, p: Expr, targets: list[Symbol]) -> bool:
    """Whether p = y_1 + … + y_K, and the cost's targets add up to 1."""
    return cost in TARGETS_SUM_TO_ONE and expand(p - Add(*targets)) == 0
