"""A derivation as data: what is derived, the steps with their rules, and the result.

Printers are elsewhere; a rule's name is all that they need to give the reason in words.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sympy import Expr, Symbol


class Rule(StrEnum):
    """Why a line follows from the one before."""

    DEFINITION = "definition"
    CHAIN_RULE = "chain_rule"
    NEXT_DELTA = "next_delta"
    WEIGHTED_SUM = "weighted_sum"
    COST_DERIVATIVE = "cost_derivative"
    ACTIVATION_DERIVATIVE = "activation_derivative"
    PIECEWISE_DERIVATIVE = "piecewise_derivative"
    IN_TERMS_OF_A = "in_terms_of_a"
    SUBSTITUTION = "substitution"
    SIMPLIFICATION = "simplification"
    TARGETS_SUM_TO_ONE = "targets_sum_to_one"


@dataclass(frozen=True)
class Step:
    """One line, left = right, and the rule that gives it."""

    rule: Rule
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Derivation:
    """symbol = result; `steps()` gives the lines to it, made only when somebody asks."""

    symbol: Symbol
    result: Expr
    steps: Callable[[], Iterator[Step]]
