"""{% if %} in a page: which text no reader sees together; and what {% set %} names."""

import re
from dataclasses import dataclass

STATEMENT = re.compile(r"\{%[-+]?\s*(if|elif|else|endif|for|endfor|set)\b(.*?)[-+]?%\}", re.S)
SET = re.compile(r"(\w+)\s*=\s*(.+?)\s*$", re.S)
CALL = re.compile(r"""(?:unit|weight|partial)\(\s*["'](\w+)["']\s*(?:,(.*))?\)\s*(?:~.*)?$""", re.S)
STRING = re.compile(r"""["']([\w.]+)["']\s*(?:~.*)?$""", re.S)


@dataclass(frozen=True)
class Branch:
    """The text between two statements of one {% if %}: the nth of `of` branches."""

    start: int
    end: int
    n: int
    of: int


class Branches:
    """The ways through a page. `{% if loop.first %}` is no choice: a reader sees all of it in turn."""

    def __init__(self, text: str):
        self.found: list[Branch] = []
        self.names: dict[str, str] = {}
        self.loops: list[range] = []
        self.first_turns: list[range] = []
        self.scan(text)
        self.ways = max((branch.of for branch in self.found), default=1)
        self.hidden = [
            {n for b in self.found if b.n != min(choice, b.of - 1) for n in range(b.start, b.end)}
            for choice in range(self.ways)
        ]

    def scan(self, text: str) -> None:
        """Note every branch and every {% set %}."""
        opened: list[list[re.Match]] = []
        for match in STATEMENT.finditer(text):
            if match[1] == "set":
                if named := SET.match(match[2].strip()):
                    self.names[named[1]] = named[2]
            elif match[1] in ("if", "for"):
                opened.append([match])
            elif opened:
                opened[-1].append(match)
                if match[1] == "endif":
                    self.close(opened.pop())
                elif match[1] == "endfor":
                    self.loops.append(range(opened[-1][0].end(), opened.pop()[-1].start()))

    def close(self, parts: list[re.Match]) -> None:
        """One {% if %} up to its {% endif %}; without {% else %} the last branch is empty."""
        if "loop." in parts[0][2]:
            self.first_turns += (
                [range(parts[0].end(), parts[1].start())] if "loop.first" in parts[0][2] else []
            )
            return
        pairs = list(zip(parts, parts[1:], strict=False))
        of = len(pairs) + (parts[-2][1] != "else")
        self.found += [Branch(one.end(), two.start(), n, of) for n, (one, two) in enumerate(pairs)]

    def taken(self, place: int, choice: int) -> bool:
        """Whether the place is read."""
        return place not in self.hidden[choice]

    def repeats(self, place: int) -> bool:
        """Whether a reader may meet the place more than once."""
        inside = [any(place in found for found in ranges) for ranges in (self.loops, self.first_turns)]
        return inside == [True, False]

    def name(self, argument: str) -> str | None:
        """A name with the letter of {{ tex(argument) }}: delta1_1 for unit("delta", l, j)."""
        argument = self.names.get(argument, argument).strip()
        if match := CALL.match(argument):
            bottom = match[1] == "C" or match[1] == "J"
            return self.name(match[2]) if bottom and match[2] else f"{match[1]}1_1"
        match = STRING.match(argument)
        return match and match[1]
