r"""Symbols of formulas as links to the list of symbols: KaTeX's `\href` carries their names into its HTML.

`linked` goes before KaTeX, `resolve` behind it. A formula in the line is one link, that of its first symbol,
and is reached by Tab. In a formula on a line of its own each symbol is a link for the mouse and for touch;
Tab passes them over, or a page of derivations would have a thousand stops.
"""

import re
from collections.abc import Iterator

COMMANDS = {
    r"\Theta": "Theta", r"\delta": "delta", r"\Delta": "Delta", r"\lambda": "lambda", r"\odot": "hadamard",
}  # fmt: skip
NUMBERS = {"Theta", "delta", "Delta", "z", "a"}  # with unit and layer: numbers of a network
IN_SCRIPTS = {*NUMBERS, "y", "s"}  # with indices of their own: the z of e^{-z_1}, but not the l of z^{(l)}

GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
ARGUMENT = rf"(?:{GROUP}|\\[A-Za-z]+|[^\s\\{{}}])"
TOKEN = re.compile(
    rf"""
      (?P<symbol>                                               # a symbol with its indices
        \\(?:Theta|delta|Delta|lambda|odot)(?![A-Za-z]) | [zaghCJxyslmL]
        | (?P<bar>\\(?:bar|overline)\s*(?:\{{\s*\\Theta\s*\}}|\\Theta(?![A-Za-z])))
      )
      (?P<scripts>'*(?:\s*[_^]\s*{ARGUMENT})*)
    # Letters that are no symbols:
    | \\(?:begin\s*\{{array\}}|begin|end)\s*{GROUP}             # of an environment
    | \\(?:operatorname|math|text|html|tag|color|[hv]space)[A-Za-z]*\*?\s*{GROUP}  # names, texts, lengths
    | \\(?:[a-z]*kern|\\\s*\[)\s*-?[\d.]+\s*[a-z]+              # lengths without braces
    | \\[dtc]?frac\s*(?:{GROUP}\s*[^\s{{\\]|[^\s{{\\]\s*[^\s{{\\]?)    # arguments without braces
    | \\(?:sqrt|hat|tilde|vec|dot|bar|overline|math[a-z]+)\s*(?:\\[A-Za-z]+|[^\s{{\\])
    # Other commands, and the indices of what is no symbol.
    | \\[A-Za-z]+ | \\. | [_^]\s*(?P<others>{ARGUMENT})
    """,
    re.X,
)
LINK = re.compile(r'(?P<before><\w+[^>]*?) href="symbol:(?P<kind>\w+)(?:/(?P<name>\w+))?"')
INLINE = re.compile(r'<a [^>]*href="symbol:[^>]*>(?P<symbol>.*?)</a>', re.S)
SOURCE = re.compile(rf"\\href\{{symbol:[\w/]+\}}\{{(?P<symbol>(?:[^{{}}]|{GROUP})*)\}}")
# A line may break behind a sign, but KaTeX does not see one that is a link.
SIGN = (r"\href{symbol:hadamard}{\odot}", r"\href{symbol:hadamard}{\odot}\allowbreak ")


def linked(latex: str, display: bool) -> str:
    r"""The LaTeX with each symbol, of a formula in the line the first, as `\href{symbol:KIND/NAME}{…}`.

    KIND is a name of docs/notation.yml; NAME that of a number of the network, as scripts/backprop/names.py
    has it, where the symbol is one: `\href{symbol:delta/delta2_2}{\delta_2^{(2)}}`, but `\href{symbol:g}{g}`.
    KaTeX's HTML of the result goes through `resolve`.
    """
    all_symbols = list(symbols(latex, 0, len(latex)))
    for start, end, address in reversed(all_symbols if display else all_symbols[:1]):
        latex = rf"{latex[:start]}\href{{symbol:{address}}}{{{latex[start:end]}}}{latex[end:]}"
    return latex.replace(*SIGN) if display else latex


def unlinked(latex: str) -> str:
    """The LaTeX that `linked` was given."""
    return SOURCE.sub(r"\g<symbol>", latex.replace(*reversed(SIGN)))


def resolve(html: str, notation: str) -> str:
    """KaTeX's HTML of a linked formula, with links to the page of the symbols at the address `notation`:
    `<a href="NOTATION#symbol-delta" data-symbol="delta2_2">`. The MathML is the same as without links.
    """
    html = unlinked(html)
    first = LINK.search(html)
    if first and 'class="katex-display"' not in html:
        text = LINK.sub(r"\g<before>", INLINE.sub(r"\g<symbol>", html))
        return f"<a{attributes(first, notation)}>{text}</a>"

    def of_tag(link: re.Match) -> str:
        is_drawn = link["before"].startswith("<a")
        return link["before"] + (f'{attributes(link, notation)} tabindex="-1"' if is_drawn else "")

    return LINK.sub(of_tag, html)


def attributes(link: re.Match, notation: str) -> str:
    """Where the page of the symbols explains a symbol, and whose value its card is to show."""
    value = f' data-symbol="{link["name"]}"' if link["name"] else ""
    return f' href="{notation}#symbol-{link["kind"]}"{value}'


def symbols(latex: str, start: int, end: int, in_script: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where each symbol between the two places begins and ends, and its address: delta/delta2_2."""
    for token in TOKEN.finditer(latex, start, end):
        if token["others"]:
            yield from symbols(latex, *token.span("others"), in_script=True)
        elif token["symbol"] and not (in_script and is_index(token)):
            yield *token.span(), address(token)


def is_index(token: re.Match) -> bool:
    """Whether a letter in a script only counts, as l and m do."""
    return not token["scripts"] or COMMANDS.get(token["symbol"], token["symbol"]) not in IN_SCRIPTS


def address(token: re.Match) -> str:
    """The kind of a symbol, and behind it the name of its number, if it is one: g, delta/delta2_2."""
    kind = "Theta_bar" if token["bar"] else COMMANDS.get(token["symbol"], token["symbol"])
    scripts = dict(re.findall(rf"([_^])\s*({ARGUMENT})", token["scripts"]))
    below, above = (re.sub(r"[{}\s]|\\left|\\right", "", scripts.get(sign, "")) for sign in "_^")
    if kind == "g" and ("'" in token["scripts"] or above == r"\prime"):
        return "gprime"
    if kind == "a" and below == "0":
        return "a_0"
    name = number(kind, below, above)
    if kind == "Theta" and re.fullmatch(r"[a-z\d],?[a-z\d]|\d+,\d+", below):
        kind = "Theta_ij"
    return f"{kind}/{name}" if name else kind


def number(kind: str, below: str, above: str) -> str:
    """The name of the number: delta2_2, Theta1_10, x_1, C; nothing where a letter stands for many."""
    layer = re.fullmatch(r"\((\d+)\)", above)
    if kind in NUMBERS and layer and re.fullmatch(r"\d+(?:,\d+)?", below):
        return f"{kind}{layer[1]}_{below.replace(',', '_')}"
    if kind in ("x", "y") and below.isdigit() and not above:
        return f"{kind}_{below}"
    return kind if kind in ("C", "J") and not below + above else ""
