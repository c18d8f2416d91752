"""@TITLE_EN@: TODO: what this note shows, in one line."""

# import numpy as np
# import sympy as sp
#
from scripts.notes import Note

note = Note(__file__)

# `scripts/names @DATE@` lists what the pages of this note can name. What is the note's own is made here:
# take away the `# ` before the lines above and below to see how, and write the names into both pages.

# # An experiment is run once; what else it needs are the names of its arguments: network, another experiment.
# @note.experiment
# def errors():
#     epsilon = 10.0 ** -np.arange(1, 13)
#     central = (np.exp(epsilon) - np.exp(-epsilon)) / (2 * epsilon)
#     return {"epsilon": epsilon, "error": abs(central - 1)}
#
#
# # {{ num("best_epsilon") }}: `also` is a second way to it; the build stops where the two are further apart.
# def theory():
#     return (3 * np.finfo(float).eps) ** (1 / 3)
#
#
# @note.number("best_epsilon", also=theory, within=0.5)
# def best(errors):
#     return errors["epsilon"][errors["error"].argmin()]
#
#
# # {{ eq("central") }}: SymPy writes the LaTeX; both sides are evaluated, and have to agree.
# @note.formula("central")
# def central():
#     epsilon = sp.Symbol("epsilon", positive=True)
#     difference = (sp.exp(epsilon) - sp.exp(-epsilon)) / (2 * epsilon)
#     return sp.Eq(difference, sp.sinh(epsilon) / epsilon, evaluate=False)
#
#
# # {{ figure("error-by-epsilon") }}: what the function returns is filled in in the words.
# @note.figure(
#     "error-by-epsilon",
#     title={"ko": "중앙 차분의 오차", "en": "Error of the central difference"},
#     alt={"ko": "ε이 {best}일 때 가장 작다.", "en": "It is smallest at ε = {best}."},
#     caption={"ko": "중앙 차분의 오차.", "en": "Error of the central difference."},
#     words={"error": {"ko": "오차", "en": "error"}},
# )
# def curve(ax, errors, word):
#     ax.loglog(errors["epsilon"], errors["error"])
#     ax.set_xlabel("ε")
#     ax.set_ylabel(word("error"))
#     return {"best": errors["epsilon"][errors["error"].argmin()]}
#
#
# # {{ table("errors") }}
# @note.table(
#     "errors",
#     caption={"ko": "ε과 오차", "en": "ε and the error"},
#     head=[{"ko": "ε", "en": "ε"}, {"ko": "오차", "en": "error"}],
# )
# def rows(errors):
#     return list(zip(errors["epsilon"], errors["error"], strict=True))
