"""The same values by expressions that stay finite: cross-entropy from z, softmax by differences of z.

log a and a_j / (1 − a_k) of a saturated unit are 0/0 or log 0 in doubles. With a = g(z) put in, SymPy makes
of each a fraction N/D of sums of exponentials, which the logarithms of these sums give without overflow.
"""

from sympy import Add, Expr, Function, Integer, Mul, Pow, Symbol, cancel, exp, fraction, log
from sympy.core.function import UndefinedFunction

from ...backprop.network import Network
from ...backprop.symbolic import forward, symbols
from ...backprop.symbolic.derive import Derivations
from ...backprop.symbolic.functions import COUPLED

# log(e^u + e^v + …), which runtime.js computes with the largest of u, v, … taken out.
LOG_SUM_EXP: UndefinedFunction = Function("logSumExp")


def outputs(network: Network) -> dict[Symbol, Expr]:
    """a_k^(L) → g(z_k^(L))."""
    L = network.L
    return {symbols.unit("a", L, k): expr for k, expr in enumerate(forward.activations(network, L), start=1)}


def exponents(total: Expr, of: dict[Symbol, Expr]) -> list[Expr]:
    """[u, v, …] of e^u + e^v + …, where each symbol of `of` stands for the e^ of its value.

    Raises ArithmeticError for any other sum.
    """
    exponents_of_terms = []
    for term in Add.make_args(total.expand()):
        powers = term.as_powers_dict()
        if powers.keys() - of.keys() - {Integer(1)}:
            raise ArithmeticError(f"{total}: not a sum of exponentials alone")
        exponents_of_terms.append(Add(*(of[base] * power for base, power in powers.items() if base in of)))
    return exponents_of_terms


def as_fraction(expr: Expr) -> tuple[list[Expr], list[Expr]]:
    """(exponents of N, exponents of D) of expr = N/D, two sums of exponentials."""
    powers = sorted(expr.atoms(exp), key=str)
    stand_in = {power: Symbol(f"E{n}", positive=True) for n, power in enumerate(powers)}
    of = {stand_in[power]: power.args[0] for power in powers}
    above, below = fraction(cancel(expr.xreplace(stand_in)))
    sign = -1 if below.could_extract_minus_sign() else 1
    return exponents(sign * above, of), exponents(sign * below, of)


def log_sum(of: list[Expr]) -> Expr:
    """log(e^u + e^v + …)."""
    return of[0] if len(of) == 1 else LOG_SUM_EXP(*of)


def log_of(expr: Expr) -> Expr:
    """log N/D = −log(1 + rest/N) with rest = D − N: no digit is lost where N/D is near to 1."""
    above, below = as_fraction(expr)
    rest = [u for u in below if u not in above]
    if len(rest) != len(below) - len(above):
        raise ArithmeticError(f"{expr}: not a share of a sum of exponentials")
    return -LOG_SUM_EXP(Integer(0), log_sum(rest) - log_sum(above)) if rest else Integer(0)


def ratio(expr: Expr) -> Expr:
    """N/D = e^(log N − log D)."""
    above, below = as_fraction(expr)
    return exp(log_sum(above) - log_sum(below))


def cost(network: Network) -> Expr:
    """C from z^(L), its logarithms taken of g(z) before any rounding."""
    C, g = forward.cost(network), outputs(network)
    return C.xreplace({term: log_of(term.args[0].xreplace(g)) for term in C.atoms(log)})


def activation(network: Network, l: int, j: int) -> Expr:
    """a_j^(l); where units are coupled, as e^(z_j − log Σ_k e^(z_k))."""
    expr = forward.activations(network, l)[j - 1]
    return ratio(expr) if network.g[l] in COUPLED else expr


def output_delta(derivations: Derivations, j: int) -> Expr:
    """δ_j^(L); in it a_j / (1 − a_k) from z, where both may round to 0."""
    network = derivations.network
    result, g = derivations.delta(network.L, j).result, outputs(network)
    if not any(power.exp.is_negative for power in result.atoms(Pow)):
        return result
    return Add(*(without_pole(term, g) for term in Add.make_args(result)))


def without_pole(term: Expr, g: dict[Symbol, Expr]) -> Expr:
    """The term with a / base taken together, where base is what it divides by."""
    poles = [f for f in Mul.make_args(term) if f.is_Pow and f.exp.is_negative]
    above = [f for f in Mul.make_args(term) if f in g]
    if not poles:
        return term
    [pole], a = poles, above[0]
    share = (a * pole).xreplace(g)
    sign = -1 if share.subs(dict.fromkeys(share.free_symbols, 0)) < 0 else 1
    rest = Mul(*(f for f in Mul.make_args(term) if f not in (a, pole)))
    return sign * rest * ratio(sign * share)
